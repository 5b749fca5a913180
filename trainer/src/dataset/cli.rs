//! `promptsweep-trainer dataset …`: from words on the command line to files and an exit status.
//!
//! 0 as wanted; 1 an alarm of `drift`, a stale page, or an error, which is told in one line.

use super::stats::{Cheapness, Stats};
use super::table::{self, Format};
use super::write::atomically;
use super::{Built, Error, Inputs, build, drift, page, sample};
use anyhow::{Context, Result};
use clap::{Args as ClapArgs, Subcommand};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What to do with the data set.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build it and write it to a file.
    Build {
        /// Where the inputs lie.
        #[command(flatten)]
        inputs: Places,
        /// The file's format.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
        /// Where to write it.
        #[arg(long, default_value = "datasets/v1")]
        out_dir: PathBuf,
        /// Build and check it, but write nothing.
        #[arg(long)]
        check_only: bool,
    },
    /// Read a written file and check every row of it.
    Check {
        /// The file.
        #[arg(default_value = "datasets/v1/attacks.parquet")]
        file: PathBuf,
    },
    /// Write its figures as a page with charts.
    Stats {
        /// Where the inputs lie.
        #[command(flatten)]
        inputs: Places,
        /// The folder below which `docs/dataset.md` is written.
        #[arg(long, default_value = ".")]
        root: PathBuf,
        /// Write nothing; exit with 1 when the page is not up to date.
        #[arg(long)]
        check: bool,
    },
    /// Write a stratified sample for people to judge.
    Sample {
        /// Where the inputs lie.
        #[command(flatten)]
        inputs: Places,
        /// Where to write it.
        #[arg(long, default_value = "datasets/v1")]
        out_dir: PathBuf,
        /// Share of the rows.
        #[arg(long, default_value_t = 0.05)]
        share: f64,
    },
    /// Test whether lengths and scores of two files differ (Kolmogorov-Smirnov); exit with 1 when they do (p < 0.05).
    Drift {
        /// One file.
        a: PathBuf,
        /// The other.
        b: PathBuf,
    },
}

/// Where the inputs lie.
#[derive(Clone, Debug, ClapArgs)]
pub struct Places {
    /// The folder of the corpus.
    #[arg(long, default_value = "corpus")]
    corpus: PathBuf,
    /// The folder of the manifests of public sources.
    #[arg(long, default_value = "datasets")]
    manifests: PathBuf,
    /// A folder with the packs that the manifests name; without it the data set is made of this repository alone.
    #[arg(long, value_name = "DIR")]
    public: Option<PathBuf>,
}

impl Places {
    fn build(self) -> Result<Built, Error> {
        build(&Inputs { corpus: self.corpus, manifests: self.manifests, public: self.public })
    }
}

/// Runs the command.
pub fn run(command: Command, out: &mut dyn Write) -> Result<ExitCode> {
    match command {
        Command::Build { inputs, format, out_dir, check_only } => {
            let built = inputs.build()?;
            summary(&built, out)?;
            if !check_only {
                let path = out_dir.join(format.file_name());
                table::write(&built.rows, format, &path)?;
                writeln!(out, "wrote {}", path.display())?;
            }
        }
        Command::Check { file } => writeln!(out, "{} rows, all as they must be", table::read(&file)?.len())?,
        Command::Stats { inputs, root, check } => return stats(inputs, &root, check, out),
        Command::Sample { inputs, out_dir, share } => {
            let built = inputs.build()?;
            let drawn = sample::draw(&built.rows, share);
            let path = out_dir.join(sample::NAME);
            sample::write(&drawn, &path)?;
            writeln!(out, "wrote {} of {} rows to {}", drawn.len(), built.rows.len(), path.display())?;
        }
        Command::Drift { a, b } => return compare(&a, &b, out),
    }
    Ok(ExitCode::SUCCESS)
}

fn stats(inputs: Places, root: &Path, check: bool, out: &mut dyn Write) -> Result<ExitCode> {
    let public = inputs.public.is_some();
    let mut stale = 0;
    let built = inputs.build()?;
    for (name, text) in page::files(&Stats::of(&built), &Cheapness::of(&built), public) {
        let path = root.join(&name);
        if std::fs::read_to_string(&path).is_ok_and(|old| old == text) {
            continue;
        }
        stale += 1;
        if check {
            writeln!(out, "stale: {name} (run `cargo run -p promptsweep-trainer -- dataset stats`)")?;
        } else {
            atomically(&path, |file| file.write_all(text.as_bytes()).map_err(Error::file(&path)))?;
            writeln!(out, "wrote {}", path.display())?;
        }
    }
    Ok(if check && stale > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn compare(a: &Path, b: &Path, out: &mut dyn Write) -> Result<ExitCode> {
    let read = |path: &Path| table::read(path).with_context(|| format!("cannot compare {}", path.display()));
    let found = drift::compare(&read(a)?, &read(b)?);
    for drift in &found {
        let alarm = if drift.is_alarm() { "  drift" } else { "" };
        writeln!(out, "{}: distance {:.4}, p {:.4}{alarm}", drift.quantity, drift.distance, drift.p)?;
    }
    let alarms = found.iter().any(drift::Drift::is_alarm);
    Ok(if alarms { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Rows by part, source and licence, and what was left out.
fn summary(built: &Built, out: &mut dyn Write) -> Result<()> {
    let stats = Stats::of(built);
    writeln!(out, "{} rows: {} attacks, {} clean", built.rows.len(), stats.rows[0], stats.rows[1])?;
    for (title, counts) in [("part", &stats.splits), ("licence", &stats.licences), ("source", &stats.sources)] {
        for (name, [attacks, clean]) in counts {
            writeln!(out, "  {title} {name}: {attacks} attacks, {clean} clean")?;
        }
    }
    let [exact, contradicting, near, leaking] = stats.dropped;
    writeln!(out, "left out: {exact} exact, {contradicting} contradicting, {near} near, {leaking} leaking duplicates")?;
    for (dropped, kept) in &built.dropped.contradicting {
        writeln!(out, "  {dropped} contradicts {kept}")?;
    }
    Ok(())
}
