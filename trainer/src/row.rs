//! Labelled segments: JSON lines as the book has them.

use anyhow::{Context, Result};
pub use promptsweep_corpus::segment::Split;
use serde::Deserialize;
use std::path::Path;

/// One labelled segment.
#[derive(Clone, Debug, Deserialize)]
pub struct Row {
    /// The segment's text.
    pub text: String,
    /// 1 attack, 0 clean.
    pub label: u8,
    /// Attack class or kind of clean text.
    #[serde(default, alias = "attack_type")]
    pub class: String,
    /// Topic family: rows of one family never stand in two parts of a split.
    #[serde(default)]
    pub family: String,
    /// Weight of its loss.
    #[serde(default = "one")]
    pub weight: f32,
    /// Part of the split; rows without one train.
    #[serde(default)]
    pub split: Split,
}

fn one() -> f32 {
    1.0
}

impl Row {
    /// A clean text to learn from.
    pub fn clean(text: String, family: &str) -> Self {
        Self { text, label: 0, class: String::new(), family: family.to_owned(), weight: one(), split: Split::Train }
    }

    /// A number in 0..100 that is the same for all rows of a family.
    pub fn fold(&self) -> u32 {
        (promptsweep_corpus::segment::hash(&self.family) >> 20) as u32 % 100
    }
}

/// Reads JSON lines, split at line feeds only.
pub fn read(path: &Path) -> Result<Vec<Row>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let lines = text.split('\n').enumerate().filter(|(_, line)| !line.is_empty());
    lines
        .map(|(i, line)| serde_json::from_str(line).with_context(|| format!("{}:{}: not a row", path.display(), i + 1)))
        .collect()
}
