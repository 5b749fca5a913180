//! One tolerant lexer for all languages: hops from opening mark to opening mark and hands out comments and literals.
//!
//! It knows no grammar, and what it does not understand it walks over. Invariants: linear time (a mark that found no end
//! is not searched for again before the place where that search stopped), tokens come in order and do not overlap, and
//! their bodies lie on character borders.

use super::super::worth::line_end;
use super::language::{Kind, Language, Place, Rule};
use super::{heredoc, literal, region};
use std::ops::Range;

/// What was found.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Found {
    /// A comment; a run of this byte at its start belongs to its marker.
    Comment(u8),
    /// A literal.
    Text(super::super::escape::Escape),
}

/// A comment or a literal.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) found: Found,
    /// With its marks.
    pub(super) whole: Range<usize>,
    /// Without.
    pub(super) body: Range<usize>,
}

/// What one rule made of its mark.
pub(super) struct Step {
    /// Where reading goes on.
    pub(super) end: usize,
    pub(super) token: Option<Token>,
}

impl Step {
    /// Walks to `end`.
    pub(super) fn over(end: usize) -> Option<Self> {
        Some(Self { end, token: None })
    }

    /// A token that ends where reading goes on.
    pub(super) fn token(found: Found, whole: Range<usize>, body: Range<usize>) -> Option<Self> {
        let body = body.start..body.end.max(body.start);
        Some(Self { end: whole.end, token: Some(Token { found, whole, body }) })
    }
}

/// Reads one stretch of text.
pub(super) struct Lexer<'t> {
    pub(super) text: &'t str,
    pub(super) bytes: &'t [u8],
    /// First byte of the stretch.
    pub(super) start: usize,
    /// One past its last byte.
    pub(super) end: usize,
    rules: &'static [Rule],
    /// For each byte the rules that it may open, as bits.
    masks: [u32; 256],
    /// For each rule the place up to which its mark is known to open nothing.
    pub(super) dead: [usize; 32],
    /// As `dead`, for literals with a delimiter of their own.
    pub(super) dead_raw: usize,
    /// Here-documents that start on the line that is being read.
    pub(super) hole: Option<Hole>,
    /// End of the line on which the last here-document was looked for.
    pub(super) line_stop: usize,
    /// Bytes that searches for the end of here-documents may still read in vain.
    pub(super) patience: usize,
}

/// Lines that are read already, and what was found in them.
pub(super) struct Hole {
    pub(super) lines: Range<usize>,
    pub(super) tokens: Vec<Token>,
}

impl<'t> Lexer<'t> {
    pub(super) fn new(text: &'t str, range: Range<usize>, language: &Language) -> Self {
        let mut masks = [0; 256];
        for (i, rule) in language.rules.iter().enumerate().take(32) {
            masks[usize::from(rule.open.as_bytes()[0])] |= 1 << i;
        }
        let end = range.end.min(text.len());
        Self {
            text,
            bytes: &text.as_bytes()[..end],
            start: range.start.min(end),
            end,
            rules: language.rules,
            masks,
            dead: [0; 32],
            dead_raw: 0,
            hole: None,
            line_stop: 0,
            patience: 8 * (end - range.start.min(end)),
        }
    }

    /// Calls `each` for every comment and literal.
    pub(super) fn run(mut self, language: &Language, mut each: impl FnMut(Token)) {
        let mut at = self.start;
        if language.embedded
            && let Some(open) = memchr::memmem::find(&self.bytes[at..], b"<?")
        {
            let none = super::super::escape::Escape::None;
            each(Token { found: Found::Text(none), whole: at..at + open, body: at..at + open });
            at += open;
        }
        loop {
            let stop = self.hole.as_ref().map_or(self.end, |hole| hole.lines.start);
            if let Some(mark) = self.next_mark(at, stop) {
                let step = self.open(mark);
                at = step.as_ref().map_or(mark + 1, |step| step.end.max(mark + 1));
                step.and_then(|step| step.token).into_iter().for_each(&mut each);
            } else if let Some(hole) = self.hole.take() {
                hole.tokens.into_iter().for_each(&mut each);
                at = at.max(hole.lines.end);
            } else {
                break;
            }
        }
    }

