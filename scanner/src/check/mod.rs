//! Structure checks: what is dangerous by its place and shape rather than by its words. They see a whole document and
//! its segments.

use crate::document::Document;
use crate::registry::Meta;
use crate::segment::Segment;
use crate::signal::Signal;

mod agent_cli;
mod agent_settings;
mod ci;
pub mod command;
mod config;
mod exfiltration;
mod host;
mod invocation;
mod leaf;
mod mcp;
mod padding;
mod prose;
mod raise;
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
    &terminal::Terminal,
    &exfiltration::Exfiltration,
    &padding::Padding,
];
