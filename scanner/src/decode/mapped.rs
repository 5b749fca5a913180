//! How far a disguise reaches around the words that gave it away: what rot13, atbash and reversed share.
//!
//! A stretch grows until a word of the vocabulary stands there in plain, a blank line, or a bound. Invariant: extents
//! do not overlap and lie on character borders.

use super::stretch::Stretch;
use super::vocabulary;
use crate::segment::Segment;
use crate::span::Rewrite;
use std::ops::Range;

/// Bytes that a stretch grows on either side, at most.
const REACH: usize = 400;

/// `extent` of `segment` with every word spelled anew; what stands between the words keeps its place.
pub(super) fn respelled<'d>(
    segment: &Segment<'d>,
    layer: &'static str,
    extent: Range<usize>,
    spell: impl Fn(&str) -> String,
) -> Segment<'d> {
    let mut rewrite = Rewrite::new(&segment.text);
    let mut at = extent.start;
    for word in vocabulary::spans(&segment.text[extent.clone()]) {
        let (start, end) = (extent.start + word.start, extent.start + word.end);
        rewrite.keep(at..start);
        rewrite.replace(start..end, &spell(&segment.text[start..end]));
        at = end;
    }
    rewrite.keep(at..extent.end);
    segment.child_rewritten(layer, rewrite)
}

/// The stretches with their surroundings, those that touch as one.
pub(super) fn extents(text: &str, stretches: &[Stretch]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for stretch in stretches.iter().filter(|s| s.counts().speaks()) {
        let span = stretch.span();
        let (start, end) = (grow_back(text, span.start), grow_on(text, span.end));
        match out.last_mut() {
            Some(last) if start <= last.end => last.end = last.end.max(end),
            _ => out.push(start..end),
        }
    }
    out
}

fn grow_back(text: &str, at: usize) -> usize {
    let mut from = at.saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = &text[from..at];
    let break_end = before.rfind("\n\n").map_or(0, |n| n + 2);
    let plain = vocabulary::spans(before).filter(|s| vocabulary::kind(&before[s.clone()]).is_some()).last();
    from + break_end.max(plain.map_or(0, |s| s.end))
}

fn grow_on(text: &str, at: usize) -> usize {
    let mut to = (at + REACH).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let after = &text[at..to];
    let break_start = after.find("\n\n").unwrap_or(after.len());
    let plain = vocabulary::spans(after).find(|s| vocabulary::kind(&after[s.clone()]).is_some());
    at + break_start.min(plain.map_or(after.len(), |s| s.start))
}
