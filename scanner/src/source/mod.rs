//! Sources: where text comes from. A source calls `visit` for each document, from as many threads as it likes; order
//! does not matter, since reports are sorted.
//!
//! What all sources share lives beside them: turning bytes into text ([`encoding`]), cutting large streams into windows
//! ([`window`]), and reading names as text ([`name`]).

use crate::document::Document;
use crate::report::{Failure, Skipped};
use std::io;
use thiserror::Error;

mod encoding;
mod exclude;
mod link;
mod name;
mod rules;
mod shown;
pub mod stdin;
mod tracked;
mod tree;
mod window;
pub mod worktree;

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
        cause: io::Error,
    },
    /// A pattern of paths to leave out does not parse.
    #[error("invalid exclude pattern {pattern:?}: {cause}")]
    Exclude {
        /// The pattern as given.
        pattern: String,
        /// What is wrong with it.
        cause: String,
    },
}

/// Gives documents.
pub trait Source {
    /// Calls `visit` for every item. Returns an error only when nothing can be read at all.
    fn documents(&self, visit: &(dyn Fn(Item) + Sync)) -> Result<(), Error>;
}

/// The system's reason in words that do not depend on the machine's language.
fn reason(error: &io::Error) -> String {
    match (error.kind(), error.raw_os_error()) {
        (io::ErrorKind::NotFound, _) => "was there a moment ago and is gone".to_owned(),
        (kind, Some(_)) => kind.to_string(),
        _ => error.to_string(),
    }
}
