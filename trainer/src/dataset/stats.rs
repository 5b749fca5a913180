//! Figures of a data set: counts by column and label, lengths, duplicates; cues, and what a bag of words makes of it.
//! Only computed here; see `page` for how they are shown.

use super::row::{Row, split_name};
use super::{Built, baseline, cue};
use std::collections::BTreeMap;

/// Attack rows and clean rows.
pub type Pair = [usize; 2];

/// Upper ends of the classes of length, in characters; the last class has none.
pub const LENGTHS: [usize; 9] = [40, 80, 120, 160, 240, 320, 640, 1_280, 5_120];

/// Figures of a data set.
#[derive(Clone, Debug)]
pub struct Stats {
    /// Attack and clean rows.
    pub rows: Pair,
    /// By part of the split.
    pub splits: Vec<(String, Pair)>,
    /// By attack class or kind of clean text.
    pub classes: Vec<(String, Pair)>,
    /// By carrier.
    pub carriers: Vec<(String, Pair)>,
    /// By surface.
    pub surfaces: Vec<(String, Pair)>,
    /// By language.
    pub languages: Vec<(String, Pair)>,
    /// By licence.
    pub licences: Vec<(String, Pair)>,
    /// By the file or public source that they come from.
    pub sources: Vec<(String, Pair)>,
    /// By class of length, see [`LENGTHS`].
    pub lengths: Vec<Pair>,
    /// Median words of attack and clean rows.
    pub words: Pair,
    /// Rows left out: exact, contradicting, near and leaking duplicates.
    pub dropped: [usize; 4],
}

/// How far the labels can be told from what costs nothing to see.
#[derive(Clone, Debug)]
pub struct Cheapness {
    /// Attack and clean segments (no whole files).
    pub segments: Pair,
    /// How many of them show each cue.
    pub cues: Vec<(&'static str, Pair)>,
    /// AUC of a bag of words on the validation part, all rows and segments alone.
    pub auc: [Option<f64>; 2],
}

impl Cheapness {
    /// Measures it; this learns two small models.
    pub fn of(built: &Built) -> Self {
        let rows: Vec<&Row> = built.rows.iter().collect();
        let segments: Vec<&Row> = rows.iter().copied().filter(|row| row.carrier != "file").collect();
        let auc = [baseline::auc(&rows), baseline::auc(&segments)];
        Self { segments: pair(&segments), cues: cue::balance(&segments), auc }
    }
}

impl Stats {
    /// Computes them.
    pub fn of(built: &Built) -> Self {
        let rows: Vec<&Row> = built.rows.iter().collect();
        let by = |key: fn(&Row) -> &str| count(&rows, |row| key(row).to_owned());
        let dropped = &built.dropped;
        Self {
            rows: pair(&rows),
            splits: by(|row| split_name(row.split)),
            classes: by(|row| &row.attack_type),
            carriers: by(|row| &row.carrier),
            surfaces: by(|row| &row.surface),
            languages: by(|row| &row.language),
            licences: by(|row| &row.licence),
            sources: count(&rows, source),
            lengths: lengths(&rows),
            words: [1, 0].map(|label| median(&rows, label)),
            dropped: [dropped.exact, dropped.contradicting.len(), dropped.near, dropped.leaking],
        }
    }
}

fn pair(rows: &[&Row]) -> Pair {
    [1, 0].map(|label| rows.iter().filter(|row| row.label == label).count())
}

/// Counts by a key, the most frequent first.
fn count(rows: &[&Row], key: impl Fn(&Row) -> String) -> Vec<(String, Pair)> {
    let mut counts: BTreeMap<String, Pair> = BTreeMap::new();
    for row in rows {
        counts.entry(key(row)).or_default()[usize::from(row.label == 0)] += 1;
    }
    let mut out: Vec<(String, Pair)> = counts.into_iter().collect();
    out.sort_by_key(|(_, pair)| std::cmp::Reverse(pair[0] + pair[1]));
    out
}

/// The book, the folder of the corpus, or the public source.
fn source(row: &Row) -> String {
    let path = row.source_path.as_str();
    match path.strip_prefix("corpus/") {
        Some(rest) => format!("corpus/{}", rest.split('/').next().unwrap_or_default()),
        None => path.split(':').next().unwrap_or_default().to_owned(),
    }
}

fn lengths(rows: &[&Row]) -> Vec<Pair> {
    let mut out = vec![[0; 2]; LENGTHS.len() + 1];
    for row in rows {
        let length = row.text.chars().count();
        out[LENGTHS.partition_point(|end| *end < length)][usize::from(row.label == 0)] += 1;
    }
    out
}

fn median(rows: &[&Row], label: u8) -> usize {
    let mut words: Vec<usize> =
        rows.iter().filter(|r| r.label == label).map(|r| r.text.split_whitespace().count()).collect();
    words.sort_unstable();
    words.get(words.len() / 2).copied().unwrap_or(0)
}
