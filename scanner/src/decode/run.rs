//! Runs of bytes of one class, found by looking at one byte in many where there are none.
//!
//! Invariant: linear time, also when nearly every run is a little too short.

/// A set of bytes.
pub(super) type Class = [bool; 256];

/// Bytes of `set` and, where asked for, all ASCII digits and hexadecimal letters.
pub(super) const fn class(set: &[u8], digits: bool, hex: bool) -> Class {
    let mut table = [false; 256];
    let mut i = 0;
    while i < 256 {
        let byte = i as u8;
        table[i] = (digits && byte.is_ascii_digit()) || (hex && byte.is_ascii_hexdigit());
        i += 1;
    }
    let mut i = 0;
    while i < set.len() {
        table[set[i] as usize] = true;
        i += 1;
    }
    table
}

/// The next run of at least `least` bytes of `class` from `from`, as start and end.
pub(super) fn next(bytes: &[u8], mut from: usize, class: &Class, least: usize) -> Option<(usize, usize)> {
    loop {
        let window = bytes.get(from..from + least)?;
        match window.iter().rposition(|&b| !class[b as usize]) {
            Some(cut) => from += cut + 1,
            None => return Some((from, end(bytes, from + least, class))),
        }
    }
}

/// Where the run that holds `from` ends.
pub(super) fn end(bytes: &[u8], from: usize, class: &Class) -> usize {
    bytes[from..].iter().position(|&b| !class[b as usize]).map_or(bytes.len(), |n| from + n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_found_whole() {
        let digits = class(b"", true, false);
        let text = b"a1234 123 12345678x";
        assert_eq!(next(text, 0, &digits, 4), Some((1, 5)));
        assert_eq!(next(text, 5, &digits, 4), Some((10, 18)));
        assert_eq!(next(text, 18, &digits, 4), None);
    }
}
