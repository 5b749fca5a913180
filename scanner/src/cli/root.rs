//! From paths of the command line to sources. Files under the current folder are one source, so that exclusions hold for
//! them as they would in a scan of the whole tree.

use super::progress::Progress;
use crate::report::Skipped;
use crate::settings::Settings;
use crate::source::stdin::Stdin;
use crate::source::worktree::{self, Worktree};
use crate::source::{self, Item, Source};
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use rayon::prelude::*;
use std::path::{Component, Path, PathBuf};

/// The sources of a scan of `paths`, in their order.
pub(super) fn sources(
    paths: &[PathBuf],
    stdin: Option<&str>,
    settings: &Settings,
) -> Result<Vec<Box<dyn Source>>, source::Error> {
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).unwrap_or_default();
    let mut sources: Vec<Box<dyn Source>> = Vec::new();
    let mut files = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            sources.push(Box::new(Stdin::new(stdin.map(str::to_owned))));
            continue;
        }
        let unreadable = |cause| source::Error::Unreadable { path: path.display().to_string(), cause };
        let full = named(&here, path).map_err(unreadable)?;
        match full.strip_prefix(&here) {
            Ok(inside) if !full.is_dir() => files.push(inside.to_owned()),
            _ => sources.push(Box::new(Worktree::new(path, options(settings, settings.exclude.clone())))),
        }
    }
    if !files.is_empty() {
        let exclude = exclude(&here, settings);
        sources.push(Box::new(Files { files, exclude, settings: settings.clone() }));
    }
    Ok(sources)
}

/// The full path of what the user named. A link keeps its own name, which tells what agents do with it.
fn named(here: &Path, path: &Path) -> std::io::Result<PathBuf> {
    let real = path.canonicalize()?;
    let full = here.join(path);
    let leads_up = full.components().any(|part| part == Component::ParentDir);
    Ok(if leads_up || !full.starts_with(here) { real } else { full })
}

/// A source that counts what it hands out.
pub(super) struct Counted<'p> {
    pub(super) source: &'p dyn Source,
    pub(super) progress: &'p Progress,
}

impl Source for Counted<'_> {
    fn documents(&self, visit: &(dyn Fn(Item) + Sync)) -> Result<(), source::Error> {
        self.source.documents(&|item| {
            self.progress.tick();
            visit(item);
        })
    }
}

fn options(settings: &Settings, exclude: Vec<String>) -> worktree::Options {
    worktree::Options { include_ignored: settings.include_ignored, exclude, threads: settings.threads }
}

/// Named files under the current folder, as paths from there.
struct Files {
    files: Vec<PathBuf>,
    exclude: Gitignore,
    settings: Settings,
}

impl Source for Files {
    fn documents(&self, visit: &(dyn Fn(Item) + Sync)) -> Result<(), source::Error> {
        self.files.par_iter().try_for_each(|path| {
            if self.exclude.matched_path_or_any_parents(path, false).is_ignore() {
                let path = path.to_string_lossy().replace('\\', "/");
                visit(Item::Skipped(Skipped { path, reason: "excluded".to_owned(), incomplete: false }));
                return Ok(());
            }
            Worktree::new(path, options(&self.settings, Vec::new())).documents(visit)
        })
    }
}

fn exclude(here: &Path, settings: &Settings) -> Gitignore {
    let mut builder = GitignoreBuilder::new(here);
    for pattern in &settings.exclude {
        // Settings have refused bad patterns.
        let _ = builder.add_line(None, pattern);
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}
