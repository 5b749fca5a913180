//! A folder (or one file) on disk: listed first, then read in parallel, every file as one document or as windows.
//!
//! Nothing found there is executed or believed; see [`tree`](super::tree) for what is listed and
//! [`link`](super::link) for what happens to links. Reported paths are relative to the root; when the root was given as
//! a relative path they begin with it, so that they can be opened from where the scan was started.
//! Invariant: every listed path ends as a document, a failure, a skip or a count.

use super::exclude::Exclude;
use super::link::{self, Aliases};
use super::shown::shown;
use super::tree::{Entry, Kind, Listing, Tree, repository_of};
use super::window::{self, Label};
use super::{Error, Item, Source, name, reason};
use crate::document::Origin;
use crate::report::{Failure, Skipped};
use crate::surface::{self, Place};
use rayon::prelude::*;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::path::{Component, Path, PathBuf};

/// What to read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Read untracked files that `.gitignore` names as well.
    pub include_ignored: bool,
    /// Paths to leave out, as patterns in the manner of `.gitignore`, relative to the root.
    pub exclude: Vec<String>,
    /// Threads that list folders; the files are read on the current rayon pool.
    pub threads: Option<usize>,
}

/// Reads a folder or one file.
#[derive(Clone, Debug)]
pub struct Worktree {
    root: PathBuf,
    options: Options,
}

impl Worktree {
    /// The folder or file `root`.
    pub fn new(root: &Path, options: Options) -> Self {
        Self { root: root.to_owned(), options }
    }
}

impl Source for Worktree {
    fn documents(&self, visit: &(dyn Fn(Item) + Sync)) -> Result<(), Error> {
        let base = Base::of(&self.root)?;
        let exclude = Exclude::new(&self.options.exclude)?;
        let tree = Tree {
            root: &base.folder,
            exclude: &exclude,
            include_ignored: self.options.include_ignored,
            threads: self.options.threads.unwrap_or(0),
        };
        let mut listing = base.list(&tree)?;
        let (skipped, aliases) = link::resolve(&tree, &mut listing);
        let mut skills: Vec<String> = listing.entries.iter().filter_map(|entry| base.skill_root(&entry.path)).collect();
        skills.sort();
        let reader = Reader { base, aliases, skills, visit };
        listing.failures.into_iter().for_each(|failure| reader.fail(failure.path, failure.reason));
        skipped.into_iter().for_each(|skipped| reader.skip(skipped.path, skipped.reason));
        reader.names(&listing.entries);
        listing.entries.par_iter().for_each(|entry| reader.read(entry));
        Ok(())
    }
}

/// Where the root is, and what stands before a path that is reported or placed.
struct Base {
    /// The folder that is read, absolute and without links.
    folder: PathBuf,
    /// The one file to read, when the root is one, and the name by which it was given (that of a link, perhaps).
    only: Option<(OsString, String)>,
    /// What reported paths begin with: empty, or the root as given.
    prefix: String,
    /// What paths begin with when their surface is told: a scan of `.claude` still sees an agent's folder.
    above: String,
}

impl Base {
    fn of(root: &Path) -> Result<Self, Error> {
        let unreadable = |cause| Error::Unreadable { path: root.display().to_string(), cause };
        let real = root.canonicalize().map_err(unreadable)?;
        let (folder, only) = match (real.is_dir(), real.parent()) {
            (false, Some(parent)) => {
                (parent.to_owned(), real.file_name().map(|name| (name.to_owned(), given_name(root, name))))
            }
            _ => (real, None),
        };
        let in_repository = repository_of(&folder).and_then(|top| folder.strip_prefix(top).ok()).map(shown);
        let given = given_folder(root, only.is_some());
        // Files that are named one by one need more than their name, folders are known to who named them.
        let prefix = given.unwrap_or_else(|| in_repository.clone().filter(|_| only.is_some()).unwrap_or_default());
        let above = in_repository.unwrap_or_else(|| match folder.file_name().map(|name| name.to_string_lossy()) {
            Some(name) if prefix.is_empty() && surface::is_agent_folder(&name) => name.into_owned(),
            _ => prefix.clone(),
        });
        Ok(Self { folder, only, prefix, above })
    }

