//! Front matter: the `key: value` lines between fences at the start of a Markdown file.
//!
//! Reads what skills, agent files and site generators write there: plain, quoted and block values, lists, nested keys,
//! TOML's `key = value`. Not a YAML parser. Invariant: linear, and always ends before or at the end of the text.

use super::flow::Flow;
use super::page::Page;
use crate::segment::{Carrier, Visibility};
use std::ops::Range;

/// A block is given up as front matter when it is longer than this.
const LONGEST: usize = 1 << 16;

/// Reads the front matter of the page's document; returns where the body starts.
pub(super) fn read(page: &mut Page<'_, '_>) -> usize {
    let text = page.source();
    let Some(first) = text.split_inclusive('\n').next() else { return 0 };
    let fence = first.trim_end();
    if !matches!(fence, "---" | "+++") {
        return 0;
    }
    let Some((inside, body)) = block(text, first.len(), fence) else { return 0 };
    let mut keys = Keys::default();
    let mut at = inside.start;
    while at < inside.end {
        at = entry(page, at..inside.end, &mut keys);
    }
    body
}

/// The lines up to the closing fence, and the offset behind it.
fn block(text: &str, start: usize, fence: &str) -> Option<(Range<usize>, usize)> {
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == fence || fence == "---" && bare == "..." {
            return Some((start..at, at + line.len()));
        }
        at += line.len();
        if at - start > LONGEST {
            return None;
        }
    }
    None
}

/// Keys that enclose the current line, with their indentation.
#[derive(Debug, Default)]
struct Keys<'d>(Vec<(usize, &'d str)>);

impl<'d> Keys<'d> {
    fn set(&mut self, indent: usize, key: &'d str) {
        self.leave(indent);
        if self.0.len() < 16 {
            self.0.push((indent, key));
        }
    }

    /// Leaves the keys that cannot enclose a line indented by `indent`.
    fn leave(&mut self, indent: usize) {
        while self.0.last().is_some_and(|(i, _)| *i >= indent) {
            self.0.pop();
        }
    }

    fn path(&self) -> String {
        self.0.iter().map(|(_, key)| *key).collect::<Vec<_>>().join(".")
    }
}

/// Reads one entry at the start of `range`; returns where the next one starts.
fn entry<'d>(page: &mut Page<'d, '_>, range: Range<usize>, keys: &mut Keys<'d>) -> usize {
    let text = page.source();
    let line = line(text, range.start, range.end);
    let next = next_line(text, line.end, range.end);
    let written = &text[line.clone()];
    let indent = written.len() - written.trim_start().len();
    let bare = written.trim();
    if let Some(comment) = bare.strip_prefix('#') {
        let start = line.start + indent + 1;
        emit(page, start..start + comment.len(), "", Visibility::Collapsed);
        return next;
    }
    let dash = if bare.starts_with("- ") { 2 } else { 0 };
    let start = line.start + indent + dash;
    let Some((key, value)) = pair(text, start..line.end) else {
        keys.leave(indent + usize::from(dash == 0));
        emit(page, start..line.end, &keys.path(), Visibility::Visible);
        return next;
    };
    keys.set(indent + dash, &text[key]);
    let (value, next) = extent(text, value, next..range.end, indent + dash);
    emit(page, value, &keys.path(), Visibility::Visible);
    next
}

fn line(text: &str, start: usize, end: usize) -> Range<usize> {
    let len = memchr::memchr(b'\n', &text.as_bytes()[start..end]).unwrap_or(end - start);
    let line = text[start..start + len].trim_end_matches('\r');
    start..start + line.len()
}

fn next_line(text: &str, line_end: usize, end: usize) -> usize {
    let crlf = usize::from(text[line_end..].starts_with('\r'));
    (line_end + crlf + 1).min(end)
}

/// Key and value of `key: value` or `key = value`.
fn pair(text: &str, range: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let line = &text[range.clone()];
    let at = line.find([':', '='])?;
    let quote = |c: char| c.is_whitespace() || matches!(c, '"' | '\'');
    let start = at - line[..at].trim_start_matches(quote).len();
    let key = line[start..at].trim_end_matches(quote);
    let plain = !key.is_empty() && key.len() < 80 && !key.contains(['"', '\'', '(', '[', '{']);
    let apart = line.as_bytes()[at] == b'=' || line[at + 1..].is_empty() || line[at + 1..].starts_with([' ', '\t']);
    let key = range.start + start..range.start + start + key.len();
    (plain && apart).then_some((key, range.start + at + 1..range.end))
}

