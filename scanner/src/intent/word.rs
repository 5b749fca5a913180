//! Words of any script with their place: the tokens that lexicon phrases are made of.
//!
//! Scripts written without spaces give one token a character. Positions count half words, and the end of a sentence
//! counts as a gap, so that one distance serves all languages.

/// One word of a text.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) struct Word {
    /// First byte in the text.
    pub(super) start: u32,
    /// One past the last byte (a possessive `'s` is left out).
    pub(super) end: u32,
    /// Half words before it.
    pub(super) at: u32,
    /// True when it is sure to hold ASCII letters only.
    pub(super) ascii: bool,
    /// Hash of its folded letters.
    pub(super) hash: u64,
    /// The same with every digit taken for `0`.
    pub(super) shape: u64,
    /// `shape` of the first [`HEAD`] letters of a longer word, else 0.
    pub(super) head: u64,
}

/// Letters that stand for a whole longer word.
const HEAD: usize = 5;

/// Hash of no letters (FNV-1a).
pub(super) const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash of some letters and one more.
#[inline]
pub(super) fn step(hash: u64, letter: u32) -> u64 {
    (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3)
}

impl Word {
    fn new(text: &str, start: usize, end: usize, at: u32) -> Self {
        let mut word = Self { end: clip(end), ascii: false, ..Self::open(start, at) };
        folded(&text[start..end]).enumerate().for_each(|(i, c)| word.push(i, c as u32));
        word
    }

    fn open(start: usize, at: u32) -> Self {
        Self { start: clip(start), end: 0, at, ascii: true, hash: EMPTY, shape: EMPTY, head: 0 }
    }

    #[inline]
    fn push(&mut self, i: usize, letter: u32) {
        if i == HEAD {
            self.head = self.shape;
        }
        self.hash = step(self.hash, letter);
        self.shape = step(self.shape, if matches!(letter, 0x30..=0x39) { 0x30 } else { letter });
    }

    /// Its letters as they stand in the text.
    pub(super) fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start as usize..self.end as usize]
    }
}

/// Extra distance at the end of a sentence.
const SENTENCE_GAP: u32 = 6;

/// True for scripts written without spaces between words.
fn is_dense(c: char) -> bool {
    matches!(c as u32, 0x0E01..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '\'' | '\u{2019}') || is_mark(c)
}

/// Combining marks stay inside their word.
fn is_mark(c: char) -> bool {
    matches!(c as u32, 0x0300..=0x036F | 0x0591..=0x05C7 | 0x064B..=0x065F | 0x0670 | 0x0900..=0x0DFF | 0x200C | 0x200D)
}

/// Fills `out` with the words of `text`.
pub(super) fn words(text: &str, out: &mut Vec<Word>) {
    out.clear();
    let bytes = text.as_bytes();
    let (mut i, mut at) = (0, 0u32);
    while i < bytes.len() {
        let byte = bytes[i];
        if byte.is_ascii() {
            let dotted = byte == b'.' && bytes.get(i + 1).is_some_and(u8::is_ascii_alphabetic);
            if byte.is_ascii_alphanumeric() || byte == b'_' || dotted {
                i = push(text, i, i + 1, &mut at, out);
            } else {
                at += gap(byte, bytes.get(i + 1).copied());
                i += 1;
            }
            continue;
        }
        let Some(c) = text[i..].chars().next() else { break };
        let next = i + c.len_utf8();
        if is_dense(c) {
            out.push(Word::new(text, i, next, at));
            at += 1;
            i = next;
        } else if is_word(c) {
            i = push(text, i, next, &mut at, out);
        } else {
            at += if matches!(c, '。' | '！' | '？' | '؟' | '।') { SENTENCE_GAP } else { 0 };
            i = next;
        }
    }
}

fn gap(byte: u8, next: Option<u8>) -> u32 {
    match byte {
        b'.' | b'!' | b'?' if next.is_none_or(|b| b.is_ascii_whitespace() || b == b'"') => SENTENCE_GAP,
        b'\n' if next == Some(b'\n') => SENTENCE_GAP,
        // An arrow leads from one thing to another: lists of replacements are no sentences.
        b'-' | b'=' if next == Some(b'>') => SENTENCE_GAP,
        _ => 0,
    }
}

/// Pushes the word that starts at `start` and goes at least to `from`; returns where it ends.
fn push(text: &str, start: usize, from: usize, at: &mut u32, out: &mut Vec<Word>) -> usize {
    let bytes = text.as_bytes();
    let mut word = Word::open(start, *at);
    let (mut end, mut apostrophe) = (start, false);
    while let Some(&byte) = bytes.get(end) {
        let letter = FOLDED[byte as usize];
        if letter == 0 && end >= from {
            break;
        }
        word.push(end - start, u32::from(byte.to_ascii_lowercase()));
        apostrophe |= byte == b'\'';
        end += 1;
    }
    if apostrophe || bytes.get(start).is_some_and(|b| !b.is_ascii()) || bytes.get(end).is_some_and(|b| !b.is_ascii()) {
        return push_any(text, start, from, at, out);
    }
    out.push(Word { end: clip(end), ..word });
    *at += 2;
    end
}

/// [`push`] for words with letters beyond ASCII or with apostrophes.
#[cold]
fn push_any(text: &str, start: usize, from: usize, at: &mut u32, out: &mut Vec<Word>) -> usize {
    let rest = text[from..].char_indices().find(|&(_, c)| !is_word(c) || is_dense(c));
    let end = rest.map_or(text.len(), |(i, _)| from + i);
    let word = text[start..end].trim_end_matches(['\'', '\u{2019}']);
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("\u{2019}s")).unwrap_or(word);
    if !word.is_empty() {
        out.push(Word::new(text, start, start + word.len(), *at));
        *at += 2;
    }
    end
}

/// The lower-case form of each ASCII byte that words are made of, else 0.
static FOLDED: [u8; 256] = {
    let mut table = [0; 256];
    let mut i = 0;
    while i < 128 {
        let byte = i as u8;
        if byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'\'' {
            table[i] = byte.to_ascii_lowercase();
        }
        i += 1;
    }
    table
};

fn clip(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The lower-case letters of a word, one apostrophe for all its forms and without vowel points.
pub(super) fn folded(word: &str) -> impl Iterator<Item = char> + '_ {
    word.chars().flat_map(char::to_lowercase).filter_map(|c| match c as u32 {
        0x2019 => Some('\''),
        0x0591..=0x05C7 | 0x064B..=0x065F | 0x0670 | 0x200C | 0x200D => None,
        _ => Some(c),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        words(text, &mut out);
        out.iter().map(|w| w.of(text)).collect()
    }

    #[test]
    fn words_of_several_scripts() {
        assert_eq!(
            split("Don't read ~/.ssh/id_rsa, user’s file."),
            ["Don't", "read", ".ssh", "id_rsa", "user", "file"]
        );
        assert_eq!(split("忽略 all"), ["忽", "略", "all"]);
        assert_eq!(split("игнорируй Größe"), ["игнорируй", "Größe"]);
    }
}
