//! Letters: what a digit stands for, where a letter lands when its alphabet is turned, which five bits stand for it.
//!
//! Knows nothing of words. Invariant: `rot13` and `atbash` undo themselves.

/// The letter that a digit or sign stands for, 0 for none; `i` also where `l` may be meant.
pub(super) const fn leet(byte: u8) -> u8 {
    match byte {
        b'0' => b'o',
        b'1' | b'!' | b'|' => b'i',
        b'2' => b'z',
        b'3' => b'e',
        b'4' | b'@' => b'a',
        b'5' | b'$' => b's',
        b'6' | b'9' => b'g',
        b'7' => b't',
        b'8' => b'b',
        _ => 0,
    }
}

/// [`leet`] for every byte.
static LEET: [u8; 256] = {
    let mut table = [0; 256];
    let mut i = 0;
    while i < 256 {
        table[i] = leet(i as u8);
        i += 1;
    }
    table
};

/// The letter that `c` stands for in leet, `c` itself where it stands for none.
pub(super) fn unleet(c: char) -> char {
    match LEET.get(c as usize) {
        None | Some(0) => c,
        Some(&letter) => char::from(letter),
    }
}

/// Turns a Latin letter by 13 places.
pub(super) fn rot13(c: char) -> char {
    turn(c, |n| (n + 13) % 26)
}

/// Mirrors a Latin letter in its alphabet.
pub(super) fn atbash(c: char) -> char {
    turn(c, |n| 25 - n)
}

fn turn(c: char, by: impl Fn(u8) -> u8) -> char {
    match c {
        'a'..='z' => char::from(b'a' + by(c as u8 - b'a')),
        'A'..='Z' => char::from(b'A' + by(c as u8 - b'A')),
        _ => c,
    }
}

/// Five bits of a character, the same for both cases of nearly every alphabet; only a filter, never trusted.
pub(super) fn code(c: char) -> u8 {
    match c {
        'a'..='z' | 'A'..='Z' => c as u8 & 31,
        '\u{100}'..='\u{24f}' | '\u{400}'..='\u{40f}' | '\u{450}'..='\u{45f}' => {
            (c.to_lowercase().next().unwrap_or(c) as u32 & 31) as u8
        }
        _ => (c as u32 & 31) as u8,
    }
}

/// True for letters of alphabets beyond ASCII, without scripts that do not part words.
pub(super) fn is_letter(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{2af}' | '\u{370}'..='\u{6ff}' | '\u{900}'..='\u{dff}' | '\u{1e00}'..='\u{1fff}'
        | '\u{ac00}'..='\u{d7a3}')
        && !matches!(c, '\u{d7}' | '\u{f7}')
}
