//! The page under construction: text flows in, segments come out with the carrier, visibility and context of the
//! elements that are open.
//!
//! Only elements that change how text is seen are kept on the stack; all others need no place. It knows no syntax.
//! Invariant: the stack is bounded, so that opening and closing cost the same however deep a document nests.

use super::flow::Flow;
use super::hidden::color::Paint;
use super::hidden::sheet::Sheet;
use super::prose;
use crate::document::Document;
use crate::segment::{Carrier, Context, Quote, Segment, Visibility};
use crate::span::Span;
use std::ops::Range;

/// Deeper scopes add nothing: whatever hides has been seen by then.
const DEEPEST: usize = 16;
/// Most bytes of a heading kept as context.
const HEADING: usize = 160;

/// Name of an element in lower case, without a name space, cut to sixteen bytes; zeros behind it.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Name([u8; 16]);

impl Name {
    /// Reads a name as written.
    pub(super) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let bytes = memchr::memrchr(b':', bytes).map_or(bytes, |i| &bytes[i + 1..]);
        let mut name = [0; 16];
        let len = bytes.len().min(16);
        name[..len].copy_from_slice(&bytes[..len]);
        name.make_ascii_lowercase();
        Self(name)
    }

    /// A name that is known to be short, plain and in lower case.
    pub(super) const fn of_lower(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut name = [0; 16];
        let mut i = 0;
        while i < bytes.len() && i < 16 {
            name[i] = bytes[i];
            i += 1;
        }
        Self(name)
    }

    /// A number that sorts as the name does.
    pub(super) const fn key(self) -> u128 {
        u128::from_be_bytes(self.0)
    }

    /// As bytes, for matching.
    pub(super) fn bytes(&self) -> &[u8] {
        let len = self.0.iter().position(|&b| b == 0).unwrap_or(self.0.len());
        &self.0[..len]
    }

    /// As text; empty when it was cut inside a character.
    pub(super) fn text(&self) -> &str {
        std::str::from_utf8(self.bytes()).unwrap_or_default()
    }
}

/// How text is seen inside an element.
#[derive(Copy, Clone, PartialEq, Debug, Default)]
pub(super) struct Look {
    /// Overrides the carrier of the block.
    pub(super) carrier: Option<Carrier>,
    /// Who sees it.
    pub(super) visibility: Visibility,
    /// White space counts (`pre`); the text is a code block.
    pub(super) code: bool,
    /// Inside an SVG drawing.
    pub(super) svg: bool,
    /// Colour behind the text.
    pub(super) around: Paint,
    /// What letters of a drawing are filled with.
    pub(super) fill: Paint,
}

#[derive(Debug)]
struct Scope<'d> {
    name: Name,
    /// Elements of the same name that are open inside.
    nested: u32,
    /// Lists or tables that are open inside, for elements whose end may be left out.
    holders: u32,
    look: Look,
    /// The text around, when this element's text is a segment of its own.
    parked: Option<Flow<'d>>,
}

/// Collects segments of a document.
#[derive(Debug)]
pub(super) struct Page<'d, 'o> {
    /// The document.
    pub(super) document: &'d Document,
    /// Text of the segment that is being written.
    pub(super) flow: Flow<'d>,
    /// Carrier of the block that is being written.
    pub(super) block: Carrier,
    /// Language of the fence, while one is open.
    pub(super) fence: Option<&'d str>,
    /// Open block quotes.
    pub(super) quotes: u32,
    /// Nearest heading above.
    pub(super) heading: Option<&'d str>,
    /// Style rules of the file.
    pub(super) sheet: Sheet<'d>,
    scopes: Vec<Scope<'d>>,
    out: &'o mut Vec<Segment<'d>>,
    first: usize,
}

impl<'d, 'o> Page<'d, 'o> {
    /// An empty page of `document` whose segments are appended to `out`.
    pub(super) fn new(document: &'d Document, out: &'o mut Vec<Segment<'d>>) -> Self {
        Self {
            document,
            flow: Flow::new(document),
            block: Carrier::Paragraph,
            fence: None,
            quotes: 0,
            heading: None,
            sheet: Sheet::default(),
            scopes: Vec::new(),
            first: out.len(),
            out,
        }
    }

