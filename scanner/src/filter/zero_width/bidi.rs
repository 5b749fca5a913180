//! Bidirectional controls, line by line: what reorders text that needs no reordering.
//!
//! Embeddings and isolates around right-to-left text, and isolates around names, are ordinary. An override where no
//! letter runs from right to left, or an isolate that is never closed in program text, is not.

use super::class::{Kind, Mark, kind};
use super::excuse::rtl;
use std::ops::Range;

/// One line with controls that nothing on the line explains.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Line {
    pub(super) range: Range<usize>,
    pub(super) strength: f32,
    pub(super) reason: &'static str,
}

/// What the controls of one line do.
#[derive(Default)]
struct Tally {
    open: u32,
    overrides: u32,
    rightward: u32,
    isolates: u32,
    depth: i32,
    stray: bool,
}

/// Judges each line of `text` that holds controls; `code` when a compiler reads it.
pub(super) fn lines(text: &str, marks: &[Mark], code: bool) -> Vec<Line> {
    let mut out = Vec::new();
    let mut rest = marks.iter().filter(|m| m.kind == Kind::Control).peekable();
    while let Some(first) = rest.next() {
        let start = memchr::memrchr(b'\n', &text.as_bytes()[..first.at]).map_or(0, |i| i + 1);
        let end = memchr::memchr(b'\n', &text.as_bytes()[first.at..]).map_or(text.len(), |i| first.at + i);
        let mut tally = Tally::default();
        tally.add(first.ch);
        let mut last = first;
        while let Some(mark) = rest.next_if(|m| m.at < end) {
            tally.add(mark.ch);
            last = mark;
        }
        let line = &text[start..end];
        let range = first.at..last.end();
        let (mut strength, reason) = tally.judge(line.chars().any(rtl), code);
        if strength > 0.0 && (is_class(&text[range.clone()]) || is_constant(text, &range)) {
            // The controls themselves are meant, as in a pattern that rejects them or a name for one.
            strength = 0.1;
        } else if tally.depth == 0 && letters(&text[range.clone()]) < FEWEST {
            strength = strength.min(0.4);
        } else if !(code && tally.depth > 0 || moves(&text[first.at..end], if code { 1 } else { 2 })) {
            // In program text what an open control turns is the code after the string or comment that holds it.
            strength = strength.min(if tally.overrides > 0 { 0.45 } else { 0.2 });
        }
        out.push(Line { range, strength, reason });
    }
    out
}

/// Fewest letters that are worth turning round; less stands in tests of what strips the controls.
const FEWEST: usize = 5;

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// True for controls that are all there is between two quotation marks.
fn is_constant(text: &str, range: &Range<usize>) -> bool {
    let quote = |c: Option<char>| c.filter(|c| matches!(c, '"' | '\'' | '`'));
    let before = quote(text[..range.start].chars().next_back());
    let inside = text[range.clone()].chars().all(|c| kind(c) == Some(Kind::Control));
    before.is_some() && inside && before == quote(text[range.end..].chars().next())
}

/// True when there is enough Latin text for another order to mislead anybody.
fn moves(text: &str, least: usize) -> bool {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() > 1);
    words.take(least).count() == least
}

/// Controls with nothing but range marks, bars and commas between them, at least three.
fn is_class(text: &str) -> bool {
    let control = |c: char| kind(c) == Some(Kind::Control);
    let mut parts = text.split(|c: char| control(c));
    let count = text.chars().filter(|&c| control(c)).count();
    let range = text.contains("\u{202A}-\u{202E}") || text.contains("\u{2066}-\u{2069}");
    range || (count >= 3 && parts.all(|part| part.chars().all(|c| matches!(c, '-' | '|' | ',' | '\'' | '"' | '\\'))))
}

impl Tally {
    fn add(&mut self, c: char) {
        match c {
            '\u{202C}' | '\u{2069}' => {
                self.depth -= 1;
                self.stray |= self.depth < 0;
                self.depth = self.depth.max(0);
                return;
            }
            '\u{202D}' | '\u{202E}' => self.overrides += 1,
            '\u{202B}' | '\u{2067}' => self.rightward += 1,
            '\u{2066}' | '\u{2068}' => self.isolates += 1,
            _ => {}
        }
        self.open += 1;
        self.depth += 1;
    }

    fn judge(&self, rtl: bool, code: bool) -> (f32, &'static str) {
        let unclosed = self.depth > 0;
        match (rtl, code) {
            (false, _) if self.overrides > 0 => {
                (0.95, "overrides the writing direction of text that runs from left to right")
            }
            (true, _) if self.overrides > 0 && unclosed => (0.6, "overrides the writing direction and never ends it"),
            (true, _) if self.overrides > 0 => (0.3, "overrides the writing direction"),
            (false, _) if self.rightward > 0 && self.isolates > 0 => {
                (0.9, "nests direction isolates so that left-to-right text is shown in another order")
            }
            (false, true) if self.rightward > 0 => (0.8, "turns the direction of program text"),
            (false, false) if self.rightward > 0 => (0.55, "turns the direction of text that runs from left to right"),
            (_, true) if self.isolates > 0 && unclosed => {
                (0.75, "opens a direction isolate in program text and never closes it")
            }
            (false, false) if self.isolates > 0 && unclosed => (0.3, "opens a direction isolate and never closes it"),
            (false, _) if self.open > 0 && unclosed => (0.12, "opens a direction embedding and never closes it"),
            (false, _) if self.stray => (0.1, "closes a direction isolate that was not opened"),
            _ => (0.0, ""),
        }
    }
}
