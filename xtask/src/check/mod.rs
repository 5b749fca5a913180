//! `cargo xtask check`: what the repository promises and no compiler checks.
//!
//! A rule looks at the whole repository and returns what is wrong, one line a place. Rules never change anything.

mod classes;
mod dependencies;
mod documents;
mod registry;
mod source;

pub(crate) use registry::well_written;

use crate::workspace::Workspace;
use anyhow::Result;
use std::io::Write;
use std::process::ExitCode;

/// The repository's text files, read once.
#[derive(Debug)]
struct Repository<'w> {
    workspace: &'w Workspace,
    files: Vec<File>,
}

#[derive(Debug)]
struct File {
    path: String,
    text: String,
}

impl<'w> Repository<'w> {
    fn open(workspace: &'w Workspace) -> Result<Self> {
        let read = |path: String| Some(File { text: workspace.read(&path).ok()?, path });
        Ok(Self { workspace, files: workspace.files()?.into_iter().filter_map(read).collect() })
    }

    fn kind<'a>(&'a self, extension: &'a str) -> impl Iterator<Item = &'a File> {
        self.files.iter().filter(move |file| crate::workspace::is_kind(&file.path, extension))
    }

    fn has(&self, path: &str) -> bool {
        self.workspace.path(path).exists()
    }
}

/// A rule's name and what it finds wrong.
type Rule = (&'static str, fn(&Repository<'_>) -> Result<Vec<String>>);

const RULES: &[Rule] = &[
    ("every Rust file says at its head what it is", source::heads),
    ("no Rust file is longer than its reason allows", source::lengths),
    ("generated files say so in their first line", source::generated),
    ("no file header of someone else", source::foreign_headers),
    ("scripts stop at the first failure", source::scripts),
    ("registered ids are unique and well written", registry::ids),
    ("registered things cover classes that exist", registry::covers),
    ("registered pages have their headings", registry::pages),
    ("every file with a page is registered", registry::registered),
    ("attack classes are complete", classes::complete),
    ("public ids carry their edition", classes::editions),
    ("dependencies have a reason", dependencies::reasons),
    ("the changelog has a place for the next entry", documents::changelog),
    ("links between documents lead somewhere", documents::links),
];

/// Runs all rules.
pub(crate) fn run(workspace: &Workspace, out: &mut dyn Write) -> Result<ExitCode> {
    let repository = Repository::open(workspace)?;
    let mut broken = 0;
    for (name, rule) in RULES {
        let wrong = rule(&repository)?;
        if !wrong.is_empty() {
            writeln!(out, "broken: {name}")?;
        }
        for line in &wrong {
            writeln!(out, "  {line}")?;
        }
        broken += usize::from(!wrong.is_empty());
    }
    writeln!(out, "check: {} rules over {} files, {broken} broken", RULES.len(), repository.files.len())?;
    Ok(if broken == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
