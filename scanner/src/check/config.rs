//! Which settings file a path names, told from the path alone. What is in the file is the checks' business.

use crate::document::{Document, Origin};

/// Kinds of settings that can make something run.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Config {
    /// Settings and hooks of an agent.
    Agent,
    /// Settings of an editor, workspaces included.
    Editor,
    /// Tasks of an editor.
    Tasks,
    /// A development container or cloud machine.
    Container,
    /// A list of MCP servers.
    Servers,
    /// A plugin, extension or marketplace manifest.
    Plugin,
    /// A package manifest with scripts.
    Package,
}

/// Folders whose structured files are settings of an agent.
static AGENT_FOLDERS: &[&str] = &[
    ".claude",
    ".gemini",
    ".codex",
    ".cursor",
    ".windsurf",
    ".kiro",
    ".amazonq",
    ".roo",
    ".clinerules",
    ".cline",
    ".opencode",
    ".zed",
    ".continue",
    ".factory",
    ".agents",
    ".agent",
    ".junie",
    ".qwen",
    ".vibe",
    ".trae",
    ".augment",
    ".copilot",
    ".idx",
    ".kilocode",
    ".devin",
    ".crush",
    ".goose",
    ".openhands",
    ".antigravity",
];

/// The kind of `document`, if it is a settings file at all.
pub(super) fn kind(document: &Document) -> Option<Config> {
    if document.origin == Origin::FileName {
        return None;
    }
    let path = document.path.to_ascii_lowercase();
    let mut parts = path.rsplit('/');
    let name = parts.next().unwrap_or(&path);
    if !["json", "jsonc", "json5", "toml", "yaml", "yml", "code-workspace", "hook"]
        .contains(&name.rsplit('.').next().unwrap_or(""))
    {
        return None;
    }
    let folder = parts.next().unwrap_or("");
    named(name, folder).or_else(|| {
        let agent = path.split('/').rev().skip(1).take(3).any(|part| AGENT_FOLDERS.contains(&part));
        let prose = path
            .split('/')
            .any(|part| matches!(part, "skills" | "commands" | "agents" | "rules" | "prompts" | "workflows"));
        (agent && !prose).then_some(Config::Agent)
    })
}

fn named(name: &str, folder: &str) -> Option<Config> {
    Some(match (name, folder) {
        ("package.json", _) => Config::Package,
        ("settings.json", ".vscode") => Config::Editor,
        (name, _) if name.ends_with(".code-workspace") => Config::Editor,
        ("tasks.json", ".vscode" | ".zed") => Config::Tasks,
        ("devcontainer.json" | ".devcontainer.json", _) | ("environment.json", ".cursor") => Config::Container,
        (".mcp.json" | "mcp.json" | "mcp.jsonc" | "mcp_config.json" | "mcp-config.json" | "mcp_settings.json", _)
        | ("cline_mcp_settings.json" | "claude_desktop_config.json" | "mcp.yaml" | "mcp.yml", _) => Config::Servers,
        ("plugin.json", ".claude-plugin" | ".codex-plugin" | "plugin" | ".cursor-plugin")
        | ("marketplace.json", ".claude-plugin" | ".codex-plugin" | ".agents")
        | ("gemini-extension.json" | "ai-plugin.json" | "agent-card.json", _) => Config::Plugin,
        ("hooks.json", _) | ("opencode.json" | "opencode.jsonc" | "crush.json" | ".crush.json" | ".claude.json", _) => {
            Config::Agent
        }
        (_, "hooks") if name.ends_with(".json") || name.ends_with(".hook") => Config::Agent,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_tell_the_kind() {
        for (path, expected) in [
            (".claude/settings.json", Some(Config::Agent)),
            ("a/b/.CLAUDE/settings.local.json", Some(Config::Agent)),
            (".codex/config.toml", Some(Config::Agent)),
            (".kiro/settings/mcp.json", Some(Config::Servers)),
            (".kiro/hooks/lint.kiro.hook", Some(Config::Agent)),
            (".vscode/settings.json", Some(Config::Editor)),
            ("x.code-workspace", Some(Config::Editor)),
            ("sub/.vscode/tasks.json", Some(Config::Tasks)),
            (".devcontainer/devcontainer.json", Some(Config::Container)),
            (".mcp.json", Some(Config::Servers)),
            (".claude-plugin/plugin.json", Some(Config::Plugin)),
            ("package.json", Some(Config::Package)),
            ("src/settings.json", None),
            ("docs/hooks.md", None),
            (".claude/skills/x/data.json", None),
        ] {
            assert_eq!(kind(&Document::new(Origin::Worktree, path, "")), expected, "{path}");
        }
    }
}
