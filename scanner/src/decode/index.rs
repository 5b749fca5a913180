//! The vocabulary in all its disguises, filed by short keys behind a Bloom filter.
//!
//! A key packs the last twelve letters of a word, five bits each; keys only preselect, [`Index::settle`] compares
//! letters. Invariant: a disguised form that is an ordinary word is not filed.

use super::letters::{atbash, code, rot13, unleet};
use super::vocabulary::{self, ENTRIES, Entry, Kind};
use super::words::{Form, Hit};
use std::ops::Range;
use std::sync::LazyLock;

/// Spreads a key; keys of different use differ by `salt`.
pub(super) const fn mix(key: u64, salt: u64) -> u64 {
    let h = (key ^ (salt << 60)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    h ^ (h >> 32)
}

/// Letters of which a key has room for the last twelve.
pub(super) const ROOM: u32 = 12;

pub(super) const fn suffix(key: u64, letters: u32) -> u64 {
    let letters = if letters > ROOM { ROOM } else { letters };
    (key & ((1 << (5 * letters)) - 1)) | ((letters as u64 & 15) << 60)
}

/// Use of a key: the image of a word (rot13, atbash, mirrored).
pub(super) const IMAGE: u64 = 1;
/// Use of a key: the word itself, found behind junk letters.
pub(super) const PLAIN: u64 = 2;
/// Use of a key: its letters in any order.
pub(super) const LETTERS: u64 = 3;
/// Use of a key: its letters, `l` taken for `i`.
pub(super) const LOOSE: u64 = 4;
/// Use of a key: each row of one letter taken as one.
pub(super) const SQUEEZED: u64 = 5;

/// Keys of all disguised words.
#[derive(Debug)]
pub(super) struct Index {
    bloom: Vec<u64>,
    keys: Vec<(u64, u16, Form)>,
    /// For each pair of first and last letter, the lengths of words that may be scrambled.
    ends: Vec<u32>,
}

/// The index of the whole vocabulary.
pub(super) static INDEX: LazyLock<Index> = LazyLock::new(Index::build);

impl Index {
    const WORDS: usize = 2048;

    fn build() -> Self {
        let (mut keys, mut ends) = (Vec::new(), vec![0; 32 * 32]);
        for (i, entry) in (0u16..).zip(ENTRIES.iter()) {
            file(entry, |hash, form| keys.push((hash, i, form)));
            if let Some((slot, length)) = frame(entry) {
                ends[slot] |= length;
            }
        }
        keys.sort_unstable_by_key(|&(hash, entry, form)| (hash, entry, form as u8));
        let mut bloom = vec![0; Self::WORDS];
        for &(hash, ..) in &keys {
            bloom[(hash >> 12) as usize % Self::WORDS] |= Self::bits(hash);
        }
        Self { bloom, keys, ends }
    }

    fn bits(hash: u64) -> u64 {
        (1 << (hash & 63)) | (1 << ((hash >> 6) & 63))
    }

    /// False when surely nothing is filed under `hash`.
    #[inline]
    pub(super) fn may_hold(&self, hash: u64) -> bool {
        let bits = Self::bits(hash);
        self.bloom[(hash >> 12) as usize % Self::WORDS] & bits == bits
    }

    /// False when surely no known word has these first and last letters and this length.
    #[inline]
    pub(super) fn may_scramble(&self, first: u8, key: u64, letters: u32) -> bool {
        letters < 32 && self.ends[slot(first, (key & 31) as u8)] & (1 << letters) != 0
    }

    /// Entries and forms filed under `hash`.
    fn get(&self, hash: u64) -> impl Iterator<Item = (u16, Form)> + '_ {
        let first = self.keys.partition_point(|k| k.0 < hash);
        self.keys[first..].iter().take_while(move |k| k.0 == hash).map(|&(_, entry, form)| (entry, form))
    }
}

/// Calls `each` with every key under which `entry` can be found.
fn file(entry: &Entry, mut each: impl FnMut(u64, Form)) {
    let (word, letters) = (entry.word, entry.word.chars().count());
    for form in [Form::Rot13, Form::Atbash, Form::Reversed] {
        let image: String = image(word, form).collect();
        if !vocabulary::is_ordinary(&image) && vocabulary::kind(&image).is_none() {
            each(mix(packed(image.chars()), IMAGE), form);
        }
    }
    if letters >= 4 {
        each(mix(loose(word), LOOSE), Form::Leet);
    }
    if letters >= 4 && entry.kind != Kind::Glue {
        each(mix(packed(word.chars()), PLAIN), Form::Broken);
        each(mix(squeezed(word), SQUEEZED), Form::Broken);
    }
    if letters >= 5 && entry.kind != Kind::Glue {
        each(mix(summed(word), LETTERS), Form::Scrambled);
    }
}

