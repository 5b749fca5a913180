//! # html
//!
//! ## What it does
//! Reads HTML and its template dialects (Vue, Svelte, Astro, JSP, ERB …) in one tolerant pass: block elements cut the text
//! into segments, inline elements join it, so that a word split by markup is whole again. Comments, attributes that hold
//! prose and text that styles or attributes hide become segments of their own.
//!
//! ## Why it matters
//! A person sees the rendered page; a model gets the source. Whatever differs between the two is where instructions hide.
//!
//! ## Example
//! `<p>Read <b>th</b>is</p><p style="font-size:0">and this</p>` gives the visible paragraph `Read this` and the hidden
//! element `and this`.
//!
//! ## Limits
//! Style sheets of other files, scripts and images behind the text are not known. Elements whose end
//! tag is missing are closed by simple rules, not by the full algorithm of browsers.

pub(super) mod attribute;
mod element;
pub(super) mod token;
mod visibility;

pub(super) use visibility::link;

use super::Extractor;
use super::code;
use super::hidden::color::Paint;
use super::hidden::sheet::Sheet;
use super::page::{Look, Page};
use super::prose;
use crate::document::Document;
use crate::registry::Meta;
use crate::segment::{Carrier, Segment, Visibility};
use element::{Kind, kind};
use std::ops::Range;
use token::{Tag, Token, Tokens};
use visibility::Facts;

/// Reads HTML.
#[derive(Debug)]
pub(super) struct Html;

static META: Meta = Meta {
    id: "html",
    summary: "text, comments, attributes and hidden elements of HTML and its template dialects",
    covers: &[],
    page: crate::page!("html.rs"),
};

static EXTENSIONS: &[&str] = &[
    "html", "htm", "xhtml", "shtml", "vue", "svelte", "astro", "jsp", "jspx", "asp", "aspx", "ascx", "cshtml", "razor",
    "erb", "ejs", "twig", "njk", "nunjucks", "gohtml", "phtml", "heex", "eex", "leex", "mjml", "ftl-html", "wxml",
    "marko",
];

impl Extractor for Html {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn accepts(&self, document: &Document) -> bool {
        let extension = document.extension();
        EXTENSIONS.contains(&extension.as_str()) || is_unnamed(&extension) && starts_as_html(&document.text)
    }

    fn extract<'d>(&self, document: &'d Document, out: &mut Vec<Segment<'d>>) {
        let mut page = Page::new(document, out);
        page.sheet = Sheet::of(&document.text);
        let extension = document.extension();
        let component = matches!(extension.as_str(), "vue" | "svelte" | "astro" | "wxml");
        feed(&mut page, 0..document.text.len(), if component { Dialect::Component } else { Dialect::Html });
        page.finish();
    }
}

/// Extensions that tell nothing of the content.
pub(super) fn is_unnamed(extension: &str) -> bool {
    matches!(extension, "" | "in" | "tmp" | "orig" | "bak" | "config" | "dist")
}

fn starts_as_html(text: &str) -> bool {
    let start = text.trim_start().as_bytes();
    [&b"<!doctype html"[..], b"<html"].iter().any(|s| start.get(..s.len()).is_some_and(|b| b.eq_ignore_ascii_case(s)))
}

/// Rules by which a text is read.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Dialect {
    /// HTML as browsers read it.
    Html,
    /// HTML whose `template` is the visible part.
    Component,
    /// XML and SVG: elements are fields.
    Xml,
}

/// Reads `range` of the page's document into the page. Elements left open stay open for the next call.
pub(super) fn feed(page: &mut Page<'_, '_>, range: Range<usize>, dialect: Dialect) {
    let mut tokens = Tokens::new(page.source(), range);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(range) => page.text(range),
            Token::Comment(range) => comment(page, range, dialect),
            Token::Other(range) => other(page, range),
            Token::Close(name, whole) => close(page, &Tag { name, attributes: 0..0, whole, closed: false }, dialect),
            Token::Open(tag) => open(page, &mut tokens, &tag, dialect),
        }
    }
}

fn comment(page: &mut Page<'_, '_>, range: Range<usize>, dialect: Dialect) {
    let data = dialect == Dialect::Xml && !page.look().svg;
    page.aside(range, if data { Carrier::ConfigComment } else { Carrier::HtmlComment }, Visibility::Collapsed);
}

/// Declarations and processing instructions that are prose are comments in disguise.
fn other(page: &mut Page<'_, '_>, range: Range<usize>) {
    let text = &page.source()[range.clone()];
    let code = ["<%", "<?php", "<?xml", "<?=", "<!doctype", "<!entity", "<!element", "<!attlist", "<!notation"];
    let starts = |s: &&str| text.as_bytes().get(..s.len()).is_some_and(|t| t.eq_ignore_ascii_case(s.as_bytes()));
    if !code.iter().any(starts) && attribute::is_prose(text) {
        page.aside(range, Carrier::HtmlComment, Visibility::Collapsed);
    }
}

