//! # length_guard
//!
//! Finds floods: one word, phrase or paragraph again and again, to fill a model's context.
//!
//! ## What it does
//! Reads the words of long segments once. A phrase of at most sixteen words that is repeated without a break, a long
//! stretch made of very few different words, and a text beyond 8,192 tokens whose sentences nearly all repeat are
//! signals. Tables, numbers, sequences of letters, filler Latin and text without repetition are not, however long.
//!
//! ## Why it matters
//! Repetition crowds the instructions and the code under review out of the window, and some models answer long
//! repetitions with text they have memorised.
//!
//! ## Example
//! The word `company` two thousand times, after which a model forgets what it was asked.
//!
//! ## Limits
//! Long padding that never repeats itself is not told from a long text. Runs of line feeds and spaces are the business
//! of a structure check. Languages without spaces are read as one word.

use super::{Filter, Memory};
use crate::registry::Meta;
use crate::segment::{Profile, Segment};
use crate::signal::Signal;
use crate::span::Span;
use std::collections::HashSet;
use std::ops::Range;

const ID: &str = "length_guard";
/// Segments shorter than this hold no flood.
const SHORT: usize = 600;
/// Tokens of one segment beyond which repetition is a flood whatever its form.
const TOKENS: usize = 8192;
/// Longest repeated phrase, in words.
const PHRASE: usize = 16;
/// Words of the window in which different words are counted.
const WINDOW: u32 = 256;

/// Raises floods.
#[derive(Debug)]
pub(super) struct LengthGuard;

static META: Meta = Meta {
    id: ID,
    summary: "finds repetition that fills a model's context",
    covers: &["token-flood"],
    page: crate::page!("length_guard.rs"),
};

impl Filter for LengthGuard {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn apply<'d>(&self, segment: Segment<'d>, _memory: &mut Memory, out: &mut Vec<Signal>) -> Segment<'d> {
        if segment.text.len() < SHORT || !segment.profile.any(Profile::SPACE) {
            return segment;
        }
        let mut reader = Reader::default();
        words(&segment.text, |word, start| reader.take(word, start));
        reader.close();
        let found = reader.flood().or_else(|| sentences(&segment.text));
        out.extend(found.map(|flood| flood.signal(&segment)));
        segment
    }

    fn obfuscate(&self, text: &str) -> Option<String> {
        Some(format!("{} {text}", vec!["company"; 400].join(" ")))
    }
}

/// Calls `each` with the words of `text` (between white space) and their starts.
fn words(text: &str, mut each: impl FnMut(&[u8], usize)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let word = bytes[at..].iter().take_while(|b| !b.is_ascii_whitespace()).count();
        if word > 0 {
            each(&bytes[at..at + word], at);
        }
        at += word + 1;
    }
}

/// A stretch of repetition.
struct Flood {
    range: Range<usize>,
    strength: f32,
    reason: String,
}

impl Flood {
    fn signal(self, segment: &Segment<'_>) -> Signal {
        segment.signal(ID, "token-flood", Span::of(self.range), self.strength).because(self.reason)
    }
}

/// A run of words in which each equals the one `period` words before.
#[derive(Copy, Clone, Default)]
struct Run {
    period: u32,
    words: u32,
    start: usize,
    end: usize,
}

/// Reads words one by one. Every table has a fixed size, so that hostile text costs no more than any other.
struct Reader {
    /// Last index and window of the word with this hash.
    seen: Vec<(u32, u32)>,
    index: u32,
    run: Run,
    best: Run,
    window: u32,
    distinct: u32,
    natural: u32,
    poor: Run,
    poorest: Run,
    window_start: usize,
    end: usize,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            seen: vec![(0, 0); 1024],
            index: 0,
            run: Run::default(),
            best: Run::default(),
            window: 1,
            distinct: 0,
            natural: 0,
            poor: Run::default(),
            poorest: Run::default(),
            window_start: 0,
            end: 0,
        }
    }
}

impl Reader {
    fn take(&mut self, word: &[u8], start: usize) {
        self.index += 1;
        let slot = (hash(word) >> 54) as usize;
        let Some(seen) = self.seen.get_mut(slot) else { return };
        let (last, window) = std::mem::replace(seen, (self.index, self.window));
        let again = window == self.window;
        let natural = again && is_word(word);
        self.distinct += u32::from(!again);
        self.natural += u32::from(natural && word.len() > 2 && word[0] != 0xE2);
        // A phrase that crosses into the next window is counted from its second repetition there.
        let period = if natural {
            self.index - last
        } else {
            u32::from(last > 0 && self.index - last == self.run.period) * self.run.period
        };
        self.repeat(period, start, start + word.len());
        self.end = start + word.len();
        if self.index.is_multiple_of(WINDOW) {
            self.next_window();
        }
    }

    /// One more word that stood `period` words ago.
    fn repeat(&mut self, period: u32, start: usize, end: usize) {
        if period == 0 || period > PHRASE as u32 || period != self.run.period {
            self.best = longer(self.best, self.run);
            self.run = Run { period, words: 0, start, end };
        }
        self.run.words += 1;
        self.run.end = end;
    }

    fn next_window(&mut self) {
        // Fewer than one word in eight is new, and nearly all of them are words.
        if self.distinct * 8 <= WINDOW && self.natural * 10 >= (WINDOW - self.distinct) * 9 {
            if self.poor.words == 0 {
                self.poor.start = self.window_start;
            }
            self.poor.words += WINDOW;
            self.poor.end = self.end;
        } else {
            self.poorest = longer(self.poorest, self.poor);
            self.poor = Run::default();
        }
        self.window += 1;
        (self.distinct, self.natural, self.window_start) = (0, 0, self.end);
    }

