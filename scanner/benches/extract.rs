//! Speed of the extractors on real files: `cargo bench --bench extract -- FILE..`, MB/s for each extension.
//!
//! Reads the files that it is given and nothing else. It is a measurement, not a test: it fails on no number.

#![expect(clippy::print_stdout, reason = "a benchmark talks to its user")]

use promptsweep::document::{Document, Origin};
use promptsweep::extract;
use std::collections::BTreeMap;
use std::time::Instant;

/// Time spent on each extension, at least; the best round counts, so that a busy machine disturbs less.
const SECONDS: f64 = 0.5;

fn main() {
    let mut groups: BTreeMap<String, Vec<Document>> = BTreeMap::new();
    for path in std::env::args().skip(1).filter(|a| !a.starts_with("--")) {
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let document = Document::new(Origin::Worktree, path, String::from_utf8_lossy(&bytes));
        groups.entry(document.extension()).or_default().push(document);
    }
    for (extension, documents) in groups {
        let bytes: usize = documents.iter().map(|d| d.text.len()).sum();
        let (mut best, mut segments, start) = (f64::MAX, 0, Instant::now());
        while start.elapsed().as_secs_f64() < SECONDS {
            let round = Instant::now();
            segments = documents.iter().map(|d| extract::segments(d).len()).sum();
            best = best.min(round.elapsed().as_secs_f64());
        }
        let speed = bytes as f64 / best / 1e6;
        println!(
            "{extension:10} {:6} files {:8.2} MB {segments:8} segments {speed:8.1} MB/s",
            documents.len(),
            bytes as f64 / 1e6
        );
    }
}
