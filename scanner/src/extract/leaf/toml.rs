//! Leaves of TOML.
//!
//! Headers give the base of the path, dotted keys extend it; `[[list]]` headers count. Values are read by the bracket
//! scanner.

use super::super::escape::Escape;
use super::super::worth::{line_end, skip_blanks, trim};
use super::flow::{Dialect, Each, Flow, short};
use super::path::{Path, Step};
use super::{Kind, Leaf};
use crate::span::Span;
use std::collections::BTreeMap;
use std::ops::Range;

static TOML: Dialect = Dialect { separator: b'=', tight: true, slashes: false, single: Escape::None, triple: true };

/// Calls `each` for every leaf of `text`, in source order.
pub(crate) fn toml<'t>(text: &'t str, each: Each<'t, '_>) {
    toml_in(text, 0..text.len(), each);
}

/// Calls `each` for every leaf of `range` of `text`.
pub(crate) fn toml_in<'t>(text: &'t str, range: Range<usize>, each: Each<'t, '_>) {
    let mut reader = Reader { text, end: range.end, path: Path::default(), base: 0, lists: BTreeMap::new(), each };
    let mut at = range.start;
    while at < range.end {
        at = reader.line(at);
    }
}

struct Reader<'t, 'e> {
    text: &'t str,
    end: usize,
    path: Path,
    /// Steps of the header.
    base: usize,
    /// How often each `[[list]]` came.
    lists: BTreeMap<&'t str, u32>,
    each: Each<'t, 'e>,
}

impl<'t> Reader<'t, '_> {
    /// Reads from `at`; returns where reading goes on.
    fn line(&mut self, at: usize) -> usize {
        let bytes = &self.text.as_bytes()[..self.end];
        let first = skip_blanks(bytes, at, self.end);
        let eol = line_end(bytes, first, self.end);
        match bytes.get(first) {
            None | Some(b'\n') => eol + 1,
            Some(b'#') => {
                self.give(Kind::Comment, first..eol, first + 1..eol, Escape::None);
                eol + 1
            }
            Some(b'[') => self.header(first, eol),
            Some(_) => self.pair(first, eol),
        }
    }

    fn header(&mut self, at: usize, eol: usize) -> usize {
        let list = self.text.as_bytes()[at..eol].starts_with(b"[[");
        self.path.truncate(0);
        let from = at + 1 + usize::from(list);
        let end = self.keys(from, eol, b']');
        if list {
            let name = self.text.get(trim(self.text, from..end)).unwrap_or_default();
            let count = self.lists.entry(name).or_default();
            self.path.push(Step::Index(*count));
            *count = count.saturating_add(1);
        }
        self.base = self.path.len();
        (end + 1 + usize::from(list)).min(eol)
    }

    fn pair(&mut self, at: usize, eol: usize) -> usize {
        self.path.truncate(self.base);
        let end = self.keys(at, eol, b'=');
        if end == eol {
            // No pair: the rest of something broken.
            self.path.truncate(self.base);
            let value = trim(self.text, at..eol);
            self.give(Kind::Text, value.clone(), value, Escape::None);
            return eol + 1;
        }
        let key = self.path.key();
        if self.path.len() > self.base {
            self.give(Kind::Key, key.range(), key.range(), Escape::Full);
        }
        let base = self.path.len();
        let (text, path, each) = (self.text, &mut self.path, &mut *self.each);
        let mut flow = Flow { text, at: end + 1, end: self.end, path, dialect: &TOML, each, base, beyond: 0 };
        flow.one(None);
        flow.at.max(end + 1)
    }

    /// Pushes the parts of a dotted key; returns where `close` or the end of the line stands.
    fn keys(&mut self, from: usize, eol: usize, close: u8) -> usize {
        let bytes = &self.text.as_bytes()[..eol];
        let mut at = from;
        while at < eol && bytes[at] != close {
            match bytes[at] {
                quote @ (b'"' | b'\'') => {
                    let (value, end) = short(bytes, at + 1, quote, Escape::Full);
                    self.path.push(Step::Key(Span::of(value), quote == b'"'));
                    at = end;
                }
                b'.' | b' ' | b'\t' | b'\r' => at += 1,
                _ => {
                    let len = bytes[at..].iter().take_while(|b| **b != b'.' && **b != close).count();
                    self.path.push(Step::Key(Span::of(trim(self.text, at..at + len)), false));
                    at += len;
                }
            }
        }
        at
    }

    fn give(&mut self, kind: Kind, whole: Range<usize>, value: Range<usize>, escape: Escape) {
        let (whole, value) = (Span::of(whole), Span::of(value));
        (self.each)(Leaf { text: self.text, path: &self.path, escape, kind, whole, value });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn leaves(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        toml(text, &mut |leaf| match leaf.kind {
            Kind::Key => {}
            kind => out.push(format!("{kind:?} {} = {}", leaf.path(), leaf.text())),
        });
        out
    }

    #[test]
    fn headers_keys_and_values() {
        let text = "# top\na.\"b c\" = 'x \\n' # side\n[t.u]\nv = [1, \"two\", # in\n 3]\nw = { x = \"y\", z = true }\n\
                    [[l]]\nm = \"\"\"\nlong\n\ntext\"\"\"\n[[l]]\nm = '''raw'''\n";
        assert_eq!(
            leaves(text),
            [
                "Comment  =  top",
                "Text a.b c = x \\n",
                "Comment a.b c =  side",
                "Scalar t.u.v[0] = 1",
                "Text t.u.v[1] = two",
                "Comment t.u.v[2] =  in",
                "Scalar t.u.v[2] = 3",
                "Text t.u.w.x = y",
                "Scalar t.u.w.z = true",
                "Text l[0].m = \nlong\n\ntext",
                "Text l[1].m = raw",
            ]
        );
    }

    #[test]
    fn hostile_text_in_linear_time() {
        for junk in ["[[a]]\n", "a.", "a=\"", "a=[", "\"\"\"", "a={b=", "'", "[", "a\n"] {
            toml(&junk.repeat(20_000), &mut |leaf| drop(leaf.path()));
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[\\[\\]{}=.,\"'\\\\#\n a-cé0]{0,60}") {
            toml(&text, &mut |leaf| assert!(text.get(leaf.value.range()).is_some()));
        }
    }
}
