//! A stretch that an extractor found, not yet tied to a document: the same lexers read whole files, scripts in HTML and
//! cells of notebooks, whose text is itself put together from pieces.
//!
//! Invariant: every offset in a piece is an offset of the text that was scanned.

use crate::document::Document;
use crate::segment::{Carrier, Segment};
use crate::span::{Rewrite, Span, SpanMap};
use std::ops::Range;

/// What a piece says.
#[derive(Debug)]
pub(crate) enum Body<'t> {
    /// Bytes of the scanned text, unchanged.
    Exact(Range<usize>),
    /// A text put together from the scanned text.
    Built(Rewrite<'t>),
}

/// A stretch worth reading.
#[derive(Debug)]
pub(crate) struct Piece<'t> {
    /// What carries it.
    pub(crate) carrier: Carrier,
    /// What it says.
    pub(crate) body: Body<'t>,
}

impl<'t> Piece<'t> {
    /// `range` of the scanned text.
    pub(crate) fn exact(range: Range<usize>, carrier: Carrier) -> Self {
        Self { carrier, body: Body::Exact(range) }
    }

    /// A text put together from the scanned text.
    pub(crate) fn built(rewrite: Rewrite<'t>, carrier: Carrier) -> Self {
        Self { carrier, body: Body::Built(rewrite) }
    }

    /// As a segment of `document`, whose text is the scanned text.
    pub(crate) fn segment<'d>(self, document: &'d Document) -> Segment<'d> {
        match self.body {
            Body::Exact(range) => Segment::slice(document, Span::of(range), self.carrier),
            Body::Built(rewrite) => Segment::built(document, rewrite, self.carrier),
        }
    }

    /// As a segment of `document`, when the scanned text is `text`, which `map` leads back to the document.
    pub(crate) fn segment_of<'d>(self, document: &'d Document, text: &str, map: &SpanMap) -> Segment<'d> {
        match self.body {
            Body::Exact(range) => {
                let part = text.get(range.clone()).unwrap_or_default().to_owned();
                Segment::mapped(document, part, map.slice(Span::of(range)), self.carrier)
            }
            Body::Built(rewrite) => {
                let (text, inner) = rewrite.finish();
                Segment::mapped(document, text, map.compose(&inner), self.carrier)
            }
        }
    }
}
