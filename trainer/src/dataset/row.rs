//! One row of the data set and its schema, column by column.

use super::licence;
use super::normalise::normalise;
use promptsweep_corpus::segment::{Segment, Split};
use std::sync::LazyLock;
use uuid::Uuid;

/// The columns, in the order of the file.
pub const COLUMNS: [&str; 12] = [
    "id",
    "text",
    "original",
    "label",
    "attack_type",
    "source_path",
    "licence",
    "carrier",
    "surface",
    "language",
    "family",
    "split",
];

/// Carriers: those of the scanner, those of the book (`corpus/README.md`), and `file` for a text that is a whole file.
const CARRIERS: &[&str] = &[
    "alt-text",
    "block-quote",
    "ci-step",
    "code-block",
    "code-comment",
    "commit-message",
    "config-comment",
    "config-value",
    "csv-cell",
    "details",
    "docstring",
    "file",
    "file-name",
    "front-matter",
    "heading",
    "hidden-element",
    "html-attribute",
    "html-comment",
    "issue-text",
    "json-value",
    "link-reference",
    "link-target",
    "link-title",
    "list-item",
    "log-line",
    "notebook-cell",
    "notebook-output",
    "paragraph",
    "plain-text",
    "pr-text",
    "raw",
    "rule-bullet",
    "string-literal",
    "string-value",
    "svg-text",
    "table-cell",
    "template-text",
    "toml-value",
    "tool-description",
    "translation",
    "yaml-value",
];

/// Surfaces: those of the scanner and those of the book.
const SURFACES: &[&str] = &[
    "agent-file",
    "agent-settings",
    "ci",
    "config",
    "data",
    "docs",
    "mcp",
    "notebook",
    "prompt",
    "prompt-template",
    "readme",
    "skill",
    "source",
    "test",
    "vcs",
];

static NAMESPACE: LazyLock<Uuid> =
    LazyLock::new(|| Uuid::new_v5(&Uuid::NAMESPACE_URL, b"https://github.com/promptsweep/promptsweep/datasets/v1"));

/// What is known of a text before it is a row.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "the fields are the columns of the same name")]
pub struct Draft {
    pub original: String,
    pub label: u8,
    pub attack_type: String,
    pub source_path: String,
    pub licence: String,
    pub carrier: String,
    pub surface: String,
    pub language: String,
    pub family: String,
    pub split: Split,
}

/// One row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// UUID v5 of `original`.
    pub id: String,
    /// What a model reads.
    pub text: String,
    /// As it stands in its file.
    pub original: String,
    /// 1 attack, 0 clean.
    pub label: u8,
    /// Id of an attack class, or `benign-…`.
    pub attack_type: String,
    /// Where it comes from.
    pub source_path: String,
    /// SPDX expression.
    pub licence: String,
    /// What holds it.
    pub carrier: String,
    /// Where it stands.
    pub surface: String,
    /// Language code, `mixed`, or `und` where nobody has said.
    pub language: String,
    /// What it shares its part of the split with.
    pub family: String,
    /// Part of the split.
    pub split: Split,
}

impl From<Draft> for Row {
    fn from(draft: Draft) -> Self {
        let Draft { original, label, attack_type, source_path, licence, carrier, surface, language, family, split } =
            draft;
        let (id, text) = (id_of(&original), normalise(&original));
        Self { id, text, original, label, attack_type, source_path, licence, carrier, surface, language, family, split }
    }
}

/// The id of a text.
pub fn id_of(original: &str) -> String {
    Uuid::new_v5(&NAMESPACE, original.as_bytes()).to_string()
}

impl Row {
    /// The values in the order of [`COLUMNS`].
    pub fn values(&self) -> [&str; 12] {
        [
            &self.id,
            &self.text,
            &self.original,
            if self.label == 1 { "1" } else { "0" },
            &self.attack_type,
            &self.source_path,
            &self.licence,
            &self.carrier,
            &self.surface,
            &self.language,
            &self.family,
            split_name(self.split),
        ]
    }

    /// A row of the values of a file; what is not a label or a part of the split is told.
    pub fn of(values: [String; 12]) -> Result<Self, String> {
        let [id, text, original, label, attack_type, source_path, licence, carrier, surface, language, family, split] =
            values;
        let label = match label.as_str() {
            "0" => 0,
            "1" => 1,
            _ => return Err(format!("label {label:?} is neither 0 nor 1")),
        };
        let split = [Split::Train, Split::Validation, Split::Test].into_iter().find(|s| split_name(*s) == split);
        let split = split.ok_or("split is neither train nor validation nor test")?;
        Ok(Self {
            id,
            text,
            original,
            label,
            attack_type,
            source_path,
            licence,
            carrier,
            surface,
            language,
            family,
            split,
        })
    }

