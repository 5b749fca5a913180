//! # sarif
//!
//! ## What it does
//! Writes SARIF 2.1.0 as GitHub code scanning takes it: every attack class is a rule with its documentation, findings are
//! results with stable fingerprints, what was not read is a notification of the invocation.
//!
//! ## Why it matters
//! Code scanning keeps track of a finding over commits, shows it in the pull request and lets people dismiss it.
//!
//! ## Example
//! `promptsweep scan --format sarif=promptsweep.sarif .`
//!
//! ## Limits
//! At most 25,000 results, the most severe first; a notification says how many were left out. Suppressed findings are
//! left out, because code scanning would show them as open.

use super::{Report, Reporter, Style, counted, escape, safe_json};
use crate::attack::{ATTACKS, Attack};
use crate::registry::Meta;
use serde_json::json;
use serde_sarif::sarif::{self, Invocation, Notification, Run, RunAutomationDetails, Tool, ToolComponent};
use std::io;

mod result;
mod rule;

/// SARIF for code scanning.
#[derive(Debug)]
pub(super) struct Sarif;

static META: Meta =
    Meta { id: "sarif", summary: "SARIF 2.1.0 for code scanning", covers: &[], page: crate::page!("sarif.rs") };

/// Results that GitHub takes for one run.
const MOST_RESULTS: usize = 25_000;
/// Notifications about single texts; more are counted.
const MOST_NOTICES: usize = 1000;
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

impl Reporter for Sarif {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn write(&self, report: &Report, _: Style, out: &mut dyn io::Write) -> io::Result<()> {
        safe_json::write_pretty(&log(report, ATTACKS), out)
    }
}

/// The log of a report, its rules from `attacks`; a finding of another class gets a rule of its own.
fn log(report: &Report, attacks: &[Attack]) -> sarif::Sarif {
    let findings = report.by_severity();
    let rules = rule::Rules::of(attacks, &findings);
    let kept = &findings[..findings.len().min(MOST_RESULTS)];
    let results = kept.iter().map(|f| result::result(f, rules.index(f.attack))).collect::<Vec<_>>();
    let driver = ToolComponent::builder()
        .name("promptsweep")
        .version(report.version)
        .semantic_version(report.version)
        .information_uri(env!("CARGO_PKG_REPOSITORY"))
        .rules(rules.list)
        .build();
    let run = Run::builder()
        .tool(Tool::builder().driver(driver).build())
        .automation_details(RunAutomationDetails::builder().id("promptsweep/").build())
        .column_kind(json!("unicodeCodePoints"))
        .invocations(vec![invocation(report, findings.len() - kept.len())])
        .results(results)
        .build();
    sarif::Sarif::builder().schema(SCHEMA).version(json!("2.1.0")).runs(vec![run]).build()
}

fn invocation(report: &Report, cut: usize) -> Invocation {
    let unread = report.unread().count();
    let mut notices: Vec<Notification> = report
        .unread()
        .take(MOST_NOTICES)
        .map(|(path, reason)| notice("error", &format!("not read: {reason}"), Some(path)))
        .collect();
    if unread > MOST_NOTICES {
        notices.push(notice(
            "error",
            &format!("{} not read", counted((unread - MOST_NOTICES) as u64, "more text")),
            None,
        ));
    }
    if cut > 0 {
        notices.push(notice("warning", &format!("{} left out", counted(cut as u64, "less severe finding")), None));
    }
    Invocation::builder().execution_successful(unread == 0).tool_execution_notifications(notices).build()
}

fn notice(level: &str, text: &str, path: Option<&str>) -> Notification {
    let message = sarif::Message::builder().text(escape::visible(text)).build();
    let mut notice = Notification::builder().level(json!(level)).message(message).build();
    notice.locations = path.map(|path| vec![result::place(path, None)]);
    notice
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Severity;
    use crate::report::{Stats, fixture};
    use proptest::prelude::*;

    static SOME: &[Attack] = &[Attack {
        id: "hidden-unicode",
        title: "Text hidden with invisible Unicode",
        severity: Severity::Error,
        since: "0.1.0",
        summary: "Characters that people cannot see carry text that a model reads.",
        page: "## What it is\n\nInvisible text.",
        ids: &["LLM01:2026", "AML.T0068@2026.09", "CWE-176", "CWE-1007"],
        aliases: &[],
    }];

    fn text(report: &Report) -> String {
        let mut out = Vec::new();
        safe_json::write_pretty(&log(report, SOME), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn says_what_code_scanning_reads() {
        insta::assert_snapshot!(text(&fixture::report()));
    }

    #[test]
    fn results_stand_in_an_empty_report_too() {
        let log = log(&Report::new(vec![], vec![], vec![], Stats::default(), None), ATTACKS);
        assert_eq!(serde_json::to_value(&log).unwrap()["runs"][0]["results"], json!([]));
    }

    #[test]
    fn cuts_the_least_severe_with_a_notice() {
        let one = fixture::report().findings.remove(0);
        let mut report = Report::new(vec![], vec![], vec![], Stats::default(), None);
        report.findings = vec![crate::policy::Finding { severity: Severity::Note, ..one.clone() }; MOST_RESULTS];
        report.findings.push(one);
        let log = serde_json::to_value(log(&report, SOME)).unwrap();
        let run = &log["runs"][0];
        assert_eq!(run["results"].as_array().unwrap().len(), MOST_RESULTS);
        assert_eq!(run["results"][0]["level"], "error");
        let notice = &run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
        assert_eq!(notice, "1 less severe finding left out");
    }

    proptest! {
        #[test]
        fn hostile_text_is_harmless(report in fixture::hostile()) {
            let out = text(&report);
            prop_assert!(fixture::is_harmless(&out), "{out:?}");
            let log: serde_json::Value = serde_json::from_str(&out).unwrap();
            for result in log["runs"][0]["results"].as_array().unwrap() {
                let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
                prop_assert!(uri.bytes().all(|b| b.is_ascii_graphic()), "{uri:?}");
                prop_assert!(!result["message"]["text"].as_str().unwrap().contains("](1)"));
            }
        }
    }
}
