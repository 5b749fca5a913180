//! Rules about the attack classes of the corpus. The loader is strict already; these are the rules beyond one file.

use super::{Repository, well_written};
use anyhow::Result;
use promptsweep_corpus::{Class, Kind};
use std::collections::BTreeMap;

/// What GitHub shows of a short description is limited; ours is a sentence.
const LONGEST_SUMMARY: usize = 200;

/// Ids, summaries, sources and gaps are as the format asks.
pub(super) fn complete(repository: &Repository<'_>) -> Result<Vec<String>> {
    let classes = repository.workspace.classes()?;
    let mut titles: BTreeMap<&str, usize> = BTreeMap::new();
    for class in &classes {
        *titles.entry(class.title.as_str()).or_default() += 1;
    }
    let problems = |class: &Class| {
        let gaps = class.examples.iter().filter(|example| example.kind == Kind::Gap).count();
        let known_gaps = class.page.split("## Known gaps").nth(1).unwrap_or_default().trim();
        let checks = [
            (!well_written(&class.id, '-'), "its id is not kebab-case"),
            (titles.get(class.title.as_str()) > Some(&1), "its title stands twice"),
            (class.summary.chars().count() > LONGEST_SUMMARY, "its summary is longer than 200 characters"),
            (!class.summary.ends_with('.'), "its summary is not a sentence"),
            (class.sources.is_empty(), "it names no source"),
            (class.sources.iter().any(|source| !source.starts_with("https://")), "a source is not an https address"),
            (gaps > 0 && known_gaps.is_empty(), "it has gap examples but explains no gap"),
        ];
        let wrong = checks.into_iter().filter(|(broken, _)| *broken);
        wrong.map(|(_, what)| format!("corpus/attacks/{}.md: {what}", class.id)).collect::<Vec<_>>()
    };
    Ok(classes.iter().flat_map(problems).collect())
}

/// Numbers of public lists change their meaning from edition to edition, so the edition is part of the id.
pub(super) fn editions(repository: &Repository<'_>) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    for class in repository.workspace.classes()? {
        let owasp =
            [&class.owasp_llm, &class.owasp_agentic, &class.owasp_mcp, &class.owasp_skills].into_iter().flatten();
        let bad_owasp = owasp.filter(|id| !dated(id, ':', 4));
        let bad_atlas = class.atlas.iter().filter(|id| !id.starts_with("AML.T") || !dated(id, '@', 7));
        let bad_cwe = class.cwe.iter().filter(|id| !id.strip_prefix("CWE-").is_some_and(numeric));
        let bad = bad_owasp.chain(bad_atlas).chain(bad_cwe);
        wrong.extend(bad.map(|id| format!("corpus/attacks/{}.md: {id}", class.id)));
    }
    Ok(wrong)
}

/// True for `ID<mark>EDITION` with an edition of `length` digits and dots.
fn dated(id: &str, mark: char, length: usize) -> bool {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    id.split_once(mark).is_some_and(|(name, edition)| !name.is_empty() && edition.len() == length && digits(edition))
}

fn numeric(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_are_years_or_year_and_month() {
        assert!(dated("LLM01:2026", ':', 4) && dated("AML.T0068@2026.09", '@', 7));
        assert!(!dated("LLM01", ':', 4) && !dated("LLM01:v1.1", ':', 4) && !dated(":2026", ':', 4));
    }
}
