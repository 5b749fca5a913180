//! Examples for every kind of path that the tables know, and for those that only look like one.

use super::*;
use Surface::{AgentFile, AgentSettings, Ci, Data, Docs, Mcp, Prompt, Skill, Source, Test};
use proptest::prelude::*;

fn first_part(pattern: &str) -> &str {
    pattern.split_once('/').map_or(pattern, |(first, _)| first)
}

/// One path for each pattern that an agent, bot, forge or prompt tool documents.
static DOCUMENTED: &[(Surface, &[&str])] = &[
    (
        AgentFile,
        &[
            "AGENTS.md",
            "pkg/a/AGENTS.md",
            "AGENTS.override.md",
            "a/AGENTS.override.md",
            "AGENT.md",
            "a/AGENT.md",
            "AGENTS.local.md",
            ".claude/AGENTS.md",
            ".agents/AGENTS.md",
            ".junie/AGENTS.md",
            "CLAUDE.md",
            "a/b/CLAUDE.md",
            ".claude/CLAUDE.md",
            "CLAUDE.local.md",
            ".claude/rules/a/b.md",
            "GEMINI.md",
            "a/GEMINI.md",
            ".gemini/system.md",
            ".gemini/GEMINI.md",
            ".github/copilot-instructions.md",
            ".github/instructions/a/b.instructions.md",
            ".cursorrules",
            "a/.cursorrules",
            ".cursor/rules/a/b.mdc",
            ".cursor/rules/a.md",
            "a/.cursor/rules/x",
            ".windsurfrules",
            ".windsurf/rules/a/b.md",
            ".devin/rules/a.md",
            ".clinerules",
            ".clinerules/a/b.md",
            ".cline/rules/a.md",
            ".roorules",
            ".roorules-code",
            ".roo/rules/a/b",
            ".roo/rules-code/a",
            ".kilocode/rules/a",
            ".kilocoderules",
            ".junie/guidelines.md",
            ".aiassistant/rules/a/b.md",
            ".noai",
            ".kiro/steering/a/b.md",
            ".amazonq/rules/a.md",
            ".agents/rules/a.md",
            ".agent/rules/a.md",
            ".rules",
            "CRUSH.md",
            "WARP.md",
            "QWEN.md",
            "REPLIT.md",
            "replit.md",
            ".goosehints",
            ".idx/airules.md",
            ".trae/rules/a",
            ".augment/rules/a",
            ".augment-guidelines",
            ".openhands/microagents/a/b.md",
            ".openhands_instructions",
            "firebender.json",
            ".tabnine/guidelines/a",
            ".vibe/a/b",
            ".ruler/a/b.md",
            ".rulesync/a",
            ".continue/rules/a/b.md",
            ".continuerules",
            ".continue/prompts/a",
            "CONVENTIONS.md",
            ".gitlab/duo/chat-rules.md",
            ".gitlab/duo/mr-review-instructions.yaml",
            ".gitlab/duo/flows/a.yaml",
            ".openclaw/workspace/a.md",
            "SOUL.md",
            "HEARTBEAT.md",
            "MEMORY.md",
            "IDENTITY.md",
            "TOOLS.md",
            "memory-bank/a/b.md",
            ".serena/memories/a",
            ".coderabbit.yaml",
            ".coderabbit.yml",
            ".cursor/BUGBOT.md",
            "a/.cursor/BUGBOT.md",
            ".gemini/styleguide.md",
            "greptile.json",
            ".greptile/a",
            ".pr_agent.toml",
            "best_practices.md",
            "REVIEW.md",
            ".github/copilot-review-instructions.md",
            ".github/workflows/triage.md",
            ".github/aw/a.md",
        ],
    ),
    (
        Skill,
        &[
            ".claude/skills/a/b.py",
            ".agents/skills/a/b",
            ".github/skills/a/b",
            ".cursor/skills/a/b",
            ".gemini/skills/a/b",
            ".codex/skills/a/b",
            ".windsurf/skills/a/b",
            ".devin/skills/a/b",
            ".roo/skills/a/b",
            ".opencode/skills/a/b",
            ".factory/skills/a/b",
            ".junie/skills/a/b",
            ".pi/skills/a/b",
            ".vibe/skills/a/b",
            ".agent/skills/a/b",
            "skills/a/SKILL.md",
            "a/b/SKILL.md",
            "skills/a/rules/logic.md",
            ".claude/agents/a/b.md",
            ".github/agents/a.md",
            ".github/agents/a/b.agent.md",
            ".github/chatmodes/a.chatmode.md",
            ".cursor/agents/a",
            ".codex/agents/a/b.toml",
            ".gemini/agents/a",
            ".opencode/agent/a",
            ".opencode/agents/a",
            ".kiro/agents/a",
            ".claude/commands/a/b.md",
            ".github/prompts/a/b.prompt.md",
            ".cursor/commands/a.md",
            ".gemini/commands/a/b.toml",
            ".windsurf/workflows/a",
            ".devin/workflows/a",
            ".agents/workflows/a",
            ".clinerules/workflows/a",
            ".codex/prompts/a",
            ".opencode/command/a",
            ".opencode/commands/a",
            ".roo/commands/a",
        ],
    ),
    (
        Mcp,
        &[
            "plugin.json",
            ".claude-plugin/plugin.json",
            ".claude-plugin/marketplace.json",
            ".github/plugin/plugin.json",
            ".codex-plugin/plugin.json",
            "gemini-extension.json",
            ".cursor/mcp.json",
            ".mcp.json",
            "mcp.json",
            ".vscode/mcp.json",
            ".github/mcp.json",
            ".windsurf/mcp_config.json",
            ".roo/mcp.json",
            ".kilocode/mcp.json",
            ".kiro/settings/mcp.json",
            ".amazonq/mcp.json",
            ".junie/mcp/mcp.json",
            ".idx/mcp.json",
            ".factory/mcp.json",
            ".gitlab/duo/mcp.json",
            "opencode.json",
            ".crush.json",
            "claude_desktop_config.json",
            "a/b.agent.yaml",
            "agent-card.json",
            ".well-known/agent.json",
            ".well-known/agent-card.json",
            ".well-known/mcp-servers.json",
            "server.json",
            "ai-plugin.json",
        ],
    ),
    (
        AgentSettings,
        &[
            "hooks/hooks.json",
            "hooks.json",
            ".claude/settings.json",
            ".claude/settings.local.json",
            ".gemini/settings.json",
            ".gemini/.env",
            ".gemini/sandbox.Dockerfile",
            ".gemini/config.yaml",
            ".codex/config.toml",
            ".codex/hooks.json",
            ".cursor/hooks.json",
            ".cursor/cli.json",
            ".cursor/environment.json",
            ".cursor/permissions.json",
            ".zed/settings.json",
            ".vscode/settings.json",
            "a.code-workspace",
            ".vscode/tasks.json",
            ".vscode/launch.json",
            ".vscode/extensions.json",
            ".devcontainer/devcontainer.json",
            ".devcontainer/a/devcontainer.json",
            ".kiro/hooks/a",
            ".clinerules/hooks/a",
            ".github/hooks/a/b.json",
            ".windsurf/hooks.json",
            ".agents/hooks.json",
            ".continue/config.yaml",
            ".aider.conf.yml",
            ".aider.model.settings.yml",
        ],
    ),
    (
        Ci,
        &[
            ".github/workflows/copilot-setup-steps.yml",
            ".github/workflows/a.yml",
            ".github/workflows/a.yaml",
            "action.yml",
            "a/action.yml",
            ".gitlab-ci.yml",
            ".gitlab/a/b.yml",
            ".github/workflows/a.lock.yml",
        ],
    ),
    (
        Prompt,
        &[
            "prompts/a/b.md",
            "prompts/a.txt",
            "prompts/a.jinja",
            "prompts/a.jinja2",
            "prompts/a.j2",
            "prompts/a.hbs",
            "prompts/a.mustache",
            "prompts/a.yaml",
            "prompts/a.yml",
            "prompts/a.json",
            "prompts/a.xml",
            "src/prompts/a.toml",
            "a/b.prompt.md",
            "a.prompty",
            "a.prompt",
            "a.poml",
            "a/skprompt.txt",
            "system_prompt.md",
            "a/system_prompt_v2",
            "a_prompt.txt",
            "a_prompt.md",
            "a.promptfile",
            "a/prompt.yaml",
            "a.prompt.yml",
            "crew/x/agents.yaml",
            "crew/tasks.yaml",
            "config/agents.yaml",
            "config/tasks.yaml",
            "dspy/a/b.json",
            "flow.dag.yaml",
            "agents/a/b.yaml",
            "agents/a.json",
            "agents/a.md",
            "baml_src/a.baml",
            "Modelfile",
            "a/tokenizer_config.json",
            "chat_template.jinja",
            "a/chat_template.json",
        ],
    ),
    (
        Test,
        &[
            "promptfooconfig.yaml",
            "promptfooconfig.js",
            "a/redteam.yaml",
            "a/redteam-v1.yaml",
            "evals/a/b.jsonl",
            "garak.yaml",
            "garak-run.yaml",
            "deepeval.py",
            "tests/a/fixtures/b.json",
        ],
    ),
    (
        Docs,
        &[
            "llms.txt",
            "llms-full.txt",
            "a/llms.txt",
            "docs/a/b.md",
            "robots.txt",
            "ai.txt",
            "README",
            "README.md",
            "README.zh.md",
            "CONTRIBUTING.md",
            "CHANGELOG.rst",
            "LICENSE",
            "LICENSE.txt",
            "SECURITY.md",
            "CODE_OF_CONDUCT.md",
            ".github/ISSUE_TEMPLATE/a.yml",
            ".github/PULL_REQUEST_TEMPLATE/a.md",
            ".github/pull_request_template.md",
            ".gitlab/issue_templates/a.md",
            ".gitlab/merge_request_templates/a.md",
            "openapi.yaml",
            "openapi.json",
            "swagger.json",
            "a.ipynb",
            "a.html",
            "a.htm",
            "a.tex",
        ],
    ),
    // Too common a place or name for a reach of its own: chains of blocks, build tools, model numbers.
    (
        Data,
        &[
            "langgraph.json",
            "chains/a/b.yaml",
            "a/generation_config.json",
            "tools/a/b.json",
            "package.json",
            "pyproject.toml",
            "setup.cfg",
            "Cargo.toml",
            "composer.json",
            "pom.xml",
            "Chart.yaml",
            "a.svg",
            "a.xml",
            "a.bib",
            "a.vtt",
            "a.srt",
            "a.csv",
            "a.tsv",
            "a.jsonl",
            "locales/a.json",
            "i18n/a.yml",
            "a.po",
            "a.arb",
            "a.ftl",
            "a.strings",
            "a.resx",
            "a.log",
            "a.sql",
            "db/seed/a.csv",
            "a/server.json",
        ],
    ),
    (
        Source,
        &[
            "Makefile",
            "justfile",
            "Dockerfile",
            "a.gemspec",
            "a_prompt.py",
            "a_prompt.ts",
            "ci/a.sh",
            "a.py",
            "a.js",
            "a.ts",
            "a.tsx",
            "a.go",
            "a.rs",
            "a.java",
            "a.kt",
            "a.c",
            "a.cc",
            "a.cpp",
            "a.h",
            "a.cs",
            "a.rb",
            "a.php",
            "a.ps1",
            "a.swift",
        ],
    ),
];

