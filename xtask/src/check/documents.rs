//! Rules about the documents that people read.

use super::{File, Repository};
use anyhow::Result;
use std::path::Path;

/// The changelog has a heading for what is not released yet.
pub(super) fn changelog(repository: &Repository<'_>) -> Result<Vec<String>> {
    let text = repository.workspace.read("CHANGELOG.md").unwrap_or_default();
    let found = text.lines().any(|line| line == "## [Unreleased]");
    Ok(if found { Vec::new() } else { vec!["CHANGELOG.md: no line `## [Unreleased]`".to_owned()] })
}

/// Relative links lead to files. The corpus and test inputs are hostile text, not documents.
pub(super) fn links(repository: &Repository<'_>) -> Result<Vec<String>> {
    let ours = |file: &&File| !file.path.starts_with("corpus/") && !file.path.contains("/tests/");
    let dead = |file: &File| {
        let folder = Path::new(&file.path).parent().unwrap_or(Path::new("")).to_owned();
        let missing = targets(&file.text).filter(|target| !repository.has(&folder.join(target).to_string_lossy()));
        missing.map(|target| format!("{}: {target}", file.path)).collect::<Vec<_>>()
    };
    Ok(repository.kind("md").filter(ours).flat_map(dead).collect())
}

/// Targets of `](target)` outside code fences that are relative paths, anchors cut off.
fn targets(markdown: &str) -> impl Iterator<Item = &str> {
    let mut fenced = false;
    let prose = markdown.lines().filter(move |line| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        !fenced && !fence
    });
    prose
        .flat_map(|line| line.split("](").skip(1))
        .filter_map(|rest| rest.split_once(')'))
        .filter_map(|(target, _)| target.split(['#', ' ']).next())
        .filter(|target| !target.is_empty() && !target.contains(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_relative_and_outside_fences() {
        let text = "see [a](a.md#x) and [b](https://b.test) [c](#c)\n```\n[d](d.md)\n```\n![e](img/e.png \"t\")\n";
        assert_eq!(targets(text).collect::<Vec<_>>(), ["a.md", "img/e.png"]);
    }
}
