//! What Latin letter a foreign or styled letter looks like.
//!
//! The pairs come from the confusables of UTS 39 (`unicode-security`) for letters of other scripts and from compatibility
//! decomposition (NFKC) for styled ones. Small letters that look like Latin capitals or differ a little are our own
//! addition and count as weak. Invariant: a fold is one ASCII letter or digit.

use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_script::{Script, UnicodeScript};
use unicode_security::skeleton;

/// What a character is to the reader of Latin text.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Look {
    /// A Latin letter, or a mark on one.
    Latin,
    /// Another script's letter that nobody tells from this one.
    Twin(char),
    /// Another script's letter that resembles this one.
    Like(char),
    /// A Latin letter in another style: mathematical, full-width, circled.
    Styled(char),
    /// A letter that looks like no Latin one.
    Other,
    /// No letter.
    Not,
}

/// Greek, Cyrillic and Armenian, where most of the work is.
const FIRST: u32 = 0x370;
const LAST: u32 = 0x58F;
static TABLE: LazyLock<Vec<Look>> =
    LazyLock::new(|| (FIRST..=LAST).map(|n| char::from_u32(n).map_or(Look::Not, find)).collect());

/// How `c` looks.
pub(super) fn look(c: char) -> Look {
    match c as u32 {
        0..0x80 if c.is_ascii_alphabetic() => Look::Latin,
        0..0x80 => Look::Not,
        n @ FIRST..=LAST => TABLE.get((n - FIRST) as usize).copied().unwrap_or(Look::Not),
        0x300..0x370 => Look::Latin,
        _ => find(c),
    }
}

fn find(c: char) -> Look {
    if let Some(plain) = styled(c) {
        return Look::Styled(plain);
    }
    if !c.is_alphabetic() {
        return Look::Not;
    }
    match c.script() {
        Script::Latin => Look::Latin,
        // Signs such as the micro and ordinal ones; they belong to no script and mix with all.
        Script::Common | Script::Inherited => Look::Not,
        Script::Greek
        | Script::Cyrillic
        | Script::Armenian
        | Script::Cherokee
        | Script::Coptic
        | Script::Lisu
        | Script::Deseret
        | Script::Georgian => twin(c).or_else(|| like(c)).unwrap_or(Look::Other),
        _ => Look::Other,
    }
}

fn twin(c: char) -> Option<Look> {
    let mut buffer = [0; 4];
    let mut shape = skeleton(c.encode_utf8(&mut buffer));
    let (first, second) = (shape.next()?, shape.next());
    // Letters with a mark decompose; the mark does not change what a person reads.
    let alone = second.is_none_or(|m| matches!(m, '\u{300}'..'\u{370}'));
    let plain = (alone && first.is_ascii_alphabetic()).then_some(first)?;
    let plain = if plain == 'l' && c.is_uppercase() { 'I' } else { plain };
    let weak = matches!(c, 'г' | 'ш' | 'Ь' | 'σ' | 'γ' | 'ո' | 'յ' | 'ա' | 'ռ' | 'ւ' | 'Ս')
        || c.is_uppercase() != plain.is_uppercase();
    Some(if weak { Look::Like(plain) } else { Look::Twin(plain) })
}

fn like(c: char) -> Option<Look> {
    let base = c.nfd().next()?;
    Some(Look::Like(match base {
        'в' | 'β' => 'b',
        'к' | 'κ' => 'k',
        'м' => 'm',
        'н' => 'h',
        'т' | 'τ' => 't',
        'п' | 'η' => 'n',
        'є' | 'ε' => 'e',
        'я' | 'Я' => 'r',
        'и' | 'И' | 'μ' => 'u',
        'ω' => 'w',
        'χ' => 'x',
        'ς' => 's',
        _ => return None,
    }))
}

fn styled(c: char) -> Option<char> {
    let n = c as u32;
    match n {
        0x1F150..=0x1F169 => char::from_u32(n - 0x1F150 + u32::from(b'A')),
        0x1F170..=0x1F189 => char::from_u32(n - 0x1F170 + u32::from(b'A')),
        0xFF10..=0xFF5A | 0x1D400..=0x1D7FF | 0x24B6..=0x24E9 | 0x1F130..=0x1F149 | 0x2102..=0x2138 => {
            let mut plain = std::iter::once(c).nfkc();
            plain.next().filter(|p| p.is_ascii_alphanumeric() && plain.next().is_none())
        }
        _ => None,
    }
}

/// A letter of another script in place of a Latin one, for those that have a perfect twin.
pub(super) fn disguise(c: char) -> char {
    match c {
        'a' => 'а',
        'c' => 'с',
        'e' => 'е',
        'i' => 'і',
        'o' => 'о',
        'p' => 'р',
        's' => 'ѕ',
        'x' => 'х',
        'y' => 'у',
        'A' => 'А',
        'E' => 'Е',
        'I' => 'І',
        'O' => 'О',
        'S' => 'Ѕ',
        'T' => 'Т',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twins_fold_to_the_letter_that_people_read() {
        for (foreign, plain) in [('о', 'o'), ('І', 'I'), ('ѕ', 's'), ('υ', 'u'), ('һ', 'h'), ('Ϲ', 'C'), ('Ꭺ', 'A')]
        {
            assert_eq!(look(foreign), Look::Twin(plain), "{foreign}");
        }
        for plain in ('a'..='z').chain('A'..='Z') {
            let other = disguise(plain);
            assert!(other == plain || look(other) == Look::Twin(plain), "{plain} {other} {:?}", look(other));
        }
    }

    #[test]
    fn styles_fold_and_other_letters_do_not() {
        for (styled, plain) in [('𝐠', 'g'), ('Ｄ', 'D'), ('ⓧ', 'x'), ('ℎ', 'h'), ('🅰', 'A'), ('𝟗', '9')] {
            assert_eq!(look(styled), Look::Styled(plain), "{styled}");
        }
        for other in ['ж', 'λ', 'ש', '語', 'ん', '한'] {
            assert_eq!(look(other), Look::Other, "{other}");
        }
        assert_eq!((look('µ'), look('é'), look('ı')), (Look::Not, Look::Latin, Look::Latin));
    }
}
