//! The configuration file as written: `promptsweep.toml`. Strict: an unknown key or value is an error that says where and
//! what was probably meant. What it means together with the command line is told in [`settings`](crate::settings).
//!
//! The file may come from a hostile tree: it is read up to a bound, only when it is a regular file, and what an error
//! quotes from it is escaped.

use crate::policy::Severity;
use crate::report::clipped;
use crate::suggestion::nearest;
use clap::ValueEnum;
use schemars::JsonSchema;
use serde::Deserialize;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use thiserror::Error as ThisError;

/// Name of the file at the root of a tree.
pub const FILE_NAME: &str = "promptsweep.toml";
/// A larger file is no configuration.
const MOST_BYTES: u64 = 1 << 20;

/// Configuration of promptsweep.
#[derive(Clone, PartialEq, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Config {
    /// Findings of this severity or above fail the run.
    pub fail_on: Option<FailOn>,
    /// Findings below this severity are not reported. Those that fail the run always are.
    pub min_severity: Option<Severity>,
    /// Paths that are not read, as gitignore patterns relative to the scanned root.
    pub exclude: Vec<String>,
    /// Read files that git ignores, too.
    pub include_ignored: Option<bool>,
}

/// From which severity on findings fail the run.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Deserialize, JsonSchema, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum FailOn {
    /// Errors only.
    Error,
    /// Warnings and errors.
    Warning,
    /// Every finding.
    Note,
    /// Findings never fail the run; what could not be read still does.
    Never,
}

impl FailOn {
    /// The lowest severity that fails the run.
    pub fn gate(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Never => None,
        }
    }
}

/// What is wrong with a configuration.
#[derive(Debug, ThisError)]
pub enum Error {
    /// Cannot be read.
    #[error("cannot be read: {0}")]
    Unreadable(#[from] io::Error),
    /// A folder, link, pipe or device.
    #[error("is not a regular file")]
    NotAFile,
    /// Too large.
    #[error("is larger than {MOST_BYTES} bytes")]
    TooLarge,
    /// Not TOML, or a value of the wrong kind.
    #[error("line {line}: {message}")]
    Value {
        /// One-based line.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// A key that nobody knows.
    #[error("line {line}: unknown key `{key}`; {advice}")]
    UnknownKey {
        /// One-based line.
        line: usize,
        /// The key, escaped.
        key: String,
        /// What was probably meant.
        advice: String,
    },
}

impl Config {
    /// Reads a file that somebody named; links are followed.
    pub fn read(path: &Path) -> Result<Self, Error> {
        // Asked before opening: opening a pipe waits for its writer.
        if !path.metadata()?.is_file() {
            return Err(Error::NotAFile);
        }
        let mut text = String::new();
        File::open(path)?.take(MOST_BYTES + 1).read_to_string(&mut text)?;
        if text.len() as u64 > MOST_BYTES {
            return Err(Error::TooLarge);
        }
        Self::parse(&text)
    }

    /// Reads the configuration at the root of a scanned tree, if there is one; a link is refused, since it can lead out.
    pub fn of_tree(root: &Path) -> Result<Option<Self>, Error> {
        let path = root.join(FILE_NAME);
        match path.symlink_metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
            Ok(meta) if !meta.is_file() => Err(Error::NotAFile),
            Ok(_) => Self::read(&path).map(Some),
        }
    }

    /// Parses the text of a configuration.
    pub fn parse(text: &str) -> Result<Self, Error> {
        toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1);
            match unknown_key(text) {
                Some((key, advice)) => Error::UnknownKey { line, key, advice },
                None => Error::Value { line, message: clipped(error.message(), 200) },
            }
        })
    }
}

/// The first key of a well-formed text that the schema does not have, escaped, and what to do about it.
fn unknown_key(text: &str) -> Option<(String, String)> {
    let table: toml::Table = toml::from_str(text).ok()?;
    let known = keys();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let key = table.keys().find(|key| !known.contains(&key.as_str()))?;
    let advice = match nearest(key, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known keys: {}", known.join(", ")),
    };
    Some((clipped(key, 60), advice))
}

/// Every key, from the schema.
fn keys() -> Vec<String> {
    let schema = schemars::schema_for!(Config);
    let properties = schema.get("properties").and_then(|p| p.as_object());
    properties.into_iter().flat_map(|p| p.keys().cloned()).collect()
}

/// The JSON Schema of the file.
pub fn json_schema() -> String {
    let mut out = serde_json::to_string_pretty(&schemars::schema_for!(Config)).unwrap_or_default();
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        Config::parse(text).unwrap_err().to_string()
    }

    #[test]
    fn reads_every_key() {
        let text = "fail-on = 'never'\nmin-severity = 'warning'\nexclude = ['vendor/']\ninclude-ignored = true\n";
        let config = Config::parse(text).unwrap();
        assert_eq!(config.fail_on, Some(FailOn::Never));
        assert_eq!(config.min_severity, Some(Severity::Warning));
        assert_eq!((config.exclude, config.include_ignored), (vec!["vendor/".to_owned()], Some(true)));
        assert_eq!(text.lines().count(), keys().len());
        assert_eq!(Config::parse("").unwrap(), Config::default());
    }

    #[test]
    fn refuses_with_advice() {
        assert_eq!(refused("\nfail_on = 'error'"), "line 2: unknown key `fail_on`; did you mean `fail-on`?");
        assert_eq!(
            refused("[colours]\nx = 1"),
            "line 1: unknown key `colours`; known keys: exclude, fail-on, include-ignored, min-severity"
        );
        assert_eq!(refused("\"\\u001b[2J\" = 1").split(';').next(), Some("line 1: unknown key `<U+001B>[2J`"));
        assert!(refused("exclude = []\nfail-on = 'errors'").starts_with("line 2: unknown variant `errors`"));
        assert!(refused("exclude = ").starts_with("line 1: "));
    }

    #[test]
    fn reads_only_a_regular_file_of_a_tree() {
        let root = tempfile::tempdir().unwrap();
        assert_eq!(Config::of_tree(root.path()).unwrap(), None);
        std::fs::create_dir(root.path().join(FILE_NAME)).unwrap();
        assert!(matches!(Config::of_tree(root.path()), Err(Error::NotAFile)));
    }
}
