//! Workflows and composite actions of GitHub and its relatives.

use super::ATTACK;
use super::expression::script_writer;
use super::flow::{Flow, Rights, Taint, assigned, into_agent, into_text, is_free};
use crate::check::agent_cli::runs_agent;
use crate::check::leaf::leaves;
use crate::check::raise::Raise;
use crate::document::Document;
use crate::span::Span;

/// Most values of one workflow that are read.
const MOST: usize = 20_000;
/// Most names that are followed.
const NAMES: usize = 64;

struct Value {
    path: String,
    text: String,
    span: Span,
}

impl Value {
    fn key(&self) -> &str {
        self.path.rsplit('.').next().unwrap_or(&self.path)
    }

    /// Path of the step that holds it.
    fn step(&self) -> Option<&str> {
        let at = self.path.find("steps[")?;
        let end = at + self.path[at..].find(']')? + 1;
        Some(&self.path[..end])
    }

    /// Path of the job that holds it.
    fn job(&self) -> &str {
        let mut dots = self.path.match_indices('.').map(|(i, _)| i);
        let first = dots.next();
        match (self.path.starts_with("jobs."), first, dots.next()) {
            (true, Some(_), Some(end)) => &self.path[..end],
            _ => "",
        }
    }
}

/// Raises what the workflow does with text of outsiders.
pub(super) fn judge(document: &Document, raise: &mut Raise<'_>) {
    let mut values = Vec::new();
    leaves(document, &mut |leaf| {
        if values.len() < MOST {
            values.push(Value { path: leaf.path.to_owned(), text: leaf.text.clone().into_owned(), span: leaf.span });
        }
    });
    if !values.iter().any(is_agent) {
        return;
    }
    let taints = taints(&values);
    let mut from = 0;
    while from < values.len() {
        let step = values[from].step().map(str::to_owned);
        let same = |v: &Value| v.step() == step.as_deref();
        let to = from + values[from..].iter().position(|v| !same(v)).unwrap_or(values.len() - from);
        if step.is_some() && values[from..to].iter().any(is_agent) {
            step_of(&values, &values[from..to], &taints, raise);
        }
        from = to;
    }
}

/// Words of actions that run a model.
static MODELS: &[&str] = &[
    "claude",
    "gemini",
    "codex",
    "copilot",
    "openai",
    "gpt",
    "chatgpt",
    "llm",
    "anthropic",
    "aider",
    "opencode",
    "cursor",
    "qodo",
    "amp",
    "goose",
    "ai",
    "inference",
    "qwen",
    "deepseek",
    "ollama",
    "coderabbit",
    "droid",
];

fn is_agent(value: &Value) -> bool {
    match value.key() {
        "uses" => {
            let action = value.text.split('@').next().unwrap_or_default().to_ascii_lowercase();
            action.split(['/', '-', '_', '.']).any(|word| MODELS.contains(&word)) && !action.contains("setup")
        }
        "run" => runs_agent(&value.text),
        _ => false,
    }
}

/// Names that carry text of others, in the order in which the workflow fills them.
fn taints(values: &[Value]) -> Vec<Taint> {
    let mut out: Vec<Taint> = Vec::new();
    for value in values {
        if out.len() >= NAMES {
            break;
        }
        let flow = into_text(&value.text, &out, &value.path).map(|f| f.writer);
        if let (Some((scope, name)), Some(writer)) = (value.path.rsplit_once("env."), flow) {
            out.push(Taint { name: name.to_owned(), scope: scope.to_owned(), writer });
        } else if let (Some((job, name)), Some(writer)) = (value.path.split_once(".outputs."), flow) {
            let job = job.trim_start_matches("jobs.");
            out.push(Taint { name: format!("needs.{job}.outputs.{name}"), scope: String::new(), writer });
        } else if matches!(value.key(), "run" | "script") {
            outputs(values, value, &mut out);
        }
    }
    out
}

/// What a script hands on to later steps.
fn outputs(values: &[Value], script: &Value, out: &mut Vec<Taint>) {
    let text = &script.text;
    let exports = ["GITHUB_OUTPUT", "setOutput", "set-output", "GITHUB_ENV", "exportVariable", "return "]
        .iter()
        .any(|e| text.contains(e));
    let env = values.iter().filter(|v| v.step() == script.step() && v.path.contains(".env."));
    let by_env = env.filter_map(|v| into_text(&v.text, out, &v.path)).map(|f| f.writer).max();
    let writer = into_text(text, out, &script.path).map(|f| f.writer).or(by_env).or_else(|| script_writer(text));
    let Some(writer) = writer.filter(|_| exports) else { return };
    let id = values.iter().find(|v| v.step() == script.step() && v.key() == "id");
    out.extend(id.map(|id| Taint { name: format!("steps.{}.outputs", id.text), scope: String::new(), writer }));
    let mut named = Vec::new();
    assigned(text, out, &script.path, &mut named);
    out.extend(named.into_iter().take(8));
}

