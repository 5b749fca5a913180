//! Text without its comments and tags: what is left joins to paragraphs, and each comment is a text of its own.
//!
//! It knows marks, not formats. Invariants: linear time (the end of a mark that was missing once is not looked for
//! again); a comment inside a sentence does not part the sentence.

use super::piece::Piece;
use super::worth::{is_worth, line_end, paragraphs, trim};
use crate::segment::Carrier;
use crate::span::Rewrite;
use std::ops::Range;

/// Opening and closing mark.
pub(super) type Marks = (&'static str, &'static str);

/// One text: the stretches that it is made of.
pub(super) struct Stretches<'s>(&'s [Range<usize>]);

impl Stretches<'_> {
    /// As a piece of `text`, in which the stretches lie.
    pub(super) fn piece<'t>(&self, text: &'t str, carrier: Carrier) -> Piece<'t> {
        match self.0 {
            [one] => Piece::exact(one.clone(), carrier),
            parts => {
                let mut out = Rewrite::new(text);
                parts.iter().for_each(|part| out.keep(part.clone()));
                Piece::built(out, carrier)
            }
        }
    }
}

/// Receives texts, and whether they are comments.
type Each<'e> = &'e mut dyn FnMut(Stretches<'_>, bool);

/// Takes a text apart.
pub(super) struct Apart<'t, 'e> {
    text: &'t str,
    comments: &'static [Marks],
    tags: &'static [Marks],
    /// Marks whose end is missing in the rest of the text.
    dead: Vec<bool>,
    each: Each<'e>,
}

impl<'t, 'e> Apart<'t, 'e> {
    /// All marks must start with `{` or `<`.
    pub(super) fn new(text: &'t str, comments: &'static [Marks], tags: &'static [Marks], each: Each<'e>) -> Self {
        Self { text, comments, tags, dead: vec![false; comments.len() + tags.len()], each }
    }

    /// Reads `range`.
    pub(super) fn read(mut self, range: Range<usize>) {
        let bytes = &self.text.as_bytes()[..range.end];
        let (mut kept, mut start, mut at) = (Vec::new(), range.start, range.start);
        while let Some(found) = memchr::memchr2(b'{', b'<', &bytes[at..]) {
            let mark = at + found;
            at = mark + 1;
            let Some((comment, body, end)) = self.marked(bytes, mark) else { continue };
            kept.push(start..mark);
            if comment {
                if self.stands_alone(mark, end) {
                    self.visible(&std::mem::take(&mut kept));
                }
                paragraphs(self.text, body, |range| self.give(&[range], true));
            }
            (start, at) = (end, end);
        }
        kept.push(start..range.end);
        self.visible(&kept);
    }

    /// What opens at `at`: whether it is a comment, its body and its end.
    fn marked(&mut self, bytes: &[u8], at: usize) -> Option<(bool, Range<usize>, usize)> {
        for (i, (open, close)) in self.comments.iter().chain(self.tags).enumerate() {
            if self.dead[i] || !bytes[at..].starts_with(open.as_bytes()) {
                continue;
            }
            let inside = at + open.len();
            match memchr::memmem::find(&bytes[inside..], close.as_bytes()) {
                Some(len) => return Some((i < self.comments.len(), inside..inside + len, inside + len + close.len())),
                None => self.dead[i] = true,
            }
        }
        None
    }

    /// True when nothing stands before or behind on the same lines; looks only a little way.
    fn stands_alone(&self, from: usize, end: usize) -> bool {
        let bytes = self.text.as_bytes();
        let before = bytes[from.saturating_sub(200)..from].iter().rev().find(|b| !matches!(b, b' ' | b'\t'));
        let behind = bytes[end..].iter().take(200).find(|b| !matches!(b, b' ' | b'\t' | b'\r'));
        before.is_none_or(|&b| b == b'\n') && behind.is_none_or(|&b| b == b'\n')
    }

    /// Paragraphs of what is left between tags.
    fn visible(&mut self, kept: &[Range<usize>]) {
        let mut paragraph: Vec<Range<usize>> = Vec::new();
        for part in kept {
            let mut at = part.start;
            while let Some((end, next)) = self.blank_line(at, part.end) {
                paragraph.push(at..end);
                self.give(&std::mem::take(&mut paragraph), false);
                at = next;
            }
            paragraph.push(at..part.end);
        }
        self.give(&paragraph, false);
    }

    /// The next blank line in `at..end`: where it starts and ends.
    fn blank_line(&self, at: usize, end: usize) -> Option<(usize, usize)> {
        let bytes = self.text.as_bytes();
        let mut line = line_end(bytes, at, end);
        while line < end {
            let next = line_end(bytes, line + 1, end);
            if next < end && bytes[line + 1..next].iter().all(u8::is_ascii_whitespace) {
                return Some((line, next));
            }
            line = next;
        }
        None
    }

    fn give(&mut self, parts: &[Range<usize>], comment: bool) {
        let parts = self.trimmed(parts);
        if parts.iter().any(|part| self.text.get(part.clone()).is_some_and(is_worth)) {
            (self.each)(Stretches(&parts), comment);
        }
    }

    /// The stretches without white space at their outer ends.
    fn trimmed(&self, parts: &[Range<usize>]) -> Vec<Range<usize>> {
        let blank = |part: &Range<usize>| trim(self.text, part.clone()).is_empty();
        let from = parts.iter().position(|part| !blank(part)).unwrap_or(parts.len());
        let to = parts.iter().rposition(|part| !blank(part)).map_or(from, |i| i + 1);
        let mut parts = parts[from..to].to_vec();
        if let Some(first) = parts.first_mut() {
            first.start = trim(self.text, first.clone()).start;
        }
        if let Some(last) = parts.last_mut() {
            last.end = trim(self.text, last.clone()).end;
        }
        parts
    }
}
