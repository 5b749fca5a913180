//! `scan`: settings, sources, the run, the reports, the status.

use super::Status;
use super::format::{Format, FormatParser};
use super::output::Outputs;
use super::progress::Progress;
use super::root::{self, Counted};
use crate::config::{Config, FailOn};
use crate::pipeline;
use crate::policy::Severity;
use crate::report::{Report, Verdict};
use crate::settings::Settings;
use crate::source::Source;
use anyhow::Context;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ColorChoice, ValueHint};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// What `scan` can be asked.
#[derive(Clone, Debug, Default, Args)]
pub struct ScanArgs {
    /// Files and folders to scan; `-` is standard input
    #[arg(value_name = "PATH", default_value = ".", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// Fail (exit 1) on findings of this severity or above [default: error]
    #[arg(long, value_name = "SEVERITY", value_enum)]
    pub fail_on: Option<FailOn>,
    /// Report findings of this severity or above; those that fail the run always are [default: note]
    #[arg(long, value_name = "SEVERITY", value_parser = severity())]
    pub min_severity: Option<Severity>,
    /// Write the report in this format, to a file when one is named; can be given several times [default: text]
    #[arg(short, long = "format", value_name = "FORMAT[=FILE]", value_parser = FormatParser)]
    pub formats: Vec<Format>,
    /// Write to this file what would go to standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Leave out paths that match this gitignore pattern; can be given several times
    #[arg(long, value_name = "GLOB")]
    pub exclude: Vec<String>,
    /// Read files that git ignores, too
    #[arg(long)]
    pub include_ignored: bool,
    /// Name of the text on standard input, which tells what it is
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,
    /// Read this configuration instead of promptsweep.toml in the scanned folder
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    /// Read no configuration
    #[arg(long)]
    pub no_config: bool,
    /// Threads to work with [default: as many as the machine has]
    #[arg(short = 'j', long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
    /// No progress and no summary
    #[arg(short, long)]
    pub quiet: bool,
    /// Use colours
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    pub color: ColorChoice,
}

fn severity() -> impl TypedValueParser<Value = Severity> {
    PossibleValuesParser::new(["error", "warning", "note"]).map(|name| match name.as_str() {
        "error" => Severity::Error,
        "warning" => Severity::Warning,
        _ => Severity::Note,
    })
}

pub(super) fn run(args: &ScanArgs) -> anyhow::Result<Status> {
    let outputs = Outputs::plan(&args.formats, args.output.as_deref())?;
    let settings = Settings::merge(args, config(args)?)?;
    let report = in_pool(settings.threads, || scan(args, &settings))??;
    outputs.write(&report, args.color, args.quiet)?;
    Ok(match report.verdict {
        Verdict::Clean => Status::Clean,
        Verdict::Findings => Status::Findings,
        Verdict::Incomplete => Status::Incomplete,
    })
}

/// The configuration that was named, else that of the first path when it is a folder, else that of the current folder.
fn config(args: &ScanArgs) -> anyhow::Result<Config> {
    if args.no_config {
        return Ok(Config::default());
    }
    if let Some(path) = &args.config {
        return Config::read(path).with_context(|| path.display().to_string());
    }
    let first = args.paths.first().map(PathBuf::as_path).filter(|path| path.is_dir());
    let root = first.unwrap_or(Path::new("."));
    let found = Config::of_tree(root).with_context(|| root.join(crate::config::FILE_NAME).display().to_string())?;
    Ok(found.unwrap_or_default())
}

fn in_pool<T: Send>(threads: Option<usize>, work: impl FnOnce() -> T + Send) -> anyhow::Result<T> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).build();
    Ok(pool.context("cannot start threads")?.install(work))
}

fn scan(args: &ScanArgs, settings: &Settings) -> anyhow::Result<Report> {
    let sources = root::sources(&args.paths, args.stdin_filename.as_deref(), settings)?;
    let progress = Progress::new(!args.quiet);
    let counted: Vec<Counted<'_>> =
        sources.iter().map(|source| Counted { source: source.as_ref(), progress: &progress }).collect();
    let all: Vec<&dyn Source> = counted.iter().map(|source| source as &dyn Source).collect();
    Ok(pipeline::scan(&all, settings)?)
}
