//! Positions: half-open byte spans of a document, and maps from a rewritten text back to the bytes it came from.
//!
//! A [`SpanMap`] is a list of runs. In an *exact* run byte `i` of the text is byte `i` of the source; an *opaque* run
//! (something decoded) maps, whole, to the whole of its encoded source. Lines and columns do not exist here.
//! Invariant: runs are contiguous in the text and start at zero.

use std::ops::Range;

/// Half-open byte range of a document.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// A span; `end` before `start` gives an empty span at `start`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end: if end < start { start } else { end } }
    }

    /// A span from a range of `usize`; documents are windows far below 4 GiB, so the cast saturates only in theory.
    pub fn of(range: Range<usize>) -> Self {
        let clip = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self::new(clip(range.start), clip(range.end))
    }

    /// First byte.
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub const fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// True when it holds no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a range, for slicing.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// True when both share a byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

#[derive(Copy, Clone, PartialEq, Eq, Debug)]
struct Run {
    text: u32,
    len: u32,
    source: Span,
    exact: bool,
}

impl Run {
    fn end(self) -> u32 {
        self.text + self.len
    }

    /// Source of `from..to` (text offsets inside or at the border of this run).
    fn source_of(self, from: u32, to: u32) -> Span {
        if !self.exact {
            return self.source;
        }
        let base = self.source.start;
        Span::new(base + (from.max(self.text) - self.text), base + (to.min(self.end()) - self.text))
    }
}

/// Maps offsets of a text to spans of its source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SpanMap(Runs);

#[derive(Clone, PartialEq, Eq, Debug)]
enum Runs {
    One(Run),
    Many(Vec<Run>),
}

impl SpanMap {
    /// The text is the source's bytes `start..start + len`, unchanged.
    pub fn exact(source: Span) -> Self {
        let len = source.end - source.start;
        Self(Runs::One(Run { text: 0, len, source, exact: true }))
    }

    /// A text of `len` bytes that stands, as a whole, for `source`.
    pub fn opaque(len: usize, source: Span) -> Self {
        let len = Span::of(0..len).end;
        Self(Runs::One(Run { text: 0, len, source, exact: false }))
    }

    fn runs(&self) -> &[Run] {
        match &self.0 {
            Runs::One(run) => std::slice::from_ref(run),
            Runs::Many(runs) => runs,
        }
    }

    /// The smallest source span that covers `span` of the text. An empty or outlying span maps to a border.
    pub fn source(&self, span: Span) -> Span {
        let runs = self.runs();
        let first = runs.partition_point(|r| r.end() <= span.start).min(runs.len().saturating_sub(1));
        let Some(&run) = runs.get(first) else { return Span::default() };
        let mut out = run.source_of(span.start.min(run.end()), span.end.max(span.start).min(run.end()));
        for run in &runs[first + 1..] {
            if run.text >= span.end {
                break;
            }
            out = out.cover(run.source_of(run.text, span.end));
        }
        out
    }

    /// What each piece of the text came from, in the order of the text.
    pub fn sources(&self) -> impl Iterator<Item = Span> {
        self.runs().iter().map(|r| r.source)
    }

    /// Everything that the text came from.
    pub fn whole(&self) -> Span {
        let mut runs = self.runs().iter();
        let first = runs.next().map_or(Span::default(), |r| r.source);
        runs.fold(first, |all, r| all.cover(r.source))
    }

    /// The map of the part `span` of the text.
    pub fn slice(&self, span: Span) -> Self {
        let mut out = Vec::new();
        let runs = self.runs();
        let first = runs.partition_point(|r| r.end() <= span.start);
        // Looked up, not filtered: composing two maps slices once a run, and a hostile text has a run every few bytes.
        for run in runs[first..].iter().take_while(|r| r.text < span.end) {
            let from = run.text.max(span.start);
            let to = run.end().min(span.end);
            out.push(Run {
                text: from - span.start,
                len: to - from,
                source: run.source_of(from, to),
                exact: run.exact,
            });
        }
        Self::from_runs(out, self.source(span))
    }

    /// This map after `inner`: `inner` leads from a newer text to the text that `self` leads from.
    pub fn compose(&self, inner: &Self) -> Self {
        let mut out = Vec::new();
        for run in inner.runs() {
            if !run.exact {
                out.push(Run { source: self.source(run.source), ..*run });
                continue;
            }
            let part = self.slice(run.source);
            out.extend(part.runs().iter().map(|r| Run { text: r.text + run.text, ..*r }));
        }
        Self::from_runs(out, self.source(inner.whole()))
    }

