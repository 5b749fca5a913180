//! What came of all scans: a table, every finding that counts, and whether the alarm rings.
//!
//! It rings for any `error` outside the adversarial group, and for more than one `warning` in 2,000 files there. A
//! finding that people read and found true is listed in the pins with its reason and does not ring.

use super::manifest::{Group, Known, Tree};
use super::scan::{Finding, Scan};
use anyhow::Result;
use promptsweep::policy::Severity;
use serde::Serialize;
use std::fs;
use std::io::Write;
use std::path::Path;

/// One warning in so many files is allowed.
const FILES_PER_WARNING: u64 = 2_000;

/// Everything, tree by tree.
#[derive(Debug, Default, Serialize)]
pub(super) struct Outcome {
    trees: Vec<Row>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Row {
    name: String,
    version: String,
    group: Group,
    learned: bool,
    files: u64,
    bytes: u64,
    errors: usize,
    warnings: usize,
    notes: usize,
    /// Errors and warnings among them that are known to be true.
    known: usize,
    /// What should have been read and was not.
    unread: usize,
    user_seconds: Option<f64>,
    #[serde(skip)]
    findings: Vec<(Finding, bool)>,
}

impl Outcome {
    /// Adds a scanned tree.
    pub(super) fn add(&mut self, tree: &Tree, scan: Scan, known: &[Known]) {
        let is_known = |finding: &Finding| {
            known.iter().any(|k| k.tree == tree.name && k.path == finding.path && k.attack == finding.attack)
        };
        let count = |severity| scan.report.findings.iter().filter(|finding| finding.severity == severity).count();
        self.trees.push(Row {
            name: tree.name.clone(),
            version: tree.version.clone(),
            group: tree.group,
            learned: tree.learned,
            files: scan.report.stats.files,
            bytes: scan.report.stats.bytes,
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
            known: scan
                .report
                .findings
                .iter()
                .filter(|finding| is_alarm(finding))
                .filter(|finding| is_known(finding))
                .count(),
            unread: scan.report.unread(),
            user_seconds: scan.user_seconds,
            findings: scan.report.findings.iter().map(|finding| (finding.clone(), is_known(finding))).collect(),
        });
    }

    /// False when the alarm rings.
    pub(super) fn passes(&self) -> bool {
        self.unknown(Severity::Error) == 0 && self.unknown(Severity::Warning) <= self.files() / FILES_PER_WARNING
    }

    fn judged(&self) -> impl Iterator<Item = &Row> {
        self.trees.iter().filter(|row| row.group != Group::Adversarial)
    }

    fn files(&self) -> u64 {
        self.judged().map(|row| row.files).sum()
    }

    /// Findings of `severity` that ring.
    fn unknown(&self, severity: Severity) -> u64 {
        let all = self.judged().flat_map(|row| &row.findings);
        all.filter(|(finding, known)| finding.severity == severity && !known).count() as u64
    }

    /// Prints the findings, then the table, then the verdict.
    pub(super) fn print(&self, notes: bool, out: &mut dyn Write) -> Result<()> {
        for row in &self.trees {
            for (finding, known) in row.findings.iter().filter(|(f, _)| notes || is_alarm(f)) {
                print_finding(&row.name, finding, *known, out)?;
            }
        }
        let columns =
            "tree                            group          files      MB  errors  warnings  notes  unread  user s";
        writeln!(out, "{columns}")?;
        for row in &self.trees {
            row.print(out)?;
        }
        let (errors, warnings) = (self.unknown(Severity::Error), self.unknown(Severity::Warning));
        let allowed = self.files() / FILES_PER_WARNING;
        writeln!(
            out,
            "ecosystem {}: {errors} errors (0 allowed) and {warnings} warnings ({allowed} allowed) in {} files, \
             known ones and the adversarial group apart",
            if self.passes() { "ok" } else { "ALARM" },
            self.files(),
        )?;
        let fresh = || self.judged().filter(|row| !row.learned);
        let warnings: usize = fresh().flat_map(|row| &row.findings).filter(|(f, known)| is_alarm(f) && !known).count();
        let files: u64 = fresh().map(|row| row.files).sum();
        writeln!(out, "trees that no model has learned from: {warnings} errors and warnings in {files} files")?;
        Ok(())
    }

