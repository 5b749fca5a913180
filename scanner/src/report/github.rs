//! # github
//!
//! ## What it does
//! Writes workflow commands, which GitHub shows as annotations on the lines of a pull request, the most severe first. What
//! goes beyond GitHub's limit for one step is written as plain lines of the log.
//!
//! ## Why it matters
//! Annotations need no write token, so they work for pull requests from forks, where SARIF cannot be uploaded.
//!
//! ## Example
//! `promptsweep scan --format github --format sarif=out.sarif .`
//!
//! ## Limits
//! GitHub keeps ten annotations of each level for a step, the first that come. A job's log is obeyed by its runner: all text of
//! the repository is escaped, and none of it starts a line.

use super::advice::advice;
use super::escape::{clipped, visible};
use super::{Report, Reporter, Style, counted, severity_id};
use crate::document::Origin;
use crate::policy::{Finding, Severity};
use crate::registry::Meta;
use std::io;

/// Workflow commands of GitHub Actions.
#[derive(Debug)]
pub(super) struct Github;

static META: Meta =
    Meta { id: "github", summary: "annotations for GitHub Actions", covers: &[], page: crate::page!("github.rs") };

/// Annotations of one level that GitHub keeps for a step. One warning and one notice are set aside for what was not read
/// and for what did not fit.
const KEPT: usize = 10;
/// Most characters of a message and of a decoded text.
const MOST: usize = 400;

impl Reporter for Github {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn write(&self, report: &Report, _: Style, out: &mut dyn io::Write) -> io::Result<()> {
        let (shown, rest) = share_out(report.by_severity());
        for finding in shown {
            writeln!(out, "{}", annotation(finding))?;
        }
        for finding in &rest {
            writeln!(out, "{}", plain(finding))?;
        }
        let unread = report.unread().count() as u64;
        for (path, reason) in report.unread() {
            writeln!(out, "unread: {}: {}", visible(path), clipped(reason, MOST))?;
        }
        if unread > 0 {
            let title = property("incomplete scan");
            writeln!(out, "::warning title={title}::{} not read, see the log", counted(unread, "text"))?;
        }
        if !rest.is_empty() {
            let more = counted(rest.len() as u64, "more finding");
            writeln!(out, "::notice title={}::{more} in the log", property("more findings"))?;
        }
        Ok(())
    }
}

/// What becomes an annotation and what does not fit.
fn share_out(findings: Vec<&Finding>) -> (Vec<&Finding>, Vec<&Finding>) {
    let mut taken = [0; 3];
    findings.into_iter().partition(|finding| {
        let (slot, limit) = match finding.severity {
            Severity::Error => (0, KEPT),
            Severity::Warning => (1, KEPT - 1),
            Severity::Note => (2, KEPT - 1),
        };
        taken[slot] += 1;
        taken[slot] <= limit
    })
}

fn annotation(finding: &Finding) -> String {
    let command = match finding.severity {
        Severity::Note => "notice",
        severity => severity_id(severity),
    };
    let (path, title) = (property(&visible(&finding.path)), property(finding.attack));
    format!("::{command} file={path},{},title={title}::{}", position(finding), data(&message(finding)))
}

fn position(finding: &Finding) -> String {
    let r = finding.region;
    match finding.origin {
        // A name is not a line of the file; the top is where people look.
        Origin::FileName => "line=1".to_owned(),
        _ if r.start_line == r.end_line => {
            format!("line={},endLine={},col={},endColumn={}", r.start_line, r.end_line, r.start_column, r.end_column)
        }
        // GitHub refuses columns of a region of several lines.
        _ => format!("line={},endLine={}", r.start_line, r.end_line),
    }
}

fn message(finding: &Finding) -> String {
    let mut out = clipped(&finding.message, MOST);
    if let Some(decoded) = &finding.decoded {
        out += "\nA model reads: \"";
        out += &clipped(decoded, MOST);
        out.push('"');
    }
    out + "\nHelp: " + advice(finding)
}

fn plain(finding: &Finding) -> String {
    let (severity, path, region) = (severity_id(finding.severity), visible(&finding.path), finding.region);
    let message = clipped(&finding.message, MOST);
    format!("{severity}[{}] {path}:{}:{}: {message}", finding.attack, region.start_line, region.start_column)
}

/// Escapes the text after the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property's value.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;
    use crate::report::{Stats, Verdict};
    use proptest::prelude::*;

    fn github(report: &Report) -> String {
        let mut out = Vec::new();
        Github.write(report, Style::default(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn annotates() {
        insta::assert_snapshot!(github(&fixture::report()));
    }

    #[test]
    fn keeps_to_the_limits_of_a_step() {
        let finding = fixture::report().findings.remove(0);
        let mut findings = Vec::new();
        for severity in [Severity::Note, Severity::Warning, Severity::Error] {
            for line in 1..=30 {
                let mut finding = finding.clone();
                finding.severity = severity;
                finding.region.start_line = line;
                findings.push(finding);
            }
        }
        let mut report = Report::new(vec![], vec![], vec![], Stats::default(), None);
        report.findings = findings;
        report.verdict = Verdict::Findings;
        report.failures = fixture::report().failures;
        let out = github(&report);
        let count = |start: &str| out.lines().filter(|l| l.starts_with(start)).count();
        assert_eq!((count("::error "), count("::warning "), count("::notice ")), (10, 10, 10));
        assert!(out.starts_with("::error "));
        assert_eq!(count("error[") + count("warning[") + count("note["), 90 - 28);
    }

    proptest! {
        #[test]
        fn hostile_text_is_harmless(report in fixture::hostile()) {
            let out = github(&report);
            let ours = ["::error file=", "::warning file=", "::notice file=", "::warning title=incomplete scan::",
                "::notice title=more findings::", "unread: ", "error[", "warning[", "note["];
            prop_assert!(fixture::is_harmless(&out), "{out:?}");
            prop_assert!(out.lines().all(|line| ours.iter().any(|start| line.starts_with(start))), "{out:?}");
            for line in out.lines().filter(|l| l.starts_with("::")) {
                let head = line[2..].split("::").next().unwrap_or_default();
                prop_assert!(head.matches(',').count() <= 5, "{head:?}");
            }
        }
    }
}
