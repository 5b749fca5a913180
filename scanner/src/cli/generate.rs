//! `completions` and `man`: both from the definition of the command line.

use super::{Cli, Status, print};
use anyhow::Context;
use clap::Args;
use clap_complete::Shell;

/// What `completions` can be asked.
#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// The shell to complete for
    #[arg(value_enum)]
    shell: Shell,
}

/// What `man` can be asked.
#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// The command to describe; the program itself without one
    command: Option<String>,
}

pub(super) fn completions(args: &CompletionsArgs) -> anyhow::Result<Status> {
    let mut bytes = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::definition(), "promptsweep", &mut bytes);
    print(&bytes)?;
    Ok(Status::Clean)
}

pub(super) fn man(args: &ManArgs) -> anyhow::Result<Status> {
    print(&page(args.command.as_deref())?)?;
    Ok(Status::Clean)
}

fn page(command: Option<&str>) -> anyhow::Result<Vec<u8>> {
    let mut definition = Cli::definition();
    // Fills in the full names of the commands.
    definition.build();
    let definition = match command {
        None => definition,
        Some(name) => {
            let found = definition.find_subcommand(name).with_context(|| format!("there is no command `{name}`"))?;
            found.clone().display_name(format!("promptsweep-{name}"))
        }
    };
    let mut bytes = Vec::new();
    clap_mangen::Man::new(definition).render(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::ValueEnum;

    #[test]
    fn every_shell_and_command_has_its_text() {
        for &shell in Shell::value_variants() {
            let mut bytes = Vec::new();
            clap_complete::generate(shell, &mut Cli::definition(), "promptsweep", &mut bytes);
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.contains("fail-on") && text.contains("include-ignored"), "{shell}");
        }
        for command in Cli::definition().get_subcommands() {
            assert!(page(Some(command.get_name())).unwrap().starts_with(b".ie"), "{}", command.get_name());
        }
        assert!(page(Some("scam")).is_err());
    }
}
