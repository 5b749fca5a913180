//! # fluent
//!
//! ## What it does
//! Reads Fluent files: messages, terms and attributes with their indented continuation lines, and comments.
//!
//! ## Why it matters
//! Translations are changed by many hands and reviewed by few.
//!
//! ## Example
//! `welcome =` and the indented lines below it are one text with the key `welcome`.
//!
//! ## Limits
//! Placeables and selectors stay in the text.

use super::Extractor;
use super::comment::Comments;
use super::piece::Piece;
use super::worth::{LONG_VALUE, is_value, line_end, skip_blanks, trim};
use crate::document::Document;
use crate::registry::Meta;
use crate::segment::{Carrier, Segment};
use crate::span::Rewrite;
use std::ops::Range;

/// Reads Fluent files.
#[derive(Debug)]
pub(super) struct Fluent;

static META: Meta = Meta {
    id: "fluent",
    summary: "messages and comments of Fluent files",
    covers: &[],
    page: crate::page!("fluent.rs"),
};

impl Extractor for Fluent {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn accepts(&self, document: &Document) -> bool {
        super::is_named(document, &["ftl"], &[])
    }

    fn extract<'d>(&self, document: &'d Document, out: &mut Vec<Segment<'d>>) {
        let text = &document.text;
        let mut reader =
            Reader { document, comments: Comments::new(Carrier::ConfigComment), key: 0..0, lines: Vec::new(), out };
        let mut at = 0;
        while at < text.len() {
            let eol = line_end(text.as_bytes(), at, text.len());
            reader.line(at, eol);
            at = eol + 1;
        }
        reader.message();
        reader.flush();
    }
}

struct Reader<'d, 'o> {
    document: &'d Document,
    comments: Comments,
    key: Range<usize>,
    lines: Vec<Range<usize>>,
    out: &'o mut Vec<Segment<'d>>,
}

impl<'d> Reader<'d, '_> {
    fn line(&mut self, at: usize, eol: usize) {
        let (document, text) = (self.document, &self.document.text);
        let first = skip_blanks(text.as_bytes(), at, eol);
        match text.as_bytes()[first..eol].first() {
            None => {}
            Some(b'#') if first == at => {
                self.message();
                let out = &mut *self.out;
                let each = &mut |piece: Piece<'d>| out.push(piece.segment(document));
                self.comments.take(text, at..eol, at + 1..eol, b'#', each);
            }
            Some(&byte) if first == at || byte == b'.' => {
                self.message();
                let equals = memchr::memchr(b'=', &text.as_bytes()[first..eol]).map(|i| first + i);
                self.key = trim(text, first..equals.unwrap_or(first));
                self.push(equals.map_or(first, |i| i + 1), eol);
            }
            Some(_) => self.push(first, eol),
        }
    }

    fn push(&mut self, from: usize, eol: usize) {
        let line = trim(&self.document.text, from..eol);
        if !line.is_empty() {
            self.lines.push(line);
        }
    }

    fn message(&mut self) {
        let lines = std::mem::take(&mut self.lines);
        let (document, text) = (self.document, &self.document.text);
        let piece = match &lines[..] {
            [] => return,
            [one] => Piece::exact(one.clone(), Carrier::Translation),
            [first, .., last] if is_value(&text[first.start..last.end], LONG_VALUE) => {
                Piece::built(joined(text, &lines), Carrier::Translation)
            }
            _ => return,
        };
        if lines.len() == 1 && !is_value(&text[lines[0].clone()], LONG_VALUE) {
            return;
        }
        self.flush();
        let key = text.get(self.key.clone()).unwrap_or_default();
        self.out.push(piece.segment(document).keyed(key));
    }

    fn flush(&mut self) {
        let (document, out) = (self.document, &mut *self.out);
        self.comments.flush(&document.text, &mut |piece| out.push(piece.segment(document)));
    }
}

fn joined<'t>(text: &'t str, lines: &[Range<usize>]) -> Rewrite<'t> {
    let mut out = Rewrite::new(text);
    for line in lines {
        out.keep(line.clone());
        let eol = line_end(text.as_bytes(), line.end, text.len());
        out.keep(eol..(eol + 1).min(text.len()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample::{check, read};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn messages_attributes_and_comments() {
        let text =
            "### A note\nwelcome =\n    Say it\n    now\n    .title = Two words\n\nshort = Ok\n-term = Also two\n";
        assert_eq!(
            read(&Fluent, "a.ftl", text),
            [
                "config-comment  A note",
                "translation welcome Say it\nnow\n",
                "translation .title Two words",
                "translation -term Also two",
            ]
        );
    }

    proptest! {
        #[test]
        fn places_are_kept(text in "[#=.\n a-cé-]{0,60}") {
            check(&Fluent, "a.ftl", &text);
        }
    }
}
