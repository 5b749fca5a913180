//! Finds text in a repository that was written to be obeyed by an LLM rather than read by a person.
//!
//! Data goes one way: [`source`] -> [`document`] -> [`segment`] -> [`signal`] -> [`policy`] (findings) -> [`report`].
//! The run itself is [`pipeline`].

pub mod attack;
pub mod check;
pub mod cli;
pub mod config;
pub mod decode;
pub mod document;
pub mod extract;
pub mod filter;
pub mod intent;
pub mod pipeline;
pub mod policy;
pub mod registry;
pub mod report;
pub mod segment;
pub mod settings;
pub mod signal;
pub mod source;
pub mod span;
mod suggestion;
pub mod surface;
