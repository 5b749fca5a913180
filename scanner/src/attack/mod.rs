//! Attack classes: metadata and documentation of each, generated from `corpus/attacks/*.md`.

use crate::policy::Severity;

mod table;

pub use table::ATTACKS;

/// One attack class.
#[derive(Debug)]
pub struct Attack {
    /// Kebab-case id, reads well after "allow".
    pub id: &'static str,
    /// Title for people.
    pub title: &'static str,
    /// The most that it can reach.
    pub severity: Severity,
    /// Version that introduced it.
    pub since: &'static str,
    /// One sentence: what is found.
    pub summary: &'static str,
    /// The page, Markdown: What it is, Why it is dangerous, How it is found, Known gaps.
    pub page: &'static str,
    /// Ids of public taxonomies, each with its edition (`LLM01:2026`, `AML.T0068@2026.09`, `CWE-1007`).
    pub ids: &'static [&'static str],
    /// Older ids of the same thing.
    pub aliases: &'static [&'static str],
}

/// The class with this id.
pub fn find(id: &str) -> Option<&'static Attack> {
    ATTACKS.iter().find(|attack| attack.id == id)
}
