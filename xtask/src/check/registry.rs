//! Rules about the scanner's lists of filters, decoders, extractors, checks and reporters.

use super::Repository;
use crate::registries::{REGISTRIES, Registry};
use anyhow::Result;
use promptsweep::attack;
use promptsweep::registry::Meta;
use std::collections::BTreeSet;

/// Headings of a page, in order.
const HEADINGS: [&str; 4] = ["What it does", "Why it matters", "Example", "Limits"];

fn everything() -> impl Iterator<Item = (&'static Registry, &'static Meta)> {
    REGISTRIES.iter().flat_map(|registry| (registry.entries)().into_iter().map(move |meta| (registry, meta)))
}

/// Ids are unique within their kind and in the case of their kind.
pub(super) fn ids(_: &Repository<'_>) -> Result<Vec<String>> {
    let mut seen = BTreeSet::new();
    let mut wrong = Vec::new();
    for (registry, meta) in everything() {
        if !seen.insert((registry.kind, meta.id)) {
            wrong.push(format!("{} {}: stands twice", registry.kind, meta.id));
        }
        if !well_written(meta.id, registry.separator) {
            wrong.push(format!(
                "{} {}: words of a-z and 0-9 with {:?} between",
                registry.kind, meta.id, registry.separator
            ));
        }
    }
    Ok(wrong)
}

pub(crate) fn well_written(id: &str, separator: char) -> bool {
    let word = |w: &str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    id.starts_with(|c: char| c.is_ascii_lowercase()) && id.split(separator).all(word)
}

/// What something covers is an attack class.
pub(super) fn covers(_: &Repository<'_>) -> Result<Vec<String>> {
    let unknown = |(registry, meta): (&Registry, &Meta)| {
        let missing = meta.covers.iter().filter(|id| attack::find(id).is_none());
        missing.map(|id| format!("{} {}: no attack class {id}", registry.kind, meta.id)).collect::<Vec<_>>()
    };
    Ok(everything().flat_map(unknown).collect())
}

/// A page opens with its id and has all headings in order.
pub(super) fn pages(_: &Repository<'_>) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    for (registry, meta) in everything() {
        let page = meta.markdown();
        if page.lines().next() != Some(&format!("# {}", meta.id)) {
            wrong.push(format!("{} {}: its page does not open with `# {0}`", registry.kind, meta.id));
        }
        let found: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        if !HEADINGS.iter().all(|heading| found.contains(heading)) {
            wrong.push(format!("{} {}: needs the headings {}", registry.kind, meta.id, HEADINGS.join(", ")));
        }
    }
    Ok(wrong)
}

/// A file that has a page is in its folder's list.
pub(super) fn registered(repository: &Repository<'_>) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    for registry in REGISTRIES {
        let folder = format!("{}/", registry.folder);
        let listed: Vec<&str> = (registry.entries)().iter().map(|meta| meta.page).collect();
        for file in repository.kind("rs").filter(|file| file.path.starts_with(&folder)) {
            let head = &file.text[..promptsweep::registry::head_len(&file.text)];
            if head.starts_with("//! # ") && !listed.contains(&head) {
                wrong.push(format!("{}: its page is in no entry of {}", file.path, registry.slice));
            }
        }
    }
    Ok(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_words_with_one_separator() {
        assert!(well_written("zero_width", '_') && well_written("base64", '-'));
        for bad in ["Zero", "zero-width", "_a", "a_", "a__b", "", "6a"] {
            assert!(!well_written(bad, '_'), "{bad}");
        }
    }
}
