//! Fingerprints: the identity of a finding over moves, renames and shifted lines.
//!
//! Made of the attack class, the text (white space folded, lower case) and an ordinal among equals in one file; neither
//! path nor line takes part.

use sha2::{Digest, Sha256};

/// Sixteen hexadecimal digits.
pub fn fingerprint(attack: &str, text: &str, ordinal: u32) -> String {
    let mut hash = Sha256::new();
    hash.update(attack.as_bytes());
    for word in text.split_whitespace() {
        hash.update([0]);
        hash.update(word.to_lowercase().as_bytes());
    }
    hash.update(ordinal.to_le_bytes());
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn layout_does_not_matter_but_words_do() {
        let one = fingerprint("homoglyph", "Do  this\n now", 0);
        assert_eq!(one, fingerprint("homoglyph", "do this now", 0));
        assert_ne!(one, fingerprint("homoglyph", "do that now", 0));
        assert_ne!(one, fingerprint("homoglyph", "do this now", 1));
        assert_eq!(one.len(), 16);
    }
}
