//! # toml
//!
//! ## What it does
//! Reads the strings of TOML files with their key paths, and comments.
//!
//! ## Why it matters
//! Packages describe themselves in TOML, and several agents are configured and instructed in it.
//!
//! ## Example
//! `[tool.agent]` and `instructions = """…"""` give texts with the key `tool.agent.instructions`.
//!
//! ## Limits
//! Short values without two words are read only where an agent loads the file by itself.

use super::Extractor;
use super::leaf;
use super::value::Values;
use crate::document::Document;
use crate::registry::Meta;
use crate::segment::{Carrier, Segment};

/// Reads TOML.
#[derive(Debug)]
pub(super) struct Toml;

static META: Meta =
    Meta { id: "toml", summary: "strings and comments of TOML files", covers: &[], page: crate::page!("toml.rs") };

const NAMES: &[&str] = &["pipfile", "cargo.lock", "poetry.lock", "uv.lock", "pdm.lock"];

impl Extractor for Toml {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn accepts(&self, document: &Document) -> bool {
        super::is_named(document, &["toml"], NAMES)
    }

    fn extract<'d>(&self, document: &'d Document, out: &mut Vec<Segment<'d>>) {
        let mut values = Values::new(document, Carrier::TomlValue, out);
        leaf::toml(&document.text, &mut |leaf| values.take(&leaf));
        values.flush();
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{check, read};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn strings_of_one_and_many_lines() {
        let text =
            "# A note\n[a]\nb = \"two words\" # side note\nc = \"\"\"\nOne\ntwo\\u0021\n\nthree\"\"\"\nd = 'x'\n";
        assert_eq!(
            read(&Toml, "a.toml", text),
            [
                "config-comment  A note",
                "toml-value a.b two words",
                "config-comment  side note",
                "toml-value a.c One\ntwo!",
                "toml-value a.c three",
            ]
        );
    }

    proptest! {
        #[test]
        fn places_are_kept(text in "[\\[\\]{}=.,\"'\\\\#\n a-cé0]{0,60}") {
            check(&Toml, "a.toml", &text);
        }
    }
}
