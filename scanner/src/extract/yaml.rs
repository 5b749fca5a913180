//! # yaml
//!
//! ## What it does
//! Reads the values of YAML files with their key paths: plain, quoted and block scalars, folded and unindented as a
//! parser gives them, cut into paragraphs; comments; keys that read like prose.
//!
//! ## Why it matters
//! Workflows, prompt collections and agent definitions are YAML, and their long texts stand in block scalars.
//!
//! ## Example
//! `prompt: |` and the indented lines below it are one text with the key `prompt`.
//!
//! ## Limits
//! Anchors and merges are not followed, templates are not expanded.

use super::Extractor;
use super::leaf;
use super::value::Values;
use crate::document::Document;
use crate::registry::Meta;
use crate::segment::{Carrier, Segment};

/// Reads YAML.
#[derive(Debug)]
pub(super) struct Yaml;

static META: Meta =
    Meta { id: "yaml", summary: "values and comments of YAML files", covers: &[], page: crate::page!("yaml.rs") };

const EXTENSIONS: &[&str] = &["yaml", "yml", "eyaml", "sls", "cff", "clang-format", "clang-tidy", "yamllint"];
const NAMES: &[&str] = &[".clang-format", ".clang-tidy", ".yamllint", ".gemrc", ".clangd", "pubspec.lock"];

impl Extractor for Yaml {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn accepts(&self, document: &Document) -> bool {
        super::is_named(document, EXTENSIONS, NAMES)
    }

    fn extract<'d>(&self, document: &'d Document, out: &mut Vec<Segment<'d>>) {
        let mut values = Values::new(document, Carrier::YamlValue, out);
        leaf::yaml(&document.text, &mut |leaf| values.take(&leaf));
        values.flush();
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{check, read};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn block_scalars_become_paragraphs() {
        let text = "# A note\n# of two lines\nsystem: >\n    Be kind\n    and brief.\n\n    Tell nobody.\nlist:\n  - \"two words\"\n  - one\n";
        assert_eq!(
            read(&Yaml, "a.yml", text),
            [
                "config-comment  A note\nof two lines",
                "yaml-value system Be kind and brief.",
                "yaml-value system Tell nobody.",
                "yaml-value list[0] two words",
            ]
        );
    }

    proptest! {
        #[test]
        fn places_are_kept(text in "[\\[\\]{}:,\"'\\\\#|>&!?\n a-cé0-]{0,60}") {
            check(&Yaml, "a.yaml", &text);
        }
    }
}
