//! # notebook
//!
//! ## What it does
//! Reads Jupyter notebooks: the prose of Markdown cells, comments and literals of code cells, the text of outputs, and
//! metadata that reads like prose. The lines of a cell, which the format keeps apart, are one text.
//!
//! ## Why it matters
//! Outputs are saved with a notebook and nobody reviews them, but an assistant that is asked about the analysis reads
//! them with the code.
//!
//! ## Example
//! A stream output whose second line addresses the assistant is read as part of that output, with the key
//! `cells[3].outputs`.
//!
//! ## Limits
//! Images and other binary outputs are not read. Code cells are read as Python, whatever the kernel.

use super::Extractor;
use super::apart::Apart;
use super::code::{self, Language};
use super::leaf::{self, Kind, Leaf};
use super::piece::Piece;
use super::value::Values;
use crate::document::Document;
use crate::registry::Meta;
use crate::segment::{Carrier, Segment, Visibility};
use crate::span::{Rewrite, SpanMap};

/// Reads Jupyter notebooks.
#[derive(Debug)]
pub(super) struct Notebook;

static META: Meta = Meta {
    id: "notebook",
    summary: "cells, outputs and metadata of Jupyter notebooks",
    covers: &[],
    page: crate::page!("notebook.rs"),
};

impl Extractor for Notebook {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn accepts(&self, document: &Document) -> bool {
        super::is_named(document, &["ipynb"], &[])
    }

    fn extract<'d>(&self, document: &'d Document, out: &mut Vec<Segment<'d>>) {
        let before = out.len();
        let mut cells = Cells { document, cell: Cell::default(), text: None, out };
        leaf::json(&document.text, &mut |leaf| cells.take(&leaf));
        cells.finish_cell();
        super::in_order(&mut out[before..]);
    }
}

/// What a leaf of a cell is part of.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
enum Part {
    Source,
    Output,
}

/// The cell that is being read.
#[derive(Default)]
struct Cell {
    index: Option<u32>,
    markdown: bool,
    /// Its source, until its kind is known for certain: the cell has ended.
    source: Option<(String, SpanMap)>,
}

/// Lines that make one text.
struct Text<'d> {
    part: Part,
    /// Output and kind of data, which part texts from each other.
    of: (u32, String),
    rewrite: Rewrite<'d>,
}

struct Cells<'d, 'o> {
    document: &'d Document,
    cell: Cell,
    text: Option<Text<'d>>,
    out: &'o mut Vec<Segment<'d>>,
}

impl<'d> Cells<'d, '_> {
    fn take(&mut self, leaf: &Leaf<'d, '_>) {
        let Some((depth, index)) = cell_of(leaf) else { return self.other(leaf) };
        if self.cell.index != Some(index) {
            self.finish_cell();
            self.cell.index = Some(index);
        }
        if leaf.kind != Kind::Text {
            return;
        }
        match leaf.key_at(depth + 1).as_deref() {
            Some("cell_type") => self.cell.markdown = leaf.raw() != "code",
            Some("source" | "input") => self.line(leaf, Part::Source, (0, String::new())),
            Some("outputs") if is_text_output(&leaf.name()) => {
                let output = leaf.index_at(depth + 2).unwrap_or_default();
                self.line(leaf, Part::Output, (output, leaf.name().into_owned()));
            }
            Some("outputs" | "attachments") => {}
            _ => self.other(leaf),
        }
    }

    /// Metadata and everything that is no cell.
    fn other(&mut self, leaf: &Leaf<'d, '_>) {
        if leaf.kind == Kind::Text && leaf.raw().len() < 1 << 16 {
            Values::new(self.document, Carrier::JsonValue, self.out).take(leaf);
        }
    }

    fn line(&mut self, leaf: &Leaf<'d, '_>, part: Part, of: (u32, String)) {
        if self.text.as_ref().is_some_and(|text| text.part != part || text.of != of) {
            self.finish_text();
        }
        let document = self.document;
        let text = self.text.get_or_insert_with(|| Text { part, of, rewrite: Rewrite::new(&document.text) });
        leaf.write(&mut text.rewrite);
    }

    fn finish_text(&mut self) {
        let Some(Text { part, rewrite, .. }) = self.text.take() else { return };
        let (text, map) = rewrite.finish();
        match part {
            Part::Source => self.cell.source = Some((text, map)),
            Part::Output => self.prose(&text, &map, Carrier::NotebookOutput, "outputs"),
        }
    }

    fn finish_cell(&mut self) {
        self.finish_text();
        if let Some((text, map)) = self.cell.source.take() {
            match code::named("python") {
                Some(python) if !self.cell.markdown && !text.starts_with("%%") => self.code(&text, &map, python),
                _ => self.prose(&text, &map, Carrier::NotebookCell, "source"),
            }
        }
        self.cell = Cell::default();
    }

    fn code(&mut self, text: &str, map: &SpanMap, language: &Language) {
        code::scan(text, 0..text.len(), language, &mut |piece| self.push(piece, text, map, "source"));
    }

    /// Paragraphs; HTML comments are texts of their own, which nobody sees who reads the cell.
    fn prose(&mut self, text: &str, map: &SpanMap, carrier: Carrier, part: &str) {
        Apart::new(text, &[("<!--", "-->")], &[], &mut |range, comment| {
            let carrier = if comment { Carrier::HtmlComment } else { carrier };
            self.push(range.piece(text, carrier), text, map, part);
        })
        .read(0..text.len());
    }

    fn push(&mut self, piece: Piece<'_>, text: &str, map: &SpanMap, part: &str) {
        let segment = piece.segment_of(self.document, text, map);
        let seen = if segment.carrier == Carrier::HtmlComment { Visibility::Collapsed } else { Visibility::Visible };
        let index = self.cell.index.unwrap_or_default();
        self.out.push(segment.seen(seen).keyed(format!("cells[{index}].{part}")));
    }
}

