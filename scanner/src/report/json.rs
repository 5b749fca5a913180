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
