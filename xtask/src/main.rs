//! Development tasks of promptsweep, called as `cargo xtask TASK`. Nothing here ends up in the product.

mod check;
mod generate;
mod registries;
mod workspace;

use clap::{Parser, Subcommand};
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
}

fn main() -> anyhow::Result<ExitCode> {
    let workspace = Workspace::here();
    let mut out = std::io::stdout().lock();
    match Args::parse().task {
        Task::Gen(args) => generate::run(&workspace, &args, &mut out),
        Task::Check => check::run(&workspace, &mut out),
    }
}
