//! The gap matrix: what was found of each class, where, and by what. Numbers only; written and compared elsewhere.

mod compare;
mod explain;
mod page;
mod picture;

pub use compare::worse;
pub use explain::unexplained;
pub use page::{declared, page};
pub use picture::picture;

use crate::measure::{Case, HOSTS, Seen, Subject};
use crate::{Corpus, Kind};
use promptsweep::policy::Severity;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many of how many were found.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(from = "[u32; 2]", into = "[u32; 2]")]
pub struct Count {
    /// Found: a finding of at least `warning`.
    pub found: u32,
    /// Measured.
    pub of: u32,
}

impl From<[u32; 2]> for Count {
    fn from([found, of]: [u32; 2]) -> Self {
        Self { found, of }
    }
}

impl From<Count> for [u32; 2] {
    fn from(count: Count) -> Self {
        [count.found, count.of]
    }
}

impl Count {
    /// All of them were found.
    pub fn is_full(self) -> bool {
        self.found == self.of
    }

    fn add(&mut self, found: bool) {
        self.of += 1;
        self.found += u32::from(found);
    }
}

/// What was measured of one attack class.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Row {
    /// Attack examples of the class file, known gaps included.
    pub examples: Count,
    /// Examples with a finding of this very class.
    pub named: u32,
    /// Files of `corpus/payloads`.
    pub files: Count,
    /// Attacks of the book's validation part.
    pub book: Count,
    /// Declared cells: the payloads, as they are, in each carrier.
    pub carriers: BTreeMap<String, Count>,
    /// Declared cells: the payloads in each disguise, in the carriers that take a text as it is.
    pub disguises: BTreeMap<String, Count>,
    /// Each payload in each carrier and each disguise.
    pub all: Count,
    /// In how many files each filter, decoder and check took part in a finding.
    pub detectors: BTreeMap<String, u32>,
    /// The worst severity that was given.
    pub worst: Option<Severity>,
}

/// The whole matrix.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Matrix {
    /// By attack class.
    pub classes: BTreeMap<String, Row>,
    /// By carrier and disguise (`none` for the plain text), over all classes.
    pub carriers: BTreeMap<String, BTreeMap<String, Count>>,
    /// By detector and class that it declares: in how many files it raised it.
    pub coverage: BTreeMap<String, BTreeMap<String, u32>>,
    /// By kind of twin: how many are flagged.
    pub twins: BTreeMap<String, Count>,
}

impl Matrix {
    /// Counts the cases of a corpus.
    pub fn of(corpus: &Corpus, cases: &[Case<'_>]) -> Self {
        let mut matrix = Self::default();
        for class in &corpus.classes {
            matrix.classes.insert(class.id.clone(), Row::default());
        }
        for case in cases {
            matrix.add(case);
        }
        matrix
    }

    /// Declared cells of all classes: full ones, and all.
    pub fn cells(&self) -> Count {
        let mut cells = Count::default();
        self.classes.values().flat_map(Row::cells).for_each(|(_, count)| cells.add(count.is_full()));
        cells
    }

    fn add(&mut self, case: &Case<'_>) {
        let found = case.seen.counts();
        match &case.subject {
            Subject::Twin(_) => return self.twins.entry(case.class.to_owned()).or_default().add(found),
            Subject::Cell { carrier, disguise, .. } => {
                let by_disguise = self.carriers.entry((*carrier).to_owned()).or_default();
                by_disguise.entry((*disguise).to_owned()).or_default().add(found);
            }
            _ => {}
        }
        if case.subject != Subject::Book {
            self.cover(&case.seen);
        }
        if let Some(row) = self.classes.get_mut(case.class) {
            row.add(case, found);
        }
    }

    fn cover(&mut self, seen: &Seen) {
        for (detector, class) in &seen.raised {
            let by_class = self.coverage.entry((*detector).to_owned()).or_default();
            *by_class.entry((*class).to_owned()).or_default() += 1;
        }
    }
}

impl Row {
    /// The declared cells: class x carrier, then class x disguise.
    pub fn cells(&self) -> impl Iterator<Item = (&str, Count)> {
        self.carriers.iter().chain(&self.disguises).map(|(id, count)| (id.as_str(), *count))
    }

    fn add(&mut self, case: &Case<'_>, found: bool) {
        match &case.subject {
            Subject::Example => {
                self.examples.add(found);
                self.named += u32::from(case.seen.attacks.contains(case.class));
            }
            Subject::File => self.files.add(found),
            Subject::Book => return self.book.add(found),
            Subject::Twin(_) => return,
            Subject::Cell { carrier, disguise, .. } => self.cell(carrier, disguise, found),
        }
        self.worst = self.worst.max(case.seen.worst);
        for source in &case.seen.sources {
            *self.detectors.entry((*source).to_owned()).or_default() += 1;
        }
    }

    fn cell(&mut self, carrier: &str, disguise: &'static str, found: bool) {
        self.all.add(found);
        if disguise == "none" {
            self.carriers.entry(carrier.to_owned()).or_default().add(found);
        } else if HOSTS.contains(&carrier) {
            self.disguises.entry(disguise.to_owned()).or_default().add(found);
        }
    }
}

/// True when a class has payloads that can be put into carriers.
pub fn has_payloads(class: &crate::Class) -> bool {
    class.examples.iter().any(|e| e.kind == Kind::Payload)
}
