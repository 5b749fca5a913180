//! Loader of the corpus: attack classes with their executed examples.
//!
//! One Markdown file a class (`corpus/attacks/<id>.md`) is metadata, documentation, test, SARIF rule and row of the gap
//! matrix. Reading is strict: an unknown key, a missing heading or an odd example is an error that says where.

pub mod class;
mod front_matter;

pub use class::{Class, Example, Kind, load};
