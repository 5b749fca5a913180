//! # markdown
//!
//! ## What it does
//! Reads Markdown and MDX: one segment for each paragraph, heading, list item, table cell, quotation and code block, with
//! inline markup left out so that a word split by it is whole again. What the rendered page does not show becomes a segment
//! of its own: HTML comments, hidden HTML, reference definitions, alt texts, link titles, collapsed details, front matter,
//! footnotes that nothing refers to, and math set in white.
//!
//! ## Why it matters
//! READMEs, agent files and skills are Markdown. People read them rendered, models read the source.
//!
//! ## Example
//! `[//]: # (a note)` gives the link reference `a note`, which no page shows.
//!
//! ## Limits
//! Hard to tell apart for any parser: HTML whose comment runs over a blank line is read to the end of the comment, as its
//! author meant it. JSX in MDX is read as HTML. Text in code blocks is one segment and is not parsed again.

mod link;
mod reference;

use super::Extractor;
use super::flow::Flow;
use super::front_matter;
use super::hidden::sheet::Sheet;
use super::html::{self, Dialect};
use super::page::Page;
use super::tex;
use crate::document::Document;
use crate::registry::Meta;
use crate::segment::{Carrier, Segment, Visibility};
use crate::span::Span;
use crate::surface::Surface;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Reads Markdown.
#[derive(Debug)]
pub(super) struct Markdown;

static META: Meta = Meta {
    id: "markdown",
    summary: "text of Markdown and MDX, and everything in it that a rendered page does not show",
    covers: &[],
    page: crate::page!("markdown.rs"),
};

static EXTENSIONS: &[&str] =
    &["md", "mdx", "markdown", "mdown", "mkd", "mkdn", "mdwn", "mdc", "rmd", "qmd", "livemd", "mdtxt", "mdtext"];

/// Extensions that have an extractor of their own, also in a file that agents load.
static DATA: &[&str] =
    &["json", "jsonc", "json5", "yaml", "yml", "toml", "xml", "html", "rst", "adoc", "js", "ts", "py", "sh"];

impl Extractor for Markdown {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn accepts(&self, document: &Document) -> bool {
        let extension = document.extension();
        EXTENSIONS.contains(&extension.as_str())
            || document.surface == Surface::AgentFile && !DATA.contains(&extension.as_str())
            || matches!(document.name(), "llms.txt" | "llms-full.txt" | "README" | "CONTRIBUTING" | "SKILL")
    }

    fn extract<'d>(&self, document: &'d Document, out: &mut Vec<Segment<'d>>) {
        let mut page = Page::new(document, out);
        if memchr::memmem::find(document.text.as_bytes(), b"<style").is_some() {
            page.sheet = Sheet::of(&document.text);
        }
        let base = front_matter::read(&mut page);
        let mut reader = Reader::new(page, base);
        reader.read();
        reader.finish();
    }
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_MATH
}

/// Turns the parser's events into segments.
struct Reader<'d, 'o> {
    page: Page<'d, 'o>,
    /// Where the body starts in the document.
    base: usize,
    /// Events before this offset belong to a comment that was read to its end.
    skip: usize,
    /// No `-->` at or after this offset.
    no_comment_end: usize,
    items: u32,
    /// Alerts and quotes, innermost last: true for a quotation.
    quotes: Vec<bool>,
    /// Covered by the HTML block that is open.
    html: Option<Range<usize>>,
    /// Open links and images: end of what was last seen inside, and the text around an image.
    links: Vec<Link<'d>>,
    code: Vec<Range<usize>>,
    footnotes: reference::Footnotes,
    labels: reference::Labels,
}

struct Link<'d> {
    inside: usize,
    around: Option<Flow<'d>>,
}

impl<'d, 'o> Reader<'d, 'o> {
    fn new(page: Page<'d, 'o>, base: usize) -> Self {
        Self {
            page,
            base,
            skip: 0,
            no_comment_end: usize::MAX,
            items: 0,
            quotes: Vec::new(),
            html: None,
            links: Vec::new(),
            code: Vec::new(),
            footnotes: reference::Footnotes::default(),
            labels: reference::Labels::default(),
        }
    }

    fn read(&mut self) {
        let body = &self.page.source()[self.base..];
        for (event, range) in Parser::new_ext(body, options()).into_offset_iter() {
            let range = range.start + self.base..range.end + self.base;
            if range.end <= self.skip {
                continue;
            }
            self.event(event, range.clone());
        }
    }

