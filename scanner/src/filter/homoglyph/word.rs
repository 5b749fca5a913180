//! Words that hold letters of another script or style, and what they are made of.

use super::fold::{Look, look};
use std::ops::Range;

/// A word with at least one foreign or styled letter.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Word {
    pub(super) range: Range<usize>,
    /// The word with every look-alike replaced.
    pub(super) plain: String,
    pub(super) letters: u32,
    pub(super) latin: u32,
    pub(super) twins: u32,
    pub(super) likes: u32,
    pub(super) styled: u32,
    pub(super) others: u32,
    /// Greek letters, and whether some of them stand between Latin small letters.
    pub(super) greek: u32,
    pub(super) inside: bool,
    /// The first letter is foreign or styled and no other is.
    pub(super) initial: bool,
    /// The same of the last letter.
    last: bool,
    /// Every Latin letter is a capital.
    pub(super) capitals: bool,
}

/// First bytes of characters that may be foreign look-alikes or styled letters.
const fn lead(byte: u8) -> bool {
    matches!(byte, 0xCD..=0xD6 | 0xE1 | 0xE2 | 0xEA | 0xEF | 0xF0)
}

/// Most characters of a word that are looked at; longer ones are cut, which loses nothing that is a word.
const LONGEST: usize = 64;

/// Calls `each` with the words of `text` that hold a foreign or styled letter.
pub(super) fn words(text: &str, mut each: impl FnMut(Word)) {
    let bytes = text.as_bytes();
    let (mut at, mut floor) = (0, 0);
    while let Some(step) = bytes.get(at..).and_then(|rest| rest.iter().position(|&b| lead(b))) {
        let found = at + step;
        let Some(c) = text[found..].chars().next() else { return };
        at = found + c.len_utf8();
        if !strange(look(c)) {
            continue;
        }
        let start = past_escape(text, before(text, floor, found)).min(found);
        let end = at + after(&text[at..]);
        (at, floor) = (end, end);
        each(Word::of(text, start..end));
    }
}

fn strange(look: Look) -> bool {
    !matches!(look, Look::Latin | Look::Not)
}

fn before(text: &str, floor: usize, end: usize) -> usize {
    let letters = text[floor..end].char_indices().rev().take(LONGEST).take_while(|&(_, c)| look(c) != Look::Not);
    letters.last().map_or(end, |(i, _)| floor + i)
}

/// `\\n` and `%s` in front of a word of another script are no letters of that word.
fn past_escape(text: &str, start: usize) -> usize {
    let most = match text.as_bytes()[..start].last() {
        Some(b'\\') => 1,
        Some(b'%') => 3,
        _ => return start,
    };
    let letters = text[start..].bytes().take(most).take_while(|b| b"nrtbfvldsiuzxc".contains(b));
    start + letters.count()
}

fn after(rest: &str) -> usize {
    rest.chars().take(LONGEST).take_while(|&c| look(c) != Look::Not).map(char::len_utf8).sum()
}

impl Word {
    fn of(text: &str, range: Range<usize>) -> Self {
        let source = &text[range.clone()];
        let mut word = Self {
            range,
            plain: String::with_capacity(source.len()),
            letters: 0,
            latin: 0,
            twins: 0,
            likes: 0,
            styled: 0,
            others: 0,
            greek: 0,
            inside: false,
            initial: false,
            last: false,
            capitals: true,
        };
        let (mut last, mut open) = ('-', false);
        for c in source.chars() {
            word.add(c);
            open = if greek(c) { open || last.is_ascii_lowercase() } else { open && greek(last) };
            word.inside |= open && c.is_ascii_lowercase();
            last = c;
        }
        let single = word.latin + 1 == word.letters;
        word.initial = single && source.chars().next().is_some_and(|c| strange(look(c)));
        word.last = single && strange(look(last));
        word
    }

    fn add(&mut self, c: char) {
        self.letters += 1;
        self.greek += u32::from(greek(c));
        let plain = match look(c) {
            Look::Twin(plain) => {
                self.twins += 1;
                plain
            }
            Look::Like(plain) => {
                self.likes += 1;
                plain
            }
            Look::Styled(plain) => {
                self.styled += u32::from(plain.is_ascii_alphabetic());
                plain
            }
            Look::Latin => {
                self.latin += 1;
                self.capitals &= c.is_uppercase();
                c
            }
            Look::Other | Look::Not => {
                self.others += 1;
                c
            }
        };
        self.plain.push(plain);
    }

    /// Foreign letters only, all of them look-alikes.
    pub(super) fn is_whole(&self) -> bool {
        self.twins > 0 && self.twins + self.likes == self.letters
    }

    /// A word of another script that no Latin reader would take for one of his own.
    pub(super) fn is_foreign(&self) -> bool {
        self.latin == 0 && self.styled == 0 && (self.others > 0 || self.likes * 2 > self.letters)
    }

    /// Latin letters and look-alikes in one word of at least three letters.
    pub(super) fn is_mixed(&self) -> bool {
        let foreign = self.twins + self.likes + self.styled;
        self.others == 0
            && self.latin > 0
            && foreign > 0
            && self.letters > 2
            && (self.likes == 0 || self.latin > self.likes)
    }

    /// A mixed word that a convention explains: a unit, a variable, an ending, an ornament.
    pub(super) fn is_usual(&self) -> bool {
        let foreign = self.twins + self.likes;
        // Kabyle and others write Greek epsilon and gamma among Latin letters.
        let variable = self.greek == foreign && foreign > 0 && (!self.inside || self.twins == 0);
        let ending = self.capitals && self.latin > 1;
        let ornament = foreign == 0 && (self.initial || self.last || self.letters < 4);
        variable || ending || ornament
    }

    /// A word in one of the letter styles.
    pub(super) fn is_styled(&self) -> bool {
        self.styled >= 2 && self.styled == self.letters && self.plain.bytes().any(|b| b.is_ascii_alphabetic())
    }
}

fn greek(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3FF}')
}