/// Depth of the index of the cell that holds the leaf, and the index (`cells[3]`, or `worksheets[0].cells[3]`).
fn cell_of(leaf: &Leaf<'_, '_>) -> Option<(usize, u32)> {
    [1, 3].into_iter().find_map(|depth| {
        let index = leaf.index_at(depth)?;
        (leaf.key_at(depth - 1)? == "cells").then_some((depth, index))
    })
}

/// True for outputs that are text; data of widgets and plots is not.
fn is_text_output(name: &str) -> bool {
    name.starts_with("text") || matches!(name, "traceback" | "evalue" | "ename" | "image/svg+xml" | "html" | "svg")
}

#[cfg(test)]
mod tests {
    use super::super::sample::{check, read};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cells_outputs_and_metadata() {
        let text = r##"{"cells": [
 {"cell_type": "markdown", "metadata": {"note": "read this first"}, "source": ["# Title\n", "Some \"text\"\n", "\n", "more <!-- hidden\n", " note --> end"]},
 {"source": "# a comment\nx = 'two words'\n", "cell_type": "code", "outputs": [
   {"name": "stdout", "text": ["one line\n", "two \u0041 lines\n"]},
   {"data": {"image/png": "iVBORw0KGgo two words", "text/html": "<b>bold text</b>", "text/plain": ["'plain text'"]}}]}
], "metadata": {"kernelspec": {"display_name": "Python 3 (kernel)"}}, "nbformat": 4}"##;
        assert_eq!(
            read(&Notebook, "a.ipynb", text),
            [
                "json-value cells[0].metadata.note read this first",
                "notebook-cell cells[0].source # Title\nSome \"text\"",
                "notebook-cell cells[0].source more  end",
                "html-comment cells[0].source hidden\n note",
                "code-comment cells[1].source a comment",
                "string-literal cells[1].source two words",
                "notebook-output cells[1].outputs one line\ntwo A lines",
                "notebook-output cells[1].outputs <b>bold text</b>",
                "notebook-output cells[1].outputs 'plain text'",
                "json-value metadata.kernelspec.display_name Python 3 (kernel)",
            ]
        );
    }

    #[test]
    fn places_lead_into_the_json_strings() {
        let text = r##"{"cells": [{"cell_type": "code", "source": ["x = 1\n", "# say \"it\"\n", "# now\n"]}]}"##;
        let document = Document::new(crate::document::Origin::Worktree, "a.ipynb", text);
        let mut out = Vec::new();
        Notebook.extract(&document, &mut out);
        assert_eq!(out[0].text, "say \"it\"\nnow");
        assert_eq!(&text[out[0].map.whole().range()], r##"say \"it\"\n", "# now"##);
    }

    #[test]
    fn long_cells_in_linear_time() {
        let lines = "\"# one two\\n\", \"x = 'a b c'\\n\", ".repeat(10_000);
        let text = format!("{{\"cells\": [{{\"cell_type\": \"code\", \"source\": [{lines}\"\"]}}]}}");
        check(&Notebook, "a.ipynb", &text);
    }

    proptest! {
        #[test]
        fn any_text_is_read(lines in proptest::collection::vec("[\"'#<!>é\\\\n a-c-]{0,12}", 0..6), junk in "[\\[\\]{}:,\" a]{0,20}") {
            let source = serde_json::to_string(&lines).unwrap();
            check(&Notebook, "a.ipynb", &format!("{{\"cells\": [{{\"source\": {source}, \"outputs\": [{{\"text\": {source}}}{junk}"));
        }
    }
}