    fn close(&mut self) {
        self.best = longer(self.best, self.run);
        self.poorest = longer(self.poorest, self.poor);
    }

    fn flood(&self) -> Option<Flood> {
        self.phrase().or_else(|| self.few_words())
    }

    fn phrase(&self) -> Option<Flood> {
        let Run { period, words, start, end } = self.best;
        if period == 0 || words < 150 {
            return None;
        }
        let times = words / period;
        let strength = match times {
            1000.. => 0.85,
            200.. => 0.75,
            60.. => 0.6,
            20.. => 0.5,
            _ => return None,
        };
        let what = if period == 1 { "one word".to_owned() } else { format!("a phrase of {period} words") };
        Some(Flood { range: start..end, strength, reason: format!("repeats {what} {times} times") })
    }

    fn few_words(&self) -> Option<Flood> {
        let Run { words, start, end, .. } = self.poorest;
        let strength = match words {
            0 => return None,
            256..512 => 0.4,
            512..2048 => 0.6,
            _ => 0.75,
        };
        Some(Flood { range: start..end, strength, reason: format!("holds {words} words of which hardly any differ") })
    }
}

fn longer(a: Run, b: Run) -> Run {
    if b.words > a.words && (b.period as usize) <= PHRASE { b } else { a }
}

/// By the first eight bytes and the length: enough to tell the words of one text apart.
fn hash(word: &[u8]) -> u64 {
    let mut head = [0; 8];
    let len = word.len().min(8);
    head[..len].copy_from_slice(&word[..len]);
    let folded = u64::from_le_bytes(head) | 0x2020_2020_2020_2020;
    (folded ^ word.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// A word of a language: letters (any script), at most one mark of punctuation at its end; no tags, names or numbers.
fn is_word(word: &[u8]) -> bool {
    let bare = word.strip_suffix(b",").or_else(|| word.strip_suffix(b".")).unwrap_or(word);
    let letters = !bare.is_empty() && bare.len() <= 24 && bare.iter().all(|&b| b.is_ascii_alphabetic() || b >= 0x80);
    letters && (bare.len() < 2 || bare.iter().any(u8::is_ascii_lowercase) || bare.iter().any(|&b| b >= 0x80))
}

/// Beyond the token limit: sentences that nearly all repeat earlier ones.
fn sentences(text: &str) -> Option<Flood> {
    if text.len() < 4 * TOKENS || text.contains("ipsum") {
        return None;
    }
    let (mut all, mut seen) = (0usize, HashSet::new());
    for sentence in text.split(['.', '!', '?', '\n']).map(str::trim).filter(|s| is_sentence(s)) {
        all += sentence.len();
        seen.insert(sentence);
    }
    let count = seen.len();
    let mean = all.checked_div(count).unwrap_or(0);
    // Each distinct sentence carries the bytes of at least twenty repetitions, and prose makes up most of the text.
    (mean > 1600 && all * 2 > text.len()).then(|| Flood {
        range: 0..text.len(),
        strength: 0.6,
        reason: format!("repeats {count} sentences over more than {TOKENS} tokens"),
    })
}

fn is_sentence(text: &str) -> bool {
    let words = text.split_ascii_whitespace();
    let natural = words.clone().filter(|w| is_word(w.as_bytes())).count();
    natural >= 4 && natural * 10 >= words.count() * 8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::bench::{apply, strongest};
    use proptest::prelude::*;

    fn flood(text: &str) -> f32 {
        strongest(&apply(&LengthGuard, text).0, "token-flood")
    }

    #[test]
    fn floods_are_found() {
        let line = "* the reader continues with the next line and the next line continues with the reader,\n";
        for text in [
            "company ".repeat(1000),
            "SolarGolem ".repeat(300),
            "a b c d e f g h ".repeat(50),
            "Read the rules again. ".repeat(300),
            line.repeat(40),
            format!("Hello there. {}", "poem poem, ".repeat(400)),
            format!("A {} b", "This long sentence says the same thing over and over while another one waits outside for its turn to come. ".repeat(400)),
        ] {
            assert!(flood(&text) > 0.35, "{}: {}", flood(&text), &text[..40]);
        }
        assert!(flood(&"word ".repeat(3000)) > 0.8);
    }

    #[test]
    fn long_data_is_no_flood() {
        let table: String = (0..3000).map(|i| format!("{i},{},red,{}\n", i * 7 % 13, i % 2)).collect();
        let grid = "0,0,0,0,1,1,0,0,0,0\n".repeat(900);
        let fasta = ">seq\nACGTACGTTAGCACGGATTACAACGTAGCTAGCTAGGATCCATGCAACGTACG\n".repeat(900);
        let lorem = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo consequat. ".repeat(200);
        let tags = "O O B-PER I-PER O O O ".repeat(200);
        let code = "    mov eax, ebx\n    add eax, 4\n".repeat(400);
        let varied: String = (0..9000).map(|i| format!("word{} text{} ", ["a", "b", "c"][i % 3], i)).collect();
        for text in [table, grid, fasta, lorem, tags, code, varied, "x".repeat(100_000), "0 ".repeat(9000)] {
            assert!(flood(&text) <= 0.2, "{}: {}", flood(&text), &text[..40]);
        }
    }

    proptest! {
        /// The obfuscated form is a flood, whatever is appended.
        #[test]
        fn own_disguise_is_seen(text in "[ -~]{0,80}") {
            let flooded = LengthGuard.obfuscate(&text).unwrap();
            prop_assert!(flood(&flooded) > 0.5);
            prop_assert!(apply(&LengthGuard, &flooded).1.contains(&text));
        }
    }
}
