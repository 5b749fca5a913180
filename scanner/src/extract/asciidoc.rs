//! # asciidoc
//!
//! ## What it does
//! Reads AsciiDoc: paragraphs, titles, list items, table cells, listings; comments (`//` and `////`), attributes and alt
//! texts as texts that the page does not show; passthrough blocks (`++++` and `+++`) through the HTML extractor.
//!
//! ## Why it matters
//! Much enterprise documentation is AsciiDoc, and its comments and passthroughs reach a model that reads the source.
//!
//! ## Example
//! `// a remark` gives the comment `a remark`, which no page shows.
//!
//! ## Limits
//! Conditions (`ifdef`) are read as if they held. Cells that span lines are read as text.

use super::Extractor;
use super::flow::Flow;
use super::html::{self, Dialect};
use super::line::{Line, inline, lines, marker};
use super::page::{Look, Name, Page};
use crate::document::Document;
use crate::registry::Meta;
use crate::segment::{Carrier, Segment, Visibility};
use std::ops::Range;

/// Reads AsciiDoc.
#[derive(Debug)]
pub(super) struct Asciidoc;

static META: Meta = Meta {
    id: "asciidoc",
    summary: "text, comments, attributes and passthrough HTML of AsciiDoc",
    covers: &[],
    page: crate::page!("asciidoc.rs"),
};

impl Extractor for Asciidoc {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn accepts(&self, document: &Document) -> bool {
        matches!(document.extension().as_str(), "adoc" | "asciidoc" | "asc" if !document.text.starts_with("-----BEGIN"))
    }

    fn extract<'d>(&self, document: &'d Document, out: &mut Vec<Segment<'d>>) {
        let lines = lines(&document.text);
        let mut reader =
            Reader { page: Page::new(document, out), lines: &lines, at: 0, style: "", table: false, quote: false };
        while reader.at < lines.len() {
            reader.line();
        }
        reader.page.finish();
    }
}

struct Reader<'l, 'd, 'o> {
    page: Page<'d, 'o>,
    lines: &'l [Line],
    at: usize,
    /// Inside of the `[...]` line above the block.
    style: &'d str,
    table: bool,
    quote: bool,
}

impl<'d> Reader<'_, 'd, '_> {
    fn text(&self, line: Line) -> &'d str {
        &self.page.source()[line.range()]
    }

    fn line(&mut self) {
        let line = self.lines[self.at];
        let text = self.text(line);
        self.at += 1;
        if line.is_blank() {
            self.end_paragraph();
        } else if text.starts_with("//") && !text.starts_with("///") {
            self.comment(line);
        } else if is_delimiter(text) {
            self.delimited(line, text);
        } else if let Some(title) = title(text) {
            self.page.start(Carrier::Heading);
            inline(&mut self.page, line.end - title.len()..line.end);
            self.page.start(Carrier::Paragraph);
        } else if !self.meta(line, text) {
            self.prose(line, text);
        }
    }

    fn end_paragraph(&mut self) {
        self.page.start(Carrier::Paragraph);
        if self.style == "comment" {
            self.page.close(Name::of("comment"));
        }
        self.style = "";
    }

    /// Joins comment lines.
    fn comment(&mut self, first: Line) {
        let mut flow = Flow::new(self.page.document);
        let mut line = first;
        loop {
            flow.fold(line.start + 2..line.end);
            flow.space(line.end..(line.end + 1).min(self.page.source().len()));
            match self.lines.get(self.at) {
                Some(&next) if self.text(next).starts_with("//") && !self.text(next).starts_with("///") => line = next,
                _ => break,
            }
            self.at += 1;
        }
        self.page.aside_flow(flow, Carrier::HtmlComment, Visibility::Collapsed);
    }

    /// A block between delimiter lines.
    fn delimited(&mut self, line: Line, text: &str) {
        self.page.start(Carrier::Paragraph);
        match text.as_bytes()[0] {
            b'/' => {
                let range = self.until(line, text);
                self.page.aside(range, Carrier::HtmlComment, Visibility::Collapsed);
            }
            b'-' | b'.' | b'`' if text.len() > 2 => self.listing(line, text),
            b'+' => {
                let range = self.until(line, text);
                html::feed(&mut self.page, range, Dialect::Html);
                self.page.flush();
            }
            b'_' => {
                self.quote = !self.quote;
                self.page.quotes = u32::from(self.quote);
            }
            b'|' | b',' | b'!' => self.table = !self.table,
            _ => {}
        }
    }

    fn listing(&mut self, line: Line, text: &str) {
        let language = self.style.split(',').nth(1).unwrap_or_default().trim();
        let range = self.until(line, text.get(..3).filter(|t| *t == "```").unwrap_or(text));
        let mut flow = Flow::new(self.page.document);
        flow.keep(range);
        self.page.fence = Some(language);
        self.page.aside_flow(flow, Carrier::CodeBlock, Visibility::Visible);
        self.page.fence = None;
        self.style = "";
    }

    /// Skips to the line that closes the block opened by `line`; the bytes between.
    fn until(&mut self, line: Line, delimiter: &str) -> Range<usize> {
        let mut end = line.end;
        while let Some(&next) = self.lines.get(self.at) {
            self.at += 1;
            if self.text(next) == delimiter {
                break;
            }
            end = next.end.max(end);
        }
        line.end..end
    }

    /// Lines that are not text: attributes, block styles, macros. False when it is text after all.
    fn meta(&mut self, line: Line, text: &'d str) -> bool {
        if let Some((name, value)) = text.strip_prefix(':').and_then(|t| t.split_once(": ")) {
            let mut flow = Flow::new(self.page.document);
            flow.fold(line.end - value.len()..line.end);
            self.page.keyed(flow, Carrier::FrontMatter, Visibility::Collapsed, name);
            return true;
        }
        if let Some(style) = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')) {
            self.page.flush();
            self.style = style;
            if style == "comment" {
                let look =
                    Look { carrier: Some(Carrier::HtmlComment), visibility: Visibility::Collapsed, ..Look::default() };
                self.page.open(Name::of("comment"), look);
            }
            return true;
        }
        if let Some(rest) = text.strip_prefix("image::").filter(|r| r.ends_with(']')) {
            let from = rest.find('[').map_or(rest.len(), |i| i + 1);
            self.page.aside(line.end - rest.len() + from..line.end - 1, Carrier::AltText, Visibility::Collapsed);
            return true;
        }
        ["include::", "ifdef::", "ifndef::", "endif::", "toc::"].iter().any(|m| text.starts_with(m))
    }

    fn prose(&mut self, line: Line, text: &str) {
        let mut start = line.start;
        if self.table && text.contains('|') {
            self.page.start(Carrier::TableCell);
            for cell in memchr::memchr_iter(b'|', text.as_bytes()).map(|i| line.start + i) {
                inline(&mut self.page, start..cell);
                self.page.start(Carrier::TableCell);
                start = cell + 1;
            }
        } else if let Some(len) = marker(text) {
            self.page.start(Carrier::ListItem);
            start += len;
        }
        self.passthrough(start..line.end);
        self.page.flow.space(line.end..(line.end + 1).min(self.page.source().len()));
    }

    /// Text whose parts between `+++` are HTML.
    fn passthrough(&mut self, range: Range<usize>) {
        let text = self.page.source();
        let mut from = range.start;
        let mut raw = false;
        for mark in memchr::memmem::find_iter(text[range.clone()].as_bytes(), b"+++").map(|i| range.start + i) {
            if raw {
                html::feed(&mut self.page, from..mark, Dialect::Html);
            } else {
                inline(&mut self.page, from..mark);
            }
            raw = !raw;
            from = mark + 3;
        }
        inline(&mut self.page, from..range.end);
    }
}

