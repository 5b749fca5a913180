//! # properties
//!
//! ## What it does
//! Reads files of `key = value` lines: Java properties, ini files, `.env`, desktop entries, units, Apple `.strings`.
//! Values that go on in the next line are one text; comments are joined.
//!
//! ## Why it matters
//! Descriptions of packages and texts of user interfaces are kept in such files, and so are settings of agents.
//!
//! ## Example
//! `description = Read this first` gives a text with the key `description`.
//!
//! ## Limits
//! Sections are not part of the key. Lines without a separator are read when they hold three words.

use super::Extractor;
use super::code;
use super::comment::Comments;
use super::escape::Escape;
use super::piece::Piece;
use super::worth::{LONG_VALUE, has_words, is_value, is_worth, line_end, skip_blanks, trim};
use crate::document::Document;
use crate::registry::Meta;
use crate::segment::{Carrier, Segment};
use crate::span::Rewrite;
use std::ops::Range;

/// Reads files of keys and values.
#[derive(Debug)]
pub(super) struct Properties;

static META: Meta = Meta {
    id: "properties",
    summary: "values and comments of properties, ini and similar files",
    covers: &[],
    page: crate::page!("properties.rs"),
};

const EXTENSIONS: &[&str] = &[
    "properties",
    "ini",
    "cfg",
    "conf",
    "cnf",
    "env",
    "desktop",
    "service",
    "timer",
    "socket",
    "target",
    "mount",
    "directory",
    "theme",
    "inf",
    "reg",
    "url",
    "rc",
    "pc",
    "la",
    "lang",
    "strings",
    "editorconfig",
    "gitconfig",
    "gitmodules",
    "npmrc",
    "pylintrc",
    "flake8",
    "coveragerc",
    "pypirc",
    "condarc",
    "curlrc",
    "wgetrc",
    "inputrc",
    "modelfile",
    "hgrc",
    "pbtxt",
    "spec",
    "control",
    "dsc",
];
const NAMES: &[&str] = &["modelfile", ".env.example", ".env.local", ".env.sample", "config", "pylintrc", "control"];

impl Extractor for Properties {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn accepts(&self, document: &Document) -> bool {
        super::is_named(document, EXTENSIONS, NAMES) || document.name().starts_with(".env")
    }

    fn extract<'d>(&self, document: &'d Document, out: &mut Vec<Segment<'d>>) {
        if super::is_named(document, &["strings"], &[]) {
            return apple_strings(document, out);
        }
        let carrier = if super::is_named(document, &["properties", "lang"], &[]) {
            Carrier::Translation
        } else {
            Carrier::ConfigValue
        };
        let comments = Comments::new(Carrier::ConfigComment);
        let mut reader = Reader { document, carrier, comments, out };
        let mut at = 0;
        while at < document.text.len() {
            at = reader.line(at);
        }
        reader.flush();
    }
}

/// `"key" = "value";` with comments of C.
fn apple_strings<'d>(document: &'d Document, out: &mut Vec<Segment<'d>>) {
    let Some(language) = code::named("objective-c") else { return };
    code::scan(&document.text, 0..document.text.len(), language, &mut |mut piece| {
        if piece.carrier == Carrier::StringLiteral {
            piece.carrier = Carrier::Translation;
        }
        out.push(piece.segment(document));
    });
}

struct Reader<'d, 'o> {
    document: &'d Document,
    carrier: Carrier,
    comments: Comments,
    out: &'o mut Vec<Segment<'d>>,
}

