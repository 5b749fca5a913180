//! Symbolic links: never followed while walking, named once each, and taken into account where they make an agent read
//! a file under another name (`AGENTS.md -> docs/style.md`).
//!
//! Invariant: a link adds nothing from outside the root, and a loop of links is only a link that leads nowhere.

use super::shown::shown;
use super::tree::{Entry, Kind, Listing, Tree};
use crate::report::Skipped;
use crate::surface::{self, Place};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The names that links give to what they lead to.
#[derive(Debug, Default)]
pub(super) struct Aliases(BTreeMap<PathBuf, PathBuf>);

impl Aliases {
    /// The place of `path`, raised to that of a link to it, or to a folder above it, when agents load the link.
    pub(super) fn raise(&self, path: &Path, place: Place) -> Place {
        if self.0.is_empty() || place.surface.is_loaded() {
            return place;
        }
        let named = |target: &Path| {
            let link = self.0.get(target)?;
            let rest = path.strip_prefix(target).ok()?;
            Some(surface::place(&shown(&link.join(rest))).surface).filter(|surface| surface.is_loaded())
        };
        path.ancestors().find_map(named).map_or(place, |surface| Place { surface, ..place })
    }
}

/// Looks at every link of `listing`: what is to be reported of it, and the names it gives. Targets inside the root that
/// the list lacks (ignored files) are added to it, so that "read by itself" is true.
pub(super) fn resolve(tree: &Tree<'_>, listing: &mut Listing) -> (Vec<Skipped>, Aliases) {
    let links: Vec<PathBuf> =
        listing.entries.iter().filter(|entry| entry.kind == Kind::Link).map(|entry| entry.path.clone()).collect();
    let (mut skipped, mut aliases, mut added) = (Vec::new(), Aliases::default(), Vec::new());
    for link in links {
        let reason = match target(tree, &link) {
            Target::Nowhere => "symbolic link that leads nowhere".to_owned(),
            Target::Outside => "symbolic link out of the scanned tree: not followed".to_owned(),
            Target::Inside(path) => {
                let is_read = add_target(tree, listing, &mut added, &link, &path);
                let reason = inside(&path, is_read);
                name(&mut aliases, path, &link);
                reason
            }
        };
        skipped.push(Skipped { path: shown(&link), reason, incomplete: false });
    }
    added.sort();
    added.dedup();
    added.retain(|entry| !listing.holds(&entry.path));
    listing.entries.append(&mut added);
    listing.entries.sort_unstable();
    (skipped, aliases)
}

fn inside(path: &Path, is_read: bool) -> String {
    let note = if is_read { "which is read by itself" } else { "an ignored folder" };
    let target = shown(path);
    let target = if target.is_empty() { "the scanned folder" } else { &target };
    format!("symbolic link to {target}, {note}")
}

/// Keeps the link that agents load when several lead to one place. A link to the root gives no new names.
fn name(aliases: &mut Aliases, target: PathBuf, link: &Path) {
    let loaded = surface::place(&shown(link)).surface.is_loaded();
    if target.as_os_str().is_empty() {
        return;
    }
    if loaded || !aliases.0.contains_key(&target) {
        aliases.0.insert(target, link.to_owned());
    }
}

enum Target {
    Nowhere,
    Outside,
    /// Relative to the root.
    Inside(PathBuf),
}

fn target(tree: &Tree<'_>, link: &Path) -> Target {
    match tree.root.join(link).canonicalize() {
        Err(_) => Target::Nowhere,
        Ok(path) => path.strip_prefix(tree.root).map_or(Target::Outside, |path| Target::Inside(path.to_owned())),
    }
}

/// Adds what `link` leads to if the list lacks it; false when it stays unread. An ignored folder is read only for the
/// link of an agent: one link must not bring in all of `node_modules`.
fn add_target(tree: &Tree<'_>, listing: &Listing, added: &mut Vec<Entry>, link: &Path, path: &Path) -> bool {
    if tree.exclude.covers(path) {
        return false;
    }
    if !tree.root.join(path).is_dir() {
        added.extend(tree.entry(path));
        return true;
    }
    if listing.has_below(path) {
        return true;
    }
    let of_agent = link.components().any(|part| surface::is_agent_folder(&part.as_os_str().to_string_lossy()));
    if of_agent {
        added.extend(tree.walk(&tree.root.join(path), &Arc::default(), true).entries);
    }
    of_agent
}
