//! # tex
//!
//! ## What it does
//! Reads TeX and LaTeX: paragraphs, headings and items with commands and braces left out; comments, `comment`
//! environments and `\iffalse` parts as texts that the page does not show; text set in the colour of the page, at no size
//! or as a phantom as hidden elements.
//!
//! ## Why it matters
//! Papers are reviewed from their source or their text layer, where white letters are as good as black ones.
//!
//! ## Example
//! `{\color{white} some words}` gives the hidden element `some words`.
//!
//! ## Limits
//! Macros are not expanded: a colour that a document defines itself is not known. A command in a coloured box or table row
//! is taken as visible.

mod hidden;

pub(super) use hidden::hidden_parts;

use super::Extractor;
use super::flow::Flow;
use super::page::{Look, Name, Page};
use crate::document::Document;
use crate::registry::Meta;
use crate::segment::{Carrier, Segment, Visibility};
use memchr::memmem;
use std::ops::Range;

/// Reads TeX.
#[derive(Debug)]
pub(super) struct Tex;

static META: Meta = Meta {
    id: "tex",
    summary: "text, comments and invisibly set text of TeX and LaTeX",
    covers: &[],
    page: crate::page!("tex.rs"),
};

impl Extractor for Tex {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn accepts(&self, document: &Document) -> bool {
        matches!(document.extension().as_str(), "tex" | "latex" | "ltx" | "sty" | "cls" | "tikz" | "rnw")
    }

    fn extract<'d>(&self, document: &'d Document, out: &mut Vec<Segment<'d>>) {
        let page = Page::new(document, out);
        let hidden = hidden_parts(&document.text, 0..document.text.len());
        let mut reader = Reader { page, at: 0, hidden: hidden.into_iter().peekable(), closing: None, heading: None };
        reader.read();
        reader.page.finish();
    }
}

/// The words of a formula: commands and braces left out.
pub(super) fn words(document: &Document, range: Range<usize>) -> Flow<'_> {
    let bytes = &document.text.as_bytes()[..range.end];
    let mut flow = Flow::new(document);
    let mut from = range.start;
    for at in memchr::memchr3_iter(b'\\', b'{', b'}', &bytes[range.clone()]).map(|i| range.start + i) {
        if at < from {
            continue;
        }
        flow.fold(from..at);
        let name =
            if bytes[at] == b'\\' { bytes[at + 1..].iter().take_while(|b| b.is_ascii_alphabetic()).count() } else { 0 };
        from = at + 1 + name;
    }
    flow.fold(from..range.end);
    flow
}

struct Reader<'d, 'o> {
    page: Page<'d, 'o>,
    at: usize,
    hidden: std::iter::Peekable<std::vec::IntoIter<Range<usize>>>,
    /// End of the hidden part that is open.
    closing: Option<usize>,
    /// End of the heading that is open.
    heading: Option<usize>,
}

/// Bytes that running text stops at.
static SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = b"\\%{}~\n";
    let mut i = 0;
    while i < bytes.len() {
        table[bytes[i] as usize] = true;
        i += 1;
    }
    table
};