impl<'d> Reader<'d, '_> {
    /// Reads the line at `at` and the lines that continue it; returns where the next one starts.
    fn line(&mut self, at: usize) -> usize {
        let bytes = self.document.text.as_bytes();
        let eol = line_end(bytes, at, bytes.len());
        let first = skip_blanks(bytes, at, eol);
        match bytes[first..eol].first() {
            None => eol + 1,
            Some(&(b'#' | b'!' | b';')) => {
                self.comment(first, eol);
                eol + 1
            }
            Some(b'[') if bytes[first..eol].trim_ascii().ends_with(b"]") => eol + 1,
            Some(_) => self.pair(first, eol),
        }
    }

    fn comment(&mut self, at: usize, eol: usize) {
        let (document, out) = (self.document, &mut *self.out);
        let marker = document.text.as_bytes()[at];
        let each = &mut |piece: Piece<'d>| out.push(piece.segment(document));
        self.comments.take(&document.text, at..eol, at + 1..eol, marker, each);
    }

    fn pair(&mut self, at: usize, eol: usize) -> usize {
        let text = &self.document.text;
        let bytes = text.as_bytes();
        let separator = bytes[at..eol].iter().position(|b| matches!(b, b'=' | b':')).map(|i| at + i);
        let key = separator.map_or(at..at, |separator| trim(text, at..separator));
        let from = separator.map_or(at, |separator| skip_blanks(bytes, separator + 1, eol));
        let (parts, next) = self.continued(from, eol);
        let whole = text.get(from..parts.last().map_or(from, |last| last.end)).unwrap_or_default();
        let all = separator.is_some() && self.document.surface.is_loaded();
        let worth = match separator {
            Some(_) => is_value(whole, LONG_VALUE) || (all && is_worth(whole)) || whole.contains("\\u"),
            None => is_worth(whole) && has_words(whole, 3),
        };
        if worth {
            self.flush();
            let segment = self.piece(&parts).segment(self.document);
            let key = text.get(key).unwrap_or_default();
            self.out.push(if key.is_empty() { segment } else { segment.keyed(key) });
        }
        next
    }

    /// The value that starts at `from`: its lines without the back-slashes or the indentation that join them.
    fn continued(&self, from: usize, eol: usize) -> (Vec<Range<usize>>, usize) {
        let text = &self.document.text;
        let bytes = text.as_bytes();
        let (mut parts, mut start, mut eol) = (Vec::new(), from, eol);
        loop {
            let line = trim(text, start..eol);
            let slash = bytes[line.clone()].ends_with(b"\\") && !bytes[line.clone()].ends_with(b"\\\\");
            let next = eol + 1;
            let stop = line_end(bytes, next.min(bytes.len()), bytes.len());
            let first = skip_blanks(bytes, next.min(stop), stop);
            let indented = first > next && first < stop && !matches!(bytes[first], b'#' | b';' | b'!');
            let deeper = self.carrier == Carrier::ConfigValue && indented;
            parts.push(line.start..line.end - usize::from(slash));
            if !(slash || deeper) || next >= bytes.len() {
                return (parts, next);
            }
            if deeper && !slash {
                parts.push(eol..eol + 1);
            }
            (start, eol) = (first, stop);
        }
    }

    fn piece(&self, parts: &[Range<usize>]) -> Piece<'d> {
        let text = &self.document.text;
        let escape = if self.carrier == Carrier::Translation { Escape::Full } else { Escape::None };
        if let [one] = parts
            && text.get(one.clone()).is_none_or(|part| escape.is_idle(part))
        {
            return Piece::exact(one.clone(), self.carrier);
        }
        let mut out = Rewrite::new(text);
        parts.iter().for_each(|part| escape.write(text, part.clone(), &mut out));
        Piece::built(out, self.carrier)
    }

    fn flush(&mut self) {
        let (document, out) = (self.document, &mut *self.out);
        self.comments.flush(&document.text, &mut |piece| out.push(piece.segment(document)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{check, read};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_comments_and_continuations() {
        let text = "# A note\n! and more\n[section one two]\na.b = two \\\n  \\u0041 words\nc: one\nd=\\u200b\nloose line of words\n";
        assert_eq!(
            read(&Properties, "a.properties", text),
            [
                "config-comment  A note\nand more",
                "translation a.b two A words",
                "translation d \u{200b}",
                "translation  loose line of words",
            ]
        );
        assert_eq!(
            read(&Properties, "setup.cfg", "long_description =\n  One line\n  and \\n more\nx = 1\n"),
            ["config-value long_description \nOne line\nand \\n more"]
        );
    }

    #[test]
    fn strings_of_apple() {
        assert_eq!(
            read(&Properties, "a.strings", "/* A note */\n\"key\" = \"Say \\\"it\\\"\";"),
            ["code-comment  A note", "translation  Say \"it\""]
        );
    }

    #[test]
    fn hostile_text_in_linear_time() {
        for junk in ["a\\\n", "a=\n b", "#\n", "=", "\\"] {
            check(&Properties, "a.ini", &junk.repeat(20_000));
            check(&Properties, "a.properties", &junk.repeat(20_000));
        }
    }

    proptest! {
        #[test]
        fn places_are_kept(text in "[#!=:\\[\\]\\\\u0\n a-cé]{0,60}") {
            check(&Properties, "a.ini", &text);
            check(&Properties, "a.properties", &text);
        }
    }
}