    /// The document's text.
    pub(super) fn source(&self) -> &'d str {
        &self.document.text
    }

    /// How text is seen here.
    pub(super) fn look(&self) -> Look {
        self.scopes.last().map(|s| s.look).unwrap_or_default()
    }

    /// How text is seen just outside the innermost element called `name`.
    pub(super) fn look_outside(&self, name: Name) -> Look {
        let at = self.scopes.iter().rposition(|s| s.name == name);
        at.and_then(|i| i.checked_sub(1)).map(|i| self.scopes[i].look).unwrap_or_default()
    }

    /// Where segments go, for scanners of embedded formats.
    pub(super) fn out(&mut self) -> &mut Vec<Segment<'d>> {
        self.out
    }

    /// A segment that was made elsewhere, seen and placed as what is open here.
    pub(super) fn adopt(&mut self, segment: Segment<'d>) {
        self.push(segment, self.look());
    }

    /// Appends `range` as running text.
    pub(super) fn text(&mut self, range: Range<usize>) {
        if self.look().code { self.flow.keep(range) } else { self.flow.fold(range) }
    }

    /// Ends the segment that is being written and starts one of `block`.
    pub(super) fn start(&mut self, block: Carrier) {
        self.flush();
        self.block = block;
    }

    /// Ends the segment that is being written.
    pub(super) fn flush(&mut self) {
        if self.flow.is_empty() {
            return;
        }
        let look = self.look();
        let quote = self.quotes > 0 && self.block == Carrier::Paragraph;
        let block = if quote { Carrier::BlockQuote } else { self.block };
        let Some(segment) = self.flow.take(look.carrier.unwrap_or(block)) else { return };
        let whole = segment.map.whole();
        self.push(segment, look);
        if self.block == Carrier::Heading {
            self.set_heading(whole);
        }
    }

    /// A segment of `range` alone, folded, seen as `visibility` at best.
    pub(super) fn aside(&mut self, range: Range<usize>, carrier: Carrier, visibility: Visibility) {
        let mut flow = Flow::new(self.document);
        flow.fold(range);
        self.aside_flow(flow, carrier, visibility);
    }

    /// The same for a text that was put together elsewhere.
    pub(super) fn aside_flow(&mut self, mut flow: Flow<'d>, carrier: Carrier, visibility: Visibility) {
        let Some(segment) = flow.take(carrier) else { return };
        let mut look = self.look();
        look.visibility = look.visibility.max(visibility);
        self.push(segment, look);
    }

    /// The same with a key path.
    pub(super) fn keyed(&mut self, flow: Flow<'d>, carrier: Carrier, visibility: Visibility, key: &str) {
        let before = self.out.len();
        self.aside_flow(flow, carrier, visibility);
        if let Some(segment) = self.out[before..].last_mut().filter(|_| !key.is_empty()) {
            segment.key = Some(key.to_owned().into());
        }
    }

    /// Marks the segments in `ranges` (in source order) as not shown.
    pub(super) fn collapse(&mut self, ranges: &[Range<usize>], carrier: Carrier) {
        for segment in &mut self.out[self.first..] {
            let at = segment.map.whole().start();
            let after = ranges.partition_point(|r| r.start <= at);
            let inside = ranges[..after].last().is_some_and(|r| at < r.end);
            if inside && segment.visibility == Visibility::Visible {
                (segment.visibility, segment.carrier) = (Visibility::Collapsed, carrier);
            }
        }
    }

    fn push(&mut self, segment: Segment<'d>, look: Look) {
        let context = Context {
            heading: self.heading,
            fence: if look.code { Some(self.fence.unwrap_or_default()) } else { self.fence },
            quote: match prose::is_quoted(&segment.text) {
                true => Quote::Marks,
                false if self.quotes > 0 => Quote::Block,
                false => Quote::None,
            },
        };
        self.out.push(segment.seen(look.visibility).within(context));
    }

    /// Takes `span` (its first line) as the heading of what follows.
    pub(super) fn set_heading(&mut self, span: Span) {
        let text = self.source().get(span.range()).unwrap_or_default();
        let line = text.lines().next().unwrap_or_default();
        let mut end = line.len().min(HEADING);
        while !line.is_char_boundary(end) {
            end -= 1;
        }
        self.heading = Some(&line[..end]);
    }

    /// Opens an element that changes how text is seen; its text is a segment of its own where that matters.
    pub(super) fn open(&mut self, name: Name, look: Look) {
        if self.scopes.len() >= DEEPEST {
            return;
        }
        let before = self.look();
        let apart = (before.carrier, before.visibility) != (look.carrier, look.visibility);
        let parked = apart.then(|| std::mem::replace(&mut self.flow, Flow::new(self.document)));
        self.scopes.push(Scope { name, nested: 0, holders: 0, look, parked });
    }

    /// Tells the scopes that an element without a look of its own was opened.
    pub(super) fn descend(&mut self, name: Name, block: bool) {
        if self.scopes.is_empty() {
            return;
        }
        if block {
            self.end_implied(name);
        }
        if let Some(scope) = self.scopes.iter_mut().rev().find(|s| s.name == name) {
            scope.nested += 1;
        }
        if let Some(scope) = self.scopes.last_mut().filter(|s| is_holder(s.name, name)) {
            scope.holders += 1;
        }
    }

    /// Closes the innermost element called `name`, and everything left open in it.
    pub(super) fn close(&mut self, name: Name) {
        if let Some(scope) = self.scopes.last_mut().filter(|s| is_holder(s.name, name)) {
            if scope.holders == 0 {
                self.pop();
            } else {
                scope.holders -= 1;
            }
        }
        let Some(at) = self.scopes.iter().rposition(|s| s.name == name) else { return };
        if self.scopes[at].nested > 0 {
            self.scopes[at].nested -= 1;
            return;
        }
        while self.scopes.len() > at {
            self.pop();
        }
    }

    /// Ends an element whose end tag may be left out, when `name` cannot stand inside it.
    pub(super) fn end_implied(&mut self, name: Name) {
        let Some(scope) = self.scopes.last() else { return };
        let same = scope.name == name && scope.holders == 0 && holders(name).is_some();
        if scope.name.bytes() == b"p" || same {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let Some(last) = self.scopes.last_mut() else { return };
        let parked = last.parked.take();
        if let Some(outer) = parked {
            self.flush();
            self.flow = outer;
        }
        self.scopes.pop();
    }

    /// Ends the page: closes everything and puts its segments into source order.
    pub(super) fn finish(mut self) {
        self.flush();
        while !self.scopes.is_empty() {
            self.pop();
            self.flush();
        }
        self.out[self.first..].sort_by_key(|s| s.map.sources().next().map_or(0, Span::start));
    }
}

