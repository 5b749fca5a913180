//! Paths that whoever runs the scan wants left out. They are trusted, unlike anything in the tree, so they hide tracked
//! files and agent files as well.

use super::Error;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::path::Path;

/// Paths to leave out, as patterns in the manner of `.gitignore`, relative to the root.
#[derive(Debug)]
pub(super) struct Exclude(Gitignore);

impl Exclude {
    pub(super) fn new(patterns: &[String]) -> Result<Self, Error> {
        let invalid = |pattern: &str, error: &ignore::Error| {
            let cause = match error {
                ignore::Error::Glob { err, .. } => err.clone(),
                other => other.to_string(),
            };
            Error::Exclude { pattern: pattern.to_owned(), cause }
        };
        let mut builder = GitignoreBuilder::new("");
        for pattern in patterns {
            builder.add_line(None, pattern.trim_start_matches("./")).map_err(|error| invalid(pattern, &error))?;
        }
        builder.build().map(Self).map_err(|error| invalid("", &error))
    }

    /// True when a pattern names `path` itself.
    pub(super) fn names(&self, path: &Path, folder: bool) -> bool {
        !self.0.is_empty() && self.0.matched(path, folder).is_ignore()
    }

    /// True when a pattern names the file `path` or a folder that holds it.
    pub(super) fn covers(&self, path: &Path) -> bool {
        !self.0.is_empty() && self.0.matched_path_or_any_parents(path, false).is_ignore()
    }
}