impl<'d> Reader<'d, '_> {
    fn bytes(&self) -> &'d [u8] {
        self.page.source().as_bytes()
    }

    fn read(&mut self) {
        while self.at < self.bytes().len() {
            self.borders();
            match self.bytes()[self.at] {
                b'\\' => self.command(),
                b'%' => self.comment(),
                b'{' | b'}' => self.at += 1,
                b'~' => {
                    self.page.flow.replace(self.at..self.at + 1, " ");
                    self.at += 1;
                }
                b'\n' => self.line_end(),
                _ => self.text(),
            }
        }
    }

    /// Opens and closes hidden parts and headings at the current offset.
    fn borders(&mut self) {
        if self.closing.is_some_and(|end| self.at >= end) {
            self.page.close(Name::of("hidden"));
            self.closing = None;
        }
        while self.hidden.next_if(|part| part.end <= self.at).is_some() {}
        if self.closing.is_none()
            && let Some(part) = self.hidden.next_if(|part| part.start <= self.at)
        {
            let look =
                Look { carrier: Some(Carrier::HiddenElement), visibility: Visibility::Hidden, ..Look::default() };
            self.page.open(Name::of("hidden"), look);
            self.closing = Some(part.end);
        }
        if self.heading.is_some_and(|end| self.at >= end) {
            self.page.start(Carrier::Paragraph);
            self.heading = None;
        }
    }

    fn text(&mut self) {
        let bytes = self.bytes();
        let border = [self.closing, self.heading].into_iter().flatten().min().unwrap_or(usize::MAX);
        let border = border.min(self.hidden.peek().map_or(usize::MAX, |p| p.start)).clamp(self.at + 1, bytes.len());
        let len = bytes[self.at..].iter().position(|&b| SPECIAL[b as usize]).unwrap_or(bytes.len() - self.at);
        let end = if self.page.source().is_char_boundary(border) { border.min(self.at + len) } else { self.at + len };
        self.page.flow.fold(self.at..end);
        self.at = end;
    }

    /// A line feed parts words; a blank line ends the paragraph.
    fn line_end(&mut self) {
        let bytes = self.bytes();
        let len = bytes[self.at..].iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(bytes.len() - self.at);
        let run = self.at..self.at + len;
        if memchr::memchr_iter(b'\n', &bytes[run.clone()]).nth(1).is_some() {
            self.page.flush();
        } else {
            self.page.flow.space(run.clone());
        }
        self.at = run.end;
    }

    /// Joins the comment at the current offset with the comment lines below it.
    fn comment(&mut self) {
        let text = self.page.source();
        let mut flow = Flow::new(self.page.document);
        loop {
            let end = self.page.document.line_end(self.at);
            let marks = text[self.at..end].bytes().take_while(|&b| b == b'%').count();
            flow.fold(self.at + marks..end);
            flow.space(end..(end + 1).min(text.len()));
            let next = text[end..].len() - text[end..].trim_start_matches(['\n', ' ', '\t', '\r']).len();
            let blank = memchr::memchr_iter(b'\n', &text.as_bytes()[end..end + next]).nth(1).is_some();
            self.at = end;
            if blank || text.as_bytes().get(end + next) != Some(&b'%') {
                break;
            }
            self.at = end + next;
        }
        self.page.aside_flow(flow, Carrier::CodeComment, Visibility::Collapsed);
    }

    fn command(&mut self) {
        let text = self.page.source();
        let start = self.at;
        let letters = text.as_bytes()[start + 1..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let name = &text[start + 1..start + 1 + letters];
        self.at = start + 1 + letters;
        match name {
            "" => self.escape(start),
            "begin" => self.environment(start),
            "iffalse" => self.apart(start, "\\fi", Carrier::HiddenElement),
            "verb" | "lstinline" | "url" | "href" | "textsuperscript" => {}
            "item" | "bibitem" => self.page.start(Carrier::ListItem),
            "par" | "end" => {
                self.page.start(Carrier::Paragraph);
                self.drop_arguments(usize::from(name == "end"));
            }
            _ if HEADINGS.contains(&name) => self.open_heading(),
            _ => self.drop_arguments(DROPPED.iter().find(|(n, _)| *n == name).map_or(0, |(_, count)| *count)),
        }
    }

    /// A backslash before something other than a letter.
    fn escape(&mut self, start: usize) {
        let next = self.page.source()[start + 1..].chars().next();
        let len = next.map_or(0, char::len_utf8);
        match next {
            Some('\\') => self.page.flow.space(start..start + 2),
            Some('%' | '&' | '_' | '#' | '$' | '{' | '}') => self.page.flow.keep(start + 1..start + 2),
            _ => {}
        }
        self.at = start + 1 + if next == Some('\n') { 0 } else { len };
    }

    fn environment(&mut self, start: usize) {
        self.page.start(Carrier::Paragraph);
        let name = group(self.page.source(), self.at).map_or("", |r| &self.page.source()[r]);
        match name {
            "comment" => self.apart(start, "\\end{comment}", Carrier::HtmlComment),
            "verbatim" | "lstlisting" | "minted" | "Verbatim" | "alltt" | "verbatim*" => {
                let end = format!("\\end{{{name}}}");
                self.apart(start, &end, Carrier::CodeBlock);
            }
            _ => self.drop_arguments(1),
        }
    }

    /// A part up to `end` that is not set as running text.
    fn apart(&mut self, start: usize, end: &str, carrier: Carrier) {
        let from = group(self.page.source(), self.at).map_or(self.at, |r| r.end + 1);
        let from = if carrier == Carrier::HiddenElement { self.at } else { from };
        let found = memmem::find(&self.bytes()[from..], end.as_bytes());
        let (stop, next) = found.map_or((self.bytes().len(), self.bytes().len()), |i| (from + i, from + i + end.len()));
        debug_assert!(start <= from);
        if carrier == Carrier::CodeBlock {
            self.page.fence = Some("");
            self.page.aside(from..stop, carrier, Visibility::Visible);
            self.page.fence = None;
        } else {
            self.page.aside(from..stop, carrier, Visibility::Collapsed);
        }
        self.at = next;
    }

    fn open_heading(&mut self) {
        self.drop_arguments(0);
        if let Some(inside) = group(self.page.source(), self.at) {
            self.page.start(Carrier::Heading);
            self.heading = Some(inside.end);
        }
    }

    /// Skips a star, an optional argument and `count` arguments that are no text.
    fn drop_arguments(&mut self, count: usize) {
        const LONGEST: usize = 400;
        if self.bytes().get(self.at) == Some(&b'*') {
            self.at += 1;
        }
        if self.bytes().get(self.at) == Some(&b'[') {
            let window = &self.bytes()[self.at..self.bytes().len().min(self.at + LONGEST)];
            self.at += memchr::memchr(b']', window).map_or(0, |i| i + 1);
        }
        for _ in 0..count {
            let Some(inside) = group(self.page.source(), self.at) else { return };
            self.at = inside.end + 1;
        }
    }
}

