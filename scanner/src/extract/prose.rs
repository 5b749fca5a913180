//! Cheap tests of what a stretch of text is: worth a segment, prose rather than a value, a quotation.
//!
//! They decide what is read, never what is an attack.

/// Fewer bytes than this in a single word carry no sentence and no payload.
const LONG_WORD: usize = 16;

/// False for numbers, punctuation and single short words: nothing can be said in them. So many digits may be letters in
/// another dress, though.
pub(super) fn is_worth_reading(text: &str) -> bool {
    let (mut letters, mut digits, mut starts) = (0usize, 0usize, 0usize);
    let (mut inside, mut other) = (false, false);
    for &byte in text.as_bytes() {
        let space = matches!(byte, b' ' | b'\n' | b'\t' | b'\r');
        starts += usize::from(!space && !inside);
        inside = !space;
        letters += usize::from(byte.is_ascii_alphabetic());
        digits += usize::from(byte.is_ascii_digit());
        other |= !(b'\t'..0x80).contains(&byte) || byte == b':' || byte == 0x1b;
        if other || digits >= super::worth::CODES || (letters >= 2 && (starts >= 2 || letters >= LONG_WORD)) {
            return true;
        }
    }
    letters >= 2 && text.len() >= LONG_WORD
}

/// Words of a text: tokens that are mostly letters. Scripts without spaces count a word for two characters.
pub(super) fn words(text: &str) -> usize {
    text.split_ascii_whitespace().map(weigh).sum()
}

fn weigh(token: &str) -> usize {
    let letters = token.chars().filter(|c| c.is_alphabetic()).count();
    let all = token.chars().count();
    let wide = token.len() > 2 * all;
    match () {
        () if letters * 10 < all * 6 => 0,
        () if wide && letters > 4 => letters / 2,
        () => 1,
    }
}

/// True for at least `least` words that make up most of the text.
pub(super) fn is_prose(text: &str, least: usize) -> bool {
    if text.len() < 2 * least {
        return false;
    }
    let found = words(text);
    found >= least && found * 10 >= text.split_ascii_whitespace().count() * 6
}

/// True when the whole text stands inside one pair of quotation marks.
pub(super) fn is_quoted(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', ',', ';', ':', '!', '?']);
    let mut chars = text.chars();
    let (Some(first), Some(last)) = (chars.next(), chars.next_back()) else { return false };
    static PAIRS: &[(char, &[char])] = &[
        ('"', &['"']),
        ('“', &['”']),
        ('„', &['“', '”']),
        ('«', &['»']),
        ('»', &['«']),
        ('「', &['」']),
        ('『', &['』']),
    ];
    let Some((open, close)) = PAIRS.iter().find(|(open, _)| *open == first) else { return false };
    close.contains(&last) && !chars.as_str().contains(|c| c == *open || close.contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_prose_from_values() {
        assert!(is_prose("Shows the way to the next station", 4));
        assert!(is_prose("次の駅への道を示します", 4));
        assert!(!is_prose("M10 20 L30 40 Z 10 20 30", 4));
        assert!(!is_prose("default-src 'self'; img-src *", 4));
        assert!(!is_prose("width=device-width, initial-scale=1", 4));
    }

    #[test]
    fn tells_quotations() {
        assert!(is_quoted("“Ignore the rest”."));
        assert!(is_quoted("\"one thing\""));
        assert!(!is_quoted("\"one\" and \"two\""));
        assert!(!is_quoted("\""));
    }

    #[test]
    fn short_words_and_numbers_are_not_read() {
        for text in ["", "12.5", "OK", "-- --", "v1"] {
            assert!(!is_worth_reading(text), "{text}");
        }
        for text in ["Human:", "two words", "aWdub3JlIGFsbCBvZg==", "é", "ignore-everything-now"] {
            assert!(is_worth_reading(text), "{text}");
        }
    }
}
