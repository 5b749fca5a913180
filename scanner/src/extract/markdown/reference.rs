//! Reference definitions, used or not, and footnotes that nothing refers to: neither is shown by a rendered page.
//!
//! The parser drops unused and repeated definitions, so they are found by lines. Invariant: linear; code is left out.

use super::link;
use crate::extract::page::Page;
use crate::extract::{html, prose};
use crate::segment::{Carrier, Visibility};
use std::collections::BTreeSet;
use std::ops::Range;

/// Most lines that the title of a definition may take.
const TITLE_LINES: usize = 40;
/// Words that make a label a text.
const WORDS: usize = 4;

/// Labels of several words by which links refer to definitions: those are shown where the link stands.
#[derive(Debug, Default)]
pub(super) struct Labels(BTreeSet<String>);

impl Labels {
    /// Notes the label of a reference link.
    pub(super) fn refer(&mut self, label: &str) {
        if prose::is_prose(label, WORDS) {
            self.0.insert(normal(label));
        }
    }

    /// True when a label is a text that no link shows.
    fn is_unseen(&self, label: &str) -> bool {
        prose::is_prose(label, WORDS) && !self.0.contains(&normal(label))
    }
}

fn normal(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Makes segments of the texts in reference definitions behind `base`; `code` are the code blocks in source order.
pub(super) fn definitions(page: &mut Page<'_, '_>, base: usize, code: &[Range<usize>], labels: &Labels) {
    let text = page.source();
    page.heading = None;
    let mut done = base;
    let mut blocks = code.iter().peekable();
    for colon in memchr::memmem::find_iter(&text.as_bytes()[base..], b"]:").map(|i| base + i) {
        while blocks.next_if(|b| b.end <= colon).is_some() {}
        if colon < done || blocks.peek().is_some_and(|b| b.contains(&colon)) {
            continue;
        }
        let Some(label) = label(text, colon) else { continue };
        let range = colon + 2..end(text, colon + 2);
        done = range.end;
        if labels.is_unseen(&text[label.clone()]) {
            page.aside(label, Carrier::LinkReference, Visibility::Collapsed);
        }
        let tail = link::definition(text, range);
        if let Some(title) = tail.title {
            page.aside(title, Carrier::LinkReference, Visibility::Collapsed);
        }
        if let Some(target) = tail.target {
            html::link(page, target);
        }
    }
}

/// The label that ends at `colon`, when it stands at the start of a line (behind marks of quotes and lists).
fn label(text: &str, colon: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 1000;
    let bytes = text.as_bytes();
    let floor = colon.saturating_sub(LONGEST);
    let line = memchr::memrchr(b'\n', &bytes[floor..colon]).map_or(floor, |i| floor + i + 1);
    let open = line + bytes[line..colon].iter().position(|&b| !matches!(b, b' ' | b'>' | b'-' | b'*' | b'\t'))?;
    let is_label = bytes[open] == b'[' && bytes.get(open + 1) != Some(&b'^') && text.is_char_boundary(open + 1);
    // A bracket inside means that this is running text.
    let plain = is_label && memchr::memchr2(b'[', b']', &bytes[open + 1..colon]).is_none();
    plain.then_some(open + 1..colon)
}

/// End of the definition whose address starts at `from`: the line, or more while a title is open.
fn end(text: &str, from: usize) -> usize {
    let mut end = from;
    for (number, line) in text[from..].split_inclusive('\n').take(TITLE_LINES).enumerate() {
        let blank = line.trim().is_empty();
        if number > 0 && (blank || is_complete(&text[from..end])) {
            break;
        }
        let starts_title = number == 1 && line.trim_start().starts_with(['"', '\'', '(']);
        if number == 1 && !starts_title && !is_open(&text[from..end]) {
            break;
        }
        end += line.len();
    }
    from + text[from..end].trim_end().len()
}

/// A title has begun and has not ended.
fn is_open(text: &str) -> bool {
    let mut parts = text.trim().splitn(2, char::is_whitespace);
    let title = parts.nth(1).unwrap_or_default().trim_start();
    title.starts_with(['"', '\'', '(']) && !is_complete(text)
}

/// A title has begun and ended.
fn is_complete(text: &str) -> bool {
    let text = text.trim();
    let title = text.split_once(char::is_whitespace).map_or("", |(_, title)| title.trim_start());
    match title.chars().next() {
        Some('(') => title.ends_with(')'),
        Some(mark @ ('"' | '\'')) => title.len() > 1 && title.ends_with(mark),
        _ => false,
    }
}

/// Footnote definitions and the labels that something refers to.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    referred: BTreeSet<String>,
    defined: Vec<(String, Range<usize>)>,
}

impl Footnotes {
    /// Notes a reference.
    pub(super) fn refer(&mut self, label: &str) {
        if !self.referred.contains(label) {
            self.referred.insert(label.to_owned());
        }
    }

    /// Notes a definition that takes `range`.
    pub(super) fn open(&mut self, label: &str, range: Range<usize>) {
        self.defined.push((label.to_owned(), range));
    }

    /// Marks the segments of definitions without reference as not shown.
    pub(super) fn settle(self, page: &mut Page<'_, '_>) {
        page.flush();
        let unused = self.defined.into_iter().filter(|(label, _)| !self.referred.contains(label));
        let mut ranges: Vec<Range<usize>> = unused.map(|(_, range)| range).collect();
        ranges.sort_by_key(|r| r.start);
        page.collapse(&ranges, Carrier::LinkReference);
    }
}
