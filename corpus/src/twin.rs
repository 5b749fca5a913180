//! Clean twins: honest texts that a naive scanner flags, one Markdown file a kind.

use crate::example::{self, Example, Kind};
use crate::folder;
use crate::{Broken, Error};
use std::path::Path;

/// One kind of clean text with its executed twins.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Twins {
    /// The file's name.
    pub kind: String,
    /// The twins.
    pub examples: Vec<Example>,
}

impl Twins {
    /// Parses the file named `<kind>.md`: a title, what the texts are, and `benign` blocks.
    pub fn parse(kind: &str, text: &str) -> Result<Self, Error> {
        if !text.starts_with("# ") {
            return Err(Error::Heading("a title"));
        }
        let examples = example::all(text, 1)?;
        match examples.iter().find(|e| e.kind != Kind::Benign) {
            Some(odd) => Err(Error::Example(odd.path.clone(), "is not `benign`")),
            None if examples.is_empty() => Err(Error::Few(1, "benign")),
            None => Ok(Self { kind: kind.to_owned(), examples }),
        }
    }
}

/// Loads every kind of `folder` (`corpus/benign`), sorted.
pub fn load(folder: &Path) -> Result<Vec<Twins>, Broken> {
    let one = |path: &Path| Twins::parse(&folder::stem(path), &folder::read(path)?).map_err(|e| Broken::at(path, e));
    folder::files(folder, "md")?.iter().map(|path| one(path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attack_is_no_twin() {
        assert!(Twins::parse("a", "# A\n```benign path=a.md\nx\n```\n").is_ok());
        assert!(Twins::parse("a", "# A\n```attack path=a.md\nx\n```\n").is_err());
        assert!(Twins::parse("a", "# A\n").is_err());
    }
}