    /// The next byte in `at..stop` that may open something.
    fn next_mark(&self, at: usize, stop: usize) -> Option<usize> {
        let bytes = self.bytes.get(at..stop)?;
        bytes.iter().position(|&byte| self.masks[usize::from(byte)] != 0).map(|i| at + i)
    }

    fn open(&mut self, at: usize) -> Option<Step> {
        let mut mask = self.masks[usize::from(self.bytes[at])];
        while mask != 0 {
            let index = mask.trailing_zeros() as usize;
            mask &= mask - 1;
            let rule = &self.rules[index];
            let opens = self.bytes[at..].starts_with(rule.open.as_bytes()) && self.stands(rule.place, at);
            if opens && let Some(step) = self.apply(index, rule, at) {
                return Some(step);
            }
        }
        None
    }

    fn stands(&self, place: Place, at: usize) -> bool {
        let before = &self.bytes[self.start..at];
        match place {
            Place::Any => true,
            Place::Spaced => before.last().is_none_or(|b| b.is_ascii_whitespace() || *b == b';'),
            Place::Word => before.last().is_none_or(|b| !b.is_ascii_alphanumeric() && !b"_$@%->{&".contains(b)),
            Place::Column => before.last().is_none_or(|&b| b == b'\n'),
            Place::Line => before.iter().rev().find(|b| !matches!(b, b' ' | b'\t')).is_none_or(|&b| b == b'\n'),
        }
    }

    fn apply(&mut self, index: usize, rule: &Rule, at: usize) -> Option<Step> {
        let inside = at + rule.open.len();
        match rule.kind {
            Kind::Comment => {
                let eol = line_end(self.bytes, inside, self.end);
                Step::token(Found::Comment(last(rule.open)), at..eol, inside..eol)
            }
            Kind::Block { close, nests } => self.block(rule.open, close, nests, at),
            Kind::Section { close } => self.section(close, at, inside),
            Kind::Text { close, escape, reach, prefix } => {
                literal::text(self, index, at, literal::Marks { open: rule.open, close, escape, reach, prefix })
            }
            Kind::LineText => {
                let eol = line_end(self.bytes, inside, self.end);
                Step::token(Found::Text(super::super::escape::Escape::None), at..eol, inside..eol)
            }
            Kind::Template => literal::template(self, index, at),
            Kind::Long { comment } => region::long(self, index, rule.open, comment, at),
            Kind::Heredoc => heredoc::open(self, at),
            Kind::Chosen => literal::chosen(self, index, rule.open, at),
            Kind::Char => literal::character(self, at),
            Kind::Regex { perl } => region::regex(self, index, perl, at),
            Kind::Markup => region::markup(self, at),
            Kind::Skip => Step::over((inside + 1).min(self.end)),
        }
    }

    fn block(&self, open: &str, close: &str, nests: bool, at: usize) -> Option<Step> {
        let inside = at + open.len();
        if open == "(*" && self.bytes.get(inside) == Some(&b')') {
            return None;
        }
        let (mut depth, mut from) = (1usize, inside);
        let body_end = loop {
            let Some(found) = memchr::memmem::find(&self.bytes[from..], close.as_bytes()) else { break self.end };
            if nests {
                depth += memchr::memmem::find_iter(&self.bytes[from..from + found], open.as_bytes()).count();
            }
            depth -= 1;
            if depth == 0 {
                break from + found;
            }
            from += found + close.len();
        };
        let end = (body_end + close.len()).min(self.end);
        Step::token(Found::Comment(last(open)), at..end, inside..body_end)
    }

    /// From a line to the line that starts with `close`.
    fn section(&self, close: &str, at: usize, inside: usize) -> Option<Step> {
        if !self.bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic) {
            return None;
        }
        let mut line = line_end(self.bytes, at, self.end);
        while line < self.end && !self.bytes[line + 1..].starts_with(close.as_bytes()) {
            line = line_end(self.bytes, line + 1, self.end);
        }
        let end = line_end(self.bytes, (line + 1).min(self.end), self.end);
        Step::token(Found::Comment(b'='), at..end, inside..line)
    }
}

fn last(open: &str) -> u8 {
    open.as_bytes().last().copied().unwrap_or_default()
}
