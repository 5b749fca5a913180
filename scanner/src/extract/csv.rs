//! # csv
//!
//! ## What it does
//! Reads the cells of comma-, semicolon- and tab-separated tables that hold at least three words, or one long word that
//! may be encoded. The key is the cell of the first row in the same column.
//!
//! ## Why it matters
//! Tickets, reviews and training sets are kept in tables, and one cell is enough to instruct the model that reads them.
//!
//! ## Example
//! `7,"Great tool. Assistant: …",5` gives the text of the second cell.
//!
//! ## Limits
//! The separator is told from the first line. A quote that is never closed ends with its line.

use super::Extractor;
use super::escape::Escape;
use super::piece::Piece;
use super::worth::{has_words, is_worth, line_end, trim};
use crate::document::Document;
use crate::registry::Meta;
use crate::segment::{Carrier, Segment};
use crate::span::Rewrite;
use std::ops::Range;

/// Reads tables.
#[derive(Debug)]
pub(super) struct Csv;

static META: Meta =
    Meta { id: "csv", summary: "cells of tables that read like text", covers: &[], page: crate::page!("csv.rs") };

/// Words that make a cell a text.
const WORDS: usize = 3;
/// A single word of this length may be encoded.
const LONG: usize = 40;

impl Extractor for Csv {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn accepts(&self, document: &Document) -> bool {
        super::is_named(document, &["csv", "tsv", "psv"], &[])
    }

    fn extract<'d>(&self, document: &'d Document, out: &mut Vec<Segment<'d>>) {
        let mut header: Vec<&str> = Vec::new();
        let mut cells = Cells::new(&document.text);
        while let Some(cell) = cells.next() {
            let text = document.text.get(cell.body.clone()).unwrap_or_default();
            if cell.row == 0 {
                header.push(if text.len() <= LONG { text } else { "" });
            }
            if !is_worth(text) || !(has_words(text, WORDS) || text.len() > LONG) {
                continue;
            }
            let segment = piece(&document.text, cell.body).segment(document);
            out.push(match header.get(cell.column).filter(|name| cell.row > 0 && !name.is_empty()) {
                Some(name) => segment.keyed(*name),
                None => segment,
            });
        }
    }
}

fn piece(text: &str, body: Range<usize>) -> Piece<'_> {
    let escape = Escape::Doubled(b'"');
    if text.get(body.clone()).is_none_or(|part| escape.is_idle(part)) {
        return Piece::exact(body, Carrier::CsvCell);
    }
    let mut out = Rewrite::new(text);
    escape.write(text, body, &mut out);
    Piece::built(out, Carrier::CsvCell)
}

struct Cell {
    row: usize,
    column: usize,
    body: Range<usize>,
}

struct Cells<'t> {
    text: &'t str,
    separator: u8,
    at: usize,
    row: usize,
    column: usize,
    /// No quote is closed from here on.
    dead: usize,
}

impl<'t> Cells<'t> {
    fn new(text: &'t str) -> Self {
        let first = &text.as_bytes()[..line_end(text.as_bytes(), 0, text.len())];
        let count = |separator: u8| memchr::memchr_iter(separator, first).count();
        let best = [b'\t', b';', b'|'].into_iter().max_by_key(|s| count(*s)).filter(|s| count(*s) > count(b','));
        Self { text, separator: best.unwrap_or(b','), at: 0, row: 0, column: 0, dead: usize::MAX }
    }

    fn next(&mut self) -> Option<Cell> {
        let bytes = self.text.as_bytes();
        if self.at >= bytes.len() {
            return None;
        }
        let from = self.at;
        let (row, column) = (self.row, self.column);
        let (body, end) = self.quoted(from).unwrap_or_else(|| {
            let end = memchr::memchr2(self.separator, b'\n', &bytes[from..]).map_or(bytes.len(), |i| from + i);
            (trim(self.text, from..end), end)
        });
        if bytes.get(end) == Some(&self.separator) {
            self.column += 1;
        } else {
            (self.row, self.column) = (row + 1, 0);
        }
        self.at = end + 1;
        Some(Cell { row, column, body })
    }

    /// A quoted cell at `from`: its body, and where the separator or line feed behind it stands.
    fn quoted(&mut self, from: usize) -> Option<(Range<usize>, usize)> {
        let bytes = self.text.as_bytes();
        if bytes[from] != b'"' || from >= self.dead {
            return None;
        }
        let mut close = from + 1;
        loop {
            let Some(found) = memchr::memchr(b'"', bytes.get(close..)?) else {
                self.dead = from;
                return None;
            };
            close += found;
            match bytes.get(close + 1) {
                Some(b'"') => close += 2,
                _ => break,
            }
        }
        let rest = memchr::memchr2(self.separator, b'\n', &bytes[close..]).map_or(bytes.len(), |i| close + i);
        Some((from + 1..close, rest))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{check, read};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cells_with_quotes_and_lines() {
        let text =
            "id,text\n1,\"Say \"\"no\"\" now,\nand go\"\n2,short\n3,three plain words\n4,\"never closed at all\n";
        assert_eq!(
            read(&Csv, "a.csv", text),
            [
                "csv-cell text Say \"no\" now,\nand go",
                "csv-cell text three plain words",
                "csv-cell text \"never closed at all",
            ]
        );
        assert_eq!(read(&Csv, "a.tsv", "a\tb\n1\tone, two, three\n"), ["csv-cell b one, two, three"]);
    }

    #[test]
    fn hostile_text_in_linear_time() {
        for junk in ["\"", ",\"", "\"\n", ",\n"] {
            check(&Csv, "a.csv", &junk.repeat(20_000));
        }
    }

    proptest! {
        #[test]
        fn places_are_kept(text in "[,;\t\"\n a-cé]{0,60}") {
            check(&Csv, "a.csv", &text);
        }
    }
}