#[test]
fn documented_paths_have_their_surface() {
    for (surface, paths) in DOCUMENTED {
        for path in *paths {
            assert_eq!(place(path).surface, *surface, "{path}");
            assert_eq!(place(&path.to_uppercase()).surface, *surface, "{path} in capitals");
        }
    }
}

#[test]
fn every_rule_matches_a_path_of_its_own() {
    for (pattern, surface) in RULES.iter().chain(LOOSE) {
        let path = pattern.replace("**/", "x/").replace("**", "x").replace('*', "x");
        let found = place(&path).surface;
        // A longer pattern may claim the made-up path (`.clinerules/x`), but never a weaker surface.
        assert!(found == *surface || found.is_loaded(), "{pattern} as {path}: {found:?}");
    }
}

#[test]
fn tables_are_sorted() {
    for table in [RULES, LOOSE] {
        let firsts: Vec<&str> = table.iter().map(|(pattern, _)| first_part(pattern)).collect();
        for pair in firsts.windows(2) {
            assert!(pair[0] <= pair[1], "{pair:?}");
        }
        let folders = table.iter().filter(|(pattern, _)| pattern.contains('/')).map(|(pattern, _)| first_part(pattern));
        assert!({ folders }.all(|folder| folder.starts_with('.') || PLAIN_FOLDERS.contains(&folder)));
        assert!(table.iter().all(|(pattern, _)| *pattern == pattern.to_lowercase()));
    }
    assert!(EXTENSIONS.windows(2).all(|pair| pair[0].0 < pair[1].0));
}

