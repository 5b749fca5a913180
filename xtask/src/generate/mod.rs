//! `cargo xtask gen`: files that are derived from others and still live in the repository.
//!
//! Each producer gives whole files; nothing is patched in place. The first line of every file says that it is
//! generated (`@generated`), except in JSON, which has no comments.

mod attack_index;
mod attack_table;
mod reference;
mod schema;

use crate::workspace::Workspace;
use anyhow::Result;
use clap::ValueEnum;
use std::io::Write;
use std::process::ExitCode;

/// One generated file.
#[derive(Debug)]
pub(crate) struct Output {
    /// Relative to the root of the repository.
    pub(crate) path: String,
    /// All of it.
    pub(crate) text: String,
}

/// Makes some of the generated files.
type Producer = fn(&Workspace) -> Result<Vec<Output>>;

/// All producers; a new kind of generated file is one more line.
const PRODUCERS: &[Producer] = &[attack_table::produce, attack_index::produce, reference::produce, schema::produce];

#[derive(clap::Args)]
pub(crate) struct Args {
    /// What to do with files that differ from what would be generated.
    #[arg(long, value_enum, default_value_t = Mode::Write)]
    mode: Mode,
}

#[derive(Copy, Clone, PartialEq, Eq, ValueEnum)]
enum Mode {
    /// Write them.
    Write,
    /// Name them and fail.
    Check,
}

/// Every file that should be in the repository.
pub(crate) fn outputs(workspace: &Workspace) -> Result<Vec<Output>> {
    let mut all = Vec::new();
    for produce in PRODUCERS {
        all.extend(produce(workspace)?);
    }
    Ok(all)
}

/// Runs the task.
pub(crate) fn run(workspace: &Workspace, args: &Args, out: &mut dyn Write) -> Result<ExitCode> {
    let all = outputs(workspace)?;
    let mut stale = 0;
    for output in &all {
        if workspace.read(&output.path).is_ok_and(|text| text == output.text) {
            continue;
        }
        stale += 1;
        match args.mode {
            Mode::Write => {
                workspace.write(&output.path, &output.text)?;
                writeln!(out, "wrote {}", output.path)?;
            }
            Mode::Check => writeln!(out, "stale: {} (run `cargo xtask gen`)", output.path)?,
        }
    }
    writeln!(out, "gen: {} files, {stale} {}", all.len(), if args.mode == Mode::Write { "written" } else { "stale" })?;
    Ok(if args.mode == Mode::Check && stale > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
