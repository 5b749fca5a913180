//! Structure checks: what is dangerous by its place and shape rather than by its words. They see a whole document and
//! its segments.

use crate::document::Document;
use crate::registry::Meta;
use crate::segment::Segment;
use crate::signal::Signal;

mod agent_cli;
mod agent_settings;
mod chat_template;
mod ci;
pub mod command;
mod config;
mod document_command;
mod exfiltration;
mod file_name;
mod host;
mod invocation;
mod leaf;
mod mcp;
mod padding;
mod policy_puppetry;
mod prose;
mod raise;
mod selector_code;
mod terminal;

/// Looks at the structure of one document.
pub trait Check: Sync {
    /// Identity.
    fn meta(&self) -> &'static Meta;
    /// Raises signals; must return at once for documents that are not its business.
    fn check(&self, document: &Document, segments: &[Segment<'_>], out: &mut Vec<Signal>);
}

/// All checks.
pub static CHECKS: &[&dyn Check] = &[
    &agent_settings::AgentSettings,
    &mcp::Mcp,
    &agent_cli::AgentCli,
    &ci::Ci,
    &document_command::DocumentCommand,
    &exfiltration::Exfiltration,
    &terminal::Terminal,
    &padding::Padding,
    &policy_puppetry::PolicyPuppetry,
    &file_name::FileName,
    &selector_code::SelectorCode,
    &chat_template::ChatTemplate,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_pages_complete() {
        let mut seen = std::collections::BTreeSet::new();
        for check in CHECKS {
            let meta = check.meta();
            assert!(seen.insert(meta.id), "{}", meta.id);
            assert!(meta.id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", meta.id);
            let page = meta.markdown();
            assert!(page.starts_with(&format!("# {}", meta.id)), "{}", meta.id);
            for heading in ["## What it does", "## Why it matters", "## Example", "## Limits"] {
                assert!(page.contains(heading), "{} {heading}", meta.id);
            }
        }
    }
}