#[test]
fn look_alikes_have_no_reach() {
    let cases = [
        ("node_modules/inquirer/prompts/readme-notes.md", Docs),
        ("locales/de/prompt.po", Data),
        ("docs/prompts/guide.md", Docs),
        ("docs/agents/overview.md", Docs),
        ("docs/MEMORY.md", Docs),
        ("tests/prompts/a.txt", Test),
        ("src/prompts/mod.rs", Source),
        ("src/agents/worker.py", Source),
        ("skills.md", Docs),
        ("skills/cooking.md", Docs),
        ("my-agents.md", Docs),
        ("claude.md.bak", Data),
        ("cursorrules.md", Docs),
        ("src/license.rs", Source),
        ("src/readme.py", Source),
        (".github/dependabot.yml", Data),
        (".vscode/cspell.json", Data),
        ("latest.java", Source),
    ];
    for (path, surface) in cases {
        assert_eq!(place(path).surface, surface, "{path}");
        assert!(!place(path).surface.is_loaded(), "{path}");
    }
}

#[test]
fn tests_are_known_by_folder_and_name() {
    for path in [
        "tests/a.py",
        "src/__tests__/a.ts",
        "testdata/x",
        "a/fixtures/AGENTS.md",
        "pkg/a_test.go",
        "test_a.py",
        "a.spec.ts",
        "a.test.js",
        "conftest.py",
        "src/FooTest.java",
        "FooTests.cs",
        "e2e/a.js",
        "spec/a_spec.rb",
        "tests/README.md",
        "evals/a.md",
        "tests/fixtures/.github/workflows/a.yml",
    ] {
        assert!(place(path).in_test, "{path}");
    }
    for path in [
        "src/latest.rs",
        "contest.py",
        "attestation.md",
        "docs/specs/a.md",
        ".claude/skills/testing/SKILL.md",
        "skills/test/SKILL.md",
        ".cursor/rules/tests/a.md",
        "AGENTS.md",
        "protest.md",
        ".github/workflows/unit-tests.yml",
    ] {
        assert!(!place(path).in_test, "{path}");
    }
    assert_eq!(place("a/fixtures/AGENTS.md").surface, AgentFile);
    assert_eq!(place("tests/README.md").surface, Docs);
}

