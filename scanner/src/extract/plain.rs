//! # plain
//!
//! ## What it does
//! Cuts text without known structure into paragraphs at blank lines.
//!
//! ## Why it matters
//! Every document is read by somebody: what no other extractor accepts comes here, so no file name hides a text.
//!
//! ## Example
//! Two paragraphs with a blank line between them are two segments; a file without blank lines is one.
//!
//! ## Limits
//! Knows nothing of comments or quotes.

use super::Extractor;
use crate::document::Document;
use crate::registry::Meta;
use crate::segment::{Carrier, Segment};
use crate::span::Span;

/// Reads any text.
#[derive(Debug)]
pub(super) struct Plain;

static META: Meta = Meta {
    id: "plain",
    summary: "paragraphs of text without known structure",
    covers: &[],
    page: crate::page!("plain.rs"),
};

impl Extractor for Plain {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn accepts(&self, _: &Document) -> bool {
        true
    }

    fn extract<'d>(&self, document: &'d Document, out: &mut Vec<Segment<'d>>) {
        paragraphs(&document.text, 0, |span| out.push(Segment::slice(document, span, Carrier::PlainText)));
    }
}

/// Calls `each` for every run of non-blank lines of `text`, with spans shifted by `offset`.
pub(super) fn paragraphs(text: &str, offset: usize, mut each: impl FnMut(Span)) {
    let mut start = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let blank = line.bytes().all(|b| b.is_ascii_whitespace());
        match (blank, start) {
            (true, Some(from)) => {
                each(Span::of(offset + from..offset + at));
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
        at += line.len();
    }
    if let Some(from) = start {
        each(Span::of(offset + from..offset + at));
    }
}
