//! Lists a folder: every file that git tracks, every other one that is not ignored, and agent files in any case.
//!
//! Links are listed, never followed; `.git` is not entered; nested repositories are read like folders. Nothing is
//! opened here but folders, `.gitignore` files and git indexes. Invariant: the list is sorted and holds no path twice.

use super::exclude::Exclude;
use super::reason;
use super::rules::{Rules, is_repository};
use super::shown::shown;
use super::tracked::{self, Folders};
use crate::report::Failure;
use crate::surface::{self, Surface};
use ignore::{DirEntry, WalkBuilder, WalkState};
use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::{self, FileType};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// One thing in the tree that is not a folder.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Entry {
    /// Relative to the root.
    pub(super) path: PathBuf,
    pub(super) kind: Kind,
}

/// What an entry is.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Kind {
    File,
    Link,
    /// Neither file nor folder nor link; what it is, in words.
    Special(&'static str),
}

impl Kind {
    pub(super) fn of(kind: FileType) -> Self {
        if kind.is_file() {
            return Self::File;
        }
        if kind.is_symlink() {
            return Self::Link;
        }
        Self::Special(special(kind))
    }
}

#[cfg(unix)]
fn special(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    match kind {
        kind if kind.is_fifo() => "a named pipe",
        kind if kind.is_socket() => "a socket",
        _ => "a device",
    }
}

#[cfg(not(unix))]
fn special(_: FileType) -> &'static str {
    "not a regular file"
}

/// A tree to list.
#[derive(Debug)]
pub(super) struct Tree<'r> {
    /// Absolute, without links.
    pub(super) root: &'r Path,
    pub(super) exclude: &'r Exclude,
    pub(super) include_ignored: bool,
    pub(super) threads: usize,
}

/// What was found.
#[derive(Default, Debug)]
pub(super) struct Listing {
    pub(super) entries: Vec<Entry>,
    pub(super) failures: Vec<Failure>,
    repositories: Vec<PathBuf>,
}

impl Listing {
    pub(super) fn of(entries: Vec<Entry>) -> Self {
        Self { entries, ..Self::default() }
    }

    /// Takes in what another walk found; repositories are left to the caller.
    fn merge(&mut self, mut other: Self) {
        self.entries.append(&mut other.entries);
        self.failures.append(&mut other.failures);
        self.failures.sort();
        self.failures.dedup();
        self.sort();
    }

    fn sort(&mut self) {
        self.entries.sort_unstable();
        self.entries.dedup_by(|b, a| a.path == b.path);
    }

    /// True when something below the folder `path` is listed.
    pub(super) fn has_below(&self, path: &Path) -> bool {
        let first = self.entries.partition_point(|entry| entry.path.as_path() < path);
        self.entries.get(first).is_some_and(|entry| entry.path.starts_with(path))
    }

    pub(super) fn holds(&self, path: &Path) -> bool {
        self.entries.binary_search_by(|entry| entry.path.as_path().cmp(path)).is_ok()
    }
}

