//! The corpus: attack classes with executed examples, whole attack files, clean twins and the book of segments; and what is
//! measured on them.
//!
//! Reading is strict: an unknown key, a missing heading or an odd example is an error that says where.

pub mod carrier;
pub mod class;
mod corpus;
mod error;
pub mod example;
mod folder;
mod front_matter;
pub mod generate;
pub mod matrix;
pub mod measure;
pub mod payload;
pub mod probe;
mod repeat;
pub mod segment;
pub mod twin;
pub mod verify;

pub use carrier::Carrier;
pub use class::Class;
pub use corpus::Corpus;
pub use error::{Broken, Error};
pub use example::{Example, Kind};
