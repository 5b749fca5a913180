//! Bracketed data: JSON and its relatives, flow collections of YAML, values of TOML. One scanner, three dialects.
//!
//! Invariants: every byte is looked at a bounded number of times; nesting is a stack, and what is deeper than `DEEP` is
//! read but no longer counted in paths; a string that is not closed ends with its line.

use super::super::escape::Escape;
use super::super::worth::{has_words, line_end, skip_blanks, trim};
use super::path::{Path, Step};
use super::{Kind, Leaf};
use crate::span::Span;
use std::ops::Range;

/// Levels that a path keeps.
const DEEP: usize = 1 << 14;

/// What differs between formats.
#[derive(Debug)]
pub(super) struct Dialect {
    /// Between key and value.
    pub(super) separator: u8,
    /// A separator counts without white space behind it.
    pub(super) tight: bool,
    /// `//` and `/* */` are comments.
    pub(super) slashes: bool,
    /// How single-quoted strings are escaped.
    pub(super) single: Escape,
    /// Three quotes open a string of many lines.
    pub(super) triple: bool,
}

/// The receiver of leaves.
pub(super) type Each<'t, 'e> = &'e mut dyn FnMut(Leaf<'t, '_>);

/// A scanner at a place of a text.
pub(super) struct Flow<'t, 'p, 'e> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    pub(super) end: usize,
    pub(super) path: &'p mut Path,
    pub(super) dialect: &'static Dialect,
    pub(super) each: Each<'t, 'e>,
    /// Levels of the path that belong to what stands around.
    pub(super) base: usize,
    /// Levels that are open and not in the path.
    pub(super) beyond: usize,
}

impl<'t> Flow<'t, '_, '_> {
    fn bytes(&self) -> &'t [u8] {
        &self.text.as_bytes()[..self.end]
    }

    /// Reads everything.
    pub(super) fn all(&mut self) {
        while self.at < self.end {
            self.step();
        }
    }

    /// Reads one value. Where `floor` is given, a line that is indented no deeper ends it, closed or not.
    pub(super) fn one(&mut self, floor: Option<usize>) {
        while self.at < self.end {
            let depth = self.path.len() + self.beyond;
            if self.bytes()[self.at] == b'\n' && (depth == self.base || self.falls(floor)) {
                break;
            }
            let blank = self.bytes()[self.at].is_ascii_whitespace();
            self.step();
            if !blank && self.path.len() + self.beyond <= self.base {
                break;
            }
        }
        self.path.truncate(self.base);
    }

    /// True when the line behind the line feed is indented no deeper than `floor` and does not close anything.
    fn falls(&self, floor: Option<usize>) -> bool {
        let Some(floor) = floor else { return false };
        let bytes = self.bytes();
        let from = self.at + 1;
        let first = skip_blanks(bytes, from, self.end);
        first - from <= floor && bytes.get(first).is_some_and(|b| !matches!(b, b'\n' | b']' | b'}' | b','))
    }

    fn step(&mut self) {
        let bytes = self.bytes();
        let next = bytes.get(self.at + 1);
        match bytes[self.at] {
            b'{' => self.enter(Step::Mapping),
            b'[' => self.enter(Step::Index(0)),
            b'}' | b']' => self.leave(),
            b',' => {
                if self.beyond == 0
                    && self.path.len() > self.base
                    && let Some(Step::Index(index)) = self.path.top()
                {
                    *index = index.saturating_add(1);
                }
                self.at += 1;
            }
            b'"' => self.string(b'"', Escape::Full),
            b'\'' => self.string(b'\'', self.dialect.single),
            b'#' => self.comment(self.at + 1),
            b'/' if self.dialect.slashes && next == Some(&b'/') => self.comment(self.at + 2),
            b'/' if self.dialect.slashes && next == Some(&b'*') => self.block_comment(),
            byte if byte.is_ascii_whitespace() || byte == self.dialect.separator => self.at += 1,
            _ => self.bare(),
        }
    }

    fn enter(&mut self, step: Step) {
        if self.path.len() < DEEP {
            self.path.push(step)
        } else {
            self.beyond += 1
        }
        self.at += 1;
    }

    fn leave(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if self.path.len() > self.base {
            self.path.pop();
        }
        self.at += 1;
    }

    fn string(&mut self, quote: u8, escape: Escape) {
        let (bytes, from) = (self.bytes(), self.at);
        let (value, end) = if self.dialect.triple && bytes[from..].starts_with(&[quote; 3]) {
            long(bytes, from + 3, quote)
        } else {
            short(bytes, from + 1, quote, escape)
        };
        self.at = end;
        let mut after = end;
        while after < self.end && bytes[after].is_ascii_whitespace() {
            after += 1;
        }
        if bytes.get(after) == Some(&self.dialect.separator) {
            self.at = after + 1;
            self.key(from..end, value, escape);
        } else {
            self.give(Kind::Text, from..end, value, escape);
        }
    }

    /// A word or a text without quotes.
    fn bare(&mut self) {
        let (bytes, from) = (self.bytes(), self.at);
        let mut at = from;
        while at < self.end && !self.ends_bare(bytes, at) {
            at += 1;
        }
        at = at.max(from + 1);
        while !self.text.is_char_boundary(at) {
            at += 1;
        }
        self.at = at;
        let value = trim(self.text, from..at);
        if bytes.get(at) == Some(&self.dialect.separator) {
            self.at += 1;
            self.key(value.clone(), value, Escape::None);
        } else {
            let kind = match self.text.get(value.clone()) {
                Some(text) if has_words(text, 2) || !(self.dialect.tight || is_scalar(text)) => Kind::Text,
                _ => Kind::Scalar,
            };
            self.give(kind, value.clone(), value, Escape::None);
        }
    }

    fn ends_bare(&self, bytes: &[u8], at: usize) -> bool {
        let next = bytes.get(at + 1);
        match bytes[at] {
            b',' | b'{' | b'}' | b'[' | b']' | b'\n' => true,
            b'#' => at > 0 && bytes[at - 1].is_ascii_whitespace(),
            b'/' => self.dialect.slashes && matches!(next, Some(b'/' | b'*')),
            byte if byte == self.dialect.separator => {
                self.dialect.tight || next.is_none_or(|b| b.is_ascii_whitespace() || b",[]{}".contains(b))
            }
            _ => false,
        }
    }

    fn key(&mut self, whole: Range<usize>, value: Range<usize>, escape: Escape) {
        let inside = self.beyond == 0 && self.path.len() > self.base;
        if inside && let Some(step @ (Step::Mapping | Step::Key(..))) = self.path.top() {
            *step = Step::Key(Span::of(value.clone()), escape == Escape::Full);
        }
        self.give(Kind::Key, whole, value, escape);
    }

    fn comment(&mut self, inside: usize) {
        let eol = line_end(self.bytes(), inside, self.end);
        let from = std::mem::replace(&mut self.at, eol);
        self.give(Kind::Comment, from..eol, inside..eol, Escape::None);
    }

    fn block_comment(&mut self) {
        let (from, inside) = (self.at, self.at + 2);
        let close = memchr::memmem::find(&self.bytes()[inside..], b"*/").map_or(self.end, |i| inside + i);
        self.at = (close + 2).min(self.end);
        self.give(Kind::Comment, from..self.at, inside..close, Escape::None);
    }

    fn give(&mut self, kind: Kind, whole: Range<usize>, value: Range<usize>, escape: Escape) {
        let (whole, value) = (Span::of(whole), Span::of(value));
        (self.each)(Leaf { text: self.text, path: self.path, escape, kind, whole, value });
    }
}

