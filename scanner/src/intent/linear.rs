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
    scales: [Scale; 2],
    /// The byte of the first table and that of the second for each bucket: one look in memory serves both.
    weights: &'w [[u8; 2]],
}

#[derive(Copy, Clone, Debug)]
struct Scale {
    scale: f32,
    bias: f32,
}

impl Scale {
    fn odds(self, sum: i32, root: f32) -> f32 {
        self.bias + self.scale * sum as f32 / root
    }
}

/// Bytes before the weights: `scale` and `bias` of each table.
const HEAD: usize = 16;

impl<'w> Linear<'w> {
    /// Reads `scale` and `bias` of both tables (f32, little endian), then two signed bytes a bucket; `None` when the length
    /// is wrong.
    pub fn parse(bytes: &'w [u8]) -> Option<Self> {
        let (head, weights) = bytes.split_at_checked(HEAD)?;
        let number = |at: usize| Some(f32::from_le_bytes(head.get(at..at + 4)?.try_into().ok()?));
        let scale = |at| Some(Scale { scale: number(at)?, bias: number(at + 4)? });
        let (weights, rest) = weights.as_chunks();
        (weights.len() == BUCKETS && rest.is_empty()).then_some(Self { scales: [scale(0)?, scale(8)?], weights })
    }

    /// Log-odds of one window.
    pub fn odds(&self, features: &Features) -> f32 {
        let add = |sum: [i32; 2], &feature: &u32| {
            let pair = self.weights[feature as usize].map(|byte| i32::from(byte.cast_signed()));
            [sum[0] + pair[0], sum[1] + pair[1]]
        };
        let [twins, ordinary] = features.iter().fold([0; 2], add);
        let root = (features.len().max(1) as f32).sqrt();
        self.scales[0].odds(twins, root).min(self.scales[1].odds(ordinary, root))
    }
}
