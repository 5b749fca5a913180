//! GitHub's `primaryLocationLineHash`: a rolling hash of the hundred characters from each line's start.
//!
//! Method: github/codeql-action, `fingerprints.ts` (UTF-16 code units, spaces and tabs left out, CR and CRLF as LF,
//! multiplier 37, 64 bits, then the count of the same hash so far). Written anew from its description and test vectors.

use std::collections::HashMap;

const BLOCK: usize = 100;
const FACTOR: u64 = 37;
const END_OF_FILE: u64 = 65_535;

/// The hashes of all lines of `text`, first line first, as `hash:count`.
pub fn line_hashes(text: &str) -> Vec<String> {
    let mut roll = Roll::default();
    let mut after_return = false;
    for unit in text.encode_utf16() {
        let line_feed_of_pair = after_return && unit == 10;
        after_return = unit == 13;
        match unit {
            32 | 9 => {}
            _ if line_feed_of_pair => {}
            13 => roll.take(10),
            _ => roll.take(u64::from(unit)),
        }
    }
    roll.take(END_OF_FILE);
    roll.finish()
}

struct Roll {
    window: [u64; BLOCK],
    /// Whether a line starts at this place of the window.
    starts: [bool; BLOCK],
    at: usize,
    hash: u64,
    line_start: bool,
    out: Vec<u64>,
}

impl Default for Roll {
    fn default() -> Self {
        Self { window: [0; BLOCK], starts: [false; BLOCK], at: 0, hash: 0, line_start: true, out: Vec::new() }
    }
}

impl Roll {
    fn take(&mut self, unit: u64) {
        self.emit();
        self.starts[self.at] = std::mem::replace(&mut self.line_start, unit == 10);
        self.push(unit);
    }

    /// The window is full for the line that started a block ago: its hash is known now.
    fn emit(&mut self) {
        if std::mem::take(&mut self.starts[self.at]) {
            self.out.push(self.hash);
        }
    }

    fn push(&mut self, unit: u64) {
        let first = std::mem::replace(&mut self.window[self.at], unit);
        let leaving = FACTOR.wrapping_pow(BLOCK as u32).wrapping_mul(first);
        self.hash = self.hash.wrapping_mul(FACTOR).wrapping_add(unit).wrapping_sub(leaving);
        self.at = (self.at + 1) % BLOCK;
    }

    fn finish(mut self) -> Vec<String> {
        for _ in 0..BLOCK {
            self.emit();
            self.push(0);
        }
        let mut counts = HashMap::new();
        let mut name = |hash: u64| {
            let count = counts.entry(hash).and_modify(|n| *n += 1).or_insert(1u32);
            format!("{hash:x}:{count}")
        };
        self.out.into_iter().map(&mut name).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_vectors() {
        assert_eq!(line_hashes(""), ["c129715d7a2bc9a3:1"]);
        assert_eq!(
            line_hashes(" a\nb\n  \t\tc\n d"),
            ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]
        );
    }
}
