//! # agent-settings
//!
//! ## What it does
//! Reads the settings of agents and editors and looks at the keys that execute, approve or redirect: hooks, tasks that
//! run when a folder is opened, helper commands, approval modes, allow lists, addresses of models, paths of programs.
//!
//! ## Why it matters
//! Whoever opens the repository runs these settings, often before being asked whether to trust it. No model has to be
//! talked into anything.
//!
//! ## Example
//! A `SessionStart` hook with `curl … | bash`, `"defaultMode": "bypassPermissions"`, a model address at a foreign host.
//!
//! ## Limits
//! A called script is judged by its place, not by its content. Commands of the repository's own tools are notes. Settings
//! in a home directory are not part of a repository.

mod switch;

use super::Check;
use super::command::{Trigger, is_ordinary};
use super::config::{Config, kind};
use super::invocation::{Invocation, Invocations};
use super::leaf::{Leaf, leaves};
use super::raise::{Raise, shift};
use crate::document::Document;
use crate::registry::Meta;
use crate::segment::Segment;
use crate::signal::Signal;

/// Looks at settings that execute.
#[derive(Debug)]
pub(super) struct AgentSettings;

static META: Meta = Meta {
    id: "agent-settings",
    summary: "settings of agents and editors that execute, approve or redirect",
    covers: &["executable-config"],
    page: crate::page!("agent_settings.rs"),
};

const ATTACK: &str = "executable-config";
/// Below it a command is not worth a word.
const FLOOR: f32 = 0.15;
/// Package scripts are program text that code scanners read; only what no build needs is raised.
const SCRIPT_FLOOR: f32 = 0.78;

impl Check for AgentSettings {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, document: &Document, _: &[Segment<'_>], out: &mut Vec<Signal>) {
        let Some(config) = kind(document) else { return };
        let mut raise = Raise::new(document, &META, out);
        let mut commands = Invocations::default();
        let mut opened = Vec::new();
        let mut hidden = Vec::new();
        leaves(document, &mut |leaf| {
            match leaf.key().to_ascii_lowercase().as_str() {
                "runon" if leaf.text == "folderOpen" => opened.push(task(leaf.path).to_owned()),
                "reveal" if leaf.text == "never" => hidden.push(task(leaf.path).to_owned()),
                key => collect(config, key, leaf, &mut commands),
            }
            if config != Config::Package {
                switch::judge(config, leaf, &mut raise);
            }
        });
        if let Some(span) = commands.cut() {
            raise.at(ATTACK, span, 0.62, "holds more commands than anybody needs, so that those behind are not judged");
        }
        for command in commands.finish() {
            let at = task(&command.parent);
            let by_itself = opened.iter().any(|t| t == at);
            report(config, &command, by_itself, hidden.iter().any(|t| t == at), &mut raise);
        }
    }
}

/// The path up to the task that holds a key.
fn task(path: &str) -> &str {
    let end = path.find("tasks[").and_then(|at| path[at..].find(']').map(|n| at + n + 1));
    end.map_or(path, |end| &path[..end])
}

fn collect(config: Config, key: &str, leaf: &Leaf<'_>, commands: &mut Invocations) {
    let server = leaf.keys().any(|k| super::mcp::LISTS.iter().any(|l| k.eq_ignore_ascii_case(l)));
    if server {
        return;
    }
    match (config, key) {
        (Config::Package, "preinstall" | "install" | "postinstall" | "prepare") if leaf.parent() == "scripts" => {
            commands.command(leaf)
        }
        (Config::Package, _) => {}
        (Config::Container, _) => {
            let name = leaf.keys().next().unwrap_or_default();
            if name.ends_with("Command") || matches!(name, "install" | "start") || key == "command" {
                commands.command(leaf);
            }
        }
        (_, "args" | "arguments") => commands.argument(leaf),
        (Config::Editor | Config::Tasks, "command") if leaf.under("tasks") => commands.command(leaf),
        (Config::Editor, _) => {}
        (_, "command" | "cmd" | "exec" | "bash" | "powershell" | "shell" | "run" | "script" | "notify")
        | (_, "apikeyhelper" | "awsauthrefresh" | "awscredentialexport" | "gcpauthrefresh" | "otelheadershelper") => {
            commands.command(leaf)
        }
        _ => {}
    }
}

fn report(config: Config, command: &Invocation, opened: bool, hidden: bool, raise: &mut Raise<'_>) {
    let start = ["sessionstart", "setup", "workspaceopen", "folderopen", "initializecommand"];
    let path = format!("{}.{}", command.parent, command.key).to_ascii_lowercase();
    let trigger = match config {
        _ if opened || start.iter().any(|s| path.split(['.', '[']).any(|k| k == *s)) => Trigger::Opened,
        Config::Tasks | Config::Editor | Config::Container => Trigger::Asked,
        _ => Trigger::Event,
    };
    let verdict = command.judge(trigger);
    let floor = if config == Config::Package { SCRIPT_FLOOR } else { FLOOR };
    if verdict.strength < floor {
        return;
    }
    let strength = if hidden && !is_ordinary(verdict) { shift(verdict.strength, 0.5) } else { verdict.strength };
    let when = match trigger {
        Trigger::Opened => "as soon as the folder is opened or a session starts",
        Trigger::Event => "without being asked for",
        Trigger::Asked => "when it is set up",
    };
    raise.at(ATTACK, command.span, strength, format!("{} {when}", verdict.reason));
}

#[cfg(test)]
mod tests;
