//! `promptsweep-trainer`: trains and measures promptsweep's models.

#![expect(clippy::print_stdout, reason = "a command prints its results")]

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use promptsweep_trainer::dataset::cli as dataset;
use promptsweep_trainer::linear::{Example, Options, Pair, recall_at};
use promptsweep_trainer::row::{self, Row, Split};
use promptsweep_trainer::tree;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
#[command(version, about)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// The data set: build it, check it, measure it, compare it.
    #[command(subcommand)]
    Dataset(dataset::Command),
    /// Write a sample of the segments of real trees as clean rows (JSON lines).
    Segments {
        /// Folders.
        #[arg(required = true)]
        trees: Vec<PathBuf>,
        /// Keep one segment in so many, told by a hash of its text.
        #[arg(long, default_value_t = 20)]
        one_in: u64,
        /// Where to write them.
        #[arg(long)]
        out: PathBuf,
    },
    /// Train the linear reader and write its weights; prints cross-validated recall by topic family.
    Linear {
        /// Labelled rows (JSON lines).
        #[arg(required = true)]
        rows: Vec<PathBuf>,
        /// Folder of clean twins, which are cut as the scanner cuts them and learned from.
        #[arg(long)]
        twins: Option<PathBuf>,
        /// Clean segments of real trees (JSON lines with label 0).
        #[arg(long)]
        clean: Vec<PathBuf>,
        /// Segments of trees that are not learned from: prints how many of them each threshold would flag.
        #[arg(long)]
        against: Vec<PathBuf>,
        /// Where to write the weights.
        #[arg(long)]
        out: Option<PathBuf>,
        /// Weight of one clean segment of a real tree.
        #[arg(long, default_value_t = 1.0)]
        clean_weight: f32,
        /// Passes over the rows.
        #[arg(long, default_value_t = 12)]
        epochs: usize,
        /// Step size.
        #[arg(long, default_value_t = 0.3)]
        rate: f32,
        /// L2 penalty.
        #[arg(long, default_value_t = 2e-4)]
        decay: f32,
    },
}

fn main() -> ExitCode {
    run(Args::parse().command).unwrap_or_else(|error| {
        // The chain of causes, without a backtrace: these are mistakes of files, not of the program.
        let _ = writeln!(std::io::stderr(), "error: {error:#}");
        ExitCode::FAILURE
    })
}

fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::Dataset(command) => return dataset::run(command, &mut std::io::stdout().lock()),
        Command::Segments { trees, one_in, out } => tree::segments(&trees, one_in, &out)?,
        Command::Linear { rows, twins, clean, against, out, clean_weight, epochs, rate, decay } => {
            let rows = rows.iter().map(|p| row::read(p)).chain(twins.iter().map(|p| tree::twins(p)));
            let rows = rows.collect::<Result<Vec<_>>>()?.concat();
            linear(&rows, &clean, &against, out, clean_weight, Options { epochs, rate, decay })?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn linear(
    rows: &[Row],
    clean: &[PathBuf],
    against: &[PathBuf],
    out: Option<PathBuf>,
    clean_weight: f32,
    options: Options,
) -> Result<()> {
    let clean: Vec<Row> = clean.iter().map(|p| row::read(p)).collect::<Result<Vec<_>>>()?.concat();
    let clean: Vec<Example> = clean.iter().filter_map(|r| Example::of(&r.text, false, clean_weight)).collect();
    let example = |r: &Row| Some((r.fold() % 5, Example::of(&r.text, r.label == 1, r.weight)?));
    let part = |split: Split| rows.iter().filter(move |r| r.split == split).filter_map(example).collect::<Vec<_>>();
    let [written, validation, test] = [Split::Train, Split::Validation, Split::Test].map(part);
    println!(
        "segments: {} to learn from, {} to choose by, {} to test with, {} of real trees",
        written.len(),
        validation.len(),
        test.len(),
        clean.len()
    );

    let mut scores = Vec::new();
    for fold in 0..5 {
        let training: Vec<&Example> = written.iter().filter(|w| w.0 != fold).map(|w| &w.1).collect();
        let pair = Pair::train(&training, &clean, options);
        scores.extend(written.iter().filter(|w| w.0 == fold).map(|w| (pair.odds(&w.1), w.1.attack)));
    }
    print_recall("cross-validated", &scores);
    let pair = Pair::train(&written.iter().map(|w| &w.1).collect::<Vec<_>>(), &clean, options);
    let scored = |part: &[(u32, Example)]| part.iter().map(|t| (pair.odds(&t.1), t.1.attack)).collect::<Vec<_>>();
    print_recall("validation part", &scored(&validation));
    let fresh: Vec<Row> = against.iter().map(|p| row::read(p)).collect::<Result<Vec<_>>>()?.concat();
    let fresh: Vec<f32> = fresh.iter().filter_map(|r| Some(pair.odds(&Example::of(&r.text, false, 1.0)?))).collect();
    print_alarms(&scored(&validation), &fresh);
    let scores = scored(&test);
    print_recall("test part", &scores);
    let real = clean.iter().map(|c| (pair.odds(c), false));
    let scores: Vec<(f32, bool)> = scores.iter().copied().filter(|s| s.1).chain(real).collect();
    for share in [1e-5, 3e-5, 1e-4, 1e-3] {
        let (threshold, recall) = recall_at(&scores, share);
        println!(
            "against real trees: recall {:5.1} % at {share} false positives (log-odds {threshold:.2})",
            100.0 * recall
        );
    }
    if let Some(out) = out {
        std::fs::write(&out, pair.quantize()).with_context(|| format!("cannot write {}", out.display()))?;
        println!("wrote {}", out.display());
    }
    Ok(())
}

/// What each threshold flags: written segments by label, and texts of trees that were not learned from.
fn print_alarms(written: &[(f32, bool)], fresh: &[f32]) {
    for step in 0..8 {
        let threshold = step as f32 * 0.25 - 0.25;
        let share = |attack| {
            let of = written.iter().filter(|s| s.1 == attack);
            100.0 * of.clone().filter(|s| s.0 > threshold).count() as f64 / of.count().max(1) as f64
        };
        let flagged = fresh.iter().filter(|&&odds| odds > threshold).count();
        println!(
            "log-odds over {threshold:5.2}: {:5.1} % of attacks, {:5.1} % of near twins, {flagged} texts of fresh trees",
            share(true),
            share(false)
        );
    }
}

fn print_recall(name: &str, scores: &[(f32, bool)]) {
    for share in [0.001, 0.005, 0.01, 0.02, 0.05] {
        let (threshold, recall) = recall_at(scores, share);
        println!(
            "{name}: recall {:5.1} % at {:.1} % false positives (log-odds {threshold:.2})",
            100.0 * recall,
            100.0 * share
        );
    }
}
