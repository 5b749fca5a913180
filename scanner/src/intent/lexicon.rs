//! The lexicon: phrases of many languages, each filling one concept, found in one pass over the words of a text.
//!
//! A phrase is a sequence of whole words or stems (`*`); `_` stands for any word. The first word is looked up by hash, the
//! rest is compared. Files in `lexicon/` hold one concept a paragraph; all languages are searched at once, because
//! payloads mix them.

use super::concept::Concept;
use super::word::{EMPTY, Word, folded, step, words};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::num::NonZeroU64;
use std::sync::LazyLock;

/// Every language file.
static FILES: &[(&str, &str)] = &[
    ("ar", include_str!("lexicon/ar.lex")),
    ("de", include_str!("lexicon/de.lex")),
    ("en", include_str!("lexicon/en.lex")),
    ("es", include_str!("lexicon/es.lex")),
    ("fa", include_str!("lexicon/fa.lex")),
    ("fr", include_str!("lexicon/fr.lex")),
    ("he", include_str!("lexicon/he.lex")),
    ("hi", include_str!("lexicon/hi.lex")),
    ("id", include_str!("lexicon/id.lex")),
    ("it", include_str!("lexicon/it.lex")),
    ("ja", include_str!("lexicon/ja.lex")),
    ("ko", include_str!("lexicon/ko.lex")),
    ("nl", include_str!("lexicon/nl.lex")),
    ("pl", include_str!("lexicon/pl.lex")),
    ("pt", include_str!("lexicon/pt.lex")),
    ("ru", include_str!("lexicon/ru.lex")),
    ("sv", include_str!("lexicon/sv.lex")),
    ("th", include_str!("lexicon/th.lex")),
    ("tr", include_str!("lexicon/tr.lex")),
    ("uk", include_str!("lexicon/uk.lex")),
    ("vi", include_str!("lexicon/vi.lex")),
    ("zh", include_str!("lexicon/zh.lex")),
];

/// The lexicon of all languages.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(FILES));

/// One place where a concept was found.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) struct Hit {
    pub(super) concept: Concept,
    /// First byte in the text.
    pub(super) start: u32,
    /// One past the last byte.
    pub(super) end: u32,
    /// Position of the first word, in half words.
    pub(super) from: u32,
    /// Position just after the last word.
    pub(super) to: u32,
}

#[derive(Debug)]
struct Phrase {
    concept: Concept,
    rest: Vec<Pattern>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Pattern {
    Any,
    /// The folded letters of a whole word, with their hash.
    Exact(String, u64),
    Stem(String),
}

impl Pattern {
    fn matches(&self, word: &Word, text: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Exact(letters, hash) => word.hash == *hash && folded(word.of(text)).eq(letters.chars()),
            Self::Stem(stem) => starts_with(word.of(text), stem),
        }
    }
}

/// True when the folded letters of `word` begin with `stem`.
fn starts_with(word: &str, stem: &str) -> bool {
    match word.as_bytes().get(..stem.len()) {
        Some(head) if head.is_ascii() => head.eq_ignore_ascii_case(stem.as_bytes()),
        _ => {
            let mut letters = folded(word);
            stem.chars().all(|c| letters.next() == Some(c))
        }
    }
}

/// The first three letters of stems in ASCII letters: most words begin like none, and need not be read letter by letter.
#[derive(Debug)]
struct Starts(Vec<u32>);

impl Starts {
    fn new() -> Self {
        Self(vec![0; 26 * 26])
    }

    fn add(&mut self, stem: &str) {
        let letter = |at: usize| stem.as_bytes().get(at).map_or(0..26, |&b| code(b).map_or(0..0, |c| c..c + 1));
        for pair in letter(0).flat_map(|a| letter(1).map(move |b| a * 26 + b)) {
            self.0[pair] |= letter(2).fold(0, |bits, c| bits | 1 << c);
        }
    }

    #[inline]
    fn excludes(&self, word: &[u8]) -> bool {
        let &[a, b, c, ..] = word else { return false };
        let (Some(a), Some(b), Some(c)) = (code(a), code(b), code(c)) else { return false };
        self.0[a * 26 + b] & (1 << c) == 0
    }
}

/// Place of an ASCII letter in the alphabet.
#[inline]
fn code(byte: u8) -> Option<usize> {
    let at = (byte | 0x20).wrapping_sub(b'a');
    (at < 26).then_some(at as usize)
}

/// A phrase by its number, with the hash of its second word where that word is known, so that most phrases are ruled out
/// without a look at them.
#[derive(Copy, Clone, Debug)]
struct Entry {
    phrase: u32,
    second: Option<NonZeroU64>,
}

type Index = HashMap<u64, Vec<Entry>, BuildHasherDefault<Identity>>;

/// Phrases indexed by their first word.
#[derive(Debug)]
pub(super) struct Lexicon {
    phrases: Vec<Phrase>,
    exact: Index,
    stems: Index,
    starts: Starts,
    bloom: Vec<u64>,
}

/// Words of the Bloom filter before the indexes: 16 KiB, so that it stays in the first cache.
const BLOOM: usize = 1 << 11;

fn place(hash: u64) -> usize {
    (hash >> 12) as usize % BLOOM
}

fn bits(hash: u64) -> u64 {
    (1 << (hash & 63)) | (1 << ((hash >> 6) & 63))
}

/// Spreads a running hash; exact words and stems of the same letters differ by `salt`.
fn finish(hash: u64, salt: u64) -> u64 {
    let h = (hash ^ salt).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    h ^ (h >> 29)
}

const EXACT: u64 = 1;
const STEM: u64 = 2;

