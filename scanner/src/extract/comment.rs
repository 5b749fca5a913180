//! Lines of comments, gathered into paragraphs: adjacent line comments are read as one text, markers left out.
//!
//! It does not find comments; lexers and leaf scanners do. Invariant: a comment's pieces hold only bytes of the source
//! (line feeds included), so that every character keeps its place.

use super::piece::Piece;
use super::worth::{is_worth, line_end, skip_blanks, trim};
use crate::segment::Carrier;
use crate::span::Rewrite;
use std::ops::Range;

/// Gathers comments that stand one under the other.
#[derive(Debug)]
pub(super) struct Comments {
    carrier: Carrier,
    lines: Vec<Range<usize>>,
    /// Where the last comment ended.
    end: usize,
    /// The last comment can go on in the next line.
    open: bool,
}

impl Comments {
    /// None yet.
    pub(super) fn new(carrier: Carrier) -> Self {
        Self { carrier, lines: Vec::new(), end: 0, open: false }
    }

    /// Takes a comment: `whole` with its markers, `body` without; a run of `marker` at the start of the body goes too.
    pub(super) fn take<'t>(
        &mut self,
        text: &'t str,
        whole: Range<usize>,
        body: Range<usize>,
        marker: u8,
        each: &mut dyn FnMut(Piece<'t>),
    ) {
        if !(self.open && follows(&text.as_bytes()[self.end.min(whole.start)..whole.start])) {
            self.flush(text, each);
        }
        let bytes = text.as_bytes();
        let mut from = body.start;
        while from < body.end && bytes[from] == marker {
            from += 1;
        }
        if from < body.end && bytes[from] == b'!' {
            from += 1;
        }
        let single = line_end(bytes, from, body.end) == body.end;
        self.split(text, from..body.end, single);
        (self.open, self.end) = (single, whole.end);
    }

    fn split(&mut self, text: &str, body: Range<usize>, single: bool) {
        let bytes = text.as_bytes();
        let mut at = body.start;
        while at <= body.end {
            let eol = line_end(bytes, at, body.end);
            let mut from = skip_blanks(bytes, at, eol);
            if !single && from < eol && bytes[from] == b'*' {
                from = star(bytes, from, eol);
            }
            let line = trim(text, from..eol);
            self.lines.push(if is_ornament(&bytes[line.clone()]) { line.start..line.start } else { line });
            at = eol + 1;
        }
    }

    /// Gives out what was gathered, cut at blank lines.
    pub(super) fn flush<'t>(&mut self, text: &'t str, each: &mut dyn FnMut(Piece<'t>)) {
        for paragraph in self.lines.split(|line| line.is_empty()) {
            let Some((first, rest)) = paragraph.split_first() else { continue };
            if !paragraph.iter().any(|line| text.get(line.clone()).is_some_and(is_worth)) {
                continue;
            }
            each(if rest.is_empty() {
                Piece::exact(first.clone(), self.carrier)
            } else {
                Piece::built(join(text, paragraph), self.carrier)
            });
        }
        self.lines.clear();
        self.open = false;
    }
}

/// The lines with the line feeds that end them.
fn join<'t>(text: &'t str, lines: &[Range<usize>]) -> Rewrite<'t> {
    let mut out = Rewrite::new(text);
    for (i, line) in lines.iter().enumerate() {
        out.keep(line.clone());
        if i + 1 < lines.len() {
            let eol = line_end(text.as_bytes(), line.end, text.len());
            out.keep(eol..eol + 1);
        }
    }
    out
}

/// True for white space with exactly one line feed.
fn follows(gap: &[u8]) -> bool {
    let mut feeds = 0;
    for &byte in gap {
        match byte {
            b'\n' => feeds += 1,
            b' ' | b'\t' | b'\r' => {}
            _ => return false,
        }
        if feeds > 1 {
            return false;
        }
    }
    feeds == 1
}

/// Skips the leading stars of a line in a block comment, unless they are emphasis.
fn star(bytes: &[u8], from: usize, eol: usize) -> usize {
    let after = from + bytes[from..eol].iter().take_while(|&&b| b == b'*').count();
    if after == eol || bytes[after].is_ascii_whitespace() { after } else { from }
}

/// True for a rule: one byte repeated, a second one allowed in between.
fn is_ornament(line: &[u8]) -> bool {
    let Some(&first) = line.first() else { return true };
    if !first.is_ascii_punctuation() {
        return false;
    }
    let mut second = None;
    line.iter().all(|&byte| byte == first || byte.is_ascii_punctuation() && *second.get_or_insert(byte) == byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_ornaments_and_salad_is_not() {
        assert!(is_ornament(b"=========="));
        assert!(is_ornament(b"+--------+"));
        assert!(!is_ornament(b"]( ==\"_ --{"));
        assert!(!is_ornament(b"---- a"));
    }

    #[test]
    fn emphasis_keeps_its_stars() {
        assert_eq!(star(b"**bold** word", 0, 13), 0);
        assert_eq!(star(b"* item", 0, 6), 1);
    }
}
