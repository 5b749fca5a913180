//! What can be wrong with a file of the corpus, and where.

use std::path::{Path, PathBuf};
use thiserror::Error as ThisError;

/// What is wrong with a file of the corpus.
#[derive(Debug, ThisError)]
pub enum Error {
    /// The file cannot be read.
    #[error("cannot be read: {0}")]
    Unreadable(#[from] std::io::Error),
    /// No `---` block at the top.
    #[error("has no front matter between two lines of three dashes")]
    NoFrontMatter,
    /// A line that is not `key: value`.
    #[error("front matter line {0:?} is not `key: value`")]
    Line(String),
    /// A key twice.
    #[error("front matter key {0:?} stands twice")]
    Duplicate(String),
    /// A key is missing or has no single value.
    #[error("front matter key {0:?} is missing or not of the right kind")]
    Missing(&'static str),
    /// A key that nobody knows.
    #[error("front matter key {0:?} is unknown")]
    Unknown(String),
    /// A value outside its set.
    #[error("{key} is {value:?}; allowed are {allowed}")]
    Value {
        /// The key.
        key: &'static str,
        /// What was given.
        value: String,
        /// What may be given.
        allowed: &'static str,
    },
    /// Id and file name differ.
    #[error("id {0:?} is not the file's name")]
    Id(String),
    /// A heading is missing or out of order.
    #[error("heading `## {0}` is missing or out of order")]
    Heading(&'static str),
    /// An example's info string is odd.
    #[error("example {0:?}: {1}")]
    Example(String, &'static str),
    /// Too few examples.
    #[error("needs at least {0} {1} examples")]
    Few(usize, &'static str),
    /// A path or a class that does not fit the file's place.
    #[error("{0}")]
    Place(String),
    /// A line that is no book segment.
    #[error("line {0} is no segment: {1}")]
    Segment(usize, String),
}

/// A file of the corpus with what is wrong with it.
#[derive(Debug, ThisError)]
#[error("{}: {error}", path.display())]
pub struct Broken {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub error: Error,
}

impl Broken {
    pub(crate) fn at(path: &Path, error: impl Into<Error>) -> Self {
        Self { path: path.to_owned(), error: error.into() }
    }
}
