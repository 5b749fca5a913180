//! `generate`: the command line of the generators.

use super::{Error, PARTS, Part, auto_dos, file, many_shot, poison};
use clap::Subcommand;
use std::path::Path;

/// What to make.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Every committed part.
    All(Committed),
    /// GCG-style and AmpleGCG-like suffixes, searched against our own scorer.
    Suffixes(Committed),
    /// Orders with flipped letters that our own scanner lets pass.
    Hotflip(Committed),
    /// Orders with junk letters before their words.
    TokenBreak(Committed),
    /// Transcripts of many turns out of `payloads/many-shot/base.txt`.
    ManyShot(many_shot::Options),
    /// Canary training data: backdoors, flipped labels, pages that changed after they were listed.
    Poison(poison::Options),
    /// A prompt whose literal obedience explodes.
    AutoDos(auto_dos::Options),
}

/// How a committed part is made.
#[derive(Copy, Clone, Debug, clap::Args)]
pub struct Committed {
    /// Write nothing: make the files in memory and compare them with the committed ones.
    #[arg(long)]
    check: bool,
}

/// Makes what `command` says for the corpus in the folder `corpus`; returns what to tell about it.
pub fn run(command: &Command, corpus: &Path) -> Result<String, Error> {
    match command {
        Command::All(how) => parts(PARTS.iter(), *how, corpus),
        Command::Suffixes(how) => one("suffixes", *how, corpus),
        Command::Hotflip(how) => one("hotflip", *how, corpus),
        Command::TokenBreak(how) => one("token-break", *how, corpus),
        Command::ManyShot(options) => many_shot::run(options, corpus),
        Command::Poison(options) => poison::run(options),
        Command::AutoDos(options) => auto_dos::run(options),
    }
}

fn one(id: &str, how: Committed, corpus: &Path) -> Result<String, Error> {
    parts(PARTS.iter().filter(|part| part.id == id), how, corpus)
}

fn parts<'p>(parts: impl Iterator<Item = &'p Part>, how: Committed, corpus: &Path) -> Result<String, Error> {
    let mut told = Vec::new();
    for part in parts {
        let files = (part.make)(corpus)?;
        told.push(match how.check {
            true => file::check(corpus, &files, part.id)?,
            false => file::renew(corpus, &files)?,
        });
    }
    Ok(told.join("\n"))
}
