//! Finds escape sequences, raw and in the escaped forms of programming languages, and tells what they do.
//!
//! Invariant: linear; spans lie on character borders.

use crate::span::Span;
use memchr::{memchr_iter, memchr2_iter};

/// What a sequence does to the text beside it.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Act {
    /// Conceals what follows.
    Conceal,
    /// Sets the same colour for letters and background.
    SameColour,
    /// Erases what stands on the line, or moves to where it can be overwritten.
    Erase,
    /// Opens a link.
    Link,
    /// Writes to the clipboard.
    Clipboard,
    /// Sets the window's title.
    Title,
    /// Colours and everything else.
    Other,
}

/// One sequence.
#[derive(Copy, Clone, Debug)]
pub(super) struct Sequence {
    /// Its bytes.
    pub(super) span: Span,
    /// What it does.
    pub(super) act: Act,
    /// Raw bytes rather than an escaped form.
    pub(super) raw: bool,
    /// Moves the cursor up.
    pub(super) up: bool,
}

/// Most sequences of one document that are looked at.
pub(super) const MOST: usize = 200_000;
/// Escaped forms of ESC, as they end before the bracket.
static FORMS: &[&str] = &[
    "\\x1b", "\\x1B", "\\033", "\\u001b", "\\u001B", "\\u{1b}", "\\u{1B}", "\\e", "\\E", "\\27", "\\027", "\\o33",
    "\\x{1b}",
];

/// All sequences of `text`, escaped forms only if asked for.
pub(super) fn all(text: &str, escaped: bool) -> Vec<Sequence> {
    let mut out = Vec::new();
    raw(text, &mut out);
    if escaped {
        forms(text, &mut out);
        out.sort_unstable_by_key(|s| s.span);
    }
    out
}

fn raw(text: &str, out: &mut Vec<Sequence>) {
    let bytes = text.as_bytes();
    for at in memchr_iter(0x1b, bytes).take(MOST) {
        if let Some(bracket) = bytes.get(at + 1).filter(|b| matches!(b, b'[' | b']')) {
            out.push(read(text, at, at + 1, *bracket, true));
        }
    }
    // C1 controls are two bytes in UTF-8.
    for at in memchr::memmem::find_iter(bytes, "\u{9b}").take(MOST) {
        out.push(read(text, at, at + 1, b'[', true));
    }
    out.sort_unstable_by_key(|s| s.span);
}

fn forms(text: &str, out: &mut Vec<Sequence>) {
    let bytes = text.as_bytes();
    for at in memchr2_iter(b'[', b']', bytes) {
        // Last bytes of the forms: b B 3 } e E 7.
        if at == 0 || !matches!(bytes[at - 1], b'b' | b'B' | b'3' | b'}' | b'e' | b'E' | b'7') {
            continue;
        }
        let form = FORMS.iter().find(|f| bytes[..at].ends_with(f.as_bytes()));
        if let Some(form) = form {
            out.push(read(text, at - form.len(), at, bytes[at], false));
        }
        if out.len() >= MOST {
            return;
        }
    }
}

fn read(text: &str, start: usize, bracket: usize, kind: u8, raw: bool) -> Sequence {
    let bytes = text.as_bytes();
    let params = bytes[bracket + 1..].iter().take(48).take_while(|b| matches!(b, b'0'..=b'?')).count();
    let end = bracket + 1 + params;
    let list = text.get(bracket + 1..end).unwrap_or_default();
    let last = bytes.get(end).copied().unwrap_or(0);
    let span = |ascii: bool| Span::of(start..if ascii && end < text.len() { end + 1 } else { end });
    if kind == b']' {
        let act = match list {
            _ if list.starts_with("8;") && (list.len() > 2 || last != 0) => Act::Link,
            _ if list.starts_with("52;") => clipboard(&text[end..]),
            "0;" | "2;" => Act::Title,
            _ => Act::Other,
        };
        return Sequence { span: span(false), act, raw, up: false };
    }
    let up = matches!(last, b'A' | b'F');
    let home = || at_line_start(&text[..start]);
    let act = match last {
        b'm' => colours(list),
        b'K' if matches!(list, "1" | "2") || home() => Act::Erase,
        b'J' if matches!(list, "1" | "2") || home() => Act::Erase,
        b'A' | b'F' if list.parse().is_ok_and(|n: u32| n < 10) => Act::Erase,
        _ => Act::Other,
    };
    Sequence { span: span(last.is_ascii()), act, raw, up }
}

/// True when what stands before has moved the cursor to the start of its line.
fn at_line_start(before: &str) -> bool {
    let back = ["\r", "\\r", "\u{1b}[G", "\u{1b}[1G", "[G", "[1G", "[0G", "[A", "[1A", "[1F", "[F"];
    back.iter().any(|b| before.ends_with(b))
}

fn clipboard(rest: &str) -> Act {
    let payload = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() && c.is_ascii_lowercase() || c == ';');
    let long = payload.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=')).count();
    if long >= 12 { Act::Clipboard } else { Act::Other }
}

/// What a list of colour parameters does.
fn colours(list: &str) -> Act {
    let mut numbers = list.split([';', ':']).map(|n| n.parse::<u32>().unwrap_or(0)).peekable();
    let (mut letters, mut ground) = (None, None);
    while let Some(number) = numbers.next() {
        match number {
            8 => return Act::Conceal,
            30..=37 | 90..=97 => letters = Some((1, number % 10, number / 90)),
            40..=47 | 100..=107 => ground = Some((1, number % 10, number / 100)),
            38 | 48 => {
                let value = match numbers.next() {
                    Some(5) => (5, numbers.next().unwrap_or(0), 0),
                    _ => (2, (0..3).fold(0, |sum: u32, _| (sum << 8) | (numbers.next().unwrap_or(0) & 255)), 0),
                };
                *(if number == 38 { &mut letters } else { &mut ground }) = Some(value);
            }
            _ => {}
        }
    }
    if letters.is_some() && letters == ground { Act::SameColour } else { Act::Other }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn acts(text: &str) -> Vec<Act> {
        all(text, true).iter().map(|s| s.act).collect()
    }

    #[test]
    fn acts_are_told_apart() {
        assert_eq!(acts("\u{1b}[8m"), [Act::Conceal]);
        assert_eq!(acts("\u{1b}[1;31m\\x1b[0m\\033[38;5;8m"), [Act::Other, Act::Other, Act::Other]);
        assert_eq!(acts("\\u001b[30;40m \\e[38;5;231;48;5;231m \\x1b[38;2;1;2;3;48;2;1;2;3m"), [Act::SameColour; 3]);
        assert_eq!(acts("\\x1b[31;42m"), [Act::Other]);
        assert_eq!(acts("\\x1b[2K \\x1b[K \\r\\x1b[K \\x1b[1A"), [Act::Erase, Act::Other, Act::Erase, Act::Erase]);
        assert_eq!(acts("\u{9b}2K"), [Act::Erase]);
        assert_eq!(acts("a[b] e[0] x[3]"), []);
    }

    #[test]
    fn strange_ends() {
        for text in
            ["\u{1b}", "\u{1b}[", "\u{1b}]", "\u{1b}[38;5", "\u{1b}[äK", "\\x1b[", "\u{1b}]8;;", "\u{1b}]52;c;ä"]
        {
            for s in all(text, true) {
                assert!(text.get(s.span.range()).is_some(), "{text:?}");
            }
        }
    }
}
