//! Places of a text that read differently, gathered into windows: what decoders use that mend a text in place.
//!
//! Judges nothing. Invariant: windows do not overlap, so that the children of one segment are never longer than it.

use super::{plausible, vocabulary};
use crate::span::Rewrite;
use std::ops::Range;

/// Bytes between two places of one window, at most; half of it is kept around a window.
const GAP: usize = 600;

/// Bytes between two places that follow one another closely: a blank, a comma, a quote.
const CLOSE: usize = 3;

#[derive(Copy, Clone, Debug)]
struct Site {
    start: usize,
    end: usize,
    /// Its new text in the store.
    from: usize,
    to: usize,
}

/// Places with their new texts, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Patches {
    sites: Vec<Site>,
    store: String,
}

impl Patches {
    /// `at` reads `with`; places come in order and do not overlap.
    pub(super) fn push(&mut self, at: Range<usize>, with: &str) {
        let from = self.store.len();
        self.store.push_str(with);
        self.sites.push(Site { start: at.start, end: at.end, from, to: self.store.len() });
    }

    /// `at` reads `with`.
    pub(super) fn push_char(&mut self, at: Range<usize>, with: char) {
        self.push(at, with.encode_utf8(&mut [0; 4]));
    }

    /// The mended text around each group of places.
    pub(super) fn windows<'a>(&'a self, parent: &'a str) -> impl Iterator<Item = Window<'a>> {
        self.sites.chunk_by(|a, b| b.start.saturating_sub(a.end) <= GAP).map(|sites| self.window(parent, sites))
    }

    fn window<'a>(&self, parent: &'a str, sites: &[Site]) -> Window<'a> {
        let (first, last) = (sites.first().map_or(0, |s| s.start), sites.last().map_or(0, |s| s.end));
        let mut window = Window { rewrite: Rewrite::new(parent), marks: Vec::new(), runs: Vec::new(), last: 0 };
        let mut at = before(parent, first);
        window.rewrite.keep(at..first);
        at = first;
        for site in sites {
            window.rewrite.keep(at..site.start);
            window.put(site, &self.store[site.from..site.to]);
            at = site.end;
        }
        window.rewrite.keep(last..after(parent, last));
        window
    }
}

/// Start of the context before `at`, not inside a word where that can be helped.
fn before(text: &str, at: usize) -> usize {
    let mut from = at.saturating_sub(GAP / 2);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    match text[from..at].find(char::is_whitespace) {
        Some(cut) if from > 0 => from + cut,
        _ => from,
    }
}

/// End of the context after `at`.
fn after(text: &str, at: usize) -> usize {
    let mut to = (at + GAP / 2).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    match text[at..to].rfind(char::is_whitespace) {
        Some(cut) if to < text.len() => at + cut,
        _ => to,
    }
}

/// A mended stretch.
#[derive(Debug)]
pub(super) struct Window<'a> {
    /// The mended text with its map.
    pub(super) rewrite: Rewrite<'a>,
    /// Places in the new text where ASCII letters came out or letters were joined.
    marks: Vec<usize>,
    runs: Vec<Mended>,
    /// End of the last place in the parent.
    last: usize,
}

/// Places that follow one another closely.
#[derive(Clone, Debug)]
struct Mended {
    /// In the new text.
    span: Range<usize>,
    /// ASCII letters and digits that came out.
    ascii: usize,
    /// Other letters that came out.
    wide: usize,
}

impl Window<'_> {
    fn put(&mut self, site: &Site, with: &str) {
        let at = self.rewrite.text().len();
        let letters = with.chars().filter(|c| c.is_alphanumeric());
        let (ascii, wide) = letters.fold((0, 0), |(a, w), c| if c.is_ascii() { (a + 1, w) } else { (a, w + 1) });
        // Letters beyond ASCII are written as escapes by honest tools; plain ones have no need of it.
        if with.is_empty() || ascii > 0 {
            self.marks.push(at);
        }
        self.rewrite.replace(site.start..site.end, with);
        let end = self.rewrite.text().len();
        match self.runs.last_mut() {
            Some(run) if site.start - self.last <= CLOSE => {
                (run.span.end, run.ascii, run.wide) = (end, run.ascii + ascii, run.wide + wide);
            }
            _ => self.runs.push(Mended { span: at..end, ascii, wide }),
        }
        self.last = site.end;
    }

    /// True when a row of places reads as a sentence, or as one more encoding, of letters that came out.
    pub(super) fn spells(&self) -> bool {
        let reads = |text: &str| plausible::is_sentence(text) || plausible::is_encoded(text);
        let long = |run: &&Mended| run.ascii >= 8 || run.wide >= 12;
        self.runs.iter().filter(long).any(|run| self.rewrite.text().get(run.span.clone()).is_some_and(reads))
    }

    /// The words of orders that only the mending made.
    pub(super) fn made(&self) -> Vec<Made<'_>> {
        let text = self.rewrite.text();
        let mut out: Vec<Made<'_>> = Vec::new();
        let mut end = 0;
        for (i, &mark) in self.marks.iter().enumerate() {
            if mark < end || !text.is_char_boundary(mark) {
                continue;
            }
            let word = word_at(text, mark);
            end = word.end;
            if word.len() >= 4 && vocabulary::is_telling(&text[word.clone()]) {
                let marks = self.marks[i..].iter().take_while(|&&m| m < end).count();
                let (head, tail) = (mark - word.start, word.end - mark);
                out.push(Made { word: &text[word], head, tail, marks });
            }
        }
        out
    }
}

/// A word of orders that came out of mending.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) struct Made<'a> {
    /// The word as it reads.
    pub(super) word: &'a str,
    /// Bytes before its first mended place.
    pub(super) head: usize,
    /// Bytes from there on.
    pub(super) tail: usize,
    /// How many places were mended in it.
    pub(super) marks: usize,
}

/// The letters around `at`, looked for no farther than a known word is long.
fn word_at(text: &str, at: usize) -> Range<usize> {
    let near = |(n, c): &(usize, char)| *n <= vocabulary::LONGEST && c.is_alphabetic();
    let back = text[..at].char_indices().rev().map(|(i, c)| (at - i, c)).take_while(near).last();
    let forth = text[at..].char_indices().take_while(near).last();
    at - back.map_or(0, |(n, _)| n)..at + forth.map_or(0, |(n, c)| n + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_mend_and_keep_context() {
        let parent = "please ig**nore it";
        let mut patches = Patches::default();
        patches.push(9..11, "");
        let window = patches.windows(parent).next().unwrap();
        assert_eq!(window.rewrite.text(), "please ignore it");
        assert_eq!(window.made(), [Made { word: "ignore", head: 2, tail: 4, marks: 1 }]);
        assert!(!window.spells());
    }

    #[test]
    fn far_places_make_windows_of_their_own() {
        let parent = format!("&#65;{}&#66;", " é".repeat(2000));
        let mut patches = Patches::default();
        patches.push(0..5, "A");
        patches.push(parent.len() - 5..parent.len(), "B");
        let texts: Vec<String> = patches.windows(&parent).map(|w| w.rewrite.text().to_owned()).collect();
        assert!(texts.len() == 2 && texts[0].starts_with('A') && texts[1].ends_with('B'));
        assert!(texts.iter().map(String::len).sum::<usize>() < parent.len());
    }
}