const fn slot(first: u8, last: u8) -> usize {
    (first & 31) as usize * 32 + (last & 31) as usize
}

/// Place and bit of a word that may be scrambled.
fn frame(entry: &Entry) -> Option<(usize, u32)> {
    let letters = u32::try_from(entry.word.chars().count()).ok().filter(|n| (5..32).contains(n))?;
    let (first, last) = (entry.word.chars().next()?, entry.word.chars().next_back()?);
    (entry.kind != Kind::Glue).then(|| (slot(code(first), code(last)), 1 << letters))
}

/// A sum of the letters of `word`, which their order does not change.
pub(super) fn summed(word: &str) -> u64 {
    word.chars().fold(0, |sum: u64, c| sum.wrapping_add(mix(u64::from(code(c)) + 0x51, LETTERS)))
}

fn packed(chars: impl Iterator<Item = char>) -> u64 {
    let (key, letters) = chars.fold((0u64, 0), |(key, n), c| (key << 5 | u64::from(code(c)), n + 1));
    suffix(key, letters)
}

/// The key of a leet word: `i` and `l` are the same letter there.
pub(super) fn loose(word: &str) -> u64 {
    packed(word.chars().map(|c| match unleet(c) {
        'l' | 'L' => 'i',
        c => c,
    }))
}

/// The key of a word with doubled letters.
pub(super) fn squeezed(word: &str) -> u64 {
    packed(squeeze(word))
}

/// `word` with each row of one letter as one letter.
fn squeeze(word: &str) -> impl Iterator<Item = char> + '_ {
    let mut last = None;
    word.chars().filter(move |&c| last.replace(c.to_ascii_lowercase()) != Some(c.to_ascii_lowercase()))
}

/// `word` in a disguise that maps letter to letter.
fn image(word: &str, form: Form) -> Box<dyn Iterator<Item = char> + '_> {
    match form {
        Form::Rot13 => Box::new(word.chars().map(rot13)),
        Form::Atbash => Box::new(word.chars().map(atbash)),
        Form::Reversed => Box::new(word.chars().rev()),
        Form::Leet | Form::Broken | Form::Scrambled => Box::new(word.chars()),
    }
}

impl Index {
    /// The hit of the word at `span` under `hash`, if a comparison letter by letter confirms it.
    #[cold]
    pub(super) fn settle(&self, hash: u64, text: &str, span: Range<usize>) -> Option<Hit> {
        let mut filed = self.get(hash).peekable();
        filed.peek()?;
        let word = text[span.clone()].to_lowercase();
        let (entry, form) = filed.find(|&(entry, form)| is(&word, ENTRIES[entry as usize].word, form))?;
        let free = form != Form::Broken || stands_free(text, &span);
        free.then_some(Hit { start: span.start, end: span.end, form, entry })
    }
}

fn is(word: &str, known: &str, form: Form) -> bool {
    match form {
        Form::Rot13 | Form::Atbash | Form::Reversed => word.chars().eq(image(known, form)),
        Form::Leet => {
            let same = |a: char, b: char| a == b || (a == 'i' && b == 'l');
            word.chars().count() == known.chars().count()
                && word.chars().map(unleet).zip(known.chars()).all(|(a, b)| same(a, b))
        }
        Form::Broken => {
            let rest = |n| word.char_indices().nth(n).is_some_and(|(at, _)| &word[at..] == known);
            let doubled = || word.len() > known.len() + 1 && squeeze(word).eq(squeeze(known));
            (rest(1) || rest(2) || doubled()) && vocabulary::kind(word).is_none() && !vocabulary::is_ordinary(word)
        }
        Form::Scrambled => is_scrambled(word, known),
    }
}

fn is_scrambled(word: &str, known: &str) -> bool {
    let ends = |w: &str| (w.chars().next(), w.chars().next_back());
    let sorted = |w: &str| {
        let mut letters: Vec<char> = w.chars().collect();
        letters.sort_unstable();
        letters
    };
    word != known
        && ends(word) == ends(known)
        && vocabulary::kind(word).is_none()
        && !vocabulary::is_ordinary(word)
        && sorted(word) == sorted(known)
}

/// False for parts of identifiers, paths and code spans.
fn stands_free(text: &str, span: &Range<usize>) -> bool {
    let bytes = text.as_bytes();
    let before = span.start.checked_sub(1).map_or(b' ', |i| bytes[i]);
    let after = bytes.get(span.end).copied().unwrap_or(b' ');
    let joins = |b: u8| matches!(b, b'_' | b'-' | b'.' | b'/' | b'\\' | b'`' | b'$' | b'@' | b'#' | b'%' | b'&' | b'<');
    let full_stop = after == b'.' && bytes.get(span.end + 1).is_none_or(|b| !b.is_ascii_alphanumeric());
    !joins(before) && (full_stop || !(joins(after) || matches!(after, b'(' | b'=' | b'[' | b'>')))
}
