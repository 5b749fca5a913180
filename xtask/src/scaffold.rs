//! `cargo xtask new KIND ID`: the file that a new thing needs, from a template, and its line in the folder's list.
//!
//! What it writes compiles and does nothing yet; `cargo xtask check` and the tests ask for the rest.

use crate::check::well_written;
use crate::registries::{REGISTRIES, Registry};
use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use clap::ValueEnum;
use std::io::Write;
use std::process::ExitCode;

const ATTACK: &str = include_str!("../templates/attack.md");

#[derive(clap::Args)]
pub(crate) struct Args {
    /// What to add.
    #[arg(value_enum)]
    kind: Kind,
    /// Its id: snake_case for a filter, kebab-case for everything else.
    id: String,
}

#[derive(Copy, Clone, PartialEq, Eq, ValueEnum)]
enum Kind {
    Attack,
    Filter,
    Decoder,
    Extractor,
    Check,
    Reporter,
}

impl Kind {
    /// Name in [`REGISTRIES`] and the template of a Rust file.
    fn rust(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Attack => None,
            Self::Filter => Some(("filter", include_str!("../templates/filter.rs.txt"))),
            Self::Decoder => Some(("decoder", include_str!("../templates/decoder.rs.txt"))),
            Self::Extractor => Some(("extractor", include_str!("../templates/extractor.rs.txt"))),
            Self::Check => Some(("check", include_str!("../templates/check.rs.txt"))),
            Self::Reporter => Some(("reporter", include_str!("../templates/reporter.rs.txt"))),
        }
    }
}

/// Runs the task.
pub(crate) fn run(workspace: &Workspace, args: &Args, out: &mut dyn Write) -> Result<ExitCode> {
    let registry =
        args.kind.rust().and_then(|(kind, template)| Some((REGISTRIES.iter().find(|r| r.kind == kind)?, template)));
    let separator = registry.map_or('-', |(registry, _)| registry.separator);
    ensure!(
        well_written(&args.id, separator),
        "{}: ids here are words of a-z and 0-9 with {separator:?} between",
        args.id
    );
    match registry {
        None => attack(workspace, &args.id, out)?,
        Some((registry, template)) => pluggable(workspace, registry, template, &args.id, out)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn attack(workspace: &Workspace, id: &str, out: &mut dyn Write) -> Result<()> {
    let text = ATTACK.replace("{id}", id).replace("{version}", &version(workspace)?);
    create(workspace, &format!("corpus/attacks/{id}.md"), &text, out)?;
    writeln!(out, "next: write it, then run `cargo xtask gen`")?;
    Ok(())
}

/// The version that the workspace is going to release.
fn version(workspace: &Workspace) -> Result<String> {
    let manifest: toml::Table = workspace.read("Cargo.toml")?.parse()?;
    let version = manifest.get("workspace").and_then(|w| w.get("package")?.get("version")?.as_str());
    Ok(version.context("Cargo.toml has no workspace.package.version")?.to_owned())
}

fn pluggable(workspace: &Workspace, registry: &Registry, template: &str, id: &str, out: &mut dyn Write) -> Result<()> {
    let (file, name) = (id.replace('-', "_"), type_name(id));
    let list = format!("{}/mod.rs", registry.folder);
    let listed = enlist(&workspace.read(&list)?, registry, &file, &name)
        .with_context(|| format!("{list} has no `pub static {}: ... = &[...];`", registry.slice))?;
    let text = template.replace("{id}", id).replace("{file}", &file).replace("{Type}", &name);
    create(workspace, &format!("{}/{file}.rs", registry.folder), &workspace.format(&text)?, out)?;
    workspace.write(&list, &workspace.format(&listed)?)?;
    writeln!(out, "added its line to {list}\nnext: write it, then run `cargo xtask gen`")?;
    Ok(())
}

fn create(workspace: &Workspace, path: &str, text: &str, out: &mut dyn Write) -> Result<()> {
    ensure!(!workspace.path(path).exists(), "{path} is there already");
    workspace.write(path, text)?;
    writeln!(out, "wrote {path}")?;
    Ok(())
}

fn type_name(id: &str) -> String {
    let word = |word: &str| word[..1].to_uppercase() + &word[1..];
    id.split(['-', '_']).map(word).collect()
}

/// The list's source with one more module and one more entry. Order matters in some lists: extractors go first, since
/// the last one accepts everything; the others go last.
fn enlist(source: &str, registry: &Registry, file: &str, name: &str) -> Option<String> {
    let slice = source.find(&format!("pub static {}:", registry.slice))?;
    let open = slice + source[slice..].find("= &[")? + "= &[".len();
    let close = open + source[open..].find("];")?;
    let items = source[open..close].trim().trim_end_matches(',');
    let entry = format!("&{file}::{name}");
    let items = match (items.is_empty(), registry.kind) {
        (true, _) => entry,
        (_, "extractor") => format!("{entry}, {items}"),
        _ => format!("{items}, {entry}"),
    };
    let modules = |line: &&str| line.starts_with("mod ") && line.ends_with(';');
    let uses = |line: &&str| line.starts_with("use ") && line.ends_with(';');
    let head = &source[..slice];
    let last = head.lines().rfind(modules).or_else(|| head.lines().rfind(uses))?;
    let at = head.rfind(&format!("{last}\n"))? + last.len() + 1;
    let gap = if last.starts_with("mod ") { "" } else { "\n" };
    Some(format!("{}{gap}mod {file};\n{}{items}{}", &source[..at], &source[at..open], &source[close..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registry(kind: &str) -> &'static Registry {
        REGISTRIES.iter().find(|registry| registry.kind == kind).unwrap()
    }

    #[test]
    fn entries_go_to_their_place() {
        let source = "use a::B;\n\n/// All.\npub static FILTERS: &[&dyn Filter] = &[];\n";
        let once = enlist(source, registry("filter"), "zero_width", "ZeroWidth").unwrap();
        assert!(once.contains("use a::B;\n\nmod zero_width;\n\n/// All."), "{once}");
        let twice = enlist(&once, registry("filter"), "b", "B").unwrap();
        assert!(
            twice.contains("mod zero_width;\nmod b;\n") && twice.contains("&[&zero_width::ZeroWidth, &b::B];"),
            "{twice}"
        );
        let source = "mod plain;\npub static EXTRACTORS: &[&dyn E] = &[&plain::Plain];\n";
        let first = enlist(source, registry("extractor"), "x", "X").unwrap();
        assert!(first.contains("&[&x::X, &plain::Plain];"), "{first}");
    }

    #[test]
    fn type_names_are_camel_case() {
        assert_eq!(type_name("html-entity"), "HtmlEntity");
        assert_eq!(type_name("zero_width"), "ZeroWidth");
    }
}
