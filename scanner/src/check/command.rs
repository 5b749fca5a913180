//! The one judge of shell commands that settings, hooks, tasks, servers and documents ask somebody to run.
//!
//! Judges what a command does (download and run, decode and run, read keys and send them, stay for good), not that it is
//! there: formatters, linters and test runners of the repository stay at the level of a note. What a called script does is
//! not known. Invariant: linear in the command, which is cut at [`LONGEST`] bytes.

mod call;
mod code;
mod deed;
mod parse;

use super::host::Host;
use call::{Call, call};
pub(super) use deed::{AGENTS, FREE};
use deed::{DEEDS, Deed};
use parse::{INSERT, Stage, parse};

/// Bytes of a command that are read.
const LONGEST: usize = 1 << 16;
/// How often program text inside program text is opened.
const NESTED: u8 = 4;
/// Most stages of one command.
const STAGES: usize = 4096;

/// Who makes the command run.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Trigger {
    /// Opening the folder or starting a session is enough.
    Opened,
    /// Something that happens during work: a hook, the start of a server.
    Event,
    /// A person or agent who reads a document and follows it, or builds a container.
    Asked,
}

/// What a command is.
#[derive(Copy, Clone, PartialEq, Debug)]
pub struct Verdict {
    /// Probability that the command is an attack.
    pub strength: f32,
    /// Completes "raised because it ...".
    pub reason: &'static str,
}

/// Judges a command line.
pub fn judge(command: &str, trigger: Trigger) -> Verdict {
    let mut end = command.len().min(LONGEST);
    while !command.is_char_boundary(end) {
        end -= 1;
    }
    let mut stages = Vec::new();
    parse(&command[..end], 0, &mut stages);
    Script::new(stages).verdict(trigger)
}

/// Judges a program with arguments that no shell has cut.
pub fn judge_words(words: &[&str], trigger: Trigger) -> Verdict {
    let mut budget = LONGEST;
    let fits = |w: &&&str| {
        budget = budget.saturating_sub(w.len() + 1);
        budget > 0
    };
    let words: Vec<String> = words.iter().take_while(fits).map(|w| (*w).to_owned()).collect();
    // A lone "command" with blanks is a command line after all: several agents hand it to a shell.
    match words.first() {
        Some(first) if first.contains(' ') => judge(&words.join(" "), trigger),
        _ => Script::new(vec![Stage { words, ..Stage::default() }]).verdict(trigger),
    }
}

/// What flows between commands.
mod flow {
    /// Text from the network.
    pub(super) const FETCHED: u8 = 1;
    /// Text that was encoded.
    pub(super) const DECODED: u8 = 2;
    /// Keys, tokens, the environment.
    pub(super) const SECRET: u8 = 4;
}

/// All stages of a command and what reaches each.
struct Script {
    stages: Vec<Stage>,
    /// What arrives on standard input of each stage.
    input: Vec<u8>,
    /// What arrives among its words.
    words: Vec<u8>,
}

impl Script {
    fn new(mut stages: Vec<Stage>) -> Self {
        let mut at = 0;
        while at < stages.len().min(STAGES) {
            let depth = stages[at].depth;
            let opened = call(&stages[at])
                .filter(|c| c.is_shell() || c.is_evaluator())
                .and_then(|c| Some(c.code()?.into_owned()));
            if let Some(code) = opened.filter(|_| depth < NESTED) {
                parse(&code, depth + 1, &mut stages);
            }
            at += 1;
        }
        stages.truncate(STAGES);
        let mut script = Self { input: vec![0; stages.len()], words: vec![0; stages.len()], stages };
        script.spread();
        script
    }

    /// Lets what commands give flow on; a stage has two ways out and three kinds of thing, so this ends soon.
    fn spread(&mut self) {
        let mut next: Vec<Option<usize>> = vec![None; self.stages.len()];
        for (i, stage) in self.stages.iter().enumerate() {
            if let Some(from) = stage.from {
                next[from] = Some(i);
            }
        }
        let mut work: Vec<(usize, u8)> = (0..self.stages.len()).map(|i| (i, gives(&self.stages[i]))).collect();
        while let Some((i, kinds)) = work.pop() {
            let into = self.stages[i].into.map(|to| (to, true));
            for (to, words) in next[i].map(|to| (to, false)).into_iter().chain(into) {
                let here = if words { &mut self.words[to] } else { &mut self.input[to] };
                let new = kinds & !*here;
                *here |= kinds;
                if new != 0 {
                    work.push((to, new));
                }
            }
        }
    }

