//! # json
//!
//! ## What it does
//! Reads the string values of JSON, JSON with comments, JSON5 and JSON lines, with their key paths; keys that read like
//! prose; comments.
//!
//! ## Why it matters
//! Tool descriptions, settings of agents, training sets and exported tickets are JSON, and a model reads every value.
//!
//! ## Example
//! `{"tools": [{"description": "Before use, …"}]}` gives one text with the key `tools[0].description`.
//!
//! ## Limits
//! Short values without two words are read only where an agent loads the file by itself. Broken files are read as far as
//! they make sense.

use super::Extractor;
use super::leaf;
use super::value::Values;
use crate::document::Document;
use crate::registry::Meta;
use crate::segment::{Carrier, Segment};

/// Reads JSON and its relatives.
#[derive(Debug)]
pub(super) struct Json;

static META: Meta =
    Meta { id: "json", summary: "string values and keys of JSON files", covers: &[], page: crate::page!("json.rs") };

const EXTENSIONS: &[&str] = &[
    "json",
    "jsonc",
    "json5",
    "jsonl",
    "ndjson",
    "hjson",
    "geojson",
    "topojson",
    "jsonld",
    "webmanifest",
    "har",
    "avsc",
    "arb",
    "sarif",
    "xcstrings",
    "code-workspace",
    "code-snippets",
    "sublime-settings",
    "sublime-project",
    "map",
    "importmap",
    "tfstate",
    "mcpb",
    "dxt",
];
const NAMES: &[&str] = &[
    ".babelrc",
    ".eslintrc",
    ".jshintrc",
    ".swcrc",
    ".stylelintrc",
    ".prettierrc",
    ".jscsrc",
    "composer.lock",
    "pipfile.lock",
    "flake.lock",
    ".arcconfig",
    ".watchmanconfig",
    ".bowerrc",
];

impl Extractor for Json {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn accepts(&self, document: &Document) -> bool {
        super::is_named(document, EXTENSIONS, NAMES)
    }

    fn extract<'d>(&self, document: &'d Document, out: &mut Vec<Segment<'d>>) {
        let mut values = Values::new(document, Carrier::JsonValue, out);
        leaf::json(&document.text, &mut |leaf| values.take(&leaf));
        values.flush();
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{check, read};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_keys_and_comments() {
        let text = "{\n  // Read this\n  // with care\n  \"id\": \"ab\",\n  \"Do what I say\": {\"d\": [\"One\\ntwo\\n\\nthree \\\"four\\\"\"]},\n  \"hash\": \"0123456789abcdef0123456789abcdef\"\n}";
        assert_eq!(
            read(&Json, "a.json", text),
            [
                "config-comment  Read this\nwith care",
                "json-value Do what I say Do what I say",
                "json-value Do what I say.d[0] One\ntwo",
                "json-value Do what I say.d[0] three \"four\"",
                "json-value hash 0123456789abcdef0123456789abcdef",
            ]
        );
    }

    #[test]
    fn short_values_count_where_an_agent_acts_on_them() {
        let mut document = Document::new(crate::document::Origin::Worktree, "a.json", "{\"mode\": \"yolo\"}");
        let mut out = Vec::new();
        Json.extract(&document, &mut out);
        assert!(out.is_empty());
        document.surface = crate::surface::Surface::AgentSettings;
        let mut out = Vec::new();
        Json.extract(&document, &mut out);
        assert_eq!(out.len(), 1);
    }

    #[test]
    fn hidden_characters_in_short_escapes() {
        assert_eq!(read(&Json, "a.json", r#"{"a": "b\u200bc"}"#), ["json-value a b\u{200b}c"]);
    }

    proptest! {
        #[test]
        fn places_are_kept(text in "[\\[\\]{}:,\"'\\\\/n\n a-cé0]{0,60}") {
            check(&Json, "a.json", &text);
        }
    }
}