/// The inside of the short brace group that starts at `at`.
fn group(text: &str, at: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 1000;
    let bytes = text.as_bytes();
    if bytes.get(at) != Some(&b'{') {
        return None;
    }
    let mut depth = 0usize;
    for (i, byte) in bytes[at..].iter().take(LONGEST).enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1..at + i);
        }
    }
    None
}

static HEADINGS: &[&str] =
    &["title", "part", "chapter", "section", "subsection", "subsubsection", "paragraph", "frametitle", "caption"];

/// Commands whose first arguments are values, with their number.
static DROPPED: &[(&str, usize)] = &[
    ("color", 1),
    ("textcolor", 1),
    ("colorbox", 1),
    ("label", 1),
    ("ref", 1),
    ("eqref", 1),
    ("pageref", 1),
    ("cref", 1),
    ("Cref", 1),
    ("autoref", 1),
    ("cite", 1),
    ("citep", 1),
    ("citet", 1),
    ("includegraphics", 1),
    ("usepackage", 1),
    ("RequirePackage", 1),
    ("documentclass", 1),
    ("bibliographystyle", 1),
    ("bibliography", 1),
    ("input", 1),
    ("include", 1),
    ("vspace", 1),
    ("hspace", 1),
    ("fontsize", 2),
    ("setlength", 2),
    ("setcounter", 2),
    ("pagestyle", 1),
    ("newcommand", 1),
    ("renewcommand", 1),
    ("definecolor", 3),
    ("rule", 2),
    ("scalebox", 1),
    ("transparent", 1),
    ("texttransparent", 1),
    ("cellcolor", 1),
    ("rowcolor", 1),
    ("multicolumn", 2),
];

#[cfg(test)]
mod tests {
    use super::super::page::{check_spans, shown};
    use proptest::prelude::*;

    #[test]
    fn reads_blocks() {
        let text = "\\section{A title}\nSome \\textbf{wo}rds\nin two~lines.\\label{x}\n\n\\begin{itemize}\n\\item one item\n\\item other item\n\\end{itemize}\n\
                    \\begin{verbatim}\nls -l /\n\\end{verbatim}\n";
        let expected = [
            "heading| A title",
            "paragraph| Some words\nin two lines.",
            "list-item| one item",
            "list-item| other item",
            "code-block fence=| ls -l /",
        ];
        assert_eq!(shown("a.tex", text), expected);
    }

    #[test]
    fn finds_what_a_page_does_not_show() {
        let text = "In sight. % a remark\n% of two lines\n\n{\\color{white}\\tiny not seen} seen again\n\n\\iffalse left out \\fi\n\
                    \\begin{comment}\nanother remark\n\\end{comment}\n100\\% visible\n";
        let expected = [
            "paragraph| In sight.",
            "code-comment collapsed| a remark\nof two lines",
            "paragraph| seen again",
            "hidden-element hidden| not seen",
            "hidden-element collapsed| left out",
            "html-comment collapsed| another remark",
            "paragraph| 100% visible",
        ];
        let mut found = shown("a.tex", text);
        let mut expected = expected.map(str::to_owned).to_vec();
        found.sort();
        expected.sort();
        assert_eq!(found, expected);
    }

    #[test]
    fn hostile_input_is_linear() {
        for unit in [
            "{\\color{white}a b",
            "\\begin{comment}",
            "%\n",
            "\\iffalse",
            "\\section{",
            "\\section{a b}",
            "{",
            "\\begin{verbatim}x\\end{verbatim}",
        ] {
            let text = unit.repeat(40_000);
            assert!(shown("a.tex", &text).len() <= text.len());
        }
    }

    proptest! {
        #[test]
        fn spans_are_exact(text in "[a-c é%{}~\n\\\\$-]{0,120}") {
            check_spans("a.tex", &text);
        }

        #[test]
        fn pieces_in_any_order(parts in proptest::collection::vec(prop::sample::select(vec![
            "\\color{white}", "{", "}", "\\textcolor{white}{", "% ", "\n", "\n\n", "two words", "\\section{", "\\iffalse", "\\fi", "é",
            "\\begin{comment}", "\\end{comment}", "\\begin{verbatim}", "\\end{verbatim}", "~", "\\\\", "\\%", "\\item ",
        ]), 0..30)) {
            check_spans("a.tex", &parts.concat());
        }
    }
}
