//! Parts of the corpus that our own programs make: searched suffixes, flipped letters, long transcripts, poisoned rows.
//!
//! Everything is seeded, bounded and a harmless canary; nothing is sent anywhere. What is committed is a [`Part`]: it can
//! be made again in memory and compared with the files, byte for byte. A part that is searched against our own scorer
//! goes stale when the scorer changes; `generate all` writes it anew.

pub mod auto_dos;
mod command;
mod file;
pub mod hotflip;
pub mod many_shot;
mod order;
pub mod poison;
mod score;
mod seed;
pub mod suffixes;
pub mod token_break;

pub use command::{Command, run};
pub use file::File;
pub(crate) use seed::Seed;

use std::path::{Path, PathBuf};
use thiserror::Error as ThisError;

/// A part of the corpus that a program makes and that is committed.
#[derive(Copy, Clone, Debug)]
pub struct Part {
    /// The command that makes it.
    pub id: &'static str,
    /// Makes its files; reads no more than the folder of the corpus.
    pub make: fn(&Path) -> Result<Vec<File>, Error>,
}

/// All committed parts.
pub static PARTS: &[Part] = &[
    Part { id: "auto-dos", make: auto_dos::part },
    Part { id: "hotflip", make: hotflip::part },
    Part { id: "many-shot", make: many_shot::part },
    Part { id: "poison", make: poison::part },
    Part { id: "suffixes", make: suffixes::part },
    Part { id: "token-break", make: token_break::part },
];

/// Why nothing was made.
#[derive(Debug, ThisError)]
pub enum Error {
    /// A file of the corpus that a generator starts from is broken.
    #[error(transparent)]
    Broken(#[from] crate::Broken),
    /// A file cannot be read or written.
    #[error("{path}: {error}", path = .0.display(), error = .1)]
    Access(PathBuf, std::io::Error),
    /// More was asked for than a generator may make.
    #[error("{what} is {asked}, and no more than {most} are made: these files are canaries, not ammunition")]
    TooMuch {
        /// What is bounded.
        what: &'static str,
        /// What was asked for.
        asked: u64,
        /// The hard cap.
        most: u64,
    },
    /// Less than nothing was asked for.
    #[error("{0} must be at least {1}")]
    TooLittle(&'static str, u64),
    /// The base transcript has no turns.
    #[error("the base transcript holds no pair of `User:` and `Assistant:`")]
    NoTurns,
    /// Other than the committed transcripts have no place in the corpus.
    #[error("only 32, 64 and 128 turns of the usual seed are committed; give --out for others")]
    Uncommitted,
    /// A search found less than it has to.
    #[error("the search for {what} found {found} of {wanted}; write more to start from")]
    Few {
        /// What was searched for.
        what: &'static str,
        /// How many were found.
        found: usize,
        /// How many are needed.
        wanted: usize,
    },
    /// Committed files differ from what the generator makes.
    #[error(
        "{0}\nthe generator or the scorer that it searches against has changed: run `cargo run -p promptsweep-corpus -- generate {1}`"
    )]
    Stale(String, String),
}

/// Fails when `asked` is not within `least..=most`.
fn bounded(what: &'static str, asked: u64, least: u64, most: u64) -> Result<(), Error> {
    match asked {
        _ if asked > most => Err(Error::TooMuch { what, asked, most }),
        _ if asked < least => Err(Error::TooLittle(what, least)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payload::Payload;

    fn corpus() -> PathBuf {
        PathBuf::from(env!("CARGO_MANIFEST_DIR"))
    }

    /// Makes every part twice: the same bytes, the committed bytes, and payloads that the loader reads.
    #[test]
    fn every_part_is_deterministic_committed_and_read_by_the_loader() {
        for part in PARTS {
            let files = (part.make)(&corpus()).unwrap_or_else(|e| panic!("{}: {e}", part.id));
            let again = (part.make)(&corpus()).unwrap();
            assert_eq!(files, again, "{}", part.id);
            file::check(&corpus(), &files, part.id).unwrap_or_else(|e| panic!("{e}"));
            for file in &files {
                let id = file.path.strip_prefix("payloads/").unwrap();
                let payload = Payload::parse(id, &file.text).unwrap_or_else(|e| panic!("{id}: {e}"));
                assert!(payload.text.len() < 1 << 16, "{id}");
            }
        }
    }

    #[test]
    fn parts_are_sorted_and_unique() {
        assert!(PARTS.windows(2).all(|pair| pair[0].id < pair[1].id));
    }
}
