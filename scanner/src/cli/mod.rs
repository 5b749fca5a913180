//! The command line: what can be asked for, and the way from a question to an exit status.
//!
//! 0 clean at the gate, 1 findings at or above it, 2 usage or run error, 3 incomplete, 130 interrupted. No output format
//! changes the status. Standard output is for results, standard error for everything else.

mod detect;
mod explain;
mod filter;
mod format;
mod generate;
mod interrupt;
mod output;
mod progress;
mod root;
mod scan;

pub use format::Format;
pub use scan::ScanArgs;

use crate::report::visible;
use anyhow::Context;
use clap::{CommandFactory, Parser, Subcommand};
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

/// What a run says to its caller.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Status {
    /// Clean at the gate.
    Clean,
    /// Findings at or above the gate.
    Findings,
    /// Usage or run error.
    Error,
    /// Something that should have been read was not.
    Incomplete,
    /// Ended by the user.
    Interrupted,
}

impl Status {
    /// The number that the shell sees.
    pub fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Error => 2,
            Self::Incomplete => 3,
            Self::Interrupted => 130,
        }
    }
}

/// Exit statuses, for help texts.
const STATUSES: &str = "Exit status: 0 clean at the gate, 1 findings at or above it, 2 usage or run error, \
                        3 incomplete (something that should have been read was not), 130 interrupted.";

/// Finds text in a repository that was written to be obeyed by an LLM rather than read by a person.
#[derive(Debug, Parser)]
#[command(name = "promptsweep", version, after_help = STATUSES, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Scan files and folders
    #[command(after_help = STATUSES)]
    Scan(Box<ScanArgs>),
    /// Pass a text from standard input through filters to standard output; 1 when one of them blocks it
    Filter(filter::FilterArgs),
    /// Score texts: JSON lines {"id","text"[,"path"]} in, {"id","score","attack"} out
    Detect,
    /// Explain an attack class, filter, decoder, extractor, check or output format; list all without an id
    Explain(explain::ExplainArgs),
    /// Write shell completions
    Completions(generate::CompletionsArgs),
    /// Write the manual page
    Man(generate::ManArgs),
}

impl Cli {
    /// The definition of the command line, for completions, manual pages and documentation.
    pub fn definition() -> clap::Command {
        <Self as CommandFactory>::command()
    }
}

/// Reads the command line, runs it and tells the exit status.
pub fn main() -> ExitCode {
    let status = match Cli::try_parse() {
        Ok(cli) => run(cli.command),
        Err(error) => {
            // Help and version come this way, too; a closed pipe is no error of ours.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(Status::Error.code()));
        }
    };
    ExitCode::from(status.code())
}

fn run(command: Command) -> Status {
    let result = interrupt::watch().and_then(|()| match command {
        Command::Scan(args) => scan::run(&args),
        Command::Filter(args) => filter::run(&args),
        Command::Detect => detect::run(),
        Command::Explain(args) => explain::run(&args),
        Command::Completions(args) => generate::completions(&args),
        Command::Man(args) => generate::man(&args),
    });
    result.unwrap_or_else(|error| {
        complain(&format!("{error:#}"));
        Status::Error
    })
}

/// Writes one line about an error; texts of the repository may be in it.
fn complain(message: &str) {
    // Nobody is left to hear of a closed standard error.
    let _ = writeln!(io::stderr().lock(), "error: {}", visible(message));
}

/// Writes to standard output. False when its reader went away, which is its right and no error.
fn print(bytes: &[u8]) -> anyhow::Result<bool> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        result => result.map(|()| true).context("cannot write to standard output"),
    }
}

/// True when a person looks at standard output.
fn is_watched() -> bool {
    io::stdout().is_terminal()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_is_sound() {
        Cli::definition().debug_assert();
    }
}
