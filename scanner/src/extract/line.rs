//! Lines for the formats whose structure is in their lines (reStructuredText, AsciiDoc), and the inline markup that both
//! share.
//!
//! A line knows its indentation and its text without white space at either end.

use super::page::Page;
use std::ops::Range;

/// One line.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) struct Line {
    /// Columns of white space in front.
    pub(super) indent: usize,
    /// First byte of the text.
    pub(super) start: usize,
    /// One past the last byte of the text.
    pub(super) end: usize,
}

impl Line {
    /// True when there is no text.
    pub(super) fn is_blank(self) -> bool {
        self.start == self.end
    }

    /// The text as a range.
    pub(super) fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// The lines of `text`.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut at = 0;
    let all = text.split_inclusive('\n').map(|written| {
        let start = at;
        at += written.len();
        let bare = written.trim_ascii_start();
        let indent = written.len() - bare.len();
        let bare = bare.trim_ascii_end();
        if bare.is_empty() {
            return Line { indent: 0, start, end: start };
        }
        Line { indent, start: start + indent, end: start + indent + bare.len() }
    });
    all.collect()
}

/// Appends `range` to the page's text without backslashes, backticks and doubled stars or underscores.
pub(super) fn inline(page: &mut Page<'_, '_>, range: Range<usize>) {
    let bytes = page.source().as_bytes();
    let (mut from, mut at) = (range.start, range.start);
    while at < range.end {
        let next = bytes.get(at + 1).filter(|_| at + 1 < range.end);
        let drop = match bytes[at] {
            b'`' => 1,
            b'\\' if next == Some(&b' ') => 2,
            b'\\' if next.is_some_and(u8::is_ascii_punctuation) => 1,
            mark @ (b'*' | b'_') if next == Some(&mark) => 2,
            _ => 0,
        };
        if drop > 0 {
            if from < at {
                page.flow.fold(from..at);
            }
            // An escaped character is kept, whatever it is.
            from = at + drop;
            at = from + usize::from(bytes[at] == b'\\' && drop == 1);
        } else {
            at += 1;
        }
    }
    page.flow.fold(from.min(range.end)..range.end);
}

/// Length of the list marker at the start of `text`, with the blank behind it.
pub(super) fn marker(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let len = match bytes.first()? {
        b'-' | b'*' | b'+' | b'.' => bytes.iter().take_while(|&&b| b == bytes[0]).count(),
        b'#' if bytes.get(1) == Some(&b'.') => 2,
        b'0'..=b'9' => {
            let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
            matches!(bytes.get(digits), Some(b'.' | b')')).then_some(digits + 1)?
        }
        _ => return None,
    };
    (len <= 6 && bytes.get(len) == Some(&b' ')).then_some(len + 1)
}
