//! What can go wrong with the data set; every message says where and what to do about it.

use promptsweep_corpus::Broken;
use std::path::{Path, PathBuf};
use thiserror::Error as ThisError;

/// Why no data set was written, or why one is not right.
#[derive(Debug, ThisError)]
pub enum Error {
    /// A file of the corpus does not parse.
    #[error(transparent)]
    Corpus(#[from] Broken),
    /// The corpus breaks a rule that spans files.
    #[error("the corpus is not consistent:\n{0}")]
    Inconsistent(String),
    /// A file cannot be read or written.
    #[error("{}: {cause}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        cause: std::io::Error,
    },
    /// A manifest does not parse or contradicts itself.
    #[error("{}: {what}", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
    /// A pack is not the one that the manifest describes.
    #[error("{}: sha256 is {found}, but {manifest} describes {expected}", path.display())]
    Hash {
        /// The pack.
        path: PathBuf,
        /// The file that expects another one.
        manifest: String,
        /// What it expects.
        expected: String,
        /// What lies there.
        found: String,
    },
    /// A row is not what its schema says.
    #[error("{at}: corrupted row: {what}")]
    Row {
        /// Where it stands.
        at: String,
        /// What is wrong.
        what: String,
    },
    /// A row of a source that no manifest describes.
    #[error("{at}: no manifest describes source {source_name:?}")]
    NoManifest {
        /// Where it stands.
        at: String,
        /// Its source.
        source_name: String,
    },
    /// A licence that nobody has looked at.
    #[error("{at}: unknown licence {licence:?}")]
    UnknownLicence {
        /// Where it stands.
        at: String,
        /// The licence as written.
        licence: String,
    },
    /// A licence that does not allow what the data set is for.
    #[error("{at}: refused: licence {licence:?} {why}")]
    Refused {
        /// Where it stands.
        at: String,
        /// The licence as written.
        licence: String,
        /// Why.
        why: &'static str,
    },
    /// Two rows with one id.
    #[error("{second}: duplicate id {id}, it is that of {first} already")]
    DuplicateId {
        /// The id.
        id: String,
        /// Where it stood first.
        first: String,
        /// Where it stands again.
        second: String,
    },
    /// Fewer or more than there must be.
    #[error("{what}: {found}, but {expected}")]
    Count {
        /// What was counted.
        what: String,
        /// How many there are.
        found: usize,
        /// How many there must be, in words.
        expected: String,
    },
    /// A data set file cannot be read as one.
    #[error("{}: {what}", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
}

impl Error {
    /// For `map_err`: a failure of the system at `path`.
    pub(crate) fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        move |cause| Self::File { path: path.to_owned(), cause }
    }

    /// For `map_err`: something that is no data set file at `path`.
    pub(crate) fn format<E: std::fmt::Display>(path: &Path) -> impl Fn(E) -> Self {
        move |error| Self::Format { path: path.to_owned(), what: error.to_string() }
    }

    pub(crate) fn row(at: impl Into<String>, what: impl Into<String>) -> Self {
        Self::Row { at: at.into(), what: what.into() }
    }
}
