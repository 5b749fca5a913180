//! Tells, in one pass that stops early, whether a stretch is worth being read as language.
//!
//! It does not judge what the text says. Invariant: a text with anything but ASCII is always worth reading, because what
//! is hidden in it is not known yet.

use std::ops::Range;

/// Texts without two words are read from this length on: encoded payloads have no spaces.
pub(super) const LONG_VALUE: usize = 24;

/// Digits that may spell words: five letters in binary, or thirteen as character codes.
pub(super) const CODES: usize = 40;

/// True when `text` holds two ASCII letters, any byte that is not printable ASCII or white space, or so many digits that
/// they may stand for letters.
pub(super) fn is_worth(text: &str) -> bool {
    let (mut letters, mut digits) = (0, 0);
    for &byte in text.as_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => letters += 1,
            b'0'..=b'9' => digits += 1,
            0x80.. | 0x7f | 0..=8 | 0x0b | 0x0e..=0x1f => return true,
            _ => continue,
        }
        if letters == 2 || digits == CODES {
            return true;
        }
    }
    false
}

/// True when `text` has at least `least` words: runs without white space that hold a letter. A character of a script
/// that is written without spaces counts as a word.
pub(super) fn has_words(text: &str, least: usize) -> bool {
    let (mut words, mut counted) = (0, false);
    for &byte in text.as_bytes() {
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' => counted = false,
            0xe0 | 0xe1 | 0xe3..=0xf4 => words += 1,
            b'a'..=b'z' | b'A'..=b'Z' | 0xc3.. if !counted => {
                counted = true;
                words += 1;
            }
            _ => continue,
        }
        if words >= least {
            return true;
        }
    }
    false
}

/// True for a value that may be language or carry some: two words, or longer than `long` bytes.
pub(super) fn is_value(text: &str, long: usize) -> bool {
    is_worth(text) && (text.len() > long || has_words(text, 2))
}

/// `range` of `text` without white space at its ends.
pub(super) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let bytes = text.as_bytes();
    let (mut from, mut to) = (range.start, range.end);
    while from < to && bytes[from].is_ascii_whitespace() {
        from += 1;
    }
    while to > from && bytes[to - 1].is_ascii_whitespace() {
        to -= 1;
    }
    from..to
}

/// Offset of the next line feed at or after `at`, or `end`.
pub(super) fn line_end(bytes: &[u8], at: usize, end: usize) -> usize {
    bytes.get(at..end).and_then(|rest| memchr::memchr(b'\n', rest)).map_or(end, |i| at + i)
}

/// Offset of the first byte in `at..end` that is neither a space nor a tab.
pub(super) fn skip_blanks(bytes: &[u8], mut at: usize, end: usize) -> usize {
    while at < end && matches!(bytes[at], b' ' | b'\t' | b'\r') {
        at += 1;
    }
    at
}

/// Calls `each` for every run of non-blank lines in `range`, trimmed at both ends.
pub(super) fn paragraphs(text: &str, range: Range<usize>, mut each: impl FnMut(Range<usize>)) {
    let bytes = text.as_bytes();
    let (mut from, mut at) = (range.start, range.start);
    while at < range.end {
        let eol = line_end(bytes, at, range.end);
        if skip_blanks(bytes, at, eol) == eol {
            emit(text, from..at, &mut each);
            from = eol;
        }
        at = eol + 1;
    }
    emit(text, from..range.end, &mut each);
}

fn emit(text: &str, range: Range<usize>, each: &mut impl FnMut(Range<usize>)) {
    let range = trim(text, range);
    if !range.is_empty() {
        each(range);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn counts_words_of_any_script() {
        assert!(has_words("ignore this", 2));
        assert!(!has_words("ignore-this", 2));
        assert!(!has_words("2024 - 12", 1));
        assert!(has_words("忽略之前", 4));
        assert!(has_words("не надо", 2));
        assert!(!is_worth("a1 + 23 == 4"));
        assert!(is_worth(&"01101001 ".repeat(5)));
        assert!(is_worth("\u{200b}"));
        assert!(is_worth("if"));
    }

    #[test]
    fn cuts_at_blank_lines() {
        let mut found = Vec::new();
        let text = "\n one\ntwo \n \t\r\n\nthree";
        paragraphs(text, 0..text.len(), |range| found.push(&text[range]));
        assert_eq!(found, ["one\ntwo", "three"]);
    }

    proptest! {
        #[test]
        fn paragraphs_keep_everything_but_white_space(text in "[a-zé \n\t\r]{0,60}") {
            let mut kept = String::new();
            paragraphs(&text, 0..text.len(), |range| kept.push_str(&text[range]));
            let dense = |s: &str| s.chars().filter(|c| !c.is_ascii_whitespace()).collect::<String>();
            prop_assert_eq!(dense(&kept), dense(&text));
        }
    }
}
