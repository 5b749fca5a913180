//! The run: Source -> Document -> Segment -> Signal -> Finding -> Report. The only loop of the program.

use crate::check::CHECKS;
use crate::decode::DECODERS;
use crate::document::{Document, Origin};
use crate::extract;
use crate::filter::{FILTERS, Filter, Memory};
use crate::policy::{self, Finding};
use crate::report::{Failure, Report, Skipped, Stats};
use crate::segment::Segment;
use crate::settings::Settings;
use crate::signal::Signal;
use crate::source::{self, Item, Source};
use std::panic::AssertUnwindSafe;
use std::sync::{Mutex, PoisonError};

/// How deep decoded texts are decoded again.
const DEPTH: usize = 4;
/// Bytes of decoded text read for one document, at least; grows with the document.
const DECODED_FLOOR: usize = 1 << 16;
/// Most that a document scores of which policy makes no finding.
const NO_FINDING: f32 = 0.34;

/// Scans every source and reports.
pub fn scan(sources: &[&dyn Source], settings: &Settings) -> Result<Report, source::Error> {
    let run = Mutex::new(Run::default());
    for source in sources {
        source.documents(&|item| {
            let read = Read::of(item);
            run.lock().unwrap_or_else(PoisonError::into_inner).add(read);
        })?;
    }
    let Run { mut findings, failures, coverage, stats } = run.into_inner().unwrap_or_else(PoisonError::into_inner);
    findings.retain(|f| f.severity >= settings.min_severity);
    Ok(Report::new(findings, failures, coverage, stats, settings.gate))
}

#[derive(Default)]
struct Run {
    findings: Vec<Finding>,
    failures: Vec<Failure>,
    coverage: Vec<Skipped>,
    stats: Stats,
}

impl Run {
    fn add(&mut self, read: Read) {
        self.findings.extend(read.findings);
        self.failures.extend(read.failure);
        self.coverage.extend(read.skipped);
        self.stats += read.stats;
    }
}

#[derive(Default)]
struct Read {
    findings: Vec<Finding>,
    failure: Option<Failure>,
    skipped: Option<Skipped>,
    stats: Stats,
}

impl Read {
    fn of(item: Item) -> Self {
        match item {
            Item::Failure(failure) => Self { failure: Some(failure), ..Self::default() },
            Item::Skipped(skipped) => Self { skipped: Some(skipped), ..Self::default() },
            Item::Binary => Self { stats: Stats { binary: 1, ..Stats::default() }, ..Self::default() },
            Item::Document(document) => contained(&document.path, || Self::document(&document)),
        }
    }

    fn document(document: &Document) -> Self {
        let Observed { signals, segments, cut } = observe(document);
        let first = document.start.byte < 4 && document.origin != Origin::FileName;
        Self {
            findings: policy::judge(document, &signals),
            failure: None,
            skipped: cut.then(|| Skipped {
                path: document.path.clone(),
                reason: "nested encodings exceed the decoding budget".to_owned(),
                incomplete: true,
            }),
            stats: Stats { files: u64::from(first), binary: 0, bytes: document.text.len() as u64, segments },
        }
    }
}

/// What `read` gives. Whoever finds an input that breaks us shall not keep us from the rest of the tree: a panic is a
/// failure of the one file.
fn contained(path: &str, read: impl FnOnce() -> Read) -> Read {
    std::panic::catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| {
        let reason = "promptsweep broke on this file: please report it".to_owned();
        Read { failure: Some(Failure { path: path.to_owned(), reason }), ..Read::default() }
    })
}

/// All signals of one document.
#[derive(Debug, Default)]
pub struct Observed {
    /// Signals, in the order in which they were raised.
    pub signals: Vec<Signal>,
    /// How many segments the document had.
    pub segments: u64,
    /// True when the decoding budget ran out.
    pub cut: bool,
}

/// Extracts, filters, decodes and checks one document.
pub fn observe(document: &Document) -> Observed {
    let segments = extract::segments(document);
    let mut reader = Reader::new(FILTERS, document.text.len());
    for check in CHECKS {
        check.check(document, &segments, &mut reader.signals);
    }
    let count = segments.len() as u64;
    for segment in segments {
        reader.read(segment, DEPTH);
    }
    Observed { signals: reader.signals, segments: count, cut: reader.cut }
}

/// One number for a document, 0..=1, with the attack class behind it if policy makes a finding: its confidence, or else
/// the strongest signal, capped below what a finding has.
pub fn score(document: &Document) -> (f32, Option<&'static str>) {
    let signals = observe(document).signals;
    let findings = policy::judge(document, &signals);
    // Ties go to the first in the text.
    let worst = findings.iter().rev().max_by(|a, b| a.confidence.total_cmp(&b.confidence));
    let strongest = signals.iter().map(|s| s.strength).fold(0.0, f32::max);
    worst.map_or((strongest.clamp(0.0, NO_FINDING), None), |f| (f.confidence, Some(f.attack)))
}

/// Runs filters and decoders over segments, children included.
struct Reader {
    filters: &'static [&'static dyn Filter],
    memory: Memory,
    signals: Vec<Signal>,
    budget: usize,
    cut: bool,
}

impl Reader {
    fn new(filters: &'static [&'static dyn Filter], bytes: usize) -> Self {
        Self { filters, memory: Memory::default(), signals: Vec::new(), budget: DECODED_FLOOR + 4 * bytes, cut: false }
    }

    fn read(&mut self, mut segment: Segment<'_>, depth: usize) {
        for filter in self.filters {
            segment = filter.apply(segment, &mut self.memory, &mut self.signals);
        }
        if depth == 0 {
            return;
        }
        let mut children = Vec::new();
        for decoder in DECODERS {
            decoder.decode(&segment, &mut children);
        }
        for child in children {
            if child.text.len() > self.budget {
                self.cut = true;
                return;
            }
            self.budget -= child.text.len();
            self.read(child, depth - 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_failure_of_its_file() {
        let read = contained("a.md", || std::panic::resume_unwind(Box::new(())));
        assert_eq!(read.failure.unwrap().path, "a.md");
        assert_eq!(contained("a.md", Read::default).stats.files, 0);
    }
}