    fn list(&self, tree: &Tree<'_>) -> Result<Listing, Error> {
        let Some((name, _)) = &self.only else {
            let unreadable = |cause| Error::Unreadable { path: self.folder.display().to_string(), cause };
            std::fs::read_dir(&self.folder).map_err(unreadable)?;
            return Ok(tree.list());
        };
        let path = Path::new(name);
        let entries = if tree.exclude.covers(path) { Vec::new() } else { tree.entry(path).into_iter().collect() };
        Ok(Listing::of(entries))
    }

    fn shown(&self, path: &Path) -> String {
        joined(&self.prefix, self.named(path))
    }

    fn placed(&self, path: &Path) -> String {
        joined(&self.above, self.named(path))
    }

    fn named(&self, path: &Path) -> String {
        self.only.as_ref().map_or_else(|| shown(path), |(_, given)| given.clone())
    }

    fn skill_root(&self, path: &Path) -> Option<String> {
        path.file_name()?.eq_ignore_ascii_case("SKILL.md").then(|| self.placed(path.parent().unwrap_or(Path::new(""))))
    }
}

/// The folder of `root` as it was given, when that is a path downwards from where the scan was started.
fn given_folder(root: &Path, is_file: bool) -> Option<String> {
    let path: PathBuf = root.components().filter(|part| *part != Component::CurDir).collect();
    let downwards = path.components().all(|part| matches!(part, Component::Normal(_)));
    let folder = if is_file { path.parent().unwrap_or(Path::new("")) } else { &path };
    downwards.then(|| shown(folder))
}

fn given_name(root: &Path, real: &OsStr) -> String {
    shown(Path::new(root.file_name().unwrap_or(real)))
}

fn joined(prefix: &str, path: String) -> String {
    match (prefix.is_empty(), path.is_empty()) {
        (true, _) => path,
        (false, true) => prefix.to_owned(),
        (false, false) => format!("{prefix}/{path}"),
    }
}

/// Turns entries into items.
struct Reader<'v> {
    base: Base,
    aliases: Aliases,
    /// Folders that hold a skill, as placed paths, sorted.
    skills: Vec<String>,
    visit: &'v (dyn Fn(Item) + Sync),
}

impl Reader<'_> {
    fn fail(&self, path: String, reason: String) {
        (self.visit)(Item::Failure(Failure { path: joined(&self.base.prefix, path), reason }));
    }

    fn skip(&self, path: String, reason: String) {
        (self.visit)(Item::Skipped(Skipped { path: joined(&self.base.prefix, path), reason, incomplete: false }));
    }

    fn place(&self, path: &Path) -> Place {
        self.aliases.raise(path, surface::place_in(&self.base.placed(path), &self.skills))
    }

    fn read(&self, entry: &Entry) {
        match entry.kind {
            Kind::File => self.file(&entry.path),
            Kind::Special(what) => self.skip(shown(&entry.path), format!("{what}: not opened")),
            Kind::Link => {}
        }
    }

    fn file(&self, path: &Path) {
        let read = File::open(self.base.folder.join(path)).and_then(|mut file| {
            let data = file.metadata()?;
            let path_shown = self.base.shown(path);
            let label = Label { origin: Origin::Worktree, path: path_shown, place: self.place(path), size: data.len() };
            window::read(&mut file, &label, self.visit)
        });
        if let Err(error) = read {
            self.fail(shown(path), reason(&error));
        }
    }

    /// The names of all entries and, once each, of the folders on the way to them.
    fn names(&self, entries: &[Entry]) {
        let mut last = Path::new("");
        let mut named = Vec::new();
        for entry in entries {
            let folder = entry.path.parent().unwrap_or(Path::new(""));
            named.extend(folder.ancestors().take_while(|above| !last.starts_with(above)));
            named.push(&entry.path);
            last = folder;
        }
        named.into_par_iter().for_each(|path| {
            if let Some(document) = name::document(&self.base.shown(path)) {
                (self.visit)(Item::Document(document));
            }
        });
    }
}
