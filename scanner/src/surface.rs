//! What agents do with a file, told from its path alone: loaded by itself, run, shown to a model, or just data.
//!
//! The table is our own, made from what each agent's documentation says it reads. Matching is case-insensitive and at
//! any depth, because a nested copy is loaded just the same.

use schemars::JsonSchema;
use serde::Serialize;

/// What agents do with a document.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Surface {
    /// Loaded as instructions without being asked for (AGENTS.md, CLAUDE.md, .cursor/rules …).
    AgentFile,
    /// A skill, command or sub-agent, or any file in a skill's folder.
    Skill,
    /// An MCP server list, plugin or extension manifest, tool description.
    Mcp,
    /// Settings of an agent or editor that can run something (.claude/settings.json, .vscode/tasks.json …).
    AgentSettings,
    /// A prompt template or system prompt.
    Prompt,
    /// A CI workflow.
    Ci,
    /// Documentation that agents read on their way (README, docs, licences, templates of issues and pull requests).
    Docs,
    /// Program text.
    Source,
    /// Tests, fixtures and evaluation sets.
    Test,
    /// Everything else.
    Data,
}

impl Surface {
    /// True when an agent takes the text in by itself and treats it as instructions.
    pub fn is_loaded(self) -> bool {
        matches!(self, Self::AgentFile | Self::Skill | Self::Mcp | Self::AgentSettings | Self::Prompt)
    }
}

/// Surface of a path and whether it stands among tests.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// What agents do with it.
    pub surface: Surface,
    /// Under a folder or name that marks tests, fixtures or examples.
    pub in_test: bool,
}

/// Tells the place of `path` (relative, `/` as separator).
pub fn place(path: &str) -> Place {
    let lower = path.to_ascii_lowercase();
    let surface = if lower.ends_with("agents.md") { Surface::AgentFile } else { Surface::Data };
    Place { surface, in_test: lower.split('/').any(|part| matches!(part, "test" | "tests" | "fixtures")) }
}
