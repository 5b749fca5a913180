//! # rst
//!
//! ## What it does
//! Reads reStructuredText: paragraphs, titles, list items, literal and code blocks, directives with their options; comments
//! (`.. text`) and alt texts as texts that the page does not show; `raw` HTML through the HTML extractor.
//!
//! ## Why it matters
//! The documentation of most Python projects, and the READMEs that their packages carry, is written in it.
//!
//! ## Example
//! `.. a remark` gives the comment `a remark`, which no page shows.
//!
//! ## Limits
//! Tables are read by lines, not by cells. Substitutions are not expanded and includes not followed.

use super::Extractor;
use super::flow::Flow;
use super::html::{self, Dialect};
use super::line::{Line, inline, lines, marker};
use super::page::Page;
use crate::document::Document;
use crate::registry::Meta;
use crate::segment::{Carrier, Segment, Visibility};
use std::ops::Range;

/// Reads reStructuredText.
#[derive(Debug)]
pub(super) struct Rst;

static META: Meta = Meta {
    id: "rst",
    summary: "text, comments, literal blocks and raw HTML of reStructuredText",
    covers: &[],
    page: crate::page!("rst.rs"),
};

impl Extractor for Rst {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn accepts(&self, document: &Document) -> bool {
        matches!(document.extension().as_str(), "rst" | "rest" | "restx" | "rsti")
    }

    fn extract<'d>(&self, document: &'d Document, out: &mut Vec<Segment<'d>>) {
        let lines = lines(&document.text);
        let mut reader = Reader { page: Page::new(document, out), lines: &lines, at: 0, indent: 0 };
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
    /// Indentation of the paragraph that is being read.
    indent: usize,
}

/// Directives whose content is not prose.
static CODE: &[&str] = &[
    "code",
    "code-block",
    "sourcecode",
    "parsed-literal",
    "math",
    "productionlist",
    "doctest",
    "testcode",
    "testsetup",
    "testoutput",
    "graphviz",
    "digraph",
    "uml",
    "mermaid",
    "highlight",
    "ipython",
    "prompt",
    "csv-table",
    "plot",
    "jupyter-execute",
];

impl<'d> Reader<'_, 'd, '_> {
    fn text(&self, line: Line) -> &'d str {
        &self.page.source()[line.range()]
    }

    fn peek(&self, ahead: usize) -> Option<Line> {
        self.lines.get(self.at + ahead).copied()
    }

    /// Reads the line at `at`, or the block that it starts.
    fn line(&mut self) {
        let line = self.lines[self.at];
        let text = self.text(line);
        if line.is_blank() {
            self.page.flush();
            self.at += 1;
        } else if text == ".." || text.starts_with(".. ") || text.starts_with("__ ") {
            self.page.flush();
            self.explicit(line, text);
        } else if is_adornment(text) {
            self.page.flush();
            self.at += 1;
        } else if self.page.flow.is_empty() && self.peek(1).is_some_and(|l| is_underline(self.text(l), text)) {
            self.page.start(Carrier::Heading);
            inline(&mut self.page, line.range());
            self.page.start(Carrier::Paragraph);
            self.at += 2;
        } else {
            self.paragraph_line(line, text);
        }
    }

    fn paragraph_line(&mut self, line: Line, text: &str) {
        let mut start = line.start;
        if let Some(len) = marker(text).filter(|_| self.page.flow.is_empty() || line.indent <= self.indent) {
            self.page.start(Carrier::ListItem);
            start += len;
            self.indent = line.indent + len;
        } else if self.page.flow.is_empty() || line.indent != self.indent || text.starts_with([':', '|']) {
            self.page.start(if text.starts_with('|') { Carrier::TableCell } else { Carrier::Paragraph });
            self.indent = line.indent;
        }
        inline(&mut self.page, start..line.end);
        self.page.flow.space(line.end..(line.end + 1).min(self.page.source().len()));
        self.at += 1;
        if text.ends_with("::") {
            self.literal(line.indent);
        }
    }

    /// The indented block behind `::`, if there is one.
    fn literal(&mut self, indent: usize) {
        let blank = self.peek(0).is_some_and(Line::is_blank);
        let next = self.lines[self.at.min(self.lines.len())..].iter().find(|l| !l.is_blank());
        if blank && next.is_some_and(|l| l.indent > indent) {
            self.page.flush();
            let range = self.block(indent);
            self.code(range, "");
        }
    }

    fn code(&mut self, range: Range<usize>, language: &'d str) {
        let mut flow = Flow::new(self.page.document);
        flow.keep(range);
        let outer = self.page.fence.replace(language);
        self.page.aside_flow(flow, Carrier::CodeBlock, Visibility::Visible);
        self.page.fence = outer;
    }

    /// Skips the lines that are blank or indented deeper than `indent`; the bytes from the first to the last text.
    fn block(&mut self, indent: usize) -> Range<usize> {
        let mut range = None;
        while let Some(line) = self.peek(0).filter(|l| l.is_blank() || l.indent > indent) {
            if !line.is_blank() {
                let start = range.as_ref().map_or(line.start, |r: &Range<usize>| r.start);
                range = Some(start..line.end);
            }
            self.at += 1;
        }
        range.unwrap_or_default()
    }

    /// Explicit markup: directive, target, footnote, substitution or comment.
    fn explicit(&mut self, line: Line, text: &'d str) {
        self.at += 1;
        let rest = text.get(3..).unwrap_or_default().trim_start();
        let start = line.end - rest.len();
        let rest_after = |mark: &str| rest.split_once(mark).map(|(_, after)| line.end - after.len());
        match rest.as_bytes().first() {
            None if self.peek(0).is_none_or(Line::is_blank) => {}
            Some(b'_') => {
                if let Some(target) = rest_after(": ") {
                    html::link(&mut self.page, target..line.end);
                }
            }
            Some(b'[') if rest.contains("] ") => {
                self.page.start(Carrier::Paragraph);
                self.indent = self.peek(0).map_or(0, |l| l.indent);
                inline(&mut self.page, rest_after("] ").unwrap_or(start)..line.end);
                self.page.flow.space(line.end..(line.end + 1).min(self.page.source().len()));
            }
            _ => match directive(rest) {
                Some((name, argument)) => self.directive(line, name, argument),
                None => self.comment(line, start),
            },
        }
    }

    fn comment(&mut self, line: Line, start: usize) {
        let block = self.block(line.indent);
        self.page.aside(start..block.end.max(line.end), Carrier::HtmlComment, Visibility::Collapsed);
    }

    fn directive(&mut self, line: Line, name: &str, argument: &'d str) {
        if name == "raw" && argument.contains("html") {
            let range = self.block(line.indent);
            html::feed(&mut self.page, range, Dialect::Html);
            self.page.flush();
        } else if name == "raw" || CODE.contains(&name) {
            let range = self.block(line.indent);
            self.code(range, argument);
        } else {
            self.options(line.indent);
            self.page.start(Carrier::Paragraph);
            self.indent = self.peek(0).map_or(0, |l| l.indent);
            inline(&mut self.page, line.end - argument.len()..line.end);
            self.page.flow.space(line.end..(line.end + 1).min(self.page.source().len()));
        }
    }

    /// Options below a directive: alt texts and descriptions are texts that the page does not show.
    fn options(&mut self, indent: usize) {
        while let Some(line) = self.peek(0).filter(|l| l.indent > indent) {
            let text = self.text(line);
            let Some((name, value)) = text.strip_prefix(':').and_then(|t| t.split_once(':')) else { return };
            let carrier = if name == "alt" { Carrier::AltText } else { Carrier::HtmlAttribute };
            self.at += 1;
            let mut end = line.end;
            while let Some(next) = self.peek(0).filter(|l| l.indent > line.indent) {
                end = next.end;
                self.at += 1;
            }
            self.page.aside(line.end - value.len()..end, carrier, Visibility::Collapsed);
        }
    }
}

