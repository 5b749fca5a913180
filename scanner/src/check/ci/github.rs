//! Workflows and composite actions of GitHub and its relatives.

use super::ATTACK;
use super::expression::script_writer;
use super::flow::{Flow, Rights, Taint, assigned, into_agent, into_text, is_free};
use crate::check::agent_cli::runs_agent;
use crate::check::leaf::leaves;
use crate::check::raise::Raise;
use crate::document::Document;
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Most values of one workflow that are read.
const MOST: usize = 50_000;
/// Most values of one step, on each side of its script.
const STEP: usize = 128;
/// Most names that are followed.
const NAMES: usize = 256;

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
    if values.len() >= MOST {
        raise.at(
            ATTACK,
            values[MOST - 1].span,
            0.62,
            "holds more values than any workflow, so that those behind are not judged",
        );
    }
    let taints = taints(&values);
    if taints.len() >= NAMES {
        let reason = "hands outsiders' text on under more names than any workflow, so that not all are followed";
        raise.at(ATTACK, values[0].span, 0.65, reason);
    }
    let jobs = Jobs::of(&values);
    let mut from = 0;
    while from < values.len() {
        let step = values[from].step().map(str::to_owned);
        let same = |v: &Value| v.step() == step.as_deref();
        let to = from + values[from..].iter().position(|v| !same(v)).unwrap_or(values.len() - from);
        if step.is_some() && values[from..to].iter().any(is_agent) {
            step_of(&jobs, &values[from..to], &taints, raise);
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
    for (at, value) in values.iter().enumerate() {
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
            outputs(step_around(values, at), value, &mut out);
        }
    }
    out
}

/// The values of the step that holds value `at`; they stand side by side.
fn step_around(values: &[Value], at: usize) -> &[Value] {
    let same = |v: &&Value| v.step() == values[at].step();
    let before = values[..at].iter().rev().take_while(same).take(STEP).count();
    let after = values[at..].iter().take_while(same).take(STEP).count();
    &values[at - before..at + after]
}

/// What a script hands on to later steps.
fn outputs(step: &[Value], script: &Value, out: &mut Vec<Taint>) {
    let text = &script.text;
    let exports = ["GITHUB_OUTPUT", "setOutput", "set-output", "GITHUB_ENV", "exportVariable", "return "]
        .iter()
        .any(|e| text.contains(e));
    let env = step.iter().filter(|v| v.path.contains(".env."));
    let by_env = env.filter_map(|v| into_text(&v.text, out, &v.path)).map(|f| f.writer).max();
    let writer = into_text(text, out, &script.path).map(|f| f.writer).or(by_env).or_else(|| script_writer(text));
    let Some(writer) = writer.filter(|_| exports) else { return };
    let id = step.iter().find(|v| v.key() == "id");
    out.extend(id.map(|id| Taint { name: format!("steps.{}.outputs", id.text), scope: String::new(), writer }));
    let mut named = Vec::new();
    assigned(text, out, &script.path, &mut named);
    out.extend(named.into_iter().take(8));
}

fn step_of(jobs: &Jobs<'_>, step: &[Value], taints: &[Taint], raise: &mut Raise<'_>) {
    let Some(first) = step.iter().find(|v| is_agent(v)) else { return };
    let rights = jobs.rights(step, first.job());
    // A variable of the step itself may stand behind its script.
    let worst = step.iter().filter_map(|v| Some((v, sink(v, taints)?))).max_by_key(|(_, f)| (f.writer, f.direct));
    if let Some((value, flow)) = worst {
        let (strength, reason) = rights.weigh(flow);
        return raise.at(ATTACK, value.span, strength, reason);
    }
    if rights.outside && !rights.guarded && jobs.checks_out_head(first.job()) {
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

/// Circumstances of all jobs, read once.
#[derive(Default)]
struct Jobs<'v> {
    shared: Rights,
    each: BTreeMap<&'v str, Rights>,
    heads: BTreeSet<&'v str>,
    target: bool,
}

impl<'v> Jobs<'v> {
    fn of(all: &'v [Value]) -> Self {
        let mut jobs = Self::default();
        for value in all {
            let rights =
                if value.job().is_empty() { &mut jobs.shared } else { jobs.each.entry(value.job()).or_default() };
            rights.writes |= value.path.contains("permissions") && matches!(value.text.trim(), "write-all" | "write");
            if value.step().is_none() {
                own(rights, value);
            }
            jobs.shared.outside |= value.path.starts_with("on") && outsiders(value);
            jobs.target |= event(value) == Some("pull_request_target");
            if value.key() == "ref" && HEADS.iter().any(|head| value.text.contains(head)) {
                jobs.heads.insert(value.job());
            }
        }
        let mut events = all.iter().filter_map(event).peekable();
        jobs.shared.inside = events.peek().is_some() && events.all(|event| PUSHERS.contains(&event));
        jobs
    }

    /// Circumstances of one step.
    fn rights(&self, step: &[Value], job: &str) -> Rights {
        let mut rights = self.shared.or(self.each.get(job).copied().unwrap_or_default());
        for value in step {
            own(&mut rights, value);
            let key = value.key().to_ascii_lowercase();
            let open = ["allow", "users", "bots"].iter().filter(|word| key.contains(**word)).count() > 1;
            rights.open |= open && value.text.trim() == "*";
            rights.free |= is_free(&value.text);
        }
        rights
    }

    /// True when the job checks out what an outsider sent.
    fn checks_out_head(&self, job: &str) -> bool {
        self.target && self.heads.contains(job)
    }
}

/// Tokens and conditions of a step or job itself.
fn own(rights: &mut Rights, value: &Value) {
    let text = value.text.trim();
    let token = ["_PAT", "PAT }", "_TOKEN", "PERSONAL"].iter().any(|part| text.contains(part));
    rights.writes |= text.contains("secrets.") && token && !text.contains("secrets.GITHUB_TOKEN");
    rights.guarded |= value.key() == "if" && asks_who(text);
}

/// Revisions that an outsider sends.
static HEADS: &[&str] = &["head.sha", "head.ref", "head_ref", "head_sha"];
/// Events that only people who may push can use, or that come without keys.
static PUSHERS: &[&str] = &["pull_request", "push", "schedule", "workflow_dispatch", "merge_group"];
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
