//! Development tasks of promptsweep, called as `cargo xtask TASK`. Nothing here ends up in the product.

mod check;
mod ecosystem;
mod generate;
mod registries;
mod scaffold;
mod workspace;

use clap::{Parser, Subcommand};
use std::io::Write;
use std::process::ExitCode;
use workspace::Workspace;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Development tasks of promptsweep")]
struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Writes the generated files of the repository, or checks that they are up to date.
    Gen(generate::Args),
    /// Checks what no compiler checks: file heads, registries, the corpus, dependencies, links.
    Check,
    /// Adds an attack class, filter, decoder, extractor, check or reporter from a template.
    New(scaffold::Args),
    /// Scans pinned real trees and prints what is found there: the false-positive alarm.
    Ecosystem(ecosystem::Args),
}

fn main() -> ExitCode {
    run(Args::parse().task).unwrap_or_else(|error| {
        // The chain of causes, without a backtrace: these are mistakes of files and tools, not of the program.
        let _ = writeln!(std::io::stderr(), "error: {error:#}");
        ExitCode::FAILURE
    })
}

fn run(task: Task) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::here();
    let mut out = std::io::stdout().lock();
    match task {
        Task::Gen(args) => generate::run(&workspace, &args, &mut out),
        Task::New(args) => scaffold::run(&workspace, &args, &mut out),
        Task::Ecosystem(args) => ecosystem::run(&workspace, &args, &mut out),
        Task::Check => check::run(&workspace, &mut out),
    }
}