/// The value with the lines that continue it, and where the next entry starts.
fn extent(text: &str, value: Range<usize>, rest: Range<usize>, indent: usize) -> (Range<usize>, usize) {
    let style = Style::of(text[value.clone()].trim());
    let (mut end, mut at) = (value.end, rest.start);
    while at < rest.end {
        let line = line(text, at, rest.end);
        if !style.goes_on(&text[value.start..end], &text[line.clone()], indent) {
            break;
        }
        end = line.end;
        at = next_line(text, line.end, rest.end);
    }
    let start = if style == Style::Block { value.end } else { value.start };
    (start..end, at)
}

/// How a value is written, told from its first line.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
enum Style {
    /// Ends with its line.
    Line,
    /// Goes on as long as lines are indented.
    Plain,
    /// The same, blank lines included.
    Block,
    /// Ends with its quotation mark.
    Quoted(&'static str),
}

impl Style {
    fn of(first: &str) -> Self {
        let marks = ["\"\"\"", "'''", "\"", "'"];
        match marks.into_iter().find(|mark| first.starts_with(mark)) {
            Some(mark) if first.len() >= 2 * mark.len() && first.ends_with(mark) => Self::Line,
            Some(mark) => Self::Quoted(mark),
            None if first.is_empty() || first.starts_with(['[', '{']) => Self::Line,
            None if first.starts_with(['|', '>']) => Self::Block,
            None => Self::Plain,
        }
    }

    /// True when `line` continues a value that reads `before` so far.
    fn goes_on(self, before: &str, line: &str, indent: usize) -> bool {
        let bare = line.trim_start();
        let deeper = line.len() - bare.len() > indent;
        match self {
            Self::Line => false,
            Self::Plain => deeper && !bare.is_empty() && !bare.starts_with("- "),
            Self::Block => deeper || bare.is_empty(),
            Self::Quoted(mark) => {
                let before = before.trim();
                before.len() < 2 * mark.len() || !before.ends_with(mark)
            }
        }
    }
}

fn emit(page: &mut Page<'_, '_>, range: Range<usize>, key: &str, visibility: Visibility) {
    let text = page.source();
    let Some(value) = text.get(range.clone()) else { return };
    let start = range.start + (value.len() - value.trim_start().len());
    let value = value.trim();
    let quoted = value.len() > 1 && value.starts_with(['"', '\'']) && value.ends_with(['"', '\'']);
    let cut = usize::from(quoted);
    let mut flow = Flow::new(page.document);
    flow.fold(start + cut..start + value.len() - cut);
    page.keyed(flow, Carrier::FrontMatter, visibility, key);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Origin};

    fn values(text: &str) -> (usize, Vec<(String, String)>) {
        let document = Document::new(Origin::Worktree, "a.md", text);
        let mut out = Vec::new();
        let mut page = Page::new(&document, &mut out);
        let body = read(&mut page);
        page.finish();
        let pairs = out.iter().map(|s| (s.key.as_deref().unwrap_or_default().to_owned(), s.text.to_string()));
        (body, pairs.collect())
    }

    #[test]
    fn reads_values_with_keys() {
        let text = "---\nname: two words\n# a comment\ndescription: >\n  first line\n  second line\n\nmeta:\n  deep: \"in quotes\"\n\
                    list:\n  - one item\n  - other item\n---\nbody\n";
        let (body, values) = values(text);
        assert_eq!(&text[body..], "body\n");
        let expected = [
            ("name", "two words"),
            ("", "a comment"),
            ("description", "first line\nsecond line"),
            ("meta.deep", "in quotes"),
            ("list", "one item"),
            ("list", "other item"),
        ];
        assert_eq!(values, expected.map(|(k, v)| (k.to_owned(), v.to_owned())));
    }

    #[test]
    fn leaves_rules_and_open_blocks() {
        assert_eq!(values("---\n\nno end: here\n").0, 0);
        assert_eq!(values("# title\n---\n").0, 0);
        assert_eq!(values("+++\ntitle = \"some title\"\n+++\n").1[0].1, "some title");
    }
}
