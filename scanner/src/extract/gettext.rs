//! # gettext
//!
//! ## What it does
//! Reads message catalogues (.po, .pot): messages and translations, each joined over its lines, and comments.
//!
//! ## Why it matters
//! Nobody reviews a catalogue in a language that the reviewers do not read, but a model reads all of them.
//!
//! ## Example
//! `msgstr ""` with two quoted lines below it is one text.
//!
//! ## Limits
//! Single short words are not read.

use super::Extractor;
use super::comment::Comments;
use super::escape::Escape;
use super::leaf;
use super::piece::Piece;
use super::worth::{LONG_VALUE, is_value, line_end, skip_blanks};
use crate::document::Document;
use crate::registry::Meta;
use crate::segment::{Carrier, Segment};
use crate::span::Rewrite;
use std::ops::Range;

/// Reads message catalogues.
#[derive(Debug)]
pub(super) struct Gettext;

static META: Meta = Meta {
    id: "gettext",
    summary: "messages and translations of gettext catalogues",
    covers: &[],
    page: crate::page!("gettext.rs"),
};

impl Extractor for Gettext {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn accepts(&self, document: &Document) -> bool {
        super::is_named(document, &["po", "pot"], &[])
    }

    fn extract<'d>(&self, document: &'d Document, out: &mut Vec<Segment<'d>>) {
        let text = &document.text;
        let comments = Comments::new(Carrier::CodeComment);
        let mut reader = Reader { document, comments, keyword: "", strings: Vec::new(), out };
        let mut at = 0;
        while at < text.len() {
            let eol = line_end(text.as_bytes(), at, text.len());
            reader.line(skip_blanks(text.as_bytes(), at, eol), eol);
            at = eol + 1;
        }
        reader.flush();
    }
}

struct Reader<'d, 'o> {
    document: &'d Document,
    comments: Comments,
    /// `msgid`, `msgstr[0]` …
    keyword: &'d str,
    strings: Vec<Range<usize>>,
    out: &'o mut Vec<Segment<'d>>,
}

impl<'d> Reader<'d, '_> {
    fn line(&mut self, at: usize, eol: usize) {
        let bytes = self.document.text.as_bytes();
        match &bytes[at..eol] {
            // An obsolete entry is still in the file.
            [b'#', b'~', ..] => self.line(skip_blanks(bytes, (at + 2).min(eol), eol), eol),
            [b'#', ..] => self.comment(at, eol),
            [b'"', ..] => self.string(at, eol),
            [b'm', ..] => {
                self.message();
                let word = bytes[at..eol].iter().take_while(|b| !b.is_ascii_whitespace()).count();
                self.keyword = self.document.text.get(at..at + word).unwrap_or_default();
                let quote = skip_blanks(bytes, at + word, eol);
                if quote < eol && bytes[quote] == b'"' {
                    self.string(quote, eol);
                }
            }
            _ => {}
        }
    }

    fn string(&mut self, at: usize, eol: usize) {
        let bytes = &self.document.text.as_bytes()[..eol];
        self.strings.push(leaf::quoted(bytes, at));
    }

    fn comment(&mut self, at: usize, eol: usize) {
        self.message();
        let bytes = self.document.text.as_bytes();
        let inside = (at + 1 + usize::from(matches!(bytes.get(at + 1), Some(b'.' | b'|' | b':' | b',')))).min(eol);
        // References and flags are for tools.
        if !matches!(bytes.get(at + 1), Some(b':' | b',')) {
            let (document, out) = (self.document, &mut *self.out);
            let each = &mut |piece: Piece<'d>| out.push(piece.segment(document));
            self.comments.take(&document.text, at..eol, inside..eol, b'#', each);
        }
    }

    fn message(&mut self) {
        let (document, strings) = (self.document, std::mem::take(&mut self.strings));
        let text = &document.text;
        let piece = match &strings[..] {
            [] => return,
            [one] if text.get(one.clone()).is_some_and(|part| Escape::Full.is_idle(part)) => {
                if !is_value(&text[one.clone()], LONG_VALUE) {
                    return;
                }
                Piece::exact(one.clone(), Carrier::Translation)
            }
            parts => {
                let mut out = Rewrite::new(text);
                parts.iter().for_each(|part| Escape::Full.write(text, part.clone(), &mut out));
                if !is_value(out.text(), LONG_VALUE) {
                    return;
                }
                Piece::built(out, Carrier::Translation)
            }
        };
        self.flush_comments();
        self.out.push(piece.segment(document).keyed(self.keyword));
    }

    fn flush_comments(&mut self) {
        let (document, out) = (self.document, &mut *self.out);
        self.comments.flush(&document.text, &mut |piece| out.push(piece.segment(document)));
    }

    fn flush(&mut self) {
        self.message();
        self.flush_comments();
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{check, read};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn messages_join_over_their_lines() {
        let text = "# A note\n#. for the\n#. translator\n#: src/a.c:12\n#, fuzzy\nmsgid \"\"\n\"Say \\\"it\\\" \"\n\"now.\"\nmsgstr \"Sag es\"\n\n#~ msgid \"Old text\"\n#~ msgstr[0] \"x\"\n";
        assert_eq!(
            read(&Gettext, "a.po", text),
            [
                "code-comment  A note\nfor the\ntranslator",
                "translation msgid Say \"it\" now.",
                "translation msgstr Sag es",
                "translation msgid Old text",
            ]
        );
    }

    proptest! {
        #[test]
        fn places_are_kept(text in "(msgid|msgstr|#~|#|\"|\\\\|\n|[a-cé ]){0,40}") {
            check(&Gettext, "a.po", &text);
        }
    }
}
