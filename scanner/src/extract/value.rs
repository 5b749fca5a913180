//! From leaves of structured data to segments: which values are worth reading, and how long ones are cut.
//!
//! Invariant: a value that is written out in lines is cut at its blank lines before it is unescaped, one that is written
//! in escapes after that; both ways every paragraph keeps its place.

use super::comment::Comments;
use super::leaf::{Kind, Leaf};
use super::piece::Piece;
use super::worth::{LONG_VALUE, has_words, is_value, is_worth, paragraphs};
use crate::document::Document;
use crate::segment::{Carrier, Segment};
use crate::span::{Rewrite, Span};
use crate::surface::Surface;
use std::ops::Range;

/// Words that make a key read like prose.
const PROSE_KEY: usize = 3;

/// Makes segments of leaves.
pub(super) struct Values<'d, 'o> {
    document: &'d Document,
    carrier: Carrier,
    /// Short values count too: an agent acts on them.
    all: bool,
    comments: Comments,
    out: &'o mut Vec<Segment<'d>>,
}

impl<'d, 'o> Values<'d, 'o> {
    /// For the leaves of `document`; values are carried by `carrier`.
    pub(super) fn new(document: &'d Document, carrier: Carrier, out: &'o mut Vec<Segment<'d>>) -> Self {
        let all = document.surface.is_loaded() || document.surface == Surface::Ci;
        Self { document, carrier, all, comments: Comments::new(Carrier::ConfigComment), out }
    }

    /// Takes the next leaf.
    pub(super) fn take(&mut self, leaf: &Leaf<'d, '_>) {
        let worth = match leaf.kind {
            Kind::Comment => return self.comment(leaf),
            Kind::Key => has_words(leaf.raw(), PROSE_KEY) && is_worth(leaf.raw()),
            Kind::Text => self.is_worth(leaf.raw()),
            Kind::Scalar => false,
        };
        if worth {
            self.flush();
            self.value(leaf);
        }
    }

    /// Gives out the last comment.
    pub(super) fn flush(&mut self) {
        let (document, out) = (self.document, &mut *self.out);
        self.comments.flush(&document.text, &mut |piece| out.push(piece.segment(document)));
    }

    fn comment(&mut self, leaf: &Leaf<'d, '_>) {
        let (document, out) = (self.document, &mut *self.out);
        let (whole, body) = (leaf.whole.range(), leaf.value.range());
        let marker = body.start.checked_sub(1).map_or(0, |i| document.text.as_bytes()[i]);
        self.comments.take(&document.text, whole, body, marker, &mut |piece| out.push(piece.segment(document)));
    }

    fn is_worth(&self, raw: &str) -> bool {
        // A short escaped value may stand for characters that nobody sees.
        let escaped = || memchr::memmem::find(raw.as_bytes(), b"\\u").is_some();
        if self.all { is_worth(raw) } else { is_value(raw, LONG_VALUE) || escaped() }
    }

    fn value(&mut self, leaf: &Leaf<'d, '_>) {
        let text = &self.document.text;
        let range = leaf.value.range();
        let escape = leaf.escape();
        let lines = memchr::memchr(b'\n', leaf.raw().as_bytes()).is_some();
        if lines {
            paragraphs(text, range, |part| {
                if text.get(part.clone()).is_some_and(is_worth) {
                    self.give(leaf, part);
                }
            });
        } else if escape.is_idle(leaf.raw()) {
            self.give(leaf, range);
        } else {
            self.unescaped(leaf);
        }
    }

    fn give(&mut self, leaf: &Leaf<'d, '_>, range: Range<usize>) {
        let document = self.document;
        let idle = document.text.get(range.clone()).is_none_or(|part| leaf.escape().is_idle(part));
        let piece = if idle {
            Piece::exact(range, self.carrier)
        } else {
            let mut out = Rewrite::new(&document.text);
            leaf.escape().write(&document.text, range, &mut out);
            Piece::built(out, self.carrier)
        };
        self.push(piece.segment(document), leaf);
    }

    fn unescaped(&mut self, leaf: &Leaf<'d, '_>) {
        let mut out = Rewrite::new(&self.document.text);
        leaf.write(&mut out);
        let (text, map) = out.finish();
        if memchr::memmem::find(text.as_bytes(), b"\n").is_none() {
            return self.push(Segment::mapped(self.document, text, map, self.carrier), leaf);
        }
        paragraphs(&text, 0..text.len(), |part| {
            if is_worth(&text[part.clone()]) {
                let (words, map) = (text[part.clone()].to_owned(), map.slice(Span::of(part)));
                self.push(Segment::mapped(self.document, words, map, self.carrier), leaf);
            }
        });
    }

    fn push(&mut self, segment: Segment<'d>, leaf: &Leaf<'d, '_>) {
        let key = leaf.path();
        self.out.push(if key.is_empty() { segment } else { segment.keyed(key) });
    }
}
