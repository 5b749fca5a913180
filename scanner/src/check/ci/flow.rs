//! What the systems share: texts of one step or job, the names that carry untrusted text, and how much a flow into a
//! model weighs.

use super::expression::{Writer, names, script_writer, writer};
use crate::check::agent_cli::runs_agent;
use crate::check::command::FREE;
use crate::check::raise::shift;

/// A name that carries text of somebody else.
#[derive(Clone, Debug)]
pub(super) struct Taint {
    /// Variable, or `steps.x.outputs`.
    pub(super) name: String,
    /// Path below which it can be read.
    pub(super) scope: String,
    /// Who fills it.
    pub(super) writer: Writer,
}

/// How untrusted text gets into a prompt.
#[derive(Copy, Clone, PartialEq, Debug)]
pub(super) struct Flow {
    /// Who writes it.
    pub(super) writer: Writer,
    /// Straight into the text, not by way of a variable.
    pub(super) direct: bool,
}

/// The worst flow into `text`.
pub(super) fn into_text(text: &str, taints: &[Taint], at: &str) -> Option<Flow> {
    let direct = writer(text).map(|writer| Flow { writer, direct: true });
    let seen = |t: &&Taint| at.starts_with(t.scope.as_str()) && carries(text, &t.name);
    let named = taints.iter().filter(seen).map(|t| Flow { writer: t.writer, direct: false });
    direct.into_iter().chain(named).max_by_key(|f| (f.writer, f.direct))
}

fn carries(text: &str, name: &str) -> bool {
    if name.contains('.') { text.contains(name) } else { names(text, name) }
}

/// The worst flow into a command of `script` that runs a model.
pub(super) fn into_agent(script: &str, taints: &[Taint], at: &str) -> Option<Flow> {
    if !runs_agent(script) {
        return None;
    }
    let fetched = script_writer(script).filter(|_| script.contains("$(") || script.contains('|'));
    into_text(script, taints, at).or(fetched.map(|writer| Flow { writer, direct: false }))
}

/// Names that `script` fills with untrusted text for later steps (`NAME=... >> $GITHUB_ENV`) or later lines.
pub(super) fn assigned(script: &str, taints: &[Taint], at: &str, out: &mut Vec<Taint>) {
    for line in script.lines() {
        let Some((left, right)) = line.split_once('=') else { continue };
        let name = left.rsplit([' ', '"', '\'', '\t']).next().unwrap_or(left);
        let plain = !name.is_empty() && name.len() < 64 && name.bytes().all(|b| b == b'_' || b.is_ascii_alphanumeric());
        let flow = into_text(right, taints, at).map(|f| f.writer).or_else(|| script_writer(right));
        if let (true, Some(writer)) = (plain, flow) {
            out.push(Taint { name: name.to_owned(), scope: String::new(), writer });
        }
    }
}

/// Circumstances of a job that runs a model.
#[derive(Copy, Clone, Debug, Default)]
pub(super) struct Rights {
    /// May write, or holds a token of its own.
    pub(super) writes: bool,
    /// Anybody may start it.
    pub(super) open: bool,
    /// An event that outsiders raise starts it.
    pub(super) outside: bool,
    /// Only events that come from people who may push, or without keys, start it.
    pub(super) inside: bool,
    /// The model acts without approval.
    pub(super) free: bool,
    /// A condition asks who it is.
    pub(super) guarded: bool,
}

impl Rights {
    /// Circumstances of both.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            writes: self.writes | other.writes,
            open: self.open | other.open,
            outside: self.outside | other.outside,
            inside: self.inside | other.inside,
            free: self.free | other.free,
            guarded: self.guarded | other.guarded,
        }
    }

    /// Natural logarithm of what the circumstances do to the odds.
    fn odds(self) -> f32 {
        let add = |on: bool, odds: f32| if on { odds } else { 0.0 };
        add(self.writes, 0.7) + add(self.open, 0.9) + add(self.outside, 0.5) + add(self.free, 0.9)
            - add(self.guarded, 1.5)
    }

    /// Strength and reason of `flow` under these circumstances.
    pub(super) fn weigh(self, flow: Flow) -> (f32, String) {
        let (base, who) = match flow.writer {
            Writer::Outsider => (if flow.direct { 0.82 } else { 0.78 }, "anybody can write"),
            Writer::Fetched => (0.45, "anybody can write and the job fetches"),
            Writer::Insider => (0.52, "whoever pushes a branch can write"),
        };
        let way = if flow.direct { "" } else { " by way of a variable" };
        let mut with = Vec::new();
        let mut note = |on: bool, text: &'static str| {
            if on {
                with.push(text)
            }
        };
        note(self.open, "is open to every user");
        note(self.free, "acts without approval");
        note(self.writes, "may write");
        let list = if with.is_empty() { String::new() } else { format!("; the job {}", with.join(" and ")) };
        // A pull request from a fork runs without the keys that a model needs.
        let inside = if self.inside && flow.writer == Writer::Outsider { 0.9 } else { 0.0 };
        (shift(base, self.odds() - inside), format!("puts text that {who} into the prompt of a model{way}{list}"))
    }

    /// Strength of running a model for outsiders without any interpolation.
    pub(super) fn weigh_alone(self) -> Option<(f32, &'static str)> {
        match self {
            Self { guarded: true, .. } => None,
            Self { open: true, .. } => {
                Some((shift(0.62, if self.writes { 0.6 } else { 0.0 }), "lets every user start an agent"))
            }
            Self { outside: true, writes: true, .. } => {
                Some((0.33, "runs an agent that may write on an event that anybody can raise"))
            }
            _ => None,
        }
    }
}

/// True when `text` lets a model act without approval.
pub(super) fn is_free(text: &str) -> bool {
    let squeezed = || text.replace([' ', '"'], "").to_ascii_lowercase();
    FREE.iter().any(|flag| text.contains(flag))
        || text.contains("autoAccept") && squeezed().contains("autoaccept:true")
        || text.contains("allowedTools") && text.contains("Bash") && !text.contains("Bash(")
        || text.contains("danger-full-access")
        || text.contains("bypassPermissions")
}