    fn verdict(&self, trigger: Trigger) -> Verdict {
        let mut deeds = Vec::new();
        for (i, stage) in self.stages.iter().enumerate() {
            if let Some(call) = call(stage) {
                self.flows(i, &call, &mut deeds);
                deed::alone(&call, stage, &mut deeds);
            }
        }
        self.saved(&mut deeds);
        let quiet = self.stages.iter().any(|s| s.background)
            || self.stages.iter().any(|s| s.words.first().is_some_and(|w| w == "nohup"));
        deed::weigh(&deeds, trigger, quiet)
    }

    /// Deeds that need two commands.
    fn flows(&self, i: usize, call: &Call<'_>, deeds: &mut Vec<Deed>) {
        let run = if call.runs_input() { self.input[i] } else { 0 } | if call.runs_words() { self.words[i] } else { 0 };
        if run & flow::DECODED != 0 {
            deeds.push(Deed::DecodeRun);
        }
        if run & flow::FETCHED != 0 {
            deeds.push(self.download());
        }
        let own = call.reads_secrets(&self.stages[i]);
        let sent = (self.input[i] | self.words[i]) & flow::SECRET != 0 || own;
        let away = call.network().is_some_and(|host| host != Host::Local);
        if sent && away && (call.uploads() || call.args.iter().any(|a| a.contains(INSERT))) {
            deeds.push(Deed::SecretOut);
        }
    }

    /// How far the source of a download can be trusted.
    fn download(&self) -> Deed {
        let calls = || self.stages.iter().filter_map(call).filter(|c| c.network().is_some());
        match () {
            () if calls().any(|c| matches!(c.network(), Some(Host::Address | Host::Collector))) => {
                Deed::DownloadRunAddress
            }
            () if calls().any(|c| c.args.iter().any(|a| a.starts_with("http://"))) => Deed::DownloadRunPlain,
            () => Deed::DownloadRun,
        }
    }

    /// A download that a later command runs.
    fn saved(&self, deeds: &mut Vec<Deed>) {
        let calls: Vec<_> = self.stages.iter().filter_map(|s| Some((s, call(s)?))).collect();
        let mut saved: Vec<&str> = Vec::new();
        for (stage, call) in &calls {
            if saved.iter().take(16).any(|file| runs_file(call, file)) {
                deeds.push(self.download());
                return;
            }
            if call.network().is_some_and(|host| host != Host::Local) {
                saved.extend(
                    call.saves()
                        .chain(stage.outputs.iter().map(String::as_str))
                        .filter(|f| f.len() > 1 && *f != "/dev/null"),
                );
            }
        }
    }
}

fn runs_file(call: &Call<'_>, file: &str) -> bool {
    let same = |path: &str| path.trim_start_matches("./") == file.trim_start_matches("./");
    let chmod = call.name == "chmod"
        && call.args.iter().any(|a| same(a))
        && call.args.iter().any(|a| a.contains('x') || a.starts_with('7'));
    same(call.path) || chmod || (call.is_interpreter() || call.is_evaluator()) && call.args.iter().any(|a| same(a))
}

fn gives(stage: &Stage) -> u8 {
    let Some(call) = call(stage) else { return 0 };
    let mut kinds = 0;
    if call.network().is_some_and(|host| host != Host::Local) {
        kinds |= flow::FETCHED;
    }
    if call.decodes() {
        kinds |= flow::DECODED;
    }
    if call.reads_secrets(stage) && call.network().is_none() {
        kinds |= flow::SECRET;
    }
    kinds
}

/// True when `word` names a place where keys or tokens lie.
pub fn is_secret_path(word: &str) -> bool {
    call::is_secret_path(word)
}

/// The strength below which a deed is only the ordinary work of a repository's own tools.
pub fn is_ordinary(verdict: Verdict) -> bool {
    verdict.strength <= DEEDS[Deed::Local as usize].event
}

#[cfg(test)]
mod tests;
