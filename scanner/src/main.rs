//! The command `promptsweep`; everything is in [`promptsweep::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    promptsweep::cli::main()
}
