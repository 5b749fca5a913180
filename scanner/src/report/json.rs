//! # json
//!
//! ## What it does
//! Writes the whole report as one JSON object: `schema` (the version of the format, 1), findings, failures, coverage,
//! figures and verdict. The JSON Schema is in the repository (`scanner/schema/report.json`).
//!
//! ## Why it matters
//! Scripts and other tools read it. Nothing is left out and nothing is cut for looks: suppressed findings are in it with
//! their state.
//!
//! ## Example
//! `promptsweep scan --format json=report.json .`
//!
//! ## Limits
//! Fields may be added without a new `schema` number; readers must pass over those that they do not know. Characters
//! that a person cannot see are `\u` escapes, so decoded strings hold hostile text: escape it before showing it.

use super::{Report, Reporter, Style, safe_json};
use crate::registry::Meta;
use std::io;

/// The report as it is.
#[derive(Debug)]
pub(super) struct Json;

static META: Meta = Meta { id: "json", summary: "everything, for scripts", covers: &[], page: crate::page!("json.rs") };

impl Reporter for Json {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn write(&self, report: &Report, _: Style, out: &mut dyn io::Write) -> io::Result<()> {
        safe_json::write_pretty(report, out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{fixture, json_schema};
    use proptest::prelude::*;

    fn json(report: &Report) -> String {
        let mut out = Vec::new();
        Json.write(report, Style::default(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn leaves_nothing_out() {
        insta::assert_snapshot!(json(&fixture::report()));
    }

    #[test]
    fn the_schema_names_every_field() {
        let schema: serde_json::Value = serde_json::from_str(&json_schema()).unwrap();
        let report: serde_json::Value = serde_json::from_str(&json(&fixture::report())).unwrap();
        let known = |at: &serde_json::Value, of: &serde_json::Value| {
            let fields = of.as_object().unwrap().keys();
            fields.filter(|f| at["properties"].get(f).is_none()).cloned().collect::<Vec<_>>()
        };
        assert_eq!(known(&schema, &report), [""; 0]);
        assert_eq!(known(&schema["$defs"]["Finding"], &report["findings"][0]), [""; 0]);
    }

    proptest! {
        #[test]
        fn hostile_text_is_harmless(report in fixture::hostile()) {
            let out = json(&report);
            prop_assert!(fixture::is_harmless(&out), "{out:?}");
            let back: serde_json::Value = serde_json::from_str(&out).unwrap();
            for (found, written) in report.findings.iter().zip(back["findings"].as_array().unwrap()) {
                prop_assert_eq!(&found.evidence, written["evidence"].as_str().unwrap());
            }
        }
    }
}