    fn finish(mut self) {
        reference::definitions(&mut self.page, self.base, &self.code, &self.labels);
        let footnotes = std::mem::take(&mut self.footnotes);
        footnotes.settle(&mut self.page);
        self.page.finish();
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let opens = matches!(event, Event::Start(_));
        match event {
            Event::Start(tag) => self.start(tag, range.clone()),
            Event::End(tag) => self.end(tag, range.clone()),
            Event::Text(_) => self.text(range.clone()),
            Event::Code(_) => self.page.flow.keep(trim_ticks(self.page.source(), range.clone())),
            Event::InlineMath(_) | Event::DisplayMath(_) => self.math(range.clone()),
            Event::Html(_) => self.html = Some(self.html.take().map_or(range.clone(), |r| r.start..range.end)),
            Event::InlineHtml(_) if self.links.iter().any(|l| l.around.is_some()) => {}
            Event::InlineHtml(_) => html::feed(&mut self.page, range.clone(), Dialect::Html),
            Event::FootnoteReference(label) => self.footnotes.refer(&label),
            Event::SoftBreak | Event::HardBreak => self.page.flow.space(range.clone()),
            Event::Rule => self.page.flush(),
            Event::TaskListMarker(_) => {}
        }
        if let Some(link) = self.links.last_mut().filter(|_| !opens) {
            link.inside = link.inside.max(range.end);
        }
    }

    fn text(&mut self, range: Range<usize>) {
        if self.page.fence.is_some() { self.page.flow.keep(range) } else { self.page.text(range) }
    }

    fn block(&self) -> Carrier {
        if self.items > 0 { Carrier::ListItem } else { Carrier::Paragraph }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.page.start(self.block()),
            Tag::Heading { .. } => self.page.start(Carrier::Heading),
            Tag::BlockQuote(kind) => {
                self.page.flush();
                self.quotes.push(kind.is_none());
                self.page.quotes += u32::from(kind.is_none());
            }
            Tag::CodeBlock(kind) => self.fence(&kind, range),
            Tag::Item => {
                self.items += 1;
                self.page.start(Carrier::ListItem);
            }
            Tag::FootnoteDefinition(label) => {
                self.page.flush();
                self.footnotes.open(&label, range);
            }
            Tag::TableCell => self.page.start(Carrier::TableCell),
            Tag::Link { id, .. } => {
                self.labels.refer(&id);
                self.links.push(Link { inside: range.start + 1, around: None });
            }
            Tag::Image { .. } => {
                let around = std::mem::replace(&mut self.page.flow, Flow::new(self.page.document));
                self.links.push(Link { inside: range.start + 2, around: Some(around) });
            }
            Tag::HtmlBlock | Tag::List(_) | Tag::Table(_) => self.page.flush(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph => self.paragraph(range),
            TagEnd::Heading(_) => {
                self.page.flush();
                self.page.set_heading(heading(self.page.source(), range));
                self.page.block = self.block();
            }
            TagEnd::BlockQuote(_) => {
                self.page.flush();
                let quote = self.quotes.pop().unwrap_or_default();
                self.page.quotes = self.page.quotes.saturating_sub(u32::from(quote));
            }
            TagEnd::CodeBlock => self.end_fence(),
            TagEnd::Item => {
                self.page.flush();
                self.items = self.items.saturating_sub(1);
                self.page.block = self.block();
            }
            TagEnd::TableCell => self.page.flush(),
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::Link | TagEnd::Image => self.link(range),
            _ => {}
        }
    }

    /// Ends a paragraph; one that is nothing but a JSX comment is a comment.
    fn paragraph(&mut self, range: Range<usize>) {
        let text = self.page.flow.text();
        if text.starts_with("{/*") && text.trim_end().ends_with("*/}") {
            self.page.flow = Flow::new(self.page.document);
            self.page.aside(range, Carrier::HtmlComment, Visibility::Collapsed);
        } else {
            self.page.flush();
        }
    }

    fn fence(&mut self, kind: &CodeBlockKind<'_>, range: Range<usize>) {
        self.page.start(Carrier::CodeBlock);
        let language = match kind {
            CodeBlockKind::Fenced(_) => language(self.page.source(), range.start),
            CodeBlockKind::Indented => "",
        };
        self.page.fence = Some(language);
        self.code.push(range);
    }