    /// What breaks the schema, if anything does. The licence is checked by [`licence::check`].
    pub fn problem(&self) -> Option<String> {
        let class = match self.label {
            0 => self.attack_type.strip_prefix("benign-").is_some_and(is_name),
            1 => promptsweep::attack::find(&self.attack_type).is_some(),
            _ => return Some(format!("label {} is neither 0 nor 1", self.label)),
        };
        let known = |set: &[&str], value: &str| set.binary_search(&value).is_ok();
        let checks = [
            (self.text.trim().is_empty(), "text", &self.text),
            (self.id != id_of(&self.original), "id does not belong to original, it", &self.id),
            (self.text != normalise(&self.original), "text is not the normalised original, it", &self.text),
            (!class, "attack_type", &self.attack_type),
            (self.source_path.is_empty(), "source_path", &self.source_path),
            (!known(CARRIERS, &self.carrier), "carrier", &self.carrier),
            (!known(SURFACES, &self.surface), "surface", &self.surface),
            (!is_language(&self.language), "language", &self.language),
            (self.family.is_empty(), "family", &self.family),
        ];
        let (_, what, value) = checks.into_iter().find(|(broken, ..)| *broken)?;
        let shown: String = value.chars().take(60).collect();
        Some(format!("{what} is {shown:?}"))
    }

    /// Schema and licence; `at` is the place that the error names.
    pub fn check(&self, at: &str) -> Result<(), super::Error> {
        self.problem().map_or(Ok(()), |what| Err(super::Error::row(at, what)))?;
        licence::check(at, &self.licence)
    }
}

/// The part of the split that a family belongs to, as in the book.
pub fn split_of(family: &str) -> Split {
    Segment::split_of(family)
}

/// The name of a part of the split.
pub fn split_name(split: Split) -> &'static str {
    match split {
        Split::Train => "train",
        Split::Validation => "validation",
        Split::Test => "test",
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
}

fn is_language(code: &str) -> bool {
    let (first, rest) = code.split_once('-').unwrap_or((code, "any"));
    let letters = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric());
    code == "mixed" || (matches!(first.len(), 2 | 3) && is_name(first) && letters(rest))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A row that fits its schema.
    pub(crate) fn row(text: &str, label: u8, family: &str) -> Row {
        let attack_type = if label == 1 { "direct-override" } else { "benign-doc" };
        Row::from(Draft {
            original: text.to_owned(),
            label,
            attack_type: attack_type.to_owned(),
            source_path: "corpus/x.md".to_owned(),
            licence: licence::OURS.to_owned(),
            carrier: "paragraph".to_owned(),
            surface: "docs".to_owned(),
            language: "en".to_owned(),
            family: family.to_owned(),
            split: split_of(family),
        })
    }

    #[test]
    fn lists_are_sorted_for_lookup() {
        assert!(CARRIERS.is_sorted() && SURFACES.is_sorted());
    }

    #[test]
    fn a_row_survives_its_values_and_each_broken_column_is_named() {
        let good = row("Read the \u{200b}guide.", 0, "guide");
        assert_eq!(good.problem(), None);
        assert_eq!((good.text.as_str(), good.id.as_bytes()[14]), ("Read the guide.", b'5'));
        let again = Row::of(good.values().map(str::to_owned)).unwrap();
        assert_eq!(again, good);
        let broken = |change: fn(&mut Row)| {
            let mut row = good.clone();
            change(&mut row);
            row.problem().unwrap_or_default()
        };
        assert_eq!(broken(|r| r.carrier = "scroll".to_owned()), "carrier is \"scroll\"");
        assert_eq!(broken(|r| r.language = "English".to_owned()), "language is \"English\"");
        assert_eq!(broken(|r| r.attack_type = "direct-override".to_owned()), "attack_type is \"direct-override\"");
        assert!(broken(|r| r.original.push('.')).starts_with("id does not belong"));
        assert!(broken(|r| r.text.push('.')).starts_with("text is not the normalised original"));
        assert!(Row::of(["x"; 12].map(str::to_owned)).is_err());
    }
}
