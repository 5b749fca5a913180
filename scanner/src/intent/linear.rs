//! The linear reader: how much a text reads like one that is written to be obeyed, from hashed words, word pairs and concept
//! pairs with learned weights.
//!
//! A logistic regression over presence, divided by the root of their number, read in windows of [`WINDOW`] words so that
//! one sentence is not drowned by its paragraph (feature hashing: Weinberger et al., ICML 2009). Weights are bytes; the
//! trainer makes them from the book's training part and from segments of real trees. Deterministic, no floating-point sum
//! depends on anything but the text.

use super::lexicon::Hit;
use super::word::Word;

/// Number of buckets that features are hashed into.
pub const BUCKETS: usize = 1 << 18;
/// Words in a window; the next one starts half a window later.
pub const WINDOW: usize = 64;
/// Hits after a concept that are paired with it.
const PAIRED: usize = 4;
/// Half words within which concepts are paired.
const NEAR: u32 = 40;
/// Bucket numbers of the features of one window.
pub type Features = Vec<u32>;

fn mix(a: u64, b: u64, salt: u64) -> u64 {
    let h = (a ^ b.rotate_left(23) ^ salt.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    h ^ (h >> 32)
}

fn bucket(hash: u64) -> u32 {
    (hash % BUCKETS as u64) as u32
}

/// Features of one word: itself, its head, and its pairs with the word before it and with the one before that.
type Buckets = [Option<u32>; 4];

/// What is kept from window to window and from text to text.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    words: Vec<Buckets>,
    features: Features,
    seen: Seen,
}

/// Calls `each` with the features and the byte span of every window of the text.
pub(super) fn windows(
    text_words: &[Word],
    hits: &[Hit],
    buffers: &mut Buffers,
    mut each: impl FnMut(&Features, usize, usize),
) {
    let Buffers { words, features, seen } = buffers;
    words.clear();
    words.extend((0..text_words.len()).map(|i| buckets(text_words, i)));
    let mut from = 0;
    loop {
        let to = (from + WINDOW).min(text_words.len());
        let Some((first, last)) = text_words.get(from).zip(text_words.get(to.wrapping_sub(1))) else { return };
        features.clear();
        words_of(&words[from..to], features);
        let start = hits.partition_point(|h| h.start < first.start);
        let stop = hits.partition_point(|h| h.start < last.end);
        concepts_of(&hits[start..stop], features);
        seen.dedup(features);
        each(features, first.start as usize, last.end as usize);
        if to == text_words.len() {
            return;
        }
        from += WINDOW / 2;
    }
}

fn buckets(words: &[Word], i: usize) -> Buckets {
    let word = words[i].shape;
    let pair = |back: usize, salt| Some(bucket(mix(words[i.checked_sub(back)?].shape, word, salt)));
    let head = (words[i].head != 0).then(|| bucket(mix(words[i].head, 0, 2)));
    [Some(bucket(mix(word, 0, 1))), head, pair(1, 3), pair(2, 4)]
}

/// The features of a window's words; pairs do not reach out of it.
fn words_of(words: &[Buckets], out: &mut Features) {
    for (i, buckets) in words.iter().enumerate() {
        out.extend(buckets[..(i + 2).min(4)].iter().flatten());
    }
}

/// A set of buckets that is emptied by counting on.
#[derive(Debug)]
struct Seen {
    slots: Vec<u32>,
    round: u32,
}

impl Default for Seen {
    fn default() -> Self {
        Self { slots: vec![0; Self::SLOTS], round: 0 }
    }
}

impl Seen {
    const SLOTS: usize = 2048;
    /// Rounds until the slots are wiped: what is left of a slot beside a bucket.
    const ROUNDS: u32 = u32::MAX / BUCKETS as u32;

    /// Takes repeated buckets out of `features`.
    fn dedup(&mut self, features: &mut Features) {
        // A window that is crowded with concepts would fill the slots.
        if features.len() > Self::SLOTS / 2 {
            features.sort_unstable();
            return features.dedup();
        }
        self.round += 1;
        if self.round > Self::ROUNDS {
            self.slots.fill(0);
            self.round = 1;
        }
        features.retain(|&bucket| self.insert(bucket));
    }

    /// True when `bucket` is new in this round.
    #[inline]
    fn insert(&mut self, bucket: u32) -> bool {
        let filled = self.round * BUCKETS as u32;
        let mut at = bucket as usize % Self::SLOTS;
        while self.slots[at] >= filled {
            if self.slots[at] == filled + bucket {
                return false;
            }
            at = (at + 1) % Self::SLOTS;
        }
        self.slots[at] = filled + bucket;
        true
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
