//! Statistics of adversarial suffixes: rows of word pieces, brackets and markup that no grammar holds together.
//!
//! A window of [`WINDOW`] chunks (stretches without white space) slides over the text. What tells salad from code,
//! patterns and formulas: brackets that match nothing, punctuation inside words, words that never come again, and the
//! surprise of the character model, all at once. Linear in the text; texts without brackets or markup return at once.

use super::model::{LEVELS, SPACE, level, symbols};
use std::ops::Range;

/// Chunks of one window.
const WINDOW: usize = 10;
/// Fewest chunks and bytes that are measured.
const FEWEST: usize = 5;
const SHORTEST: usize = 36;
/// Longest chunk that can be part of a suffix.
const LONGEST: usize = 40;

/// How many numbers describe a window.
pub(super) const FEATURES: usize = 10;

/// A stretch without white space.
#[derive(Clone, Copy, Debug, Default)]
struct Chunk {
    start: usize,
    end: usize,
    /// Punctuation where language and code have none.
    odd: bool,
    /// Punctuation between letters.
    inner: u32,
    /// A capital after a small letter.
    camel: u32,
    letters: u32,
    digits: u32,
    foreign: u32,
    /// Kinds of punctuation, one bit each.
    kinds: u64,
    /// Symbols and the sum of their surprise.
    symbols: u32,
    surprise: f32,
}

/// Calls `each` with what every window of `text` looks like and where it stands.
pub(super) fn windows(text: &str, mut each: impl FnMut(&[f32; FEATURES], Range<usize>)) {
    let chunks = chunks(text);
    if chunks.len() < FEWEST {
        return;
    }
    let size = WINDOW.min(chunks.len());
    for window in chunks.windows(size).step_by(if size < WINDOW { 1 } else { 2 }) {
        let range = window[0].start..window[size - 1].end;
        let oddities = window.iter().filter(|c| c.odd).count();
        if range.len() < SHORTEST || oddities < 3 || window.iter().any(|c| c.end - c.start > LONGEST) {
            continue;
        }
        each(&features(text, window, oddities), range);
    }
}

fn features(text: &str, window: &[Chunk], oddities: usize) -> [f32; FEATURES] {
    let bytes = &text.as_bytes()[window[0].start..window[window.len() - 1].end];
    let n = window.len() as f32;
    let sum = |of: fn(&Chunk) -> u32| window.iter().map(of).sum::<u32>() as f32;
    let (words, distinct) = words(bytes);
    let all = sum(|c| c.symbols).max(1.0);
    let kinds = window.iter().fold(0, |kinds, c| kinds | c.kinds).count_ones();
    [
        oddities as f32 / n,
        unmatched(bytes) as f32 / n,
        kinds as f32,
        sum(|c| c.camel) / n,
        sum(|c| c.inner) / n,
        window.iter().map(|c| c.surprise).sum::<f32>() / all,
        sum(|c| c.letters) / bytes.len() as f32,
        sum(|c| c.digits) / bytes.len() as f32,
        words as f32 / n,
        distinct as f32 / words.max(1) as f32,
    ]
}

/// Brackets of `bytes` that have no partner.
fn unmatched(bytes: &[u8]) -> u32 {
    let mut depth = [0u32; 3];
    let mut lost = 0;
    for &byte in bytes {
        let (kind, open) = match byte {
            b'(' => (0, true),
            b')' => (0, false),
            b'[' => (1, true),
            b']' => (1, false),
            b'{' => (2, true),
            b'}' => (2, false),
            _ => continue,
        };
        match (open, depth[kind]) {
            (true, _) => depth[kind] += 1,
            (false, 0) => lost += 1,
            (false, _) => depth[kind] -= 1,
        }
    }
    lost + depth.iter().sum::<u32>()
}

/// Runs of at least three letters, and how many different ones.
fn words(bytes: &[u8]) -> (usize, usize) {
    let mut seen: Vec<u64> = Vec::with_capacity(32);
    let mut count = 0;
    for word in bytes.split(|b| !b.is_ascii_alphabetic()).filter(|w| w.len() > 2) {
        let hash = word.iter().fold(7u64, |h, b| h.wrapping_mul(31).wrapping_add(u64::from(b | 0x20)));
        count += 1;
        if !seen.contains(&hash) && seen.len() < 64 {
            seen.push(hash);
        }
    }
    (count, seen.len())
}

fn chunks(text: &str) -> Vec<Chunk> {
    let mut out: Vec<Chunk> = Vec::new();
    let (mut a, mut b) = (SPACE, SPACE);
    let mut open = Chunk::default();
    symbols(text, |c, at| {
        if c == SPACE {
            close(text, &mut open, at, &mut out);
        } else {
            if open.symbols == 0 {
                open.start = at;
            }
            let level = level(a, b, c);
            open.symbols += 1;
            open.surprise += LEVELS[usize::from(level)];
        }
        (a, b) = (b, c);
    });
    close(text, &mut open, text.len(), &mut out);
    out
}

fn close(text: &str, open: &mut Chunk, end: usize, out: &mut Vec<Chunk>) {
    if open.symbols == 0 {
        return;
    }
    let mut chunk = std::mem::take(open);
    chunk.end = end;
    chunk.look(&text.as_bytes()[chunk.start..end]);
    out.push(chunk);
}

impl Chunk {
    fn look(&mut self, bytes: &[u8]) {
        let mut last = b' ';
        for (i, &byte) in bytes.iter().enumerate() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' => {
                    self.letters += 1;
                    self.camel += u32::from(last.is_ascii_lowercase() && byte.is_ascii_uppercase());
                }
                b'0'..=b'9' => self.digits += 1,
                0x80.. => self.foreign += 1,
                _ => {
                    self.kinds |= 1 << (byte & 63);
                    let between =
                        i > 0 && bytes.get(i + 1).is_some_and(u8::is_ascii_alphabetic) && last.is_ascii_alphabetic();
                    self.inner += u32::from(between && !matches!(byte, b'\'' | b'-' | b'.' | b'/' | b'_'));
                }
            }
            last = byte;
        }
        let bare = bytes.iter().filter(|b| b.is_ascii_punctuation()).count();
        let lonely = self.letters + self.digits + self.foreign == 0
            && !matches!(bytes, b"-" | b"&" | b"*" | b"|" | b"=" | b"+" | b"#" | b"--" | b"//");
        self.odd = self.inner > 0 || lonely || unmatched(bytes) > 0 || self.camel > 0 || bare > 2;
    }
}

/// Score at which a window is as likely an attack as not.
pub(super) const EVEN: f32 = 7.6;

/// One number for a window: oddities, lost brackets, kinds of marks, broken words and surprise. Patterns, tables and
/// formulas repeat themselves or hold few letters, which salad does not: they score nothing.
pub(super) fn score(f: &[f32; FEATURES]) -> f32 {
    let [odd, lost, kinds, camel, inner, surprise, letters, digits, words, distinct] = *f;
    if letters < 0.58 || digits > 0.04 || distinct < 0.85 || words < 0.7 || lost == 0.0 {
        return 0.0;
    }
    2.0 * odd + 3.0 * lost + 0.1 * kinds + camel + inner + 0.7 * surprise
}
