//! # subtitle
//!
//! ## What it does
//! Reads subtitles (.srt, .vtt, .sbv): the text of each cue, without numbers and times, and notes.
//!
//! ## Why it matters
//! Transcripts are given to models to be summarised.
//!
//! ## Example
//! `00:01:02,000 --> 00:01:04,000` is left out, the lines below it are one text.
//!
//! ## Limits
//! A sentence that runs over several cues is read in pieces.

use super::Extractor;
use super::worth::{is_worth, line_end, paragraphs};
use crate::document::Document;
use crate::registry::Meta;
use crate::segment::{Carrier, Segment};
use crate::span::Span;

/// Reads subtitles.
#[derive(Debug)]
pub(super) struct Subtitle;

static META: Meta =
    Meta { id: "subtitle", summary: "cues of subtitle files", covers: &[], page: crate::page!("subtitle.rs") };

impl Extractor for Subtitle {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn accepts(&self, document: &Document) -> bool {
        super::is_named(document, &["srt", "vtt", "sbv"], &[])
    }

    fn extract<'d>(&self, document: &'d Document, out: &mut Vec<Segment<'d>>) {
        let text = &document.text;
        paragraphs(text, 0..text.len(), |mut range| {
            while is_timing(&text[range.clone()]) {
                range.start = (line_end(text.as_bytes(), range.start, range.end) + 1).min(range.end);
            }
            if is_worth(&text[range.clone()]) {
                out.push(Segment::slice(document, Span::of(range), Carrier::PlainText));
            }
        });
    }
}

/// True when the first line is a number or holds times, and not more than that.
fn is_timing(cue: &str) -> bool {
    let line = cue.lines().next().unwrap_or_default().trim();
    let start = line.starts_with(|c: char| c.is_ascii_digit());
    start && line.bytes().all(|b| b.is_ascii_digit() || b" :.,->".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{check, read};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cues_without_numbers_and_times() {
        let text = "WEBVTT\n\n1\n00:01:02,000 --> 00:01:04,000\nSay it\nnow\n\n2\n00:02 --> 00:03\n42\n";
        assert_eq!(read(&Subtitle, "a.vtt", text), ["plain-text  WEBVTT", "plain-text  Say it\nnow"]);
    }

    proptest! {
        #[test]
        fn places_are_kept(text in "[0-9:,>\n a-cé-]{0,60}") {
            check(&Subtitle, "a.srt", &text);
        }
    }
}