impl Lexicon {
    fn of(files: &[(&str, &str)]) -> Self {
        let mut lexicon = Self {
            phrases: Vec::new(),
            exact: Index::default(),
            stems: Index::default(),
            starts: Starts::new(),
            bloom: vec![0; BLOOM],
        };
        for (_, text) in files {
            for (concept, phrase) in parse(text) {
                lexicon.add(concept, phrase);
            }
        }
        lexicon
    }

    fn add(&mut self, concept: Concept, phrase: &str) {
        let mut patterns = patterns(phrase).into_iter();
        let Some(first) = patterns.next() else { return };
        let id = u32::try_from(self.phrases.len()).unwrap_or(u32::MAX);
        let (hash, salt) = match &first {
            Pattern::Exact(_, hash) => (*hash, EXACT),
            Pattern::Stem(text) => {
                self.starts.add(text);
                (text.chars().fold(EMPTY, |hash, c| step(hash, c as u32)), STEM)
            }
            Pattern::Any => return,
        };
        let hash = finish(hash, salt);
        self.bloom[place(hash)] |= bits(hash);
        let index = if salt == EXACT { &mut self.exact } else { &mut self.stems };
        let rest: Vec<Pattern> = patterns.collect();
        let second = match rest.first() {
            Some(Pattern::Exact(_, hash)) => NonZeroU64::new(*hash),
            _ => None,
        };
        index.entry(hash).or_default().push(Entry { phrase: id, second });
        self.phrases.push(Phrase { concept, rest });
    }

    fn may_hold(&self, hash: u64) -> bool {
        self.bloom[place(hash)] & bits(hash) == bits(hash)
    }

    /// All hits in `text`, in order of their first word.
    pub(super) fn hits(&self, text: &str, words: &[Word], out: &mut Vec<Hit>) {
        out.clear();
        for (i, word) in words.iter().enumerate() {
            let letters = word.of(text);
            if !word.ascii {
                self.stems(folded(letters).map(|c| c as u32), text, &words[i..], out);
            } else if !self.starts.excludes(letters.as_bytes()) {
                let lower = letters.bytes().map(|b| u32::from(b.to_ascii_lowercase()));
                self.stems(lower, text, &words[i..], out);
            }
            let exact = finish(word.hash, EXACT);
            if self.may_hold(exact) {
                self.collect(&self.exact, exact, text, &words[i..], out);
            }
        }
    }

    /// The hits whose first word is a stem of the first of `words`, which has these letters.
    #[inline]
    fn stems(&self, letters: impl Iterator<Item = u32>, text: &str, words: &[Word], out: &mut Vec<Hit>) {
        let mut hash = EMPTY;
        for letter in letters {
            hash = step(hash, letter);
            let stem = finish(hash, STEM);
            if self.may_hold(stem) {
                self.collect(&self.stems, stem, text, words, out);
            }
        }
    }

    fn collect(&self, index: &Index, hash: u64, text: &str, words: &[Word], out: &mut Vec<Hit>) {
        let Some(entries) = index.get(&hash) else { return };
        let next = words.get(1).map_or(0, |word| word.hash);
        for entry in entries.iter().filter(|entry| entry.second.is_none_or(|second| second.get() == next)) {
            let phrase = &self.phrases[entry.phrase as usize];
            let Some(tail) = words.get(1..=phrase.rest.len()) else { continue };
            let same = |(p, w): (&Pattern, &Word)| p.matches(w, text);
            if phrase.rest.iter().zip(tail).all(same) {
                let last = tail.last().unwrap_or(&words[0]);
                out.push(Hit {
                    concept: phrase.concept,
                    start: words[0].start,
                    end: last.end,
                    from: words[0].at,
                    to: last.at + 2,
                });
            }
        }
    }
}

/// The pairs of concept and phrase in a lexicon file.
fn parse(text: &str) -> impl Iterator<Item = (Concept, &str)> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let named = lines.filter_map(|line| line.split_once(": "));
    let known = named.filter_map(|(name, rest)| Some((*Concept::ALL.iter().find(|c| c.name() == name)?, rest)));
    known.flat_map(|(concept, rest)| rest.split([',', '、', '،']).map(move |phrase| (concept, phrase.trim())))
}

fn patterns(phrase: &str) -> Vec<Pattern> {
    let mut found = Vec::new();
    words(phrase, &mut found);
    let pattern = |w: &Word| {
        let word: String = folded(w.of(phrase)).collect();
        match (word.as_str(), phrase[w.end as usize..].starts_with('*')) {
            ("_", _) => Pattern::Any,
            (_, true) => Pattern::Stem(word),
            (_, false) => Pattern::Exact(word, w.hash),
        }
    };
    found.iter().map(pattern).collect()
}

/// Keys are hashes already.
#[derive(Default, Debug)]
struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |h, &b| (h << 8) | u64::from(b));
    }

    fn write_u64(&mut self, n: u64) {
        self.0 = n;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn concepts(text: &str) -> Vec<Concept> {
        let (mut w, mut hits) = (Vec::new(), Vec::new());
        words(text, &mut w);
        LEXICON.hits(text, &w, &mut hits);
        hits.into_iter().map(|h| h.concept).collect()
    }

    #[test]
    fn every_line_names_a_concept() {
        for (language, text) in FILES {
            for line in text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
                let name = line.split_once(": ").map(|(name, _)| name).unwrap_or(line);
                assert!(Concept::ALL.iter().any(|c| c.name() == name), "{language}: {name}");
            }
        }
    }

    #[test]
    fn phrases_stems_and_words() {
        assert_eq!(concepts("Disregarding xyzzy"), [Concept::Ignore]);
        assert!(concepts("the System Prompt").contains(&Concept::SystemPrompt));
        assert!(concepts("cat ~/.ssh/id_rsa").contains(&Concept::SecretStrong));
        assert!(!concepts("ignorance is bliss").contains(&Concept::Ignore));
    }
}
