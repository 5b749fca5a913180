//! Flowing text: pieces of a document joined into one segment, with runs of white space folded to one byte.
//!
//! Line feeds inside a run survive the fold, because later stages look at line starts. A flow of one contiguous piece
//! stays borrowed. It does not know what carries the text. Invariant: neither end of the text is white space that came
//! through [`Flow::space`] or [`Flow::fold`].

use super::prose;
use crate::document::Document;
use crate::segment::{Carrier, Segment};
use crate::span::{Rewrite, Span};
use std::ops::Range;

/// White space that is written only once text follows.
#[derive(Clone, Debug)]
enum Gap {
    None,
    /// The byte of the document that is kept for the run.
    Byte(usize),
    /// Markup that breaks the line; stands as a line feed.
    Mark(Range<usize>),
}

/// Collects the text of one segment.
#[derive(Debug)]
pub(super) struct Flow<'d> {
    document: &'d Document,
    /// What was kept, while that is one contiguous stretch.
    whole: Range<usize>,
    /// What was kept, once it is more.
    rewrite: Option<Rewrite<'d>>,
    gap: Gap,
}

/// What [`Flow::fold`] must look at: 1 is white space, 2 an ampersand.
static CLASS: [u8; 256] = {
    let mut table = [0; 256];
    let mut i = 0;
    while i < b" \t\n\r\x0c".len() {
        table[b" \t\n\r\x0c"[i] as usize] = 1;
        i += 1;
    }
    table[b'&' as usize] = 2;
    table
};

impl<'d> Flow<'d> {
    /// Nothing yet of `document`.
    pub(super) fn new(document: &'d Document) -> Self {
        Self { document, whole: 0..0, rewrite: None, gap: Gap::None }
    }

    /// True before any text.
    pub(super) fn is_empty(&self) -> bool {
        self.whole.is_empty() && self.rewrite.is_none()
    }

    /// Appends `range` unchanged.
    pub(super) fn keep(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        self.bridge();
        self.append(range);
    }

    /// Appends `text`, which stands for `range`.
    pub(super) fn replace(&mut self, range: Range<usize>, text: &str) {
        self.bridge();
        self.rewrite().replace(range, text);
    }

    /// Notes that `range` (white space, or markup that breaks the line) parts the words around it.
    pub(super) fn space(&mut self, range: Range<usize>) {
        if self.is_empty() || range.is_empty() {
            return;
        }
        let bytes = &self.document.text.as_bytes()[range.clone()];
        let at = memchr::memchr(b'\n', bytes);
        let blank = || bytes.iter().position(|&b| CLASS[b as usize] == 1);
        self.gap = match (std::mem::replace(&mut self.gap, Gap::None), at) {
            (Gap::Mark(mark), _) => Gap::Mark(mark),
            (_, Some(line)) => Gap::Byte(range.start + line),
            (Gap::Byte(byte), None) => Gap::Byte(byte),
            (Gap::None, None) => blank().map_or(Gap::Mark(range.clone()), |i| Gap::Byte(range.start + i)),
        };
    }

    /// Appends `range` with its white space folded and the five plainest character references resolved.
    pub(super) fn fold(&mut self, range: Range<usize>) {
        let bytes = self.document.text.as_bytes();
        let (mut from, mut at) = (range.start, range.start);
        while at < range.end {
            match CLASS[bytes[at] as usize] {
                0 => at += 1,
                1 => {
                    let stop = bytes[at..range.end].iter().position(|&b| CLASS[b as usize] != 1);
                    let stop = stop.map_or(range.end, |i| at + i);
                    if stop - at > 1 || at == range.start || stop == range.end {
                        self.keep(from..at);
                        self.space(at..stop);
                        from = stop;
                    }
                    at = stop;
                }
                _ => match reference(&bytes[at..range.end]) {
                    Some((len, text)) => {
                        self.keep(from..at);
                        self.replace(at..at + len, text);
                        at += len;
                        from = at;
                    }
                    None => at += 1,
                },
            }
        }
        self.keep(from..range.end);
    }