/// Containers of elements whose end tag may be left out.
fn holders(name: Name) -> Option<&'static [&'static [u8]]> {
    Some(match name.bytes() {
        b"li" => &[b"ul", b"ol", b"menu"],
        b"td" | b"th" | b"tr" => &[b"table"],
        b"dt" | b"dd" => &[b"dl"],
        b"option" => &[b"select", b"datalist"],
        _ => return None,
    })
}

fn is_holder(of: Name, name: Name) -> bool {
    holders(of).is_some_and(|names| names.contains(&name.bytes()))
}

/// The segments of a file, one line each, as `carrier visibility marks| text`.
#[cfg(test)]
pub(super) fn shown(path: &str, text: &str) -> Vec<String> {
    let document = Document::new(crate::document::Origin::Worktree, path, text);
    let segments = super::segments(&document);
    let line = |s: &Segment<'_>| {
        let visibility = match s.visibility {
            Visibility::Visible => "",
            Visibility::Collapsed => " collapsed",
            Visibility::Hidden => " hidden",
        };
        let quoted = if s.context.quote == Quote::None { "" } else { " quoted" };
        let fence = s.context.fence.map(|f| format!(" fence={f}")).unwrap_or_default();
        format!("{}{visibility}{quoted}{fence}| {}", s.carrier.id(), s.text)
    };
    segments.iter().map(line).collect()
}

/// Panics unless every exact piece of every segment is found, byte for byte, where its map says.
#[cfg(test)]
pub(super) fn check_spans(path: &str, text: &str) {
    let document = Document::new(crate::document::Origin::Worktree, path, text);
    for segment in super::segments(&document) {
        let whole = segment.map.whole();
        assert!(text.get(whole.range()).is_some(), "{whole:?} in {text:?}");
        for (at, c) in segment.text.char_indices() {
            let span = segment.map.source(Span::of(at..at + c.len_utf8()));
            let source = text.get(span.range());
            let stands_for = source
                .is_some_and(|s| s.contains(c) || !s.is_empty() && (c.is_ascii_whitespace() || "&<>\"'".contains(c)));
            assert!(stands_for, "{c:?} is not at {span:?} of {text:?}");
        }
    }
}
