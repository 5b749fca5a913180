//! Leaves of YAML, read line by line: plain, quoted and block scalars, lists, flow collections, comments, several
//! documents in one stream.
//!
//! Not a YAML parser: anchors, tags and merges are walked over, and templates (`{{ }}`) are plain text. Invariants: what
//! an indentation opens, a shallower line closes, so that one broken value costs itself; every line is looked at a
//! bounded number of times.

mod scalar;

use super::super::escape::Escape;
use super::super::worth::{line_end, skip_blanks, trim};
use super::flow::{Each, Flow, is_scalar};
use super::path::{Path, Step};
use super::{Kind, Leaf};
use crate::span::Span;
use std::ops::Range;

/// Calls `each` for every leaf of `text`, in source order.
pub(crate) fn yaml<'t>(text: &'t str, each: Each<'t, '_>) {
    yaml_in(text, 0..text.len(), each);
}

/// Calls `each` for every leaf of `range` of `text` (front matter).
pub(crate) fn yaml_in<'t>(text: &'t str, range: Range<usize>, each: Each<'t, '_>) {
    let end = range.end.min(text.len());
    let mut reader = Reader { text, end, path: Path::default(), marks: Vec::new(), each };
    let mut at = range.start;
    while at < end {
        at = reader.line(at);
    }
}

/// Where something stands: its column counts from one, so that the root is at zero.
type Column = usize;

struct Reader<'t, 'e> {
    text: &'t str,
    end: usize,
    path: Path,
    /// The column of each step of the path.
    marks: Vec<Column>,
    each: Each<'t, 'e>,
}