    fn end_fence(&mut self) {
        if self.page.fence == Some("math") {
            let whole = self.code.last().cloned().unwrap_or_default();
            self.hidden_math(whole);
        }
        self.page.flush();
        self.page.fence = None;
        self.page.block = self.block();
    }

    fn math(&mut self, range: Range<usize>) {
        let marks = if self.page.source()[range.clone()].starts_with("$$") { 2 } else { 1 };
        if !self.hidden_math(range.start + marks..range.end - marks) {
            self.page.flow.fold(range);
        }
    }

    /// Makes segments of the parts of a formula that are set invisibly.
    fn hidden_math(&mut self, range: Range<usize>) -> bool {
        let hidden = tex::hidden_parts(self.page.source(), range);
        for part in &hidden {
            let flow = tex::words(self.page.document, part.clone());
            self.page.aside_flow(flow, Carrier::HiddenElement, Visibility::Hidden);
        }
        !hidden.is_empty()
    }

    fn html_block(&mut self) {
        let Some(mut range) = self.html.take() else { return };
        self.page.block = self.block();
        let text = self.page.source();
        let inside = &text[range.clone()];
        if let Some(open) = inside.rfind("<!--").filter(|&open| !inside[open..].contains("-->"))
            && let Some(end) = self.comment_end(range.end)
        {
            debug_assert!(open <= range.len());
            range.end = end;
            self.skip = end;
        }
        html::feed(&mut self.page, range, Dialect::Html);
        self.page.flush();
    }

    /// End of the comment that is open at `from`.
    fn comment_end(&mut self, from: usize) -> Option<usize> {
        if from >= self.no_comment_end {
            return None;
        }
        let found = memchr::memmem::find(&self.page.source().as_bytes()[from..], b"-->");
        if found.is_none() {
            self.no_comment_end = from;
        }
        found.map(|i| from + i + 3)
    }

    /// Ends a link or image: its alt text, title and address are segments of their own.
    fn link(&mut self, range: Range<usize>) {
        let Some(link) = self.links.pop() else { return };
        if let Some(around) = link.around {
            let alt = std::mem::replace(&mut self.page.flow, around);
            self.page.aside_flow(alt, Carrier::AltText, Visibility::Collapsed);
        }
        let tail = link::tail(self.page.source(), link.inside..range.end);
        if let Some(title) = tail.title {
            self.page.aside(title, Carrier::LinkTitle, Visibility::Collapsed);
        }
        if let Some(target) = tail.target {
            html::link(&mut self.page, target);
        }
    }
}

/// The inside of a code span.
fn trim_ticks(text: &str, range: Range<usize>) -> Range<usize> {
    let inside = &text[range.clone()];
    let ticks = inside.bytes().take_while(|&b| b == b'`').count();
    if 2 * ticks >= inside.len() { range } else { range.start + ticks..range.end - ticks }
}

/// A heading's text without the marks in front.
fn heading(text: &str, range: Range<usize>) -> Span {
    let marks = text[range.clone()].bytes().take_while(|b| matches!(b, b'#' | b' ')).count();
    Span::of(range.start + marks..range.end)
}

