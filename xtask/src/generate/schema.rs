//! `scanner/schema/*.json`: JSON Schemas of what the program writes and reads, from the types themselves.

use super::Output;
use crate::workspace::Workspace;
use anyhow::Result;

/// A schema's file name and the function that gives its text.
type Schema = (&'static str, fn() -> String);

/// All schemas.
const SCHEMAS: &[Schema] =
    &[("report", promptsweep::report::json_schema), ("config", promptsweep::config::json_schema)];

/// One file for each schema.
pub(super) fn produce(_: &Workspace) -> Result<Vec<Output>> {
    let output = |&(name, schema): &Schema| {
        let text = schema();
        Ok(Output { path: format!("scanner/schema/{name}.json"), text: format!("{}\n", text.trim_end()) })
    };
    SCHEMAS.iter().map(output).collect()
}