/// A string up to its quote or the end of its line: what it holds, and where reading goes on.
pub(super) fn short(bytes: &[u8], from: usize, quote: u8, escape: Escape) -> (Range<usize>, usize) {
    let hide = if escape == Escape::Full { b'\\' } else { quote };
    let mut at = from;
    while let Some(found) = memchr::memchr3(quote, hide, b'\n', &bytes[at.min(bytes.len())..]) {
        at += found;
        match bytes[at] {
            b'\n' => return (from..at, at),
            b'\\' if hide == b'\\' => at += 2,
            _ if escape == Escape::Doubled(quote) && bytes.get(at + 1) == Some(&quote) => at += 2,
            _ => return (from..at, at + 1),
        }
    }
    (from..bytes.len(), bytes.len())
}

/// A string up to three quotes, or to the end.
fn long(bytes: &[u8], from: usize, quote: u8) -> (Range<usize>, usize) {
    let mut at = from;
    while let Some(found) = memchr::memchr2(quote, b'\\', &bytes[at.min(bytes.len())..]) {
        at += found;
        if bytes[at] == b'\\' && quote == b'"' {
            at += 2;
        } else if bytes[at..].starts_with(&[quote; 3]) {
            return (from..at, at + 3);
        } else {
            at += 1;
        }
    }
    (from..bytes.len(), bytes.len())
}

/// True for what YAML and TOML read as a number, a boolean or nothing.
pub(super) fn is_scalar(text: &str) -> bool {
    let word = ["true", "false", "yes", "no", "on", "off", "null", "~", "none", ""];
    let number = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'));
    word.iter().any(|w| w.eq_ignore_ascii_case(text))
        || (number && text.bytes().all(|b| b.is_ascii_hexdigit() || b"+-._:xoTZ".contains(&b)))
}
