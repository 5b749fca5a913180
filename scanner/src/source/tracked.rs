//! Which files git tracks, read from the index file alone: no repository is opened, so that none of its configuration,
//! hooks or attributes is honoured and it does not matter whom it belongs to.
//!
//! The index is hostile like everything else: paths that leave the repository, enter `.git` or lead through a link are
//! dropped. Invariant: an index that cannot be read is told apart from one that lists nothing.

use git2::Index;
use std::collections::HashSet;
use std::fs;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

/// The longest `.git` file (of a submodule or linked worktree) that is believed.
const POINTER: u64 = 4096;

/// The paths that the index of `repository` lists, relative to it; `None` when there is an index that cannot be read.
pub(super) fn paths(repository: &Path) -> Option<Vec<PathBuf>> {
    let index = index_file(repository)?;
    let Ok(data) = fs::metadata(&index) else { return Some(Vec::new()) };
    if !data.is_file() {
        return None;
    }
    let index = Index::open(&index).ok()?;
    Some(index.iter().filter_map(|entry| relative(&entry.path)).collect())
}

fn index_file(repository: &Path) -> Option<PathBuf> {
    let git = repository.join(".git");
    let data = fs::metadata(&git).ok()?;
    if data.is_dir() {
        return Some(git.join("index"));
    }
    if !data.is_file() {
        return None;
    }
    let mut pointer = String::new();
    fs::File::open(&git).ok()?.take(POINTER).read_to_string(&mut pointer).ok()?;
    let folder = repository.join(pointer.strip_prefix("gitdir:")?.trim());
    folder.is_dir().then(|| folder.join("index"))
}

/// A path of the index, if it is what git would write.
fn relative(bytes: &[u8]) -> Option<PathBuf> {
    let path = path_of(bytes)?;
    let own = |part: Component<'_>| match part {
        Component::Normal(name) => !name.eq_ignore_ascii_case(".git"),
        _ => false,
    };
    (!bytes.is_empty() && path.components().all(own)).then_some(path)
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStrExt;
    Some(PathBuf::from(std::ffi::OsStr::from_bytes(bytes)))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> Option<PathBuf> {
    std::str::from_utf8(bytes).ok().map(PathBuf::from)
}

/// Remembers which folders below a root are folders in truth and not links that lead elsewhere.
#[derive(Debug)]
pub(super) struct Folders<'r> {
    root: &'r Path,
    plain: HashSet<PathBuf>,
}

impl<'r> Folders<'r> {
    pub(super) fn new(root: &'r Path) -> Self {
        Self { root, plain: HashSet::new() }
    }

    /// True when every folder on the way to `path` (relative to the root) is a plain one.
    pub(super) fn lead_to(&mut self, path: &Path) -> bool {
        let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) else { return true };
        let unknown: Vec<&Path> = folder
            .ancestors()
            .take_while(|folder| !folder.as_os_str().is_empty() && !self.plain.contains(*folder))
            .collect();
        for folder in unknown.into_iter().rev() {
            if !fs::symlink_metadata(self.root.join(folder)).is_ok_and(|data| data.is_dir()) {
                return false;
            }
            self.plain.insert(folder.to_owned());
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_leave_the_tree_are_dropped() {
        for path in ["../etc/passwd", "/etc/passwd", "a/../../b", ".git/config", "a/.GIT/hooks/x", ""] {
            assert_eq!(relative(path.as_bytes()), None, "{path}");
        }
        assert_eq!(relative(b"a/b.md"), Some(PathBuf::from("a/b.md")));
    }

    #[test]
    fn a_missing_index_lists_nothing_and_a_broken_one_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let git = folder.path().join(".git");
        fs::create_dir(&git).unwrap();
        assert_eq!(paths(folder.path()), Some(Vec::new()));
        fs::write(git.join("index"), "not an index").unwrap();
        assert_eq!(paths(folder.path()), None);
        fs::remove_dir_all(&git).unwrap();
        fs::write(&git, "gitdir: nowhere\n").unwrap();
        assert_eq!(paths(folder.path()), None);
    }
}
