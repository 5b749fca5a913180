//! The linear reader: how much a text reads like one that is written to be obeyed, from hashed words, word pairs and concept
//! pairs with learned weights.
//!
//! A logistic regression over presence, divided by the root of their number, read in windows of [`WINDOW`] words so that
//! one sentence is not drowned by its paragraph (feature hashing: Weinberger et al., ICML 2009). Weights are bytes; the
//! trainer makes them from the book's training part and from segments of real trees. Deterministic, no floating-point sum
//! depends on anything but the text.

use super::lexicon::Hit;
use super::word::{Word, folded};

/// Number of buckets that features are hashed into.
pub const BUCKETS: usize = 1 << 18;
/// Words in a window; the next one starts half a window later.
pub const WINDOW: usize = 64;
/// Hits after a concept that are paired with it.
const PAIRED: usize = 4;
/// Half words within which concepts are paired.
const NEAR: u32 = 40;
/// Letters that stand for a whole longer word.
const STEM: usize = 5;

/// Bucket numbers of the features of one window.
pub type Features = Vec<u32>;

fn mix(a: u64, b: u64, salt: u64) -> u64 {
    let h = (a ^ b.rotate_left(23) ^ salt.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    h ^ (h >> 32)
}

fn bucket(hash: u64) -> u32 {
    (hash % BUCKETS as u64) as u32
}

/// Hashes of a word and of its first letters.
fn hashes(word: &str) -> (u64, Option<u64>) {
    let (mut hash, mut stem) = (0xcbf2_9ce4_8422_2325_u64, None);
    for (i, c) in folded(word).enumerate() {
        if i == STEM {
            stem = Some(hash);
        }
        let digit = c.is_ascii_digit();
        hash = (hash ^ u64::from(if digit { '0' } else { c } as u32)).wrapping_mul(0x0100_0000_01b3);
    }
    (hash, stem)
}

/// Calls `each` with the features and the byte span of every window of the text.
pub(super) fn windows(text: &str, words: &[Word], hits: &[Hit], mut each: impl FnMut(&Features, usize, usize)) {
    let hashed: Vec<(u64, Option<u64>)> =
        words.iter().map(|w| hashes(&text[w.start as usize..w.end as usize])).collect();
    let mut features = Features::new();
    let mut from = 0;
    loop {
        let to = (from + WINDOW).min(words.len());
        let Some((first, last)) = words.get(from).zip(words.get(to.wrapping_sub(1))) else { return };
        features.clear();
        words_of(&hashed[from..to], &mut features);
        let start = hits.partition_point(|h| h.start < first.start);
        let stop = hits.partition_point(|h| h.start < last.end);
        concepts_of(&hits[start..stop], &mut features);
        features.sort_unstable();
        features.dedup();
        each(&features, first.start as usize, last.end as usize);
        if to == words.len() {
            return;
        }
        from += WINDOW / 2;
    }
}

fn words_of(hashed: &[(u64, Option<u64>)], out: &mut Features) {
    for (i, &(word, stem)) in hashed.iter().enumerate() {
        out.push(bucket(mix(word, 0, 1)));
        out.extend(stem.map(|stem| bucket(mix(stem, 0, 2))));
        if let Some(&(before, _)) = i.checked_sub(1).and_then(|i| hashed.get(i)) {
            out.push(bucket(mix(before, word, 3)));
        }
        if let Some(&(before, _)) = i.checked_sub(2).and_then(|i| hashed.get(i)) {
            out.push(bucket(mix(before, word, 4)));
        }
    }
}

fn concepts_of(hits: &[Hit], out: &mut Features) {
    for (i, hit) in hits.iter().enumerate() {
        out.push(bucket(mix(hit.concept as u64, 0, 5)));
        for next in hits[i + 1..].iter().take(PAIRED).filter(|n| n.from.saturating_sub(hit.to) <= NEAR) {
            out.push(bucket(mix(hit.concept as u64, next.concept as u64, 6)));
        }
    }
}

/// Learned weights: one table knows attacks from near twins, the other from ordinary repository text.
///
/// A text must convince both: the lower of the two odds counts. One table for both questions does neither well, since
/// ordinary text outnumbers twins by far.
#[derive(Copy, Clone, Debug)]
pub struct Linear<'w> {
    tables: [Table<'w>; 2],
}

#[derive(Copy, Clone, Debug)]
struct Table<'w> {
    weights: &'w [u8],
    scale: f32,
    bias: f32,
}

impl<'w> Linear<'w> {
    /// Reads two tables, each `scale` and `bias` (f32, little endian) and then one signed byte a bucket; `None` when the
    /// length is wrong.
    pub fn parse(bytes: &'w [u8]) -> Option<Self> {
        let (first, second) = bytes.split_at_checked(8 + BUCKETS)?;
        Some(Self { tables: [Table::parse(first)?, Table::parse(second)?] })
    }

    /// Log-odds of one window.
    pub fn odds(&self, features: &Features) -> f32 {
        let [twins, ordinary] = &self.tables;
        ordinary.odds(features).min(twins.odds(features))
    }
}

impl<'w> Table<'w> {
    fn parse(bytes: &'w [u8]) -> Option<Self> {
        let (head, weights) = bytes.split_at_checked(8)?;
        let number = |at: usize| Some(f32::from_le_bytes(head.get(at..at + 4)?.try_into().ok()?));
        (weights.len() == BUCKETS).then_some(Self { weights, scale: number(0)?, bias: number(4)? })
    }

    fn odds(&self, features: &Features) -> f32 {
        let sum: i32 = features.iter().map(|&f| i32::from(self.weights[f as usize].cast_signed())).sum();
        self.bias + self.scale * sum as f32 / (features.len().max(1) as f32).sqrt()
    }
}
