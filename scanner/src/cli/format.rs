//! `--format ID[=FILE]`: one of the reporters and where it writes. Values come from the list of reporters.

use crate::report::REPORTERS;
use clap::builder::{PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser};
use std::ffi::OsStr;
use std::path::PathBuf;

/// An output format that was asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Format {
    /// Id of the reporter.
    pub id: String,
    /// The file to write; standard output without one.
    pub file: Option<PathBuf>,
}

impl Default for Format {
    fn default() -> Self {
        let id = REPORTERS.first().map(|reporter| reporter.meta().id).unwrap_or_default();
        Self { id: id.to_owned(), file: None }
    }
}

/// Parses `ID[=FILE]`.
#[derive(Clone, Debug)]
pub(super) struct FormatParser;

fn ids() -> impl Iterator<Item = PossibleValue> {
    REPORTERS.iter().map(|reporter| PossibleValue::new(reporter.meta().id).help(reporter.meta().summary))
}

impl TypedValueParser for FormatParser {
    type Value = Format;

    fn parse_ref(&self, cmd: &clap::Command, arg: Option<&clap::Arg>, value: &OsStr) -> Result<Format, clap::Error> {
        let text = StringValueParser::new().parse_ref(cmd, arg, value)?;
        let (id, file) = match text.split_once('=') {
            Some((id, file)) => (id, Some(PathBuf::from(file))),
            None => (text.as_str(), None),
        };
        let id = PossibleValuesParser::new(ids()).parse_ref(cmd, arg, OsStr::new(id))?;
        Ok(Format { id, file })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(ids()))
    }
}