impl<'t> Reader<'t, '_> {
    fn bytes(&self) -> &'t [u8] {
        &self.text.as_bytes()[..self.end]
    }

    /// Reads the line that starts at `at`, and what belongs to it; returns where the next one starts.
    fn line(&mut self, at: usize) -> usize {
        let bytes = self.bytes();
        let eol = line_end(bytes, at, self.end);
        let first = skip_blanks(bytes, at, eol);
        let column = first - at + 1;
        match &bytes[first..eol] {
            [] => eol + 1,
            [b'#', ..] => self.comment(first, eol),
            [b'%', ..] if column == 1 => eol + 1,
            rest if column == 1 && is_marker(rest) => {
                self.close(0);
                let content = skip_blanks(bytes, first + 3, eol);
                if content < eol { self.value(content, 0, eol) } else { eol + 1 }
            }
            _ => self.node(first, column, eol),
        }
    }

    /// A list item, a pair or a value at `at`.
    fn node(&mut self, mut at: usize, mut column: Column, eol: usize) -> usize {
        let bytes = self.bytes();
        while matches!(bytes[at], b'-' | b'?') && bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace) {
            if bytes[at] == b'-' {
                self.item(column);
            }
            let next = skip_blanks(bytes, at + 1, eol);
            if next == eol {
                return eol + 1;
            }
            column += next - at;
            at = next;
        }
        if bytes[at] == b'#' {
            return self.comment(at, eol);
        }
        match self.pair(at, eol) {
            Some((key, escaped, after)) => self.enter(key, escaped, after, column, eol),
            None => {
                self.close(column);
                let floor = self.marks.last().copied().unwrap_or(0);
                self.value(at, floor, eol)
            }
        }
    }

    /// The next item of the list at `column`.
    fn item(&mut self, column: Column) {
        self.close(column + 1);
        if self.marks.last() == Some(&column)
            && let Some(Step::Index(index)) = self.path.top()
        {
            *index = index.saturating_add(1);
            return;
        }
        self.path.push(Step::Index(0));
        self.marks.push(column);
    }

    /// Closes everything at `column` or deeper.
    fn close(&mut self, column: Column) {
        while self.marks.last().is_some_and(|&mark| mark >= column) {
            self.marks.pop();
            self.path.pop();
        }
    }

    /// The key that starts at `at`, whether it has escapes, and where the byte behind its colon stands.
    fn pair(&self, at: usize, eol: usize) -> Option<(Range<usize>, bool, usize)> {
        let bytes = &self.bytes()[..eol];
        if let quote @ (b'"' | b'\'') = bytes[at] {
            let escape = if quote == b'"' { Escape::Full } else { Escape::Doubled(quote) };
            let (value, end) = super::flow::short(bytes, at + 1, quote, escape);
            let colon = skip_blanks(bytes, end, eol);
            let space = bytes.get(colon + 1).is_none_or(u8::is_ascii_whitespace);
            return (bytes.get(colon) == Some(&b':') && space).then_some((value, quote == b'"', colon + 1));
        }
        if self.is_flow(at) || matches!(bytes[at], b'|' | b'>') {
            return None;
        }
        let comment = memchr::memmem::find(&bytes[at..], b" #").map_or(eol, |i| at + i);
        let colon = memchr::memchr_iter(b':', &bytes[at..comment])
            .map(|i| at + i)
            .find(|&i| bytes.get(i + 1).is_none_or(u8::is_ascii_whitespace))?;
        (colon > at).then(|| (trim(self.text, at..colon), false, colon + 1))
    }

    fn enter(&mut self, key: Range<usize>, escaped: bool, after: usize, column: Column, eol: usize) -> usize {
        self.close(column);
        self.path.push(Step::Key(Span::of(key.clone()), escaped));
        self.marks.push(column);
        let escape = if escaped { Escape::Full } else { Escape::None };
        self.give(Kind::Key, key.clone(), key, escape);
        let content = skip_blanks(self.bytes(), after, eol);
        if content < eol { self.value(content, column, eol) } else { eol + 1 }
    }

    /// True for a bracket that opens a collection and no template.
    fn is_flow(&self, at: usize) -> bool {
        match &self.bytes()[at..] {
            [b'{', b'{' | b'%', ..] => false,
            [b'{' | b'[', ..] => true,
            _ => false,
        }
    }

    /// A value at `at`; lines that are not deeper than `floor` are not part of it.
    fn value(&mut self, mut at: usize, floor: Column, eol: usize) -> usize {
        let bytes = self.bytes();
        while matches!(bytes[at], b'&' | b'!') {
            let word = bytes[at..eol].iter().take_while(|b| !b.is_ascii_whitespace()).count();
            at = skip_blanks(bytes, at + word, eol);
            if at == eol {
                return eol + 1;
            }
        }
        match bytes[at] {
            b'#' => self.comment(at, eol),
            b'|' | b'>' if scalar::is_header(&bytes[at + 1..eol]) => self.block(at, floor, eol),
            b'"' | b'\'' => match self.quoted(at, floor) {
                Some(end) => self.rest(end),
                None => self.plain(at, floor, eol),
            },
            _ if self.is_flow(at) => {
                let base = self.path.len();
                let (text, end, path, each) = (self.text, self.end, &mut self.path, &mut *self.each);
                let mut flow = Flow { text, at, end, path, dialect: &scalar::FLOW, each, base, beyond: 0 };
                flow.one(Some(floor.saturating_sub(1)).filter(|_| floor > 0));
                let at = flow.at;
                self.rest(at)
            }
            _ => self.plain(at, floor, eol),
        }
    }

    /// What stands behind a value on its line: at most a comment.
    fn rest(&mut self, at: usize) -> usize {
        let bytes = self.bytes();
        let eol = line_end(bytes, at.min(self.end), self.end);
        let first = skip_blanks(bytes, at.min(eol), eol);
        match bytes.get(first) {
            Some(b'#') if first < eol => self.comment(first, eol),
            Some(_) if first < eol => self.plain(first, Column::MAX, eol),
            _ => eol + 1,
        }
    }

    fn comment(&mut self, at: usize, eol: usize) -> usize {
        self.give(Kind::Comment, at..eol, at + 1..eol, Escape::None);
        eol + 1
    }

    fn give(&mut self, kind: Kind, whole: Range<usize>, value: Range<usize>, escape: Escape) {
        let (whole, value) = (Span::of(whole), Span::of(value));
        (self.each)(Leaf { text: self.text, path: &self.path, escape, kind, whole, value });
    }

    /// An unquoted scalar of one or more lines.
    fn plain(&mut self, at: usize, floor: Column, eol: usize) -> usize {
        let (value, next) = self.plain_lines(at, floor, eol);
        let comment = memchr::memmem::find(&self.bytes()[value.start..value.end], b" #");
        let value = trim(self.text, value.start..comment.map_or(value.end, |i| value.start + i));
        let kind = if self.text.get(value.clone()).is_some_and(is_scalar) { Kind::Scalar } else { Kind::Text };
        let end = value.end;
        self.give(kind, value.clone(), value, Escape::Lines { indent: usize::MAX, folded: true });
        if comment.is_some() {
            let last = line_end(self.bytes(), end, self.end);
            let mark = skip_blanks(self.bytes(), end, last);
            self.give(Kind::Comment, mark..last, mark + 1..last, Escape::None);
        }
        next
    }
}

/// True for `---` and `...`.
fn is_marker(line: &[u8]) -> bool {
    (line.starts_with(b"---") || line.starts_with(b"...")) && line.get(3).is_none_or(u8::is_ascii_whitespace)
}

#[cfg(test)]
mod tests;
