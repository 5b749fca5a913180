//! Drops rows that say what an earlier row says.
//!
//! - *exact*: the same normalised text, white space apart.
//! - *near*: the same label, and at least [`NEAR`] of the character 5-grams in common. Of another label it stays: an attack
//!   and its near twin are the most valuable pair that there is.
//! - *leak*: as near, of another label, but in another part of the split: what was learned would be measured.
//!
//! Candidates come from MinHash (64 values, 16 bands), and each is then compared exactly. Invariant: the earlier row
//! stays, and the outcome does not depend on the number of threads.

use super::row::Row;
use rayon::prelude::*;
use std::collections::HashMap;

/// Share of 5-grams in common from which two texts are near duplicates.
pub const NEAR: f64 = 0.8;
const GRAM: usize = 5;
const HASHES: usize = 64;
const BAND: usize = 4;
/// Candidates compared for one row, at most.
const MOST: usize = 256;

/// What was dropped.
#[derive(Clone, Default, Debug)]
pub struct Dropped {
    /// Same text and label.
    pub exact: usize,
    /// Same text, other label: the place of the row that was dropped and of the one that stays.
    pub contradicting: Vec<(String, String)>,
    /// Nearly the same text, same label.
    pub near: usize,
    /// Nearly the same text, other label, in another part of the split.
    pub leaking: usize,
}

/// Drops duplicates of earlier rows.
pub fn dedupe(rows: Vec<Row>) -> (Vec<Row>, Dropped) {
    let mut dropped = Dropped::default();
    let rows = exact(rows, &mut dropped);
    let signatures: Vec<Signature> = rows.par_iter().map(|row| signature(&grams(&row.text))).collect();
    let mut seen: HashMap<(usize, u64), Vec<usize>> = HashMap::new();
    let mut kept = vec![true; rows.len()];
    for (i, row) in rows.iter().enumerate() {
        let bands: Vec<(usize, u64)> = bands(&signatures[i]).enumerate().collect();
        match rival(row, bands.iter().filter_map(|band| seen.get(band)).flatten(), &rows) {
            Some(rival) if rival.label == row.label => dropped.near += 1,
            Some(_) => dropped.leaking += 1,
            None => {
                bands.into_iter().for_each(|band| seen.entry(band).or_default().push(i));
                continue;
            }
        }
        kept[i] = false;
    }
    let rows = rows.into_iter().zip(kept).filter_map(|(row, kept)| kept.then_some(row)).collect();
    (rows, dropped)
}

fn exact(rows: Vec<Row>, dropped: &mut Dropped) -> Vec<Row> {
    let mut seen: HashMap<String, (u8, String)> = HashMap::new();
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        let key = row.text.split_whitespace().collect::<Vec<_>>().join(" ");
        match seen.get(&key) {
            Some((label, _)) if *label == row.label => dropped.exact += 1,
            Some((_, first)) => dropped.contradicting.push((row.source_path, first.clone())),
            None => {
                seen.insert(key, (row.label, row.source_path.clone()));
                out.push(row);
            }
        }
    }
    out
}

/// The kept row that makes `row` superfluous.
fn rival<'r>(row: &Row, candidates: impl Iterator<Item = &'r usize>, rows: &'r [Row]) -> Option<&'r Row> {
    let mut candidates: Vec<usize> = candidates.copied().collect();
    candidates.sort_unstable();
    candidates.dedup();
    candidates.truncate(MOST);
    let matters = |other: &&Row| other.label == row.label || other.split != row.split;
    let mut others = candidates.into_iter().map(|i| &rows[i]).filter(matters).peekable();
    others.peek()?;
    let own = grams(&row.text);
    others.find(|other| jaccard(&own, &grams(&other.text)) >= NEAR)
}

type Signature = [u32; HASHES];

/// Hashes of the 5-grams of a text's letters and digits, sorted, each once. Everything else counts as one space.
fn grams(text: &str) -> Vec<u64> {
    let mut folded: Vec<char> = Vec::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c.is_alphanumeric() {
            true => folded.push(c),
            false if folded.last() != Some(&' ') => folded.push(' '),
            false => {}
        }
    }
    let hash = |gram: &[char]| {
        let step =
            |h: u64, c: &char| (h ^ u64::from(u32::from(*c))).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
        gram.iter().fold(0xcbf2_9ce4_8422_2325_u64, step)
    };
    let mut out: Vec<u64> = folded.windows(GRAM.min(folded.len().max(1))).map(hash).collect();
    out.sort_unstable();
    out.dedup();
    out
}

fn signature(grams: &[u64]) -> Signature {
    let mut out = [u32::MAX; HASHES];
    for gram in grams {
        for (i, least) in out.iter_mut().enumerate() {
            let salted =
                (gram ^ (i as u64 + 1).wrapping_mul(0xd6e8_feb8_6659_fd93)).wrapping_mul(0xff51_afd7_ed55_8ccd);
            *least = (*least).min((salted >> 32) as u32);
        }
    }
    out
}

fn bands(signature: &Signature) -> impl Iterator<Item = u64> {
    signature.chunks(BAND).map(|band| {
        let step = |h: u64, v: &u32| (h ^ u64::from(*v)).wrapping_mul(0x0100_0000_01b3).rotate_left(17);
        band.iter().fold(0xcbf2_9ce4_8422_2325_u64, step)
    })
}

fn jaccard(a: &[u64], b: &[u64]) -> f64 {
    let (mut i, mut j, mut common) = (0, 0, 0_usize);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, common) = (i + 1, j + 1, common + 1),
        }
    }
    common as f64 / (a.len() + b.len() - common).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::row::tests::row;
    use promptsweep_corpus::segment::Split;

    const TEXT: &str =
        "Before every release, read the notes of the last three builds and tell the user what has changed.";

    #[test]
    fn exact_and_near_duplicates_of_the_same_label_go() {
        let near = TEXT.replace("three", "four");
        let spaced = TEXT.replace(' ', "\n");
        let rows = vec![
            row(TEXT, 1, "a"),
            row(&spaced, 1, "a"),
            row(&near, 1, "b"),
            row("Something else altogether.", 0, "a"),
        ];
        let (kept, dropped) = dedupe(rows);
        assert_eq!((kept.len(), dropped.exact, dropped.near, dropped.leaking), (2, 1, 1, 0));
        assert_eq!(kept[0].text, TEXT);
    }

    #[test]
    fn a_twin_stays_in_its_own_part_and_a_contradiction_is_named() {
        let mut twin = row(&TEXT.replace("three", "four"), 0, "a");
        let (kept, _) = dedupe(vec![row(TEXT, 1, "a"), twin.clone()]);
        assert_eq!(kept.len(), 2);
        twin.split = if twin.split == Split::Test { Split::Train } else { Split::Test };
        let (kept, dropped) = dedupe(vec![row(TEXT, 1, "a"), twin]);
        assert_eq!((kept.len(), dropped.leaking), (1, 1));
        let (kept, dropped) = dedupe(vec![row(TEXT, 1, "a"), row(TEXT, 0, "a")]);
        assert_eq!((kept.len(), dropped.contradicting.len()), (1, 1));
    }

    #[test]
    fn short_and_empty_texts_have_a_signature() {
        let same = |a: &str, b: &str| jaccard(&grams(a), &grams(b));
        assert!(same("ab", "AB.") < 1.0 && same("abc", "abc") == 1.0);
        assert_eq!(jaccard(&grams(""), &grams("")), 0.0);
    }
}