fn step_of(all: &[Value], step: &[Value], taints: &[Taint], raise: &mut Raise<'_>) {
    let Some(first) = step.iter().find(|v| is_agent(v)) else { return };
    let rights = rights(all, step, first.job());
    // A variable of the step itself may stand behind its script.
    let worst = step.iter().filter_map(|v| Some((v, sink(v, taints)?))).max_by_key(|(_, f)| (f.writer, f.direct));
    if let Some((value, flow)) = worst {
        let (strength, reason) = rights.weigh(flow);
        return raise.at(ATTACK, value.span, strength, reason);
    }
    if rights.outside && !rights.guarded && head_checkout(all, first.job()) {
        return raise.at(
            ATTACK,
            first.span,
            0.62,
            "runs an agent with the repository's rights on files that outsiders send",
        );
    }
    if let Some((strength, reason)) = rights.weigh_alone() {
        raise.at(ATTACK, first.span, strength, reason);
    }
}

/// The flow into a field of a step that runs a model.
fn sink(value: &Value, taints: &[Taint]) -> Option<Flow> {
    let key = value.key();
    if key == "run" {
        return into_agent(&value.text, taints, &value.path);
    }
    let place =
        ["ref", "branch", "base_branch", "head_branch", "repository", "token", "if", "name", "id", "path", "directory"];
    let field = value.path.contains(".with.") && !place.contains(&key);
    into_text(&value.text, taints, &value.path).filter(|_| field)
}

fn rights(all: &[Value], step: &[Value], job: &str) -> Rights {
    let near = |v: &&Value| v.job().is_empty() || v.job() == job;
    let mut rights = Rights::default();
    for value in all.iter().filter(near) {
        let text = value.text.trim();
        let own = value.step().is_none() || step.iter().any(|s| s.step() == value.step());
        rights.writes |= value.path.contains("permissions") && (text == "write-all" || text == "write");
        rights.writes |= own
            && text.contains("secrets.")
            && ["_PAT", "PAT }", "_TOKEN", "PERSONAL"].iter().any(|t| text.contains(t))
            && !text.contains("secrets.GITHUB_TOKEN");
        rights.outside |= value.path.starts_with("on") && outsiders(value);
        rights.guarded |= value.key() == "if" && own && asks_who(text);
    }
    let events: Vec<&str> = all.iter().filter_map(event).collect();
    let pushers = ["pull_request", "push", "schedule", "workflow_dispatch", "merge_group"];
    rights.inside = !events.is_empty() && events.iter().all(|e| pushers.contains(e));
    for value in step {
        let key = value.key().to_ascii_lowercase();
        rights.open |=
            ["allow", "users", "bots"].iter().filter(|w| key.contains(**w)).count() > 1 && value.text.trim() == "*";
        rights.free |= is_free(&value.text);
    }
    rights
}

static EVENTS: &[&str] = &[
    "issues",
    "issue_comment",
    "pull_request_target",
    "discussion",
    "discussion_comment",
    "pull_request_review",
    "pull_request_review_comment",
    "workflow_run",
    "fork",
];

fn outsiders(value: &Value) -> bool {
    let inside = value.path.split(['.', '[']).nth(1).is_some_and(|event| EVENTS.contains(&event));
    inside || (value.path == "on" || value.path.starts_with("on[")) && EVENTS.contains(&value.text.trim())
}

/// The event that a value under `on` names.
fn event(value: &Value) -> Option<&str> {
    let rest = value.path.strip_prefix("on").or_else(|| value.path.strip_prefix("\"on\""))?;
    match rest.strip_prefix('.') {
        Some(below) => below.split(['.', '[']).next(),
        None => (rest.is_empty() || rest.starts_with('[')).then_some(value.text.trim()),
    }
}

fn asks_who(text: &str) -> bool {
    [
        "author_association",
        "github.actor",
        "sender.login",
        "user.login",
        "github.triggering_actor",
        "head.repo.full_name",
        "head.repo.fork",
    ]
    .iter()
    .any(|part| text.contains(part))
}

/// True when the job checks out what an outsider sent.
fn head_checkout(all: &[Value], job: &str) -> bool {
    let target = all.iter().any(|v| {
        v.path.starts_with("on") && (v.path.contains("pull_request_target") || v.text.contains("pull_request_target"))
    });
    let head = |v: &Value| {
        v.job() == job
            && v.key() == "ref"
            && ["head.sha", "head.ref", "head_ref", "head_sha"].iter().any(|p| v.text.contains(p))
    };
    target && all.iter().any(head)
}
