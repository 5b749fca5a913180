//! `cargo xtask ecosystem`: the false-positive alarm. Fetches pinned real trees through the package registries, scans
//! each with the built program and prints every error and warning.
//!
//! Nothing fetched is built or run. A tree's archive is checked against its hash before it is unpacked.

mod fetch;
mod manifest;
mod outcome;
mod scan;
mod unpack;

use crate::workspace::{self, Workspace};
use anyhow::{Context, Result, bail};
use manifest::{Group, Manifest, Tree};
use outcome::Outcome;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Where the pins are.
const PINS: &str = "xtask/ecosystem.toml";

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only the small trees that every CI run scans.
    #[arg(long)]
    ci: bool,
    /// Only trees of this group.
    #[arg(long, value_enum)]
    group: Vec<Group>,
    /// Only the tree of this name.
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
    /// Folder of trees that are unpacked already, one folder a name; others are fetched.
    #[arg(long, value_name = "DIR")]
    trees: Option<PathBuf>,
    /// Where archives and unpacked trees are kept.
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,
    /// The program to scan with; without it, it is built with the profile `fast`.
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
    /// Where the summary goes, as JSON.
    #[arg(long, value_name = "FILE")]
    summary: Option<PathBuf>,
    /// Fetch anew and write hashes and file counts into the pins, after a version was changed there. Scans nothing.
    #[arg(long)]
    update: bool,
    /// Print notes too.
    #[arg(long)]
    notes: bool,
}

impl Args {
    fn wants(&self, tree: &Tree) -> bool {
        (!self.ci || tree.ci)
            && (self.group.is_empty() || self.group.contains(&tree.group))
            && (self.only.is_empty() || self.only.contains(&tree.name))
    }
}

/// Runs the task.
pub(crate) fn run(workspace: &Workspace, args: &Args, out: &mut dyn Write) -> Result<ExitCode> {
    let manifest = Manifest::parse(&workspace.read(PINS)?)?;
    let trees: Vec<&Tree> = manifest.trees.iter().filter(|tree| args.wants(tree)).collect();
    if trees.is_empty() {
        bail!("no tree of {PINS} is wanted");
    }
    let store = match &args.cache {
        Some(folder) => folder.clone(),
        None => workspace::cache()?.join("ecosystem"),
    };
    let store = fetch::Store::open(store, args.trees.clone())?;
    if args.update {
        return update(workspace, &store, &trees, out);
    }
    let program = match &args.binary {
        Some(file) => file.clone(),
        None => scan::build(workspace)?,
    };
    let program = program.canonicalize().with_context(|| format!("no program {}", program.display()))?;
    let mut outcome = Outcome::default();
    for tree in trees {
        let folder = store.tree(tree)?;
        outcome.add(tree, scan::scan(&program, &folder, &store.report(tree))?, &manifest.known);
    }
    outcome.print(args.notes, out)?;
    let summary = args.summary.clone().unwrap_or_else(|| store.summary());
    outcome.save(&summary)?;
    writeln!(out, "summary: {}", summary.display())?;
    Ok(if outcome.passes() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn update(workspace: &Workspace, store: &fetch::Store, trees: &[&Tree], out: &mut dyn Write) -> Result<ExitCode> {
    let mut pins = workspace.read(PINS)?;
    for tree in trees {
        let (sha256, files) = store.renew(tree)?;
        if sha256 != tree.sha256 || files != tree.files {
            writeln!(out, "{}: {files} files, sha256 {sha256}", tree.name)?;
            pins = manifest::repin(&pins, &tree.name, &sha256, files);
        }
    }
    workspace.write(PINS, &pins)?;
    Ok(ExitCode::SUCCESS)
}
