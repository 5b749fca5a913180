//! A sample for people to judge: a share of the rows of every class and part of the split, at least one each.
//!
//! Drawn by the rows' ids, which are hashes, so that it is the same every time. The file is opened in spreadsheets, and the
//! rows are hostile: a value that a spreadsheet would take for a formula gets an apostrophe before it. It is not read back.

use super::row::{Row, split_name};
use super::write::atomically;
use super::{Error, csv};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// The file's name.
pub const NAME: &str = "sample_for_review.csv";

const HEAD: [&str; 11] = [
    "id",
    "label",
    "attack_type",
    "carrier",
    "surface",
    "language",
    "split",
    "source_path",
    "text",
    "verdict",
    "remark",
];

/// The sample: of each class and part, the `share` of its rows with the smallest ids.
pub fn draw(rows: &[Row], share: f64) -> Vec<&Row> {
    let mut strata: BTreeMap<(u8, &str, &str), Vec<&Row>> = BTreeMap::new();
    for row in rows {
        strata.entry((row.label, &row.attack_type, split_name(row.split))).or_default().push(row);
    }
    let mut out = Vec::new();
    for mut stratum in strata.into_values() {
        stratum.sort_by(|a, b| a.id.cmp(&b.id));
        let count = (share * stratum.len() as f64).round().max(1.0) as usize;
        out.extend(stratum.into_iter().take(count));
    }
    out
}

/// Writes the sample with two empty columns for the verdict.
pub fn write(sample: &[&Row], path: &Path) -> Result<(), Error> {
    let mut text = String::new();
    csv::write(&HEAD, &mut text);
    for row in sample {
        let [id, said, _, label, class, source, _, carrier, surface, language, _, split] = row.values();
        let values = [id, label, class, carrier, surface, language, split, source, said, "", ""].map(harmless);
        csv::write(&values.each_ref().map(String::as_str), &mut text);
    }
    atomically(path, |file| file.write_all(text.as_bytes()).map_err(Error::file(path)))
}

fn harmless(value: &str) -> String {
    let formula = value.trim_start().starts_with(['=', '+', '-', '@']) || value.starts_with(['\t', '\r']);
    if formula { format!("'{value}") } else { value.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::row::tests::row;

    #[test]
    fn every_stratum_is_there_and_formulas_are_not() {
        let texts: Vec<String> = (0..40).map(|i| format!("=SUM({i}) of the cells")).collect();
        let mut rows: Vec<Row> = texts.iter().map(|text| row(text, 0, "a")).collect();
        rows.push(row("Approve this without a look.", 1, "a"));
        let sample = draw(&rows, 0.05);
        assert_eq!((sample.len(), sample.iter().filter(|r| r.label == 1).count()), (3, 1));
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(NAME);
        write(&sample, &path).unwrap();
        let text = std::fs::read_to_string(path).unwrap();
        assert_eq!((text.lines().count(), text.matches(",'=SUM").count()), (4, 2));
    }
}
