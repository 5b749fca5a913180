//! Source lines of a finding for a terminal: a window around the region, escaped, with the underline beneath it.
//!
//! Positions are told from the finding alone; the file is not read again. Invariant: what is returned is escaped and the
//! underline is as wide as the escaped text that it marks.

use super::escape::visible_part;
use crate::document::Origin;
use crate::policy::Finding;
use unicode_width::UnicodeWidthStr;

/// Characters of a line that are shown at most, and how many of them before the region.
const WINDOW: usize = 110;
const BEFORE: usize = 40;

/// One line ready to print.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// One-based number in the file; none for a text that is not a line of the file.
    pub(super) number: Option<u64>,
    /// What stands before the region, escaped.
    pub(super) before: String,
    /// What is marked, escaped.
    pub(super) marked: String,
    /// What stands after it, escaped.
    pub(super) after: String,
}

impl Line {
    /// Columns before the mark.
    pub(super) fn indent(&self) -> usize {
        self.before.width()
    }

    /// Columns of the mark; at least one.
    pub(super) fn width(&self) -> usize {
        self.marked.width().max(1)
    }
}

/// The lines to show for a finding.
pub(super) fn lines(finding: &Finding) -> Vec<Line> {
    let region = finding.region;
    let number = |i: usize| (finding.origin != Origin::FileName).then(|| region.start_line.saturating_add(i as u64));
    let mut out = Vec::new();
    for (i, text) in finding.excerpt.iter().enumerate() {
        let line = region.start_line.saturating_add(i as u64);
        let from = if i == 0 { region.start_column.saturating_sub(1) } else { 0 };
        let to = if line == region.end_line { region.end_column.saturating_sub(1) } else { u64::MAX };
        let (from, to) = (byte_of(text, from), byte_of(text, to));
        if from >= text.len() && i == 0 && !text.is_empty() {
            return vec![evidence(finding, number(0))];
        }
        out.push(cut(text, from, to.max(from), number(i)));
    }
    out
}

/// The byte at which the character with this index starts; the length when there are fewer.
fn byte_of(text: &str, character: u64) -> usize {
    let nth = usize::try_from(character).ok().and_then(|n| text.char_indices().nth(n));
    nth.map_or(text.len(), |(i, _)| i)
}

/// The window of `text` around `from..to`.
fn cut(text: &str, from: usize, to: usize, number: Option<u64>) -> Line {
    let lead = text[..from].chars().count();
    let start = if lead > BEFORE + 20 { byte_of(text, (lead - BEFORE) as u64) } else { 0 };
    let end = start + byte_of(&text[start..], WINDOW as u64);
    let (from, to) = (from.min(end), to.min(end));
    let dots = |cut: bool| if cut { "..." } else { "" };
    Line {
        number,
        before: format!("{}{}", dots(start > 0), visible_part(text, start..from)),
        marked: visible_part(text, from..to),
        after: format!("{}{}", visible_part(text, to..end), dots(end < text.len())),
    }
}

/// For a region beyond the kept part of a long line: the evidence itself.
fn evidence(finding: &Finding, number: Option<u64>) -> Line {
    let text = &finding.evidence;
    let end = byte_of(text, WINDOW as u64);
    Line {
        number,
        before: "...".to_owned(),
        marked: visible_part(text, 0..end),
        after: if end < text.len() { "..." } else { "" }.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn marks_the_region_in_escaped_text() {
        let mut finding = fixture::report().findings.remove(0);
        finding.excerpt = vec!["ab\u{200b}\u{200b}cd".to_owned()];
        (finding.region.start_column, finding.region.end_column) = (3, 5);
        finding.region.end_line = finding.region.start_line;
        let line = lines(&finding).remove(0);
        assert_eq!((line.before.as_str(), line.marked.as_str(), line.after.as_str()), ("ab", "<U+200B x2>", "cd"));
        assert_eq!((line.indent(), line.width()), (2, 11));
    }

    #[test]
    fn shows_a_window_of_a_long_line_and_the_evidence_beyond_it() {
        let mut finding = fixture::report().findings.remove(0);
        finding.excerpt = vec!["x".repeat(200)];
        finding.region.end_line = finding.region.start_line;
        (finding.region.start_column, finding.region.end_column) = (101, 106);
        let line = lines(&finding).remove(0);
        assert_eq!(line.before, format!("...{}", "x".repeat(BEFORE)));
        assert_eq!(line.marked, "xxxxx");
        (finding.region.start_column, finding.region.end_column) = (5001, 5006);
        finding.evidence = "there".to_owned();
        assert_eq!(lines(&finding).remove(0).marked, "there");
    }
}
