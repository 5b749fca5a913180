//! `promptsweep-corpus`: checks and measures the corpus, and generates the parts of it that programs make.

#![expect(clippy::print_stdout, reason = "a command prints its results")]

use anyhow::{Result, bail};
use clap::{Parser, Subcommand};
use promptsweep_corpus::Corpus;
use std::path::PathBuf;

#[derive(Parser)]
#[command(version, about)]
struct Args {
    /// The folder of the corpus.
    #[arg(long, global = true, default_value = "corpus")]
    corpus: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read every file of the corpus strictly, check the rules that span files and print how much there is.
    Check,
}

fn main() -> Result<()> {
    let args = Args::parse();
    match args.command {
        Command::Check => check(&Corpus::load(&args.corpus)?),
    }
}

fn check(corpus: &Corpus) -> Result<()> {
    let problems = corpus.problems();
    if !problems.is_empty() {
        bail!("{}", problems.join("\n"));
    }
    let examples: usize = corpus.classes.iter().map(|class| class.examples.len()).sum();
    let twins: usize = corpus.twins.iter().map(|twins| twins.examples.len()).sum();
    println!("{} attack classes with {examples} examples", corpus.classes.len());
    println!("{} payload files, {twins} clean twins of {} kinds", corpus.payloads.len(), corpus.twins.len());
    println!("{} segments in the book", corpus.book.len());
    Ok(())
}
