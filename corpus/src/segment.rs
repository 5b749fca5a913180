//! Segments of the book (`corpus/book/*.jsonl`): labelled stretches of repository text, one JSON object a line.

use crate::folder;
use crate::{Broken, Error};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Part of the split by topic family.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Split {
    /// Learned from.
    #[default]
    Train,
    /// Used to choose.
    Validation,
    /// Only ever measured.
    Test,
}

/// One labelled segment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Segment {
    /// UUID v5 of the text.
    pub id: String,
    /// The text as it stands in its file.
    pub text: String,
    /// 1 attack, 0 clean.
    pub label: u8,
    /// Attack class, or the kind of clean text (`benign-…`).
    pub class: String,
    /// What holds it: `code-comment`, `pr-text` …
    pub carrier: String,
    /// Where it stands: `readme`, `agent-file` …
    pub surface: String,
    /// Language code.
    pub language: String,
    /// Topic family: an attack and its near twins share it, and it never stands in two parts of the split.
    pub family: String,
    /// Part of the split.
    pub split: Split,
    /// Why it has its label; for hard ones only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Segment {
    /// The part of the split that a topic family belongs to: 80 % train, 10 % validation, 10 % test by FNV-1a.
    pub fn split_of(family: &str) -> Split {
        let hash = hash(family) >> 16;
        match (hash & 0xffff_ffff) % 100 {
            0..80 => Split::Train,
            80..90 => Split::Validation,
            _ => Split::Test,
        }
    }
}

/// FNV-1a of `text`: the same on every machine and in every version.
pub fn hash(text: &str) -> u64 {
    let step = |h: u64, b: u8| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}

/// Parses JSON lines, split at line feeds only.
pub fn parse(text: &str) -> Result<Vec<Segment>, Error> {
    let lines = text.split('\n').enumerate().filter(|(_, line)| !line.is_empty());
    lines.map(|(i, line)| serde_json::from_str(line).map_err(|e| Error::Segment(i + 1, e.to_string()))).collect()
}

/// Loads every file of `folder` (`corpus/book`), in the order of their names.
pub fn load(folder: &Path) -> Result<Vec<Segment>, Broken> {
    let one = |path: &Path| parse(&folder::read(path)?).map_err(|e| Broken::at(path, e));
    let files = folder::files(folder, "jsonl")?;
    Ok(files.iter().map(|path| one(path)).collect::<Result<Vec<_>, _>>()?.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_book_is_split_by_family() {
        let book = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("book")).unwrap_or_else(|e| panic!("{e}"));
        assert!(book.len() >= 11_000);
        for segment in &book {
            assert_eq!(segment.split, Segment::split_of(&segment.family), "{}", segment.id);
        }
    }

    #[test]
    fn an_unknown_key_is_an_error_with_its_line() {
        assert!(parse("\n{\"txet\": 1}\n").unwrap_err().to_string().starts_with("line 2 is no segment: unknown field"));
    }
}