    fn from_runs(mut runs: Vec<Run>, fallback: Span) -> Self {
        runs.retain(|r| r.len > 0);
        Self(match runs.len() {
            0 => Runs::One(Run { text: 0, len: 0, source: Span::new(fallback.start, fallback.start), exact: false }),
            1 => Runs::One(runs[0]),
            _ => Runs::Many(runs),
        })
    }
}

/// Builds a text out of another one and remembers where each piece came from.
///
/// Offsets given to it are offsets of the *parent* text; the map that it makes leads to the parent.
#[derive(Debug)]
pub struct Rewrite<'p> {
    parent: &'p str,
    text: String,
    runs: Vec<Run>,
}

impl<'p> Rewrite<'p> {
    /// Starts with nothing of `parent`.
    pub fn new(parent: &'p str) -> Self {
        Self { parent, text: String::new(), runs: Vec::new() }
    }

    /// Appends `range` of the parent unchanged.
    pub fn keep(&mut self, range: Range<usize>) {
        let Some(piece) = self.parent.get(range.clone()).filter(|p| !p.is_empty()) else { return };
        let source = Span::of(range);
        let len = source.end - source.start;
        match self.runs.last_mut() {
            Some(last) if last.exact && last.source.end == source.start => {
                last.len += len;
                last.source.end = source.end;
            }
            _ => self.runs.push(Run { text: Span::of(0..self.text.len()).end, len, source, exact: true }),
        }
        self.text.push_str(piece);
    }

    /// Appends `text`, which stands for `range` of the parent.
    pub fn replace(&mut self, range: Range<usize>, text: &str) {
        if text.is_empty() {
            return;
        }
        let at = Span::of(0..self.text.len()).end;
        self.runs.push(Run { text: at, len: Span::of(0..text.len()).end, source: Span::of(range), exact: false });
        self.text.push_str(text);
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The finished text and its map to the parent.
    pub fn finish(self) -> (String, SpanMap) {
        let map = SpanMap::from_runs(self.runs, Span::of(0..self.parent.len()));
        (self.text, map)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn opaque_runs_map_whole() {
        let parent = "x YWJj y";
        let mut w = Rewrite::new(parent);
        w.keep(0..2);
        w.replace(2..6, "abc");
        w.keep(6..8);
        let (text, map) = w.finish();
        assert_eq!(text, "x abc y");
        assert_eq!(map.source(Span::new(3, 4)), Span::new(2, 6));
        assert_eq!(map.source(Span::new(0, 7)), Span::new(0, 8));
        assert_eq!(map.source(Span::new(6, 7)), Span::new(7, 8));
    }

    proptest! {
        /// Deleting arbitrary characters keeps every remaining character on its own source byte.
        #[test]
        fn exact_runs_point_at_equal_bytes(text in "[a-zà-ö ]{0,40}", mask in proptest::collection::vec(any::<bool>(), 0..40)) {
            let mut w = Rewrite::new(&text);
            for ((i, c), keep) in text.char_indices().zip(mask.iter().chain(std::iter::repeat(&true))) {
                if *keep { w.keep(i..i + c.len_utf8()) }
            }
            let (out, map) = w.finish();
            for (i, c) in out.char_indices() {
                let span = map.source(Span::of(i..i + c.len_utf8()));
                prop_assert_eq!(&text[span.range()], c.to_string());
            }
        }

        /// Composition agrees with mapping twice.
        #[test]
        fn compose_is_mapping_twice(cut in 0usize..10, from in 0usize..10, len in 0usize..10) {
            let source = "0123456789abcdefghij";
            let mut outer = Rewrite::new(source);
            outer.keep(cut..20);
            let (text, first) = outer.finish();
            let mut inner = Rewrite::new(&text);
            inner.replace(0..2, "zz");
            inner.keep(2..text.len());
            let (last, second) = inner.finish();
            let both = first.compose(&second);
            let span = Span::of(from.min(last.len())..(from + len).min(last.len()));
            if !span.is_empty() {
                prop_assert_eq!(both.source(span), first.source(second.source(span)));
            }
        }
    }
}