/// A line that opens or closes a block.
fn is_delimiter(text: &str) -> bool {
    let bytes = text.as_bytes();
    let same = |from: usize| bytes.len() >= from + 3 && bytes[from..].iter().all(|&b| b == bytes[from]);
    match bytes[0] {
        b'|' | b',' | b'!' => bytes.get(1) == Some(&b'=') && same(1),
        b'`' => text.starts_with("```"),
        b'-' if bytes.len() == 2 => bytes[1] == b'-',
        b'/' | b'-' | b'.' | b'+' | b'_' | b'=' | b'*' => bytes.len() >= 4 && same(0),
        _ => false,
    }
}

fn title(text: &str) -> Option<&str> {
    let marks = text.bytes().take_while(|&b| b == b'=').count();
    let title = text.get(marks..)?.strip_prefix(' ')?;
    (1..=6).contains(&marks).then_some(title.trim_start())
}

#[cfg(test)]
mod tests {
    use super::super::page::{check_spans, shown};
    use proptest::prelude::*;

    #[test]
    fn reads_blocks() {
        let text = "= A title\n:description: some words\n\nSome **wo**rds\nin two lines\n\n* one item\n* other item\n\n[source,sh]\n----\nls -l /\n----\n\n\
                    ____\na quotation\n____\n\n|===\n|one cell |other cell\n|===\n";
        let expected = [
            "heading| A title",
            "front-matter collapsed| some words",
            "paragraph| Some words\nin two lines",
            "list-item| one item",
            "list-item| other item",
            "code-block fence=sh| \nls -l /",
            "block-quote quoted| a quotation",
            "table-cell| one cell",
            "table-cell| other cell",
        ];
        assert_eq!(shown("a.adoc", text), expected);
    }

    #[test]
    fn finds_what_a_page_does_not_show() {
        let text = "// a remark\n// of two lines\n\n////\na block\n////\n\n++++\n<p hidden>not seen</p>\n++++\n\nsome +++<b hidden>text here</b>+++ text\n\n\
                    image::a.png[two words]\n\n[comment]\nnot shown\n\nin sight\n";
        let expected = [
            "html-comment collapsed| a remark\nof two lines",
            "html-comment collapsed| a block",
            "hidden-element hidden| not seen",
            "paragraph| some text",
            "hidden-element hidden| text here",
            "alt-text collapsed| two words",
            "html-comment collapsed| not shown",
            "paragraph| in sight",
        ];
        assert_eq!(shown("a.adoc", text), expected);
    }

    proptest! {
        #[test]
        fn spans_are_exact(text in "[a-c é/+=|*_`.:\\[\\]\n-]{0,120}") {
            check_spans("a.adoc", &text);
        }

        #[test]
        fn pieces_in_any_order(parts in proptest::collection::vec(prop::sample::select(vec![
            "////\n", "// ", "\n", "\n\n", "+++", "++++\n", "two words", "----\n", "[comment]\n", "|===\n", "|é", "image::x[", "]\n", "<b hidden>", "____\n", ":a: b\n",
        ]), 0..30)) {
            check_spans("a.adoc", &parts.concat());
        }
    }
}