    /// Writes the table as JSON.
    pub(super) fn save(&self, file: &Path) -> Result<()> {
        Ok(fs::write(file, serde_json::to_string_pretty(self)? + "\n")?)
    }
}

fn is_alarm(finding: &Finding) -> bool {
    finding.severity > Severity::Note
}

impl Row {
    fn print(&self, out: &mut dyn Write) -> Result<()> {
        let Self { name, group, files, errors, warnings, notes, unread, .. } = self;
        let megabytes = self.bytes as f64 / 1e6;
        let group = serde_json::to_value(group)?;
        let group = group.as_str().unwrap_or_default();
        let user = self.user_seconds.map_or_else(|| "-".to_owned(), |seconds| format!("{seconds:.2}"));
        writeln!(
            out,
            "{name:31} {group:13} {files:6} {megabytes:7.1} {errors:7} {warnings:9} {notes:6} {unread:7} {user:>7}"
        )?;
        Ok(())
    }
}

fn print_finding(tree: &str, finding: &Finding, known: bool, out: &mut dyn Write) -> Result<()> {
    let Finding { attack, severity, confidence, path, region, .. } = finding;
    let severity = format!("{severity:?}").to_lowercase();
    let mark = if known { " (known)" } else { "" };
    let (line, column) = (region.start_line, region.start_column);
    writeln!(out, "{severity}[{attack}]{mark} {confidence:.2} {tree}/{}:{line}:{column}", shown(path))?;
    writeln!(out, "    why: {} [{}]", shown(&finding.why.join("; ")), finding.sources.join(", "))?;
    writeln!(out, "    text: {}", shown(&finding.evidence))?;
    if let Some(decoded) = &finding.decoded {
        writeln!(out, "    a model reads: {}", shown(decoded))?;
    }
    Ok(())
}

/// Hostile text on one line, clipped, nothing in it that a terminal obeys or a person would not see.
fn shown(text: &str) -> String {
    const MOST: usize = 240;
    let mut out = String::new();
    for c in text.chars().take(MOST) {
        if matches!(c, '\'' | '"') { out.push(c) } else { out.extend(c.escape_debug()) }
    }
    if text.chars().nth(MOST).is_some() {
        out.push_str(" ...");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shown_text_is_inert() {
        let text = shown("a'\u{1b}[2K\n\u{202e}\u{e0041}\u{200b}é");
        assert_eq!(text, "a'\\u{1b}[2K\\n\\u{202e}\\u{e0041}\\u{200b}é");
        assert!(shown(&"x".repeat(1000)).len() < 300);
    }

    fn outcome(group: Group, severities: &[Severity], files: u64, known: &[Known]) -> Outcome {
        let findings = severities.iter().map(|severity| {
            let severity = format!("{severity:?}").to_lowercase();
            serde_json::json!({
                "attack": "homoglyph", "severity": severity, "confidence": 0.9, "path": "a.md", "evidence": "x",
                "region": { "start-line": 1, "start-column": 2 }, "decoded": null, "why": ["is odd"], "sources": ["s"],
            })
        });
        let report = serde_json::json!({
            "findings": findings.collect::<Vec<_>>(), "failures": [], "coverage": [],
            "stats": { "files": files, "bytes": 10, "segments": 1 },
        });
        let tree = Tree {
            name: "t".to_owned(),
            registry: super::super::manifest::Registry::Npm,
            package: "t".to_owned(),
            version: "1".to_owned(),
            file: "t.tgz".to_owned(),
            sha256: String::new(),
            group,
            files,
            ci: false,
            learned: false,
        };
        let mut outcome = Outcome::default();
        let scan = Scan { report: serde_json::from_value(report).unwrap(), user_seconds: Some(0.5) };
        outcome.add(&tree, scan, known);
        outcome
    }

    #[test]
    fn the_alarm_rings_for_errors_and_many_warnings() {
        use Severity::{Error, Note, Warning};
        assert!(outcome(Group::Plain, &[Warning, Note, Note], 2_000, &[]).passes());
        assert!(!outcome(Group::Plain, &[Warning, Warning], 2_000, &[]).passes());
        assert!(!outcome(Group::PromptHeavy, &[Error], 100_000, &[]).passes());
        assert!(outcome(Group::Adversarial, &[Error, Error], 10, &[]).passes());
    }

    #[test]
    fn known_findings_do_not_ring_and_are_shown() {
        let known = |attack: &str| {
            [Known { tree: "t".into(), path: "a.md".into(), attack: attack.into(), why: "a test of it".into() }]
        };
        assert!(!outcome(Group::Plain, &[Severity::Error], 10, &known("role-swap")).passes());
        let outcome = outcome(Group::Plain, &[Severity::Error], 10, &known("homoglyph"));
        assert!(outcome.passes());
        let mut out = Vec::new();
        outcome.print(false, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains("error[homoglyph] (known) 0.90 t/a.md:1:2\n") && text.contains("ecosystem ok"), "{text}");
    }
}
