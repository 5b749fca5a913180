//! Escapes of string literals: which bytes of a literal stand for others.
//!
//! Data formats are resolved in full, because that is what their readers see. In program text only `\n \t \r \" \' \\` are
//! resolved: numeric escapes are left to the decoders, which report them. Invariant: an escape that is not understood
//! stays as it is written, and every replaced byte maps to its escape.

use crate::span::Rewrite;
use std::borrow::Cow;
use std::ops::Range;

/// How a literal is escaped.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Escape {
    /// Not at all.
    None,
    /// Backslashes of a programming language.
    Code,
    /// Backslashes of JSON, YAML, TOML, properties: everything is resolved.
    Full,
    /// The quote is written twice.
    Doubled(u8),
    /// PowerShell's back-tick.
    Backtick,
    /// Lines of a YAML scalar: up to `indent` leading spaces are left out, and line feeds become spaces when folded.
    Lines {
        /// Leading spaces that are not part of the text.
        indent: usize,
        /// Line feeds become spaces.
        folded: bool,
    },
}

impl Escape {
    /// True when no byte of `text` is changed by this kind of escaping.
    pub(crate) fn is_idle(self, text: &str) -> bool {
        let byte = match self {
            Self::None => return true,
            Self::Code | Self::Full => b'\\',
            Self::Doubled(quote) => quote,
            Self::Backtick => b'`',
            Self::Lines { .. } => b'\n',
        };
        memchr::memchr(byte, text.as_bytes()).is_none()
    }

    /// Appends the text that `range` of `text` (the parent of `out`) stands for.
    pub(crate) fn write(self, text: &str, range: Range<usize>, out: &mut Rewrite<'_>) {
        let Some(part) = text.get(range.clone()) else { return };
        if self.is_idle(part) {
            return out.keep(range);
        }
        match self {
            Self::None => out.keep(range),
            Self::Code => backslashes(text, range, out, code),
            Self::Full => backslashes(text, range, out, full),
            Self::Doubled(quote) => doubled(text, range, quote, out),
            Self::Backtick => doubled(text, range, b'`', out),
            Self::Lines { indent, folded } => lines(text, range, indent, folded, out),
        }
    }

    /// The text that `range` of `text` stands for.
    pub(crate) fn read(self, text: &str, range: Range<usize>) -> Cow<'_, str> {
        let part = text.get(range.clone()).unwrap_or_default();
        if self.is_idle(part) {
            return Cow::Borrowed(part);
        }
        let mut out = Rewrite::new(text);
        self.write(text, range, &mut out);
        Cow::Owned(out.finish().0)
    }
}

/// What an escape stands for, and how many bytes it takes.
struct Meaning {
    len: usize,
    text: Option<char>,
}

fn backslashes(text: &str, range: Range<usize>, out: &mut Rewrite<'_>, read: impl Fn(&[u8]) -> Option<Meaning>) {
    let bytes = text.as_bytes();
    let (mut kept, mut at) = (range.start, range.start);
    while let Some(found) = memchr::memchr(b'\\', &bytes[at..range.end]) {
        let from = at + found;
        let Some(meaning) = read(&bytes[from..range.end]) else {
            at = (from + 2).min(range.end);
            continue;
        };
        out.keep(kept..from);
        let end = from + meaning.len;
        if let Some(character) = meaning.text {
            out.replace(from..end, character.encode_utf8(&mut [0; 4]));
        }
        (kept, at) = (end, end);
    }
    out.keep(kept..range.end);
}

/// Escapes that all languages share. `\` before a line end joins lines.
fn code(escape: &[u8]) -> Option<Meaning> {
    let text = match escape.get(1)? {
        b'n' => '\n',
        b't' => '\t',
        b'r' => '\r',
        b'"' => '"',
        b'\'' => '\'',
        b'\\' => '\\',
        b'\n' => return Some(Meaning { len: 2, text: None }),
        b'\r' if escape.get(2) == Some(&b'\n') => return Some(Meaning { len: 3, text: None }),
        _ => return None,
    };
    Some(Meaning { len: 2, text: Some(text) })
}