/// Name and argument of `name:: argument`, also behind a substitution `|x|`.
fn directive(text: &str) -> Option<(&str, &str)> {
    let (name, argument) = text.split_once("::")?;
    let name = name.rsplit("| ").next().unwrap_or(name).trim();
    let plain = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_:.+".contains(&b));
    plain.then_some((name, argument.trim()))
}

/// A line of punctuation: a rule, the border of a table, the line above a title.
fn is_adornment(text: &str) -> bool {
    text.len() >= 3 && text.bytes().all(|b| b.is_ascii_punctuation() || b == b' ') && {
        let first = text.as_bytes()[0];
        text.bytes().all(|b| b == first) || b"+|=".contains(&first)
    }
}

fn is_underline(line: &str, title: &str) -> bool {
    let uniform =
        line.bytes().all(|b| b == line.as_bytes()[0]) && line.as_bytes().first().is_some_and(u8::is_ascii_punctuation);
    uniform && line.len() >= 3 && line.len() + 2 >= title.chars().count()
}

#[cfg(test)]
mod tests {
    use super::super::page::{check_spans, shown};
    use proptest::prelude::*;

    #[test]
    fn reads_blocks() {
        let text = "A title\n=======\n\nSome **wo**\\ rds\nin ``two`` lines::\n\n    code here\n\n- one item\n  goes on\n- other item\n\n\
                    term here\n    its meaning\n\n.. note:: mind this\n   and that\n\n.. code-block:: sh\n\n   ls -l /\n";
        let expected = [
            "heading| A title",
            "paragraph| Some words\nin two lines::",
            "code-block fence=| code here",
            "list-item| one item\ngoes on",
            "list-item| other item",
            "paragraph| term here",
            "paragraph| its meaning",
            "paragraph| mind this\nand that",
            "code-block fence=sh| ls -l /",
        ];
        assert_eq!(shown("a.rst", text), expected);
    }

    #[test]
    fn finds_what_a_page_does_not_show() {
        let text = ".. a remark\n   of two lines\n\n.. image:: a.png\n   :alt: two words\n\n.. raw:: html\n\n   <p hidden>not seen</p>\n\n..\n   another remark\n\n\
                    .. _x: https://a.b\n\nin sight\n";
        let expected = [
            "html-comment collapsed| a remark\nof two lines",
            "alt-text collapsed| two words",
            "hidden-element hidden| not seen",
            "html-comment collapsed| another remark",
            "paragraph| in sight",
        ];
        assert_eq!(shown("a.rst", text), expected);
    }

    proptest! {
        #[test]
        fn spans_are_exact(text in "[a-c é.:_*`|=\n\\\\-]{0,120}") {
            check_spans("a.rst", &text);
        }

        #[test]
        fn pieces_in_any_order(parts in proptest::collection::vec(prop::sample::select(vec![
            ".. ", "..", "\n", "\n\n", "   ", "two words", "::", ".. image:: x\n", ":alt: é", ".. raw:: html\n", "<p hidden>", "====\n", "- ", ".. [1] ", "| ",
        ]), 0..30)) {
            check_spans("a.rst", &parts.concat());
        }
    }
}
