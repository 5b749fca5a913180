//! Scalars of YAML that take more than one line.

use super::super::super::escape::Escape;
use super::super::super::worth::{line_end, skip_blanks, trim};
use super::super::Kind;
use super::super::flow::Dialect;
use super::{Column, Reader, is_marker};
use std::ops::Range;

pub(super) static FLOW: Dialect =
    Dialect { separator: b':', tight: false, slashes: false, single: Escape::Doubled(b'\''), triple: false };

/// True for what may stand behind `|` or `>`: indicators and a comment.
pub(super) fn is_header(rest: &[u8]) -> bool {
    let indicators = rest.iter().take_while(|b| matches!(b, b'+' | b'-' | b'0'..=b'9')).count();
    let rest = rest[indicators..].trim_ascii();
    indicators <= 2 && (rest.is_empty() || rest.starts_with(b"#"))
}

impl Reader<'_, '_> {
    /// `|` or `>`: the lines that are indented deeper than `floor`.
    pub(super) fn block(&mut self, at: usize, floor: Column, eol: usize) -> usize {
        let bytes = self.bytes();
        let folded = bytes[at] == b'>';
        let digit = bytes[at + 1..eol].iter().find(|b| b.is_ascii_digit()).map(|b| usize::from(b - b'0'));
        let mut indent = digit.map(|digit| digit + floor.saturating_sub(1));
        let from = (eol + 1).min(self.end);
        let mut next = from;
        while next < self.end {
            let end = line_end(bytes, next, self.end);
            let first = skip_blanks(bytes, next, end);
            if first < end {
                if first - next < floor || (first == next && is_marker(&bytes[next..end])) {
                    break;
                }
                indent.get_or_insert(first - next);
            }
            next = end + 1;
        }
        let next = next.min(self.end);
        if next > from {
            let indent = indent.unwrap_or_default();
            let blanks = bytes[from..next].iter().take_while(|b| **b == b' ').count();
            let from = from + blanks.min(indent);
            let escape = Escape::Lines { indent, folded };
            self.give(Kind::Text, at..next, from..next, escape);
        }
        next
    }

    /// A quoted scalar; where it ends, or nothing when it does not close before a line that is not part of it.
    pub(super) fn quoted(&mut self, at: usize, floor: Column) -> Option<usize> {
        let bytes = self.bytes();
        let quote = bytes[at];
        let mut close = at + 1;
        loop {
            let found = memchr::memchr3(quote, b'\\', b'\n', bytes.get(close..)?)?;
            close += found;
            match bytes[close] {
                b'\n' if !self.goes_on(close + 1, floor) => return None,
                b'\n' => close += 1,
                b'\\' => close += if quote == b'"' && bytes.get(close + 1) != Some(&b'\n') { 2 } else { 1 },
                _ if quote == b'\'' && bytes.get(close + 1) == Some(&quote) => close += 2,
                _ => break,
            }
        }
        let escape = if quote == b'"' { Escape::Full } else { Escape::Doubled(quote) };
        self.give(Kind::Text, at..close + 1, at + 1..close, escape);
        Some(close + 1)
    }

    /// True when the line at `at` is blank or deeper than `floor`.
    fn goes_on(&self, at: usize, floor: Column) -> bool {
        let bytes = self.bytes();
        let eol = line_end(bytes, at.min(self.end), self.end);
        let first = skip_blanks(bytes, at.min(eol), eol);
        first == eol || first - at >= floor
    }

    /// The lines of an unquoted scalar that starts at `at`, and where the next line starts.
    pub(super) fn plain_lines(&self, at: usize, floor: Column, eol: usize) -> (Range<usize>, usize) {
        let bytes = self.bytes();
        let (mut end, mut next) = (eol, eol + 1);
        while next < self.end && memchr::memmem::find(&bytes[at.max(end.saturating_sub(256))..end], b" #").is_none() {
            let stop = line_end(bytes, next, self.end);
            let first = skip_blanks(bytes, next, stop);
            let part = &bytes[first..stop];
            let ends = part.is_empty() || first - next < floor || floor == Column::MAX || part[0] == b'#';
            if ends || part.starts_with(b"- ") || is_marker(part) || self.pair(first, stop).is_some() {
                break;
            }
            (end, next) = (stop, stop + 1);
        }
        (trim(self.text, at..end), next)
    }
}
