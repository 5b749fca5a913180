//! The pins: which trees there are, and which findings in them were read and found to be right.

use anyhow::{Context, Result, ensure};
use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// All of `xtask/ecosystem.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    #[serde(rename = "tree")]
    pub(super) trees: Vec<Tree>,
    /// Findings that were read and are true.
    #[serde(default)]
    pub(super) known: Vec<Known>,
}

/// One pinned tree.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tree {
    pub(super) name: String,
    pub(super) registry: Registry,
    pub(super) package: String,
    pub(super) version: String,
    /// Name of the archive as the registry gives it.
    pub(super) file: String,
    pub(super) sha256: String,
    pub(super) group: Group,
    /// Regular files after unpacking.
    pub(super) files: u64,
    /// Scanned on every CI run.
    #[serde(default)]
    pub(super) ci: bool,
    /// The linear reader learned from a sample of its segments, so its quiet proves less.
    #[serde(default)]
    pub(super) learned: bool,
}

/// Where a tree comes from.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Registry {
    Debian,
    Pypi,
    Npm,
    Crates,
}

/// What a tree is like.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize, Serialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Group {
    /// Ordinary programs.
    Plain,
    /// Ordinary programs with many languages and scripts.
    Multilingual,
    /// Agents, prompts and model clients.
    PromptHeavy,
    /// Tools that carry attacks on purpose: measured, not judged.
    Adversarial,
}

/// A true finding: what it is and why it is right to report it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Known {
    pub(super) tree: String,
    pub(super) path: String,
    pub(super) attack: String,
    /// Read by people; a finding without a reason is not known.
    pub(super) why: String,
}

impl Manifest {
    /// Reads the pins; mistakes are errors.
    pub(super) fn parse(text: &str) -> Result<Self> {
        let manifest: Self = toml::from_str(text).context("ecosystem.toml")?;
        let mut names = BTreeSet::new();
        for tree in &manifest.trees {
            let safe = |name: &str| !name.is_empty() && !name.starts_with(['.', '-']) && !name.contains('/');
            ensure!(safe(&tree.name) && safe(&tree.file), "{}: odd name or file", tree.name);
            ensure!(names.insert(&tree.name), "{}: stands twice", tree.name);
        }
        for known in &manifest.known {
            ensure!(names.contains(&known.tree), "known finding in {}: no such tree", known.tree);
            ensure!(!known.why.trim().is_empty(), "known finding in {}: no reason", known.tree);
        }
        Ok(manifest)
    }
}

/// The pins with a new hash and file count for the tree `name`; everything else stays as it is written.
pub(super) fn repin(pins: &str, name: &str, sha256: &str, files: u64) -> String {
    let mut here = false;
    let mut out = String::with_capacity(pins.len());
    for line in pins.lines() {
        if line.starts_with("[[") {
            here = false;
        } else if line == format!("name = {name:?}") {
            here = true;
        }
        match line.split_once(" = ") {
            Some(("sha256", _)) if here => out.push_str(&format!("sha256 = {sha256:?}")),
            Some(("files", _)) if here => out.push_str(&format!("files = {files}")),
            _ => out.push_str(line),
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pins_of_the_repository_are_well_formed() {
        let manifest = Manifest::parse(include_str!("../../ecosystem.toml")).unwrap();
        assert!(manifest.trees.iter().any(|tree| tree.ci));
        assert!(manifest.trees.iter().map(|tree| tree.files).sum::<u64>() > 100_000);
    }

    #[test]
    fn repin_touches_one_tree() {
        let pins =
            "[[tree]]\nname = \"a\"\nsha256 = \"1\"\nfiles = 1\n\n[[tree]]\nname = \"b\"\nsha256 = \"2\"\nfiles = 2\n";
        let new = repin(pins, "b", "3", 4);
        assert_eq!(new, pins.replace("\"2\"", "\"3\"").replace("files = 2", "files = 4"));
    }
}
