//! The data set: every labelled text of this repository, and of public sources where a pack of them lies at hand, as rows
//! of one typed table.
//!
//! ```text
//! repository, pack -> Draft -> Row (normalised) -> dedupe -> check -> table
//! ```
//!
//! Not done here: training, and fetching anything. Invariants: the same inputs give the same bytes; a family of texts
//! stands in one part of the split; an error leaves no half-written file; no row without a licence that allows it.

mod baseline;
pub mod cli;
mod csv;
mod cue;
pub mod cut;
pub mod dedupe;
pub mod drift;
mod error;
pub mod licence;
pub mod manifest;
pub mod normalise;
pub mod pack;
pub mod page;
mod plot;
pub mod repository;
pub mod row;
pub mod sample;
pub mod stats;
pub mod table;
pub mod write;

#[cfg(test)]
mod tests;

pub use error::Error;
pub use row::Row;

use dedupe::Dropped;
use rayon::prelude::*;
use row::Draft;
use std::path::PathBuf;

/// Where everything lies.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// The folder `corpus/`.
    pub corpus: PathBuf,
    /// The folder of the manifests.
    pub manifests: PathBuf,
    /// The folder of the public pack, if it is to be read.
    pub public: Option<PathBuf>,
}

/// A data set in memory.
#[derive(Clone, Debug)]
pub struct Built {
    /// The rows.
    pub rows: Vec<Row>,
    /// What was left out as a duplicate.
    pub dropped: Dropped,
}

/// Builds the data set and checks it. Manifests are read and checked even when there is no pack.
pub fn build(inputs: &Inputs) -> Result<Built, Error> {
    let manifests = manifest::load(&inputs.manifests)?;
    let mut drafts = repository::drafts(&inputs.corpus)?;
    if let Some(folder) = &inputs.public {
        drafts.extend(pack::drafts(folder, &manifests)?);
    }
    assemble(drafts, repository::files(&inputs.corpus)?)
}

fn assemble(drafts: Vec<Draft>, files: usize) -> Result<Built, Error> {
    let rows: Vec<Row> = drafts.into_par_iter().map(Row::from).collect();
    let (rows, dropped) = dedupe::dedupe(rows);
    table::check(&rows, |i| rows[i].source_path.clone())?;
    if rows.len() < files {
        let expected = format!("there are {files} files");
        return Err(Error::Count { what: "rows".to_owned(), found: rows.len(), expected });
    }
    Ok(Built { rows, dropped })
}