    /// The text so far.
    pub(super) fn text(&self) -> &str {
        match &self.rewrite {
            Some(rewrite) => rewrite.text(),
            None => self.document.text.get(self.whole.clone()).unwrap_or_default(),
        }
    }

    /// Ends the text: a segment of it if it is worth reading. Ready for the next one afterwards.
    pub(super) fn take(&mut self, carrier: Carrier) -> Option<Segment<'d>> {
        self.gap = Gap::None;
        let worth = prose::is_worth_reading(self.text());
        let whole = std::mem::take(&mut self.whole);
        let rewrite = self.rewrite.take();
        worth.then(|| match rewrite {
            Some(rewrite) => Segment::built(self.document, rewrite, carrier),
            None => Segment::slice(self.document, Span::of(whole), carrier),
        })
    }

    fn bridge(&mut self) {
        match std::mem::replace(&mut self.gap, Gap::None) {
            Gap::None => {}
            Gap::Byte(byte) => self.append(byte..byte + 1),
            Gap::Mark(range) => self.rewrite().replace(range, "\n"),
        }
    }

    fn append(&mut self, range: Range<usize>) {
        if let Some(rewrite) = &mut self.rewrite {
            rewrite.keep(range);
        } else if self.whole.is_empty() {
            self.whole = range;
        } else if self.whole.end == range.start {
            self.whole.end = range.end;
        } else {
            self.rewrite().keep(range);
        }
    }

    fn rewrite(&mut self) -> &mut Rewrite<'d> {
        let whole = std::mem::take(&mut self.whole);
        self.rewrite.get_or_insert_with(|| {
            let mut rewrite = Rewrite::new(&self.document.text);
            rewrite.keep(whole);
            rewrite
        })
    }
}

/// The character reference at the start of `bytes`, if it is one that hides nothing.
fn reference(bytes: &[u8]) -> Option<(usize, &'static str)> {
    static PLAIN: &[(&[u8], &str)] = &[
        (b"&nbsp;", " "),
        (b"&amp;", "&"),
        (b"&lt;", "<"),
        (b"&gt;", ">"),
        (b"&quot;", "\""),
        (b"&apos;", "'"),
        (b"&#39;", "'"),
    ];
    PLAIN.iter().find(|(name, _)| bytes.starts_with(name)).map(|(name, text)| (name.len(), *text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Origin;
    use proptest::prelude::*;
    use std::borrow::Cow;

    #[test]
    fn one_stretch_stays_borrowed() {
        let document = Document::new(Origin::Worktree, "a.html", "  two plain words \n");
        let mut flow = Flow::new(&document);
        flow.fold(0..document.text.len());
        let segment = flow.take(Carrier::Paragraph).unwrap();
        assert!(matches!(segment.text, Cow::Borrowed("two plain words")));
    }

    #[test]
    fn folds_and_resolves() {
        let document = Document::new(Origin::Worktree, "a.html", "a  b\n   c &amp;&nbsp;d<br>e &copy; f");
        let mut flow = Flow::new(&document);
        let mark = document.text.find("<br>").unwrap();
        flow.fold(0..mark);
        flow.space(mark..mark + 4);
        flow.fold(mark + 4..document.text.len());
        assert_eq!(flow.text(), "a b\nc & d\ne &copy; f");
    }

    proptest! {
        /// Folding changes nothing but white space when there is no reference.
        #[test]
        fn fold_keeps_words(text in "[a-zé \n\t]{0,60}") {
            let document = Document::new(Origin::Worktree, "a.html", text.clone());
            let mut flow = Flow::new(&document);
            flow.fold(0..text.len());
            let words: Vec<&str> = text.split_whitespace().collect();
            prop_assert_eq!(flow.text().split_whitespace().collect::<Vec<_>>(), words);
        }
    }
}