#[test]
fn inner_and_longer_rules_win() {
    assert_eq!(place(".claude/skills/x/.mcp.json").surface, Mcp);
    assert_eq!(place(".claude/skills/x/README.md").surface, Skill);
    assert_eq!(place(".claude/skills/x/prompts/a.md").surface, Skill);
    assert_eq!(place(".clinerules/hooks/a.sh").surface, AgentSettings);
}

#[test]
fn known_skill_folders_replace_the_guess() {
    let roots = ["packs/pdf".to_owned()];
    assert_eq!(place_in("packs/pdf/lib/run.py", &roots).surface, Skill);
    assert_eq!(place_in("packs/pdfs/run.py", &roots).surface, Source);
    assert_eq!(place_in("src/skills/fire/ball.rs", &roots).surface, Source);
    assert_eq!(place_in(".claude/skills/a/b.py", &[]).surface, Skill);
    assert!(!place_in("packs/pdf/tests/a.md", &roots).in_test);
}

#[test]
fn a_skill_at_the_root_does_not_swallow_the_repository() {
    let roots = [String::new()];
    assert_eq!(place_in("scripts/run.py", &roots).surface, Skill);
    assert_eq!(place_in("forms.md", &roots).surface, Skill);
    assert_eq!(place_in("README.md", &roots).surface, Docs);
    assert_eq!(place_in("src/main.rs", &roots).surface, Source);
}

#[test]
fn names_that_file_systems_fold_are_folded() {
    assert_eq!(place("AGENT\u{17f}.md").surface, AgentFile);
    assert_eq!(place(".cur\u{200c}sor/rules/a.mdc").surface, AgentFile);
}

#[test]
fn agent_folders_are_told_by_name() {
    for name in [".claude", ".Cursor", ".github", ".gitlab", ".vscode", ".kiro", ".clinerules"] {
        assert!(is_agent_folder(name), "{name}");
    }
    for name in ["src", ".cache", ".venv", ".cursorrules", "prompts", "agents"] {
        assert!(!is_agent_folder(name), "{name}");
    }
}

#[test]
fn placing_is_fast() {
    let paths: Vec<String> =
        (0..100_000).map(|i| format!("packages/core{}/src/components/Widget{i}/index_{i}.ts", i % 37)).collect();
    let start = std::time::Instant::now();
    let sources = paths.iter().filter(|path| place(path).surface == Source).count();
    assert_eq!(sources, paths.len());
    // Twenty times what it takes, so that a loaded machine does not fail it; quadratic code would.
    assert!(start.elapsed().as_secs() < 2, "{:?}", start.elapsed());
}

proptest! {
    #[test]
    fn any_path_has_a_place(path in "\\PC{0,60}", roots in proptest::collection::vec("[a-c/]{0,4}", 0..3)) {
        let mut roots = roots;
        roots.sort();
        place(&path);
        place_in(&path, &roots);
        is_agent_folder(&path);
    }
}
