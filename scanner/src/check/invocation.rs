//! Puts the commands of a settings file together: `command` and `args` of one object, lists of words, variants for one
//! system. Judging them is the business of [`command`](super::command).

use super::command::{Trigger, Verdict, judge, judge_words};
use super::leaf::Leaf;
use crate::span::Span;

/// Most commands that are collected from one file.
const MOST: usize = 512;
/// Most words of one command.
const WORDS: usize = 256;

/// One command with its arguments.
#[derive(Debug)]
pub(super) struct Invocation {
    /// Path of the object that holds it.
    pub(super) parent: String,
    /// The key that names it.
    pub(super) key: String,
    command: Vec<String>,
    args: Vec<String>,
    /// Bytes of the command and its arguments.
    pub(super) span: Span,
}

impl Invocation {
    /// What it does when `trigger` makes it run.
    pub(super) fn judge(&self, trigger: Trigger) -> Verdict {
        match (self.command.as_slice(), self.args.as_slice()) {
            ([line], []) => judge(line, trigger),
            (command, args) => {
                let words: Vec<&str> = command.iter().chain(args).map(String::as_str).collect();
                judge_words(&words, trigger)
            }
        }
    }

    /// All words.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.command.iter().chain(&self.args).map(String::as_str)
    }
}

/// Collects the commands of one file.
#[derive(Debug, Default)]
pub(super) struct Invocations(Vec<Invocation>);

impl Invocations {
    /// Takes a word of a command.
    pub(super) fn command(&mut self, leaf: &Leaf<'_>) {
        let key = leaf.key().to_owned();
        let list = leaf.path.ends_with(']');
        let at =
            self.0.iter().rposition(|i| i.parent == leaf.parent() && (i.key == key && list || i.command.is_empty()));
        let recent = at.filter(|at| at + 4 >= self.0.len());
        self.take(leaf, recent, key, false);
    }

    /// Takes an argument of the command in the same object.
    pub(super) fn argument(&mut self, leaf: &Leaf<'_>) {
        let from = self.0.len().saturating_sub(4);
        let at = self.0[from..].iter().rposition(|i| i.parent == leaf.parent()).map(|at| from + at);
        self.take(leaf, at, String::new(), true);
    }

    fn take(&mut self, leaf: &Leaf<'_>, at: Option<usize>, key: String, argument: bool) {
        if at.is_none() && self.0.len() < MOST {
            let (parent, span) = (leaf.parent().to_owned(), leaf.span);
            self.0.push(Invocation { parent, key: key.clone(), command: Vec::new(), args: Vec::new(), span });
        }
        let at = at.unwrap_or(self.0.len() - 1);
        let Some(found) = self.0.get_mut(at).filter(|i| i.command.len() + i.args.len() < WORDS) else { return };
        found.span = found.span.cover(leaf.span);
        if argument {
            found.args.push(leaf.text.clone().into_owned());
        } else {
            found.key = key;
            found.command.push(leaf.text.clone().into_owned());
        }
    }

    /// The commands, in source order.
    pub(super) fn finish(self) -> Vec<Invocation> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    fn leaf<'t>(path: &'t str, text: &'t str) -> Leaf<'t> {
        Leaf { path, text: Cow::Borrowed(text), span: Span::default() }
    }

    #[test]
    fn words_find_their_command() {
        let mut all = Invocations::default();
        all.argument(&leaf("a.args[0]", "-y"));
        all.command(&leaf("a.command", "npx"));
        all.argument(&leaf("a.args[1]", "pkg"));
        all.command(&leaf("notify[0]", "sh"));
        all.command(&leaf("notify[1]", "-c"));
        all.command(&leaf("b[0].command", "x"));
        all.command(&leaf("b[1].command", "y"));
        let all = all.finish();
        let words: Vec<Vec<&str>> = all.iter().map(|i| i.words().collect()).collect();
        assert_eq!(words, [vec!["npx", "-y", "pkg"], vec!["sh", "-c"], vec!["x"], vec!["y"]]);
    }
}
