//! Sources: where text comes from. A source calls `visit` for each document, from as many threads as it likes; order
//! does not matter, since reports are sorted.

use crate::document::Document;
use crate::report::{Failure, Skipped};
use thiserror::Error;

/// What a source hands out.
#[derive(Debug)]
pub enum Item {
    /// A text to read.
    Document(Document),
    /// Something that could not be read.
    Failure(Failure),
    /// Something left out on purpose or cut short.
    Skipped(Skipped),
    /// A file that holds no text: counted, not listed.
    Binary,
}

/// Why a source could not start at all.
#[derive(Debug, Error)]
pub enum Error {
    /// The path to scan is not there or cannot be read.
    #[error("cannot read {path}: {cause}")]
    Unreadable {
        /// The path as given.
        path: String,
        /// The system's reason.
        cause: std::io::Error,
    },
}

/// Gives documents.
pub trait Source {
    /// Calls `visit` for every item. Returns an error only when nothing can be read at all.
    fn documents(&self, visit: &(dyn Fn(Item) + Sync)) -> Result<(), Error>;
}
