//! The desk at which a check hands in its signals. Nothing is judged here.
//!
//! Invariant: spans lie on character borders of the document, and a hostile document cannot raise more than
//! [`Raise::MOST`] signals from one check. When more are handed in, the strongest stay: decoys push nothing out.

use crate::document::Document;
use crate::registry::Meta;
use crate::segment::Segment;
use crate::signal::{Setting, Signal};
use crate::span::Span;
use std::borrow::Cow;

/// Hands signals of one check about one document to the pipeline.
pub(super) struct Raise<'a> {
    document: &'a Document,
    source: &'static str,
    out: &'a mut Vec<Signal>,
    segments: &'a [Segment<'a>],
    /// Where this check's own signals start in `out`.
    first: usize,
}

impl<'a> Raise<'a> {
    /// Most signals that one check raises for one document.
    const MOST: usize = 48;

    /// A desk for the check with this `meta`.
    pub(super) fn new(document: &'a Document, meta: &'static Meta, out: &'a mut Vec<Signal>) -> Self {
        let first = out.len();
        Self { document, source: meta.id, out, segments: &[], first }
    }

    /// With the segments whose settings (fence, heading, quotation) the signals take over.
    pub(super) fn within(mut self, segments: &'a [Segment<'a>]) -> Self {
        self.segments = segments;
        self
    }

    /// Raises one signal; `reason` completes "raised because it ...".
    pub(super) fn at(&mut self, attack: &'static str, span: Span, strength: f32, reason: impl Into<Cow<'static, str>>) {
        let own = &self.out[self.first..];
        let weakest = own.iter().enumerate().min_by(|(_, a), (_, b)| a.strength.total_cmp(&b.strength));
        let full = weakest.filter(|_| own.len() >= Self::MOST).map(|(i, signal)| (self.first + i, signal.strength));
        if full.is_some_and(|(_, least)| strength <= least) {
            return;
        }
        let span = self.fit(span);
        let mut signal = Signal::on(self.document, self.source, attack, span, strength).because(reason);
        if let Some(segment) = self.segments.iter().find(|s| s.layers.is_empty() && s.map.whole().overlaps(span)) {
            signal.setting = Setting::of(segment);
        }
        if let Some((weakest, _)) = full {
            self.out.remove(weakest);
        }
        self.out.push(signal);
    }

    fn fit(&self, span: Span) -> Span {
        let text = &self.document.text;
        let mut from = span.start().min(text.len());
        let mut to = span.end().clamp(from, text.len());
        while !text.is_char_boundary(from) {
            from -= 1;
        }
        while !text.is_char_boundary(to) {
            to += 1;
        }
        Span::of(from..to)
    }
}

/// Moves `probability` by `odds` (natural logarithm).
pub(super) fn shift(probability: f32, odds: f32) -> f32 {
    let p = probability.clamp(0.001, 0.999);
    1.0 / (1.0 + (-((p / (1.0 - p)).ln() + odds)).exp())
}

/// `text` cut to at most `most` characters, for reasons.
pub(super) fn short(text: &str, most: usize) -> String {
    let clean = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut out: String = clean.take(most).collect();
    if text.chars().nth(most).is_some() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Origin;

    #[test]
    fn decoys_push_nothing_out() {
        static META: Meta = Meta { id: "x", summary: "", covers: &[], page: "" };
        let document = Document::new(Origin::Worktree, "a", "text");
        let mut out = Vec::new();
        let mut raise = Raise::new(&document, &META, &mut out);
        (0..200).for_each(|_| raise.at("a", Span::new(0, 1), 0.2, ""));
        raise.at("b", Span::new(0, 1), 0.9, "");
        assert_eq!(out.len(), Raise::MOST);
        assert!(out.iter().any(|s| s.attack == "b"));
    }

    #[test]
    fn odds_move_probabilities() {
        assert!((shift(0.5, 0.0) - 0.5).abs() < 1e-6);
        assert!(shift(0.5, 1.0) > 0.7 && shift(0.5, -1.0) < 0.3);
        assert!(shift(1.0, 5.0) <= 1.0 && shift(0.0, -5.0) >= 0.0);
    }

    #[test]
    fn short_cuts_and_cleans() {
        assert_eq!(short("a\nb", 9), "a b");
        assert_eq!(short("äöü", 2), "äö…");
    }
}
