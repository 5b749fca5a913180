//! Puts the commands of a settings file together: `command` and `args` of one object, lists of words, variants for one
//! system. Judging them is the business of [`command`](super::command).

use super::command::{Trigger, Verdict, judge, judge_words};
use super::leaf::Leaf;
use crate::span::Span;

/// Most commands that are collected from one file.
const MOST: usize = 2048;
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
pub(super) struct Invocations {
    list: Vec<Invocation>,
    cut: Option<Span>,
}

impl Invocations {
    /// Takes a word of a command.
    pub(super) fn command(&mut self, leaf: &Leaf<'_>) {
        let key = leaf.key();
        let list = leaf.path.ends_with(']');
        let at = self.recent(|i| i.parent == leaf.parent() && (i.key == key && list || i.command.is_empty()));
        if let Some(found) = self.at(at, leaf) {
            key.clone_into(&mut found.key);
            found.command.push(leaf.text.clone().into_owned());
        }
    }

    /// Takes an argument of the command in the same object.
    pub(super) fn argument(&mut self, leaf: &Leaf<'_>) {
        let at = self.recent(|i| i.parent == leaf.parent());
        if let Some(found) = self.at(at, leaf) {
            found.args.push(leaf.text.clone().into_owned());
        }
    }

    /// The last of the newest few that fits: keys of one object stand together.
    fn recent(&self, fits: impl Fn(&Invocation) -> bool) -> Option<usize> {
        let from = self.list.len().saturating_sub(4);
        self.list[from..].iter().rposition(fits).map(|at| from + at)
    }

    /// The command at `at`, or a new one, with room for one more word.
    fn at(&mut self, at: Option<usize>, leaf: &Leaf<'_>) -> Option<&mut Invocation> {
        let at = at.unwrap_or(self.list.len());
        if at == MOST || self.list.get(at).is_some_and(|i| i.command.len() + i.args.len() >= WORDS) {
            self.cut.get_or_insert(leaf.span);
            return None;
        }
        if at == self.list.len() {
            let (parent, key) = (leaf.parent().to_owned(), String::new());
            self.list.push(Invocation { parent, key, command: Vec::new(), args: Vec::new(), span: leaf.span });
        }
        let found = self.list.get_mut(at)?;
        found.span = found.span.cover(leaf.span);
        Some(found)
    }

    /// Where reading was cut short, because no honest file holds that many commands or words.
    pub(super) fn cut(&self) -> Option<Span> {
        self.cut
    }

    /// The commands, in source order.
    pub(super) fn finish(self) -> Vec<Invocation> {
        self.list
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