fn open(page: &mut Page<'_, '_>, tokens: &mut Tokens<'_>, tag: &Tag, dialect: Dialect) {
    let look = page.look();
    let kind = kind(tag.name, dialect == Dialect::Xml, look.svg);
    let facts = Facts::of(page, tag);
    let block = !matches!(kind, Kind::Inline | Kind::Void | Kind::Break);
    if block {
        page.end_implied(tag.name);
        page.start(carrier(kind));
    }
    match kind {
        Kind::Void => return,
        Kind::Break => return page.flow.space(tag.whole.clone()),
        Kind::Script | Kind::Style if !tag.closed => return raw(page, tokens, tag, kind, &facts),
        Kind::Quote if !tag.closed => page.quotes += 1,
        _ => {}
    }
    if tag.closed {
        return;
    }
    let inner = inner(page, kind, dialect, &facts);
    if inner == look { page.descend(tag.name, false) } else { page.open(tag.name, inner) }
}

fn close(page: &mut Page<'_, '_>, tag: &Tag, dialect: Dialect) {
    let kind = kind(tag.name, dialect == Dialect::Xml, page.look().svg);
    match kind {
        Kind::Inline | Kind::Void => {}
        Kind::Break => page.flow.space(tag.whole.clone()),
        _ => page.start(Carrier::Paragraph),
    }
    if kind == Kind::Quote {
        page.quotes = page.quotes.saturating_sub(1);
    }
    page.close(tag.name);
}

fn carrier(kind: Kind) -> Carrier {
    match kind {
        Kind::Heading => Carrier::Heading,
        Kind::Item => Carrier::ListItem,
        Kind::Cell => Carrier::TableCell,
        Kind::Pre => Carrier::CodeBlock,
        _ => Carrier::Paragraph,
    }
}

/// How text inside the element is seen.
fn inner(page: &Page<'_, '_>, kind: Kind, dialect: Dialect, facts: &Facts) -> Look {
    let mut look = page.look();
    let quiet = Some(Carrier::HiddenElement);
    match kind {
        Kind::Svg => look.svg = true,
        Kind::SvgText => look.carrier = Some(Carrier::SvgText),
        Kind::SvgNote => {
            look.carrier = Some(Carrier::SvgText);
            look.visibility = look.visibility.max(Visibility::Collapsed);
        }
        Kind::Pre => look.code = true,
        Kind::Details if !facts.open => {
            look.carrier = Some(Carrier::Details);
            look.visibility = look.visibility.max(Visibility::Collapsed);
        }
        Kind::Summary => {
            let outside = page.look_outside(super::page::Name::of("details"));
            (look.carrier, look.visibility) = (outside.carrier, outside.visibility);
        }
        Kind::Quiet if dialect == Dialect::Html && !facts.open => {
            look.carrier = quiet;
            look.visibility = look.visibility.max(Visibility::Collapsed);
        }
        _ => {}
    }
    look.around = facts.style.background.over(look.around);
    look.fill = facts.style.fill.or(look.fill);
    // Shapes without fill are drawn by their outline; letters are not drawn at all.
    let unfilled = look.carrier == Some(Carrier::SvgText) && look.fill == Paint::Clear;
    let visibility = if unfilled { Visibility::Hidden } else { facts.visibility };
    if visibility > Visibility::Visible {
        look.visibility = look.visibility.max(visibility);
        look.carrier = if look.svg { Some(Carrier::SvgText) } else { quiet };
    }
    look
}

/// Program text and style rules: their comments and literals; data, when the type says that it is no program.
fn raw(page: &mut Page<'_, '_>, tokens: &mut Tokens<'_>, tag: &Tag, kind: Kind, facts: &Facts) {
    let content = tokens.raw(tag.name);
    let stated = &page.source()[facts.kind.clone()];
    let data = ["text/plain", "text/markdown", "text/template", "text/html", "text/x-", "application/ld+json"];
    if data.iter().any(|d| stated.starts_with(d)) {
        for span in paragraphs(page.source(), content) {
            page.aside(span, Carrier::HiddenElement, Visibility::Collapsed);
        }
        return;
    }
    let named = code::named(&page.source()[facts.lang.clone()]);
    let Some(language) = named.or_else(|| code::named(if kind == Kind::Style { "css" } else { "js" })) else { return };
    let document = page.document;
    code::scan(&document.text, content, language, &mut |piece| page.adopt(piece.segment(document)));
}

fn paragraphs(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let inside = text.get(range.clone()).unwrap_or_default();
    super::plain::paragraphs(inside, range.start, |span| {
        if prose::is_worth_reading(&text[span.range()]) {
            out.push(span.range());
        }
    });
    out
}

#[cfg(test)]
mod tests {
    use super::super::page::{check_spans, shown};
    use proptest::prelude::*;

    #[test]
    fn joins_inline_and_cuts_at_blocks() {
        let text =
            "<h2>A title</h2><p>Some ig<b>no</b>re\n   &amp; more<br>text</p><ul><li>one item<li>other item</ul>";
        assert_eq!(
            shown("a.html", text),
            [
                "heading| A title",
                "paragraph| Some ignore\n& more\ntext",
                "list-item| one item",
                "list-item| other item"
            ]
        );
        assert_eq!(
            shown("a.html", "<pre>a b\n  c</pre><blockquote>d e</blockquote>"),
            ["code-block fence=| a b\n  c", "block-quote quoted| d e"]
        );
    }

