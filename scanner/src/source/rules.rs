//! Which untracked files `.gitignore` files hide, as a chain from a folder up to its repository.
//!
//! Only `.gitignore` inside a repository counts, as for git itself; `.ignore`, `info/exclude` and global files do not,
//! because whoever writes the tree could hide agent files with them. The files are hostile: one that is a link, a pipe
//! or very large is passed over, which hides less, never more.
//! Invariant: what lies in an agent's folder is reached even where the folder is ignored.

use crate::surface;
use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// The largest `.gitignore` that is honoured.
const MOST: u64 = 1 << 18;

/// What holds for the entries of one folder.
#[derive(Clone, Debug, Default)]
pub(super) struct Rules {
    above: Option<Arc<Rules>>,
    matcher: Option<Gitignore>,
    /// Inside a repository.
    active: bool,
    /// Inside an agent's folder of the same repository.
    agent: bool,
    /// Inside a folder that is ignored: only agent files are read.
    pub(super) only_agents: bool,
}

impl Rules {
    /// The rules of `root`, those of the folders above it in the same repository included.
    pub(super) fn of_root(root: &Path, repository: Option<&Path>) -> Arc<Self> {
        let Some(repository) = repository else { return Arc::default() };
        let mut folders: Vec<&Path> = root.ancestors().take_while(|folder| folder.starts_with(repository)).collect();
        folders.reverse();
        let start = Arc::new(Self { active: true, ..Self::default() });
        folders.into_iter().fold(start, |above, folder| Self::below(&above, folder, false))
    }

    /// The rules of `folder`, an entry of the folder that `self` holds for; nothing when it is not to be entered.
    pub(super) fn enter(self: &Arc<Self>, folder: &Path, repository: bool) -> Option<Arc<Self>> {
        let agent =
            self.agent || folder.file_name().is_some_and(|name| surface::is_agent_folder(&name.to_string_lossy()));
        let ignored = self.ignores(folder, true);
        if ignored && !agent {
            return None;
        }
        let changed = repository || ignored || agent != self.agent;
        let here = if changed {
            let above = (!repository && !ignored).then(|| Arc::clone(self));
            let active = self.active || repository;
            let only_agents = self.only_agents || ignored;
            Arc::new(Self { above, matcher: None, active, agent: agent && !repository, only_agents })
        } else {
            Arc::clone(self)
        };
        Some(Self::below(&here, folder, changed))
    }

    /// Adds the `.gitignore` of `folder`.
    fn below(above: &Arc<Self>, folder: &Path, fresh: bool) -> Arc<Self> {
        let matcher = if above.active { matcher(folder) } else { None };
        match matcher {
            None => Arc::clone(above),
            Some(matcher) if fresh => Arc::new(Self { matcher: Some(matcher), ..(**above).clone() }),
            Some(matcher) => {
                Arc::new(Self { above: Some(Arc::clone(above)), matcher: Some(matcher), ..(**above).clone() })
            }
        }
    }

    /// True when the nearest pattern that matches says so.
    pub(super) fn ignores(&self, path: &Path, folder: bool) -> bool {
        let mut rules = Some(self);
        while let Some(here) = rules {
            match here.matcher.as_ref().map_or(Match::None, |matcher| matcher.matched(path, folder).map(|_| ())) {
                Match::Ignore(()) => return true,
                Match::Whitelist(()) => return false,
                Match::None => rules = here.above.as_deref(),
            }
        }
        false
    }
}

fn matcher(folder: &Path) -> Option<Gitignore> {
    let file = folder.join(".gitignore");
    let plain = fs::symlink_metadata(&file).is_ok_and(|data| data.is_file() && data.len() <= MOST);
    let text = plain.then(|| fs::read(&file).ok()).flatten()?;
    let mut builder = GitignoreBuilder::new(folder);
    for line in String::from_utf8_lossy(&text).trim_start_matches('\u{feff}').lines() {
        // A line that is no pattern hides nothing.
        let _ = builder.add_line(None, line);
    }
    builder.build().ok().filter(|matcher| !matcher.is_empty())
}

/// True when `folder` is the top of a repository or of a linked worktree.
pub(super) fn is_repository(folder: &Path) -> bool {
    fs::symlink_metadata(folder.join(".git")).is_ok()
}
