//! Where a report goes: one stream of bytes for each format that was asked for, to standard output or to a file.
//!
//! The environment (terminal, `NO_COLOR`, CI) is looked at here and nowhere else. Reports are rendered in memory first, so
//! that an error in rendering leaves no half-written file.

use super::format::Format;
use crate::report::{REPORTERS, Report, Reporter, Style};
use anyhow::{Context, bail};
use clap::ColorChoice;
use std::env;
use std::path::{Path, PathBuf};

/// Formats that write something, each with its target.
pub(super) struct Outputs {
    list: Vec<(&'static dyn Reporter, Option<PathBuf>)>,
}

impl Outputs {
    /// The plan for `formats`; `output` is the file of the one format that names none. Two formats never share a target.
    pub(super) fn plan(formats: &[Format], output: Option<&Path>) -> anyhow::Result<Self> {
        let default = [Format::default()];
        let formats = if formats.is_empty() { &default } else { formats };
        let mut list: Vec<(&'static dyn Reporter, Option<PathBuf>)> = Vec::new();
        for format in formats {
            let reporter = REPORTERS.iter().find(|r| r.meta().id == format.id).context("unknown format")?;
            let file = format.file.clone().or_else(|| output.map(Path::to_owned)).filter(|f| f.as_os_str() != "-");
            if list.iter().any(|(_, taken)| *taken == file) {
                let target = file.map_or("standard output".to_owned(), |f| f.display().to_string());
                bail!("two formats would write to {target}; give one a file: --format {}=FILE", format.id);
            }
            list.push((*reporter, file));
        }
        if output.is_some() && formats.iter().all(|f| f.file.is_some()) {
            bail!("--output has no format left to write; every --format names its own file");
        }
        Ok(Self { list })
    }

    /// Writes `report` everywhere.
    pub(super) fn write(&self, report: &Report, color: ColorChoice, quiet: bool) -> anyhow::Result<()> {
        for (reporter, file) in &self.list {
            let mut bytes = Vec::new();
            let style = Style { color: allows_color(color, file.is_none()), quiet };
            reporter.write(report, style, &mut bytes)?;
            match file {
                Some(file) => {
                    std::fs::write(file, bytes).with_context(|| format!("cannot write {}", file.display()))?
                }
                None => {
                    super::print(&bytes)?;
                }
            }
        }
        Ok(())
    }
}

/// Colours only where a person looks. CI logs are no terminals, whatever they pretend: codes before a workflow command
/// would break it.
fn allows_color(choice: ColorChoice, to_stdout: bool) -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => {
            let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
            to_stdout && super::is_watched() && !dumb && !set("NO_COLOR") && !set("GITHUB_ACTIONS")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(id: &str, file: Option<&str>) -> Format {
        Format { id: id.to_owned(), file: file.map(PathBuf::from) }
    }

    #[test]
    fn no_two_formats_share_a_target() {
        let both = [format("text", None), format("json", None)];
        assert!(Outputs::plan(&both, None).is_err());
        let apart = [format("text", None), format("json", Some("a"))];
        assert_eq!(Outputs::plan(&apart, None).unwrap().list.len(), 2);
        assert!(Outputs::plan(&apart, Some(Path::new("a"))).is_err());
        assert!(Outputs::plan(&apart[1..], Some(Path::new("b"))).is_err());
        assert_eq!(Outputs::plan(&[], Some(Path::new("b"))).unwrap().list[0].1, Some(PathBuf::from("b")));
    }
}