/// First word of the info string of the fence at `at`.
fn language(text: &str, at: usize) -> &str {
    let line = text[at..].lines().next().unwrap_or_default();
    let info = line.trim_start_matches(['`', '~']).trim_start();
    info.split([' ', ',', '{', '\t']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::extract::page::{check_spans, shown};
    use proptest::prelude::*;

    #[test]
    fn joins_what_markup_splits() {
        assert_eq!(
            shown("a.md", "Some ig**no**re `th`is\n  and [li](b)nk\n"),
            ["paragraph| Some ignore this\nand link"]
        );
        assert_eq!(shown("a.md", "> one line\n> two lines\n"), ["block-quote quoted| one line\ntwo lines"]);
        assert_eq!(shown("a.md", "> [!NOTE]\n> some words\n"), ["paragraph| some words"]);
    }

    #[test]
    fn reads_blocks() {
        let text = "# A heading\n\n- one item\n- other item\n\n  its paragraph\n\n| first cell | second cell |\n|---|---|\n| a b | c d |\n";
        let expected = [
            "heading| A heading",
            "list-item| one item",
            "list-item| other item",
            "list-item| its paragraph",
            "table-cell| first cell",
            "table-cell| second cell",
            "table-cell| a b",
            "table-cell| c d",
        ];
        assert_eq!(shown("a.md", text), expected);
        assert_eq!(
            shown("a.md", "```sh x\nls -l /\n```\n\n    in dented\n"),
            ["code-block fence=sh| ls -l /\n", "code-block fence=| in dented\n"]
        );
    }

    #[test]
    fn finds_what_a_page_does_not_show() {
        let cases: &[(&str, &str)] = &[
            ("<!-- a remark\nof two lines -->", "html-comment collapsed| a remark\nof two lines"),
            ("<div>\n<!-- a remark\n\nwith a gap -->\n</div>", "html-comment collapsed| a remark\nwith a gap"),
            ("[//]: # (a remark)", "link-reference collapsed| a remark"),
            ("[x]: <> \"a remark\"", "link-reference collapsed| a remark"),
            ("[x]: http://a.b\n  'a remark\nof two lines'", "link-reference collapsed| a remark\nof two lines"),
            ("> [x]: # 'a remark'", "link-reference collapsed| a remark"),
            ("[some words that say nothing]: #", "link-reference collapsed| some words that say nothing"),
            ("[^x]: a footnote", "link-reference collapsed| a footnote"),
            ("![two words](a.png)", "alt-text collapsed| two words"),
            ("![![two *words*](a.png)](b.png 'a title')", "link-title collapsed| a title"),
            ("[![](a.png)](b 'a title')", "link-title collapsed| a title"),
            (
                "<https://a.b?q=one+two+three+four>\n[z](https://a.b?q=one+two+three+four)",
                "link-target collapsed| q=one two three four",
            ),
            ("$\\color{white}{\\text{two words}}$", "hidden-element hidden| two words"),
            ("```math\n\\textcolor{white}{two words}\n```", "hidden-element hidden fence=math| two words"),
            ("<div hidden>\n\ntwo words\n\n</div>", "hidden-element hidden| two words"),
            ("x <span style='display:none'>two words</span> y", "hidden-element hidden| two words"),
            ("<details>\n<summary>a summary</summary>\n\ntwo words\n\n</details>", "details collapsed| two words"),
            ("{/* a remark */}", "html-comment collapsed| {/* a remark */}"),
        ];
        for (text, expected) in cases {
            let found = shown("a.mdx", text);
            assert!(found.iter().any(|f| f == expected), "{text}: {found:?}");
        }
        let details = shown("a.md", cases[16].0);
        assert!(details.contains(&"paragraph| a summary".to_owned()), "{details:?}");
    }

    #[test]
    fn leaves_definitions_in_code() {
        assert_eq!(shown("a.md", "```\n[//]: # (a remark)\n```\n").len(), 1);
    }

    #[test]
    fn headings_reach_what_follows() {
        let document =
            crate::document::Document::new(crate::document::Origin::Worktree, "a.md", "## Some title\n\nsome text\n");
        let segments = crate::extract::segments(&document);
        assert_eq!(segments[1].context.heading, Some("Some title"));
    }

    #[test]
    fn hostile_input_is_linear() {
        for unit in [
            "<div>\n<!-- \n\n",
            "[a]: b\n'",
            "[^1]: a b\n\n",
            "> ",
            "- ",
            "![",
            "[x](<",
            "$\\color{white}",
            "<a hidden>",
            "]:",
        ] {
            let text = unit.repeat(40_000);
            assert!(shown("a.md", &text).len() <= text.len());
        }
    }

    proptest! {
        #[test]
        fn spans_are_exact(text in "[a-c é>#*_`\\[\\]()<!\"'$:&|~\n\\\\-]{0,120}") {
            check_spans("a.md", &text);
        }

        #[test]
        fn pieces_in_any_order(parts in proptest::collection::vec(prop::sample::select(vec![
            "<div hidden>", "</div>", "<!--", "-->", "\n\n", "two words", "> ", "- ", "```\n", "[//]: # (", ")", "![", "](", "é",
            "<details>", "</details>", "<p style='color:white'>", "\n", "    ", "| a | b |\n|--|--|\n", "&amp;", "---\n", "key: some value\n", "[^1]: ", "$", "\\color{white}{",
        ]), 0..30)) {
            check_spans("a.md", &parts.concat());
        }
    }
}