impl Tree<'_> {
    /// Lists the whole tree.
    pub(super) fn list(&self) -> Listing {
        let repository = repository_of(self.root);
        let rules = if self.include_ignored { Arc::default() } else { Rules::of_root(self.root, repository) };
        let mut listing = self.walk(self.root, &rules, self.include_ignored);
        if self.include_ignored {
            return listing;
        }
        let mut repositories = std::mem::take(&mut listing.repositories);
        repositories.extend(repository.filter(|repository| *repository != self.root).map(Path::to_path_buf));
        while let Some(repository) = repositories.pop() {
            self.add_tracked(&repository, &mut listing, &mut repositories);
        }
        listing
    }

    /// Everything below `from` that `rules` let through.
    pub(super) fn walk(&self, from: &Path, rules: &Arc<Rules>, all: bool) -> Listing {
        let walk = Walk {
            tree: self,
            all,
            folders: RwLock::new(HashMap::from([(from.to_path_buf(), Arc::clone(rules))])),
            found: Mutex::default(),
        };
        if is_repository(from) {
            walk.found().repositories.push(from.to_path_buf());
        }
        let walker =
            WalkBuilder::new(from).standard_filters(false).follow_links(false).threads(self.threads).build_parallel();
        walker.run(|| {
            Box::new(|entry| match entry {
                Ok(entry) => walk.visit(&entry),
                Err(error) => {
                    walk.found().failures.push(self.failure(&error));
                    WalkState::Continue
                }
            })
        });
        let mut listing = walk.found.into_inner().unwrap_or_else(PoisonError::into_inner);
        listing.sort();
        listing
    }

    fn relative<'p>(&self, path: &'p Path) -> &'p Path {
        path.strip_prefix(self.root).unwrap_or(path)
    }

    fn failure(&self, error: &ignore::Error) -> Failure {
        let path = path_of(error).map_or(Path::new(""), |path| self.relative(path));
        Failure { path: shown(path), reason: error.io_error().map_or_else(|| error.to_string(), reason) }
    }

    /// Adds the tracked files of `repository` that the walk passed over; all files where the index cannot be read.
    fn add_tracked(&self, repository: &Path, listing: &mut Listing, repositories: &mut Vec<PathBuf>) {
        let Some(paths) = tracked::paths(repository) else {
            let from = if repository.starts_with(self.root) { repository } else { self.root };
            return listing.merge(self.walk(from, &Arc::default(), true));
        };
        let mut folders = Folders::new(self.root);
        let mut missing = Listing::default();
        for path in paths {
            let path = repository.join(path);
            let Ok(path) = path.strip_prefix(self.root) else { continue };
            if listing.holds(path) || self.exclude.covers(path) || !folders.lead_to(path) {
                continue;
            }
            match self.entry(path) {
                Some(entry) => missing.entries.push(entry),
                None => self.add_submodule(path, listing, &mut missing, repositories),
            }
        }
        listing.merge(missing);
    }

    /// A tracked folder is a submodule; an ignored one was not walked. It may be gone as well.
    fn add_submodule(&self, path: &Path, listing: &Listing, missing: &mut Listing, repositories: &mut Vec<PathBuf>) {
        let folder = self.root.join(path);
        let walked =
            listing.has_below(path) || missing.entries.last().is_some_and(|entry| entry.path.starts_with(path));
        if walked || !fs::symlink_metadata(&folder).is_ok_and(|data| data.is_dir()) {
            return;
        }
        let mut found = self.walk(&folder, &Rules::of_root(&folder, Some(&folder)), false);
        repositories.append(&mut found.repositories);
        missing.entries.append(&mut found.entries);
        missing.failures.append(&mut found.failures);
    }

    /// The entry of `path`, unless it is a folder or gone (deleted from the worktree).
    pub(super) fn entry(&self, path: &Path) -> Option<Entry> {
        let data = fs::symlink_metadata(self.root.join(path)).ok()?;
        (!data.is_dir()).then(|| Entry { path: path.to_owned(), kind: Kind::of(data.file_type()) })
    }
}

/// One walk, shared by its threads.
struct Walk<'t> {
    tree: &'t Tree<'t>,
    all: bool,
    folders: RwLock<HashMap<PathBuf, Arc<Rules>>>,
    found: Mutex<Listing>,
}

impl Walk<'_> {
    fn found(&self) -> std::sync::MutexGuard<'_, Listing> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn visit(&self, entry: &DirEntry) -> WalkState {
        let (path, Some(kind)) = (entry.path(), entry.file_type()) else { return WalkState::Continue };
        if entry.depth() == 0 {
            return WalkState::Continue;
        }
        let git = entry.file_name().eq_ignore_ascii_case(OsStr::new(".git"));
        if git || self.tree.exclude.names(self.tree.relative(path), kind.is_dir()) {
            return WalkState::Skip;
        }
        if kind.is_dir() { self.folder(path) } else { self.file(path, kind) }
    }

    fn rules_above(&self, path: &Path) -> Arc<Rules> {
        let folders = self.folders.read().unwrap_or_else(PoisonError::into_inner);
        path.parent().and_then(|folder| folders.get(folder)).cloned().unwrap_or_default()
    }

    fn folder(&self, path: &Path) -> WalkState {
        if self.all {
            return WalkState::Continue;
        }
        let repository = is_repository(path);
        let Some(rules) = self.rules_above(path).enter(path, repository) else { return WalkState::Skip };
        self.folders.write().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), rules);
        if repository {
            self.found().repositories.push(path.to_owned());
        }
        WalkState::Continue
    }

    fn file(&self, path: &Path, kind: FileType) -> WalkState {
        let relative = self.tree.relative(path);
        let hidden = || {
            let rules = self.rules_above(path);
            rules.only_agents || rules.ignores(path, false)
        };
        if self.all || !hidden() || is_read_by_agents(relative) {
            self.found().entries.push(Entry { path: relative.to_owned(), kind: Kind::of(kind) });
        }
        WalkState::Continue
    }
}

/// True for files that agents and pipelines take in by themselves: `.gitignore` does not hide them.
fn is_read_by_agents(path: &Path) -> bool {
    let surface = surface::place(&shown(path)).surface;
    surface.is_loaded() && surface != Surface::Prompt || surface == Surface::Ci
}

/// The repository that `root` is part of, if any.
pub(super) fn repository_of(root: &Path) -> Option<&Path> {
    root.ancestors().find(|folder| is_repository(folder))
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}