/// Escapes of data formats.
fn full(escape: &[u8]) -> Option<Meaning> {
    if let Some(meaning) = code(escape) {
        return Some(meaning);
    }
    let text = match escape.get(1)? {
        b'/' => '/',
        b' ' => ' ',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'e' => '\u{1b}',
        b'_' => '\u{a0}',
        b'u' => return unicode(escape),
        b'x' => return Some(Meaning { len: 4, text: char::from_u32(hex(escape, 2, 2)?) }),
        b'U' => return Some(Meaning { len: 10, text: Some(char::from_u32(hex(escape, 2, 8)?)?) }),
        _ => return None,
    };
    Some(Meaning { len: 2, text: Some(text) })
}

/// `\uXXXX`, or two of them that make a surrogate pair.
fn unicode(escape: &[u8]) -> Option<Meaning> {
    let first = hex(escape, 2, 4)?;
    if !(0xd800..0xdc00).contains(&first) {
        return Some(Meaning { len: 6, text: Some(char::from_u32(first)?) });
    }
    let second = (escape.get(6..8)? == b"\\u").then(|| hex(escape, 8, 4)).flatten()?;
    let low = second.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
    Some(Meaning { len: 12, text: Some(char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + low)?) })
}

fn hex(escape: &[u8], from: usize, digits: usize) -> Option<u32> {
    let digits = escape.get(from..from + digits)?;
    digits.iter().try_fold(0u32, |value, &digit| Some((value << 4) | char::from(digit).to_digit(16)?))
}

/// `mark` hides itself: of `mark` + byte only the byte stays (`''`, `` `" ``).
fn doubled(text: &str, range: Range<usize>, mark: u8, out: &mut Rewrite<'_>) {
    let bytes = text.as_bytes();
    let (mut kept, mut at) = (range.start, range.start);
    while let Some(found) = memchr::memchr(mark, &bytes[at..range.end]) {
        let from = at + found;
        let next = bytes[..range.end].get(from + 1);
        if next == Some(&mark) || (mark == b'`' && matches!(next, Some(b'"' | b'\'' | b'$' | b'\n'))) {
            out.keep(kept..from);
            kept = from + 1;
        }
        at = (from + 2).min(range.end);
    }
    out.keep(kept..range.end);
}

fn lines(text: &str, range: Range<usize>, indent: usize, folded: bool, out: &mut Rewrite<'_>) {
    let bytes = text.as_bytes();
    let (mut at, mut first) = (range.start, true);
    while at < range.end {
        let eol = super::worth::line_end(bytes, at, range.end);
        let most = if first { at } else { eol.min(at.saturating_add(indent)) };
        let from = at + bytes[at..most].iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
        out.keep(from..eol);
        if eol < range.end {
            if folded { out.replace(eol..eol + 1, " ") } else { out.keep(eol..eol + 1) }
        }
        (at, first) = (eol + 1, false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(escape: Escape, text: &str) -> String {
        escape.read(text, 0..text.len()).into_owned()
    }

    #[test]
    fn resolves_what_each_format_resolves() {
        assert_eq!(read(Escape::Code, r#"a\n\"b\" \x41 \u0041\\"#), "a\n\"b\" \\x41 \\u0041\\");
        assert_eq!(read(Escape::Full, r"\u0041\x42\ud83d\ude00\/"), "AB😀/");
        assert_eq!(read(Escape::Full, r"\ud83d x \q"), r"\ud83d x \q");
        assert_eq!(read(Escape::Doubled(b'\''), "it''s"), "it's");
        assert_eq!(read(Escape::Lines { indent: 4, folded: true }, "one\n    two\n      three"), "one two   three");
    }

    proptest! {
        /// Nothing panics, and what serde_json writes reads back.
        #[test]
        fn json_strings_read_back(text in ".{0,40}", junk in r#"[\\uxU"'n0-9a-fé]{0,30}"#) {
            let written = serde_json::to_string(&text).unwrap();
            prop_assert_eq!(read(Escape::Full, &written[1..written.len() - 1]), text);
            for escape in [Escape::Code, Escape::Full, Escape::Doubled(b'"'), Escape::Backtick] {
                read(escape, &junk);
            }
        }
    }
}
