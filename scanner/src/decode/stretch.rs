//! Disguised words that stand near one another: one alone is a typo or a name, several in a row are a disguise.
//!
//! Decides nothing about what the words say. Invariant: stretches do not overlap and follow the text.

use super::vocabulary::Counts;
use super::words::{Form, Hit, scan};
use crate::segment::Segment;
use std::ops::Range;

/// Disguised words that stand near one another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Stretch {
    /// The words, in order.
    pub(super) hits: Vec<Hit>,
}

impl Stretch {
    /// From the first word to the last.
    pub(super) fn span(&self) -> Range<usize> {
        self.hits.first().map_or(0, |h| h.start)..self.hits.last().map_or(0, |h| h.end)
    }

    /// Its different words.
    pub(super) fn counts(&self) -> Counts {
        Counts::of_entries(self.hits.iter().map(|h| h.known()))
    }
}

/// Bytes between two words of one stretch, at most.
const GAP: usize = 96;

/// The stretches of `segment` with at least two words in `form`; costs nothing where there are none.
pub(super) fn stretches(segment: &Segment<'_>, form: Form) -> Vec<Stretch> {
    if segment.shape().count(form) < 2 {
        return Vec::new();
    }
    let mut out: Vec<Stretch> = Vec::new();
    scan(&segment.text, |hit| {
        if hit.form != form {
            return;
        }
        match out.last_mut() {
            Some(last) if hit.start.saturating_sub(last.span().end) <= GAP => last.hits.push(hit),
            _ => out.push(Stretch { hits: vec![hit] }),
        }
    });
    out.retain(|s| s.hits.len() >= 2 && is_prose(&segment.text[s.span()]));
    out
}

/// False for lists of one word a line, grids and the like.
fn is_prose(text: &str) -> bool {
    let count = |byte| memchr::memchr_iter(byte, text.as_bytes()).count();
    let blanks = count(b' ');
    blanks > 0 && blanks >= 2 * count(b'\n')
}