    #[test]
    fn finds_hidden_elements() {
        for open in [
            "<p hidden>",
            "<p style='display:none'>",
            "<p style=\"color:#fff\">",
            "<font color=white>",
            "<p class='x'>",
            "<p id=y>",
            "<div><div style='font-size:1px'><p>",
            "<p style='position:absolute;left:-9999px'>",
        ] {
            let text = format!("<style>.x{{display:none}} #y{{opacity:0}}</style><i>in sight</i>{open}two words");
            let found = shown("a.html", &text);
            assert!(found.contains(&"hidden-element hidden| two words".to_owned()), "{open}: {found:?}");
        }
    }

    #[test]
    fn hiding_ends_with_the_element() {
        let text = "<div hidden>a b<div>c d</div>e f</div>g h<p hidden>i j<p>k l<li hidden>m n<ul><li>o p</ul></ul>q r";
        let visible: Vec<String> = shown("a.html", text).into_iter().filter(|s| !s.contains("hidden")).collect();
        assert_eq!(visible, ["paragraph| g h", "paragraph| k l", "paragraph| q r"]);
    }

    #[test]
    fn sees_what_is_seen() {
        for text in [
            "<body style='background:#000'><p style='color:#fff'>two words",
            "<p style='color:white;background:navy'>two words",
            "<details open>two words</details>",
            "<p style='opacity:.9'>two words",
        ] {
            assert_eq!(shown("a.html", text), ["paragraph| two words"], "{text}");
        }
    }

    #[test]
    fn reads_comments_and_attributes() {
        let text = "<!-- a remark --><img alt='two words' src='a.png'><p title='some title' data-x='with four words in it' class='a b c d e'>\
                    <a href='https://a.b?q=one+two+three+four'><meta name=description content='what a page is about'>\
                    <span class=sr-only>for screen readers</span><span aria-hidden=true>an icon</span><! some words that say nothing >";
        let expected = [
            "html-comment collapsed| a remark",
            "alt-text collapsed| two words",
            "html-attribute collapsed| some title",
            "html-attribute collapsed| with four words in it",
            "link-target collapsed| q=one two three four",
            "html-attribute collapsed| what a page is about",
            "hidden-element collapsed| for screen readers",
            "hidden-element collapsed| an icon",
            "html-comment collapsed| <! some words that say nothing >",
        ];
        assert_eq!(shown("a.html", text), expected);
    }

    #[test]
    fn reads_drawings() {
        let text = "<svg><title>A title</title><desc>some words</desc><text opacity='0'>not drawn</text>\
                    <text>is <tspan>dra</tspan>wn</text><g fill='none'><text>no fill</text></g></svg>";
        let expected = [
            "svg-text collapsed| A title",
            "svg-text collapsed| some words",
            "svg-text hidden| not drawn",
            "svg-text| is drawn",
            "svg-text hidden| no fill",
        ];
        assert_eq!(shown("a.svg", text), expected);
    }

    #[test]
    fn reads_scripts() {
        let text = "<script>if (a < b) { c('</p>', 'some words') } // a remark</script><style>p { /* another remark */ }</style>\
                    <script type='text/template'>two words</script><p>a b";
        let expected = [
            "string-literal| some words",
            "code-comment| a remark",
            "code-comment| another remark",
            "hidden-element collapsed| two words",
            "paragraph| a b",
        ];
        assert_eq!(shown("a.html", text), expected);
    }

    #[test]
    fn reads_components() {
        assert_eq!(shown("a.vue", "<template><p v-if=\"a b c d\">two words</p></template>"), ["paragraph| two words"]);
    }

    #[test]
    fn hostile_input_is_linear() {
        for unit in [
            "<div hidden>",
            "<p hidden>a b",
            "<li hidden><ul>",
            "</div>",
            "<b style='color:white'>a b<i>",
            "<style>.a{",
            "<a title=\"",
        ] {
            let text = unit.repeat(40_000);
            assert!(shown("a.html", &text).len() <= text.len());
        }
    }

    proptest! {
        #[test]
        fn spans_are_exact(text in "[a-c é<>/!=\"'&;\n-]{0,120}") {
            check_spans("a.html", &text);
            check_spans("a.xml", &text);
        }

        #[test]
        fn pieces_in_any_order(parts in proptest::collection::vec(prop::sample::select(vec![
            "<div hidden>", "</div>", "<!--", "-->", "\n\n", "two words", "<p style='color:white'>", "<span class=x>", "</span>", "é",
            "<details>", "<summary>", "</summary>", "</details>", "<li hidden>", "<ul>", "</ul>", "<pre>", "</pre>", "&nbsp;", "<br>",
            "<style>.x{display:none}</style>", "<script>", "</script>", "<svg>", "<text opacity=0>", "</text>", "<blockquote>", "</p>",
        ]), 0..30)) {
            check_spans("a.html", &parts.concat());
        }
    }
}
