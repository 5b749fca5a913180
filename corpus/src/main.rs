//! `promptsweep-corpus`: checks and measures the corpus, and generates the parts of it that programs make.

#![expect(clippy::print_stdout, reason = "a command prints its results")]

use anyhow::{Context, Result, bail};
use clap::{Parser, Subcommand};
use promptsweep_corpus::matrix::{self, Matrix};
use promptsweep_corpus::{Corpus, generate, measure, probe, verify as rules};
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Parser)]
#[command(version, about)]
struct Args {
    /// The folder of the corpus.
    #[arg(long, global = true, default_value = "corpus")]
    corpus: PathBuf,
    /// The folder that the gap matrix is written to.
    #[arg(long, global = true, default_value = "docs")]
    docs: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read every file of the corpus strictly, check the rules that span files and print how much there is.
    Check,
    /// Measure the corpus and write the gap matrix.
    Gaps {
        /// Write it even where less is found than before.
        #[arg(long)]
        accept_losses: bool,
    },
    /// Measure the corpus and compare it with what is declared and committed; fails with a line for each problem.
    Verify,
    /// Make the parts of the corpus that programs make.
    #[command(subcommand)]
    Generate(generate::Command),
    /// Ask a served model what it remembers.
    #[command(subcommand)]
    Probe(probe::Command),
}

fn main() -> Result<()> {
    let args = Args::parse();
    match args.command {
        Command::Check => check(&Corpus::load(&args.corpus)?),
        Command::Gaps { accept_losses } => gaps(&Corpus::load(&args.corpus)?, &args.docs, accept_losses),
        Command::Verify => verify(&Corpus::load(&args.corpus)?, &args.docs),
        Command::Generate(what) => print_text(&generate::run(&what, &args.corpus)?),
        Command::Probe(what) => Ok(probe::run(&what, &mut std::io::stdout().lock())?),
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

fn gaps(corpus: &Corpus, docs: &Path, accept_losses: bool) -> Result<()> {
    let matrix = Matrix::of(corpus, &measure::all(corpus));
    let worse = rules::committed(docs)?.map(|old| matrix::worse(&old, &matrix)).unwrap_or_default();
    if !worse.is_empty() && !accept_losses {
        bail!("less is found than before; with --accept-losses it is written all the same\n{}", worse.join("\n"));
    }
    for (name, text) in rules::outputs(corpus, &matrix) {
        let path = docs.join(name);
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    summary(&matrix);
    Ok(())
}

fn verify(corpus: &Corpus, docs: &Path) -> Result<()> {
    let cases = measure::all(corpus);
    let committed = rules::committed(docs)?;
    let matrix = Matrix::of(corpus, &cases);
    let mut problems = rules::problems(corpus, &cases, committed.as_ref());
    problems.extend(rules::stale(docs, &rules::outputs(corpus, &matrix)));
    summary(&matrix);
    if problems.is_empty() { Ok(()) } else { bail!("{} problems\n{}", problems.len(), problems.join("\n")) }
}

fn summary(matrix: &Matrix) {
    let cells = matrix.cells();
    println!("{} classes, {} of {} declared cells full", matrix.classes.len(), cells.found, cells.of);
}

fn print_text(text: &str) -> Result<()> {
    println!("{}", text.trim_end());
    Ok(())
}
