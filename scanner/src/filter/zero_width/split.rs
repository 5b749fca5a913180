//! Words that invisible characters break apart: `ig·no·re` reads as one word to a person and as pieces to a filter.
//!
//! Hyphenation of long words and break hints in long identifiers are told from it by the length of the pieces.

use super::class::{Kind, Mark};
use std::ops::Range;

/// A word with invisible characters between its letters.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Word {
    pub(super) range: Range<usize>,
    pub(super) marks: usize,
    shortest: usize,
    letters: usize,
    soft: bool,
    camel: bool,
}

/// Most letters that are looked at on each side of a mark.
const REACH: usize = 40;

/// The words of `text` that loose `runs` of marks break; runs are in text order.
pub(super) fn words(text: &str, runs: &[&[Mark]]) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    for run in runs {
        let [first, .., last] = run else {
            if let [only] = run {
                add(text, *only, *only, &mut out);
            }
            continue;
        };
        add(text, *first, *last, &mut out);
    }
    out
}

fn add(text: &str, first: Mark, last: Mark, out: &mut Vec<Word>) {
    let (left, small) = piece(text[..first.at].chars().rev());
    let (right, _) = piece(text[last.end()..].chars());
    if left.0 == 0 || right.0 == 0 {
        return;
    }
    let camel = small && text[last.end()..].starts_with(|c: char| c.is_ascii_uppercase());
    let soft = first.kind == Kind::SoftHyphen;
    let range = first.at - left.1..last.end() + right.1;
    match out.last_mut() {
        Some(word) if word.range.end > first.at => {
            word.range.end = range.end;
            word.marks += 1;
            word.shortest = word.shortest.min(right.0);
            word.letters += right.0;
            word.soft &= soft;
            word.camel &= camel;
        }
        _ => {
            let (shortest, letters) = (left.0.min(right.0), left.0 + right.0);
            out.push(Word { range, marks: 1, shortest, letters, soft, camel });
        }
    }
}

/// Letters and bytes up to the first other character, and whether the first one is lower case.
fn piece(chars: impl Iterator<Item = char>) -> ((usize, usize), bool) {
    let (mut letters, mut bytes, mut small) = (0, 0, false);
    for c in chars.take(REACH).take_while(|&c| cased(c)) {
        small |= letters == 0 && c.is_lowercase();
        letters += 1;
        bytes += c.len_utf8();
    }
    ((letters, bytes), small)
}

/// Letters of scripts that know no joiners and no breaks inside a word.
fn cased(c: char) -> bool {
    c.is_ascii_alphabetic() || (c.is_lowercase() || c.is_uppercase())
}

impl Word {
    /// True when hyphenation or a break hint explains the marks.
    pub(super) fn is_hint(&self) -> bool {
        let hyphenated = self.soft && self.shortest >= 2;
        let long = self.letters >= 16 && self.shortest >= 3;
        hyphenated || long || self.camel
    }
}
