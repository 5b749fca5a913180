//! # file-name
//!
//! ## What it does
//! Reads the name of a file or folder as a sentence: separators (`-`, `_`, `.`) and the step from a small to a capital
//! letter become spaces, and a short extension is left off.
//!
//! ## Why it matters
//! Agents list folders before they read files, so a name that gives an order is read by every one of them, and by
//! pipelines that put changed file names into a prompt.
//!
//! ## Example
//! `please-run-setup-first.md` is read as "please run setup first".
//!
//! ## Limits
//! Only names that a source hands out as documents of their own are read; a sentence spread over several folders is not
//! joined.

use super::Extractor;
use crate::document::{Document, Origin};
use crate::registry::Meta;
use crate::segment::{Carrier, Segment};
use crate::span::Rewrite;

/// Reads file and folder names.
#[derive(Debug)]
pub(super) struct FileName;

static META: Meta = Meta {
    id: "file-name",
    summary: "the name of a file or folder, read as a sentence",
    covers: &[],
    page: crate::page!("file_name.rs"),
};

impl Extractor for FileName {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn accepts(&self, document: &Document) -> bool {
        document.origin == Origin::FileName
    }

    fn extract<'d>(&self, document: &'d Document, out: &mut Vec<Segment<'d>>) {
        let name = &document.text[..stem(&document.text)];
        let mut words = Rewrite::new(&document.text);
        let mut small = false;
        for (at, c) in name.char_indices() {
            if small && c.is_uppercase() {
                words.replace(at..at, " ");
            }
            match c {
                '-' | '_' | '.' => words.replace(at..at + 1, " "),
                _ => words.keep(at..at + c.len_utf8()),
            }
            small = c.is_lowercase();
        }
        if !words.text().is_empty() {
            out.push(Segment::built(document, words, Carrier::FileName));
        }
    }
}

/// Where the name ends and a short extension begins.
fn stem(name: &str) -> usize {
    match name.rfind('.') {
        Some(dot) if dot > 0 && name.len() - dot <= 6 && !name[dot..].contains(' ') => dot,
        _ => name.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;
    use proptest::prelude::*;

    fn read(name: &str) -> (String, Document) {
        let document = Document::new(Origin::FileName, name, name);
        let mut out = Vec::new();
        FileName.extract(&document, &mut out);
        (out.first().map(|s| s.text.clone().into_owned()).unwrap_or_default(), document)
    }

    #[test]
    fn names_are_read_as_sentences() {
        assert_eq!(read("please-run-setup-first.md").0, "please run setup first");
        assert_eq!(read("ReadThisFirst.java").0, "Read This First");
        assert_eq!(read("read me. then obey").0, "read me  then obey");
        assert_eq!(read(".hidden_words_here").0, " hidden words here");
        assert_eq!(read("HTTPServer.go").0, "HTTPServer");
    }

    #[test]
    fn words_keep_their_place() {
        let document = read("please-runSetup-now.md").1;
        let mut out = Vec::new();
        FileName.extract(&document, &mut out);
        let at = out[0].text.find("Setup").unwrap();
        assert_eq!(out[0].map.source(Span::of(at..at + 5)), Span::new(10, 15));
    }

    proptest! {
        #[test]
        fn any_name_is_read(name in "\\PC{0,40}") {
            let document = Document::new(Origin::FileName, name.clone(), name);
            let mut out = Vec::new();
            FileName.extract(&document, &mut out);
            for segment in out {
                for (at, c) in segment.text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
                    let span = segment.map.source(Span::of(at..at + c.len_utf8()));
                    prop_assert_eq!(&document.text[span.range()], c.to_string());
                }
            }
        }
    }
}
