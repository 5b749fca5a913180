//! The lexicon: phrases of many languages, each filling one concept, found in one pass over the words of a text.
//!
//! A phrase is a sequence of whole words or stems (`*`); `_` stands for any word. The first word is looked up by hash, the
//! rest is compared. Files in `lexicon/` hold one concept a paragraph; all languages are searched at once, because
//! payloads mix them.

use super::concept::Concept;
use super::word::{Word, folded, words};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
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
    Exact(String),
    Stem(String),
}

impl Pattern {
    fn matches(&self, word: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Exact(text) => folded(word).eq(text.chars()),
            Self::Stem(stem) => {
                let mut letters = folded(word);
                stem.chars().all(|c| letters.next() == Some(c))
            }
        }
    }
}

type Index = HashMap<u64, Vec<u32>, BuildHasherDefault<Identity>>;

/// Phrases indexed by their first word.
#[derive(Debug)]
pub(super) struct Lexicon {
    phrases: Vec<Phrase>,
    exact: Index,
    stems: Index,
    bloom: Vec<u64>,
}

const BLOOM_BITS: u64 = 1 << 17;
const FNV: u64 = 0xcbf2_9ce4_8422_2325;

fn step(hash: u64, c: char) -> u64 {
    (hash ^ u64::from(c as u32)).wrapping_mul(0x0100_0000_01b3)
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
            bloom: vec![0; (BLOOM_BITS / 64) as usize],
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
        let (text, salt) = match &first {
            Pattern::Exact(text) => (text, EXACT),
            Pattern::Stem(text) => (text, STEM),
            Pattern::Any => return,
        };
        let hash = finish(text.chars().fold(FNV, step), salt);
        self.bloom[(hash % BLOOM_BITS / 64) as usize] |= 1 << (hash % 64);
        let index = if salt == EXACT { &mut self.exact } else { &mut self.stems };
        index.entry(hash).or_default().push(id);
        self.phrases.push(Phrase { concept, rest: patterns.collect() });
    }

    fn may_hold(&self, hash: u64) -> bool {
        self.bloom[(hash % BLOOM_BITS / 64) as usize] & (1 << (hash % 64)) != 0
    }

    /// All hits in `text`, in order of their first word.
    pub(super) fn hits(&self, text: &str, words: &[Word], out: &mut Vec<Hit>) {
        out.clear();
        for (i, word) in words.iter().enumerate() {
            let letters = &text[word.start as usize..word.end as usize];
            let mut hash = FNV;
            for c in folded(letters) {
                hash = step(hash, c);
                let stem = finish(hash, STEM);
                if self.may_hold(stem) {
                    self.collect(&self.stems, stem, text, &words[i..], out);
                }
            }
            let exact = finish(hash, EXACT);
            if self.may_hold(exact) {
                self.collect(&self.exact, exact, text, &words[i..], out);
            }
        }
    }

    fn collect(&self, index: &Index, hash: u64, text: &str, words: &[Word], out: &mut Vec<Hit>) {
        let Some(ids) = index.get(&hash) else { return };
        for phrase in ids.iter().filter_map(|&id| self.phrases.get(id as usize)) {
            let Some(tail) = words.get(1..=phrase.rest.len()) else { continue };
            let same = |(p, w): (&Pattern, &Word)| p.matches(&text[w.start as usize..w.end as usize]);
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
        let word: String = folded(&phrase[w.start as usize..w.end as usize]).collect();
        match (word.as_str(), phrase[w.end as usize..].starts_with('*')) {
            ("_", _) => Pattern::Any,
            (_, true) => Pattern::Stem(word),
            (_, false) => Pattern::Exact(word),
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
