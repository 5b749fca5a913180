//! From paths of the command line to sources. A file under the current folder is judged by its path from there, as it would
//! be in a scan of the whole tree; a folder is judged by the paths inside it, so that where a tree happens to lie does
//! not count. Reports show paths that work from the current folder.

use super::progress::Progress;
use super::stand_in::{Stdin, Worktree, worktree};
use crate::report::Skipped;
use crate::settings::Settings;
use crate::source::{self, Item, Source};
use crate::surface;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use rayon::prelude::*;
use std::path::{Component, Path, PathBuf};

/// A source, and what is put before its paths in reports.
pub(super) struct Part {
    source: Box<dyn Source>,
    prefix: String,
}

impl Part {
    fn new(source: impl Source + 'static, prefix: String) -> Self {
        Self { source: Box::new(source), prefix }
    }

    /// The path as reports show it.
    pub(super) fn shown(&self, path: &str) -> String {
        join(&self.prefix, path)
    }

    /// The source, counting.
    pub(super) fn counted<'p>(&'p self, progress: &'p Progress) -> impl Source + 'p {
        Counted { part: self, progress }
    }
}

struct Counted<'p> {
    part: &'p Part,
    progress: &'p Progress,
}

impl Source for Counted<'_> {
    fn documents(&self, visit: &(dyn Fn(Item) + Sync)) -> Result<(), source::Error> {
        let (prefix, progress) = (&self.part.prefix, self.progress);
        self.part.source.documents(&|item| {
            progress.tick();
            visit(reached(item, prefix));
        })
    }
}

/// What is in an agent's folder is an agent's file, also when only that folder is scanned.
fn reached(mut item: Item, prefix: &str) -> Item {
    if let Item::Document(document) = &mut item
        && !prefix.is_empty()
        && !document.surface.is_loaded()
    {
        let surface = surface::place(&join(prefix, &document.path)).surface;
        document.surface = if surface.is_loaded() { surface } else { document.surface };
    }
    item
}

/// The parts of a scan of `paths`, in their order; files under the current folder are one part.
pub(super) fn parts(paths: &[PathBuf], stdin: Option<&str>, settings: &Settings) -> Result<Vec<Part>, source::Error> {
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).unwrap_or_default();
    let mut parts = Vec::new();
    let mut files = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            parts.push(Part::new(Stdin::new(stdin.map(str::to_owned)), String::new()));
            continue;
        }
        let unreadable = |cause| source::Error::Unreadable { path: path.display().to_string(), cause };
        let full = path.canonicalize().map_err(unreadable)?;
        let tree = || Worktree::new(path, options(settings, settings.exclude.clone()));
        match (full.strip_prefix(&here), full.is_dir()) {
            (Ok(inside), true) => parts.push(Part::new(tree(), slashed(inside))),
            (Ok(inside), false) => files.push((path.clone(), slashed(inside))),
            (Err(_), true) if paths.len() == 1 => parts.push(Part::new(tree(), String::new())),
            (Err(_), true) => parts.push(Part::new(tree(), slashed(path))),
            (Err(_), false) => parts.push(Part::new(tree(), path.parent().map(slashed).unwrap_or_default())),
        }
    }
    if !files.is_empty() {
        parts.push(Part::new(
            Files { files, exclude: exclude(&here, settings), settings: settings.clone() },
            String::new(),
        ));
    }
    Ok(parts)
}

fn options(settings: &Settings, exclude: Vec<String>) -> worktree::Options {
    worktree::Options { include_ignored: settings.include_ignored, exclude, threads: settings.threads }
}

/// Named files under the current folder, each with its path from there.
struct Files {
    files: Vec<(PathBuf, String)>,
    exclude: Gitignore,
    settings: Settings,
}

impl Source for Files {
    fn documents(&self, visit: &(dyn Fn(Item) + Sync)) -> Result<(), source::Error> {
        self.files.par_iter().try_for_each(|(path, inside)| {
            if self.exclude.matched_path_or_any_parents(inside, false).is_ignore() {
                visit(Item::Skipped(Skipped {
                    path: inside.clone(),
                    reason: "excluded".to_owned(),
                    incomplete: false,
                }));
                return Ok(());
            }
            let file = Worktree::new(path, options(&self.settings, Vec::new()));
            file.documents(&|item| visit(placed(item, inside)))
        })
    }
}

/// A named file as it would be in a scan of the current folder.
fn placed(mut item: Item, inside: &str) -> Item {
    match &mut item {
        Item::Document(document) => {
            let place = surface::place(inside);
            if !document.surface.is_loaded() {
                document.surface = place.surface;
            }
            document.in_test = place.in_test;
            document.path = inside.to_owned();
        }
        Item::Failure(failure) => failure.path = inside.to_owned(),
        Item::Skipped(skipped) => skipped.path = inside.to_owned(),
    }
    item
}

fn exclude(here: &Path, settings: &Settings) -> Gitignore {
    let mut builder = GitignoreBuilder::new(here);
    for pattern in &settings.exclude {
        // Settings have refused bad patterns.
        let _ = builder.add_line(None, pattern);
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

fn join(prefix: &str, path: &str) -> String {
    if prefix.is_empty() { path.to_owned() } else { format!("{}/{path}", prefix.trim_end_matches('/')) }
}

/// A path with `/` between its components.
fn slashed(path: &Path) -> String {
    let mut out = String::new();
    for component in path.components() {
        match component {
            Component::RootDir => out.push('/'),
            Component::CurDir => {}
            other => {
                if !out.is_empty() && !out.ends_with('/') {
                    out.push('/');
                }
                out.push_str(&other.as_os_str().to_string_lossy());
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_with_slashes() {
        assert_eq!(slashed(Path::new("./a/b")), "a/b");
        assert_eq!(slashed(Path::new("/a")), "/a");
        assert_eq!(slashed(Path::new(".")), "");
        assert_eq!(join("a/", "b"), "a/b");
        assert_eq!(join("", "b"), "b");
    }
}
