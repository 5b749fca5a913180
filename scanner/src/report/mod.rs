//! Reports: what a run found, what it could not read, and what that means; one file for each format.
//!
//! Rendering computes nothing: no clock, no environment. Every reporter escapes hostile text for its own medium.

mod advice;
mod escape;
mod excerpt;
#[cfg(test)]
mod fixture;
mod github;
mod json;
pub(crate) mod safe_json;
mod sarif;
mod text;

pub use escape::{clipped, is_hidden, visible};

use crate::policy::{Finding, Severity, State};
use crate::registry::Meta;
use schemars::JsonSchema;
use serde::Serialize;
use std::io;
use std::ops::AddAssign;

/// Something that should have been read and was not.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Failure {
    /// Path as it was reached: that of the root as the user gave it, then the way inside.
    pub path: String,
    /// What went wrong, lower case, without a full stop.
    pub reason: String,
}

/// Something that was left out on purpose, or cut short by a bound.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Skipped {
    /// Path as it was reached: that of the root as the user gave it, then the way inside.
    pub path: String,
    /// Why.
    pub reason: String,
    /// True when text that matters may be unread, which makes the scan incomplete.
    pub incomplete: bool,
}

/// Figures of a run.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Stats {
    /// Files (or other sources of text) read.
    pub files: u64,
    /// Files that hold no text.
    pub binary: u64,
    /// Bytes of text read.
    pub bytes: u64,
    /// Segments read.
    pub segments: u64,
}

impl AddAssign for Stats {
    fn add_assign(&mut self, other: Self) {
        self.files += other.files;
        self.binary += other.binary;
        self.bytes += other.bytes;
        self.segments += other.segments;
    }
}

/// What the run says to a gate.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Nothing at or above the gate, everything read.
    Clean,
    /// Findings at or above the gate.
    Findings,
    /// No finding at the gate, but something was not read.
    Incomplete,
}

/// Everything that a run has to say.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Report {
    /// Version of this format.
    pub schema: u32,
    /// Version of the tool.
    pub version: &'static str,
    /// Sorted by path, position and attack.
    pub findings: Vec<Finding>,
    /// What could not be read.
    pub failures: Vec<Failure>,
    /// What was left out or cut short.
    pub coverage: Vec<Skipped>,
    /// Figures.
    pub stats: Stats,
    /// The gate's answer.
    pub verdict: Verdict,
}

impl Report {
    /// A report of `findings` judged against `gate` (`None`: never fail). The parts are sorted here, so that any order
    /// of work gives the same bytes, and what two overlapping windows of one long line both saw counts once.
    pub fn new(
        mut findings: Vec<Finding>,
        mut failures: Vec<Failure>,
        mut coverage: Vec<Skipped>,
        stats: Stats,
        gate: Option<Severity>,
    ) -> Self {
        findings.sort_by(|a, b| {
            (&a.path, a.region, a.attack, &a.fingerprint).cmp(&(&b.path, b.region, b.attack, &b.fingerprint))
        });
        // Overlapping windows and overlapping paths of the command line see the same thing twice.
        findings.dedup_by(|b, a| (&a.path, a.origin, a.region, a.attack) == (&b.path, b.origin, b.region, b.attack));
        failures.sort();
        failures.dedup();
        coverage.sort();
        coverage.dedup();
        let at_gate = |f: &Finding| f.state == State::Open && gate.is_some_and(|gate| f.severity >= gate);
        let verdict = if findings.iter().any(at_gate) {
            Verdict::Findings
        } else if !failures.is_empty() || coverage.iter().any(|s| s.incomplete) {
            Verdict::Incomplete
        } else {
            Verdict::Clean
        };
        Self { schema: 1, version: env!("CARGO_PKG_VERSION"), findings, failures, coverage, stats, verdict }
    }

    /// Findings that count, in the order of the report.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|f| f.state == State::Open)
    }

    /// Findings that count, the most severe first; equals stay in the order of the report.
    fn by_severity(&self) -> Vec<&Finding> {
        let mut findings: Vec<&Finding> = self.open().collect();
        findings.sort_by_key(|f| std::cmp::Reverse(f.severity));
        findings
    }

    /// Path and reason of everything that should have been read and was not.
    fn unread(&self) -> impl Iterator<Item = (&str, &str)> {
        let cut = self.coverage.iter().filter(|s| s.incomplete).map(|s| (s.path.as_str(), s.reason.as_str()));
        self.failures.iter().map(|f| (f.path.as_str(), f.reason.as_str())).chain(cut)
    }
}

/// Renders a report in one format.
pub trait Reporter: Sync {
    /// Identity; the id is the value of `--format`.
    fn meta(&self) -> &'static Meta;
    /// Writes the whole report. Pure: the same report gives the same bytes.
    fn write(&self, report: &Report, style: Style, out: &mut dyn io::Write) -> io::Result<()>;
}

/// How a reporter may write.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub struct Style {
    /// Terminal colours allowed.
    pub color: bool,
    /// Findings only, no summary.
    pub quiet: bool,
}

/// All reporters; the first is the default.
pub static REPORTERS: &[&dyn Reporter] = &[&text::Text, &json::Json, &sarif::Sarif, &github::Github];

/// The JSON Schema of the `json` format.
pub fn json_schema() -> String {
    let mut out = serde_json::to_string_pretty(&schemars::schema_for!(Report)).unwrap_or_default();
    out.push('\n');
    out
}

/// The name of a severity, as in reports.
pub(crate) fn severity_id(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// `1 file`, `2 files`.
fn counted(count: u64, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
