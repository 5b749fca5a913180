//! YAML as people write it in settings and workflows: block mappings and sequences, flow lists, plain, quoted and block
//! scalars. Anchors and tags are passed over, aliases are not resolved; templates stay text.

use super::{Leaf, Path, unescape};
use crate::span::Span;
use std::borrow::Cow;
use std::ops::Range;

struct Level {
    indent: usize,
    /// Length of the path before this level.
    base: usize,
    /// Index of a sequence item; `None` for a key.
    item: Option<usize>,
}

struct Scan<'t, 'e> {
    text: &'t str,
    path: Path,
    levels: Vec<Level>,
    each: &'e mut dyn FnMut(&Leaf<'_>),
}

/// Calls `each` for every scalar.
pub(super) fn scan(text: &str, each: &mut dyn FnMut(&Leaf<'_>)) {
    let mut scan = Scan { text, path: Path::default(), levels: Vec::new(), each };
    let mut at = 0;
    while at < text.len() {
        at = scan.line(at).max(at + 1);
    }
}

impl Scan<'_, '_> {
    fn line_end(&self, at: usize) -> usize {
        memchr::memchr(b'\n', &self.text.as_bytes()[at.min(self.text.len())..]).map_or(self.text.len(), |n| at + n)
    }

    /// Reads the line at `at`; returns where the next one starts.
    fn line(&mut self, at: usize) -> usize {
        let end = self.line_end(at);
        let bytes = &self.text.as_bytes()[at..end];
        let Some(indent) = bytes.iter().position(|b| !matches!(b, b' ' | b'\r')) else { return end + 1 };
        if bytes[indent] == b'#' {
            return end + 1;
        }
        if indent == 0 && (bytes.starts_with(b"---") || bytes[0] == b'%') {
            self.close(0);
            return end + 1;
        }
        let (mut from, mut column) = (at + indent, indent);
        while self.text.as_bytes()[from] == b'-'
            && matches!(self.text.as_bytes().get(from + 1), None | Some(b' ' | b'\n' | b'\r'))
        {
            self.item(column);
            let blank = self.text.as_bytes()[from + 1..end].iter().take_while(|b| **b == b' ').count();
            (from, column) = (from + 1 + blank, column + 1 + blank);
            if from >= end {
                return end + 1;
            }
        }
        match self.key_end(from, end) {
            Some((key, after)) => {
                self.key(column, key);
                self.value(after, end, column)
            }
            None => self.value(from, end, column.saturating_sub(1)),
        }
    }

    /// Closes all levels that are at least as far right as `indent`.
    fn close(&mut self, indent: usize) {
        while self.levels.last().is_some_and(|l| l.indent >= indent) {
            if let Some(level) = self.levels.pop() {
                self.path.cut(level.base);
            }
        }
    }

    fn item(&mut self, indent: usize) {
        self.close(indent + 1);
        let index = match self.levels.last_mut() {
            Some(Level { indent: at, item: Some(item), base }) if *at == indent => {
                *item += 1;
                self.path.cut(*base);
                *item
            }
            _ => {
                self.levels.push(Level { indent, base: self.path.len(), item: Some(0) });
                0
            }
        };
        self.path.index(index);
    }

    fn key(&mut self, indent: usize, key: Range<usize>) {
        self.close(indent);
        self.levels.push(Level { indent, base: self.path.len(), item: None });
        self.path.key(&self.text[key]);
    }

    /// The key that starts at `from`, and where its value starts.
    fn key_end(&self, from: usize, end: usize) -> Option<(Range<usize>, usize)> {
        let bytes = self.text.as_bytes();
        let quote = bytes[from];
        if quote == b'"' || quote == b'\'' {
            let close = from + 1 + memchr::memchr(quote, &bytes[from + 1..end])?;
            return (bytes.get(close + 1) == Some(&b':')).then_some((from + 1..close, close + 2));
        }
        if matches!(quote, b'[' | b'{' | b'|' | b'>' | b'$' | b'#') {
            return None;
        }
        let ends = |at: usize| at + 1 >= end || matches!(bytes[at + 1], b' ' | b'\t' | b'\r');
        let colon = memchr::memchr_iter(b':', &bytes[from..end]).map(|n| from + n).find(|&at| ends(at))?;
        // ` #` before the colon: the rest is a comment.
        let comment = memchr::memmem::find(&bytes[from..colon], b" #").is_some();
        (!comment).then_some((from..colon, (colon + 1).min(end)))
    }

    /// Emits the value in `from..end`; returns where the next line starts.
    fn value(&mut self, from: usize, end: usize, indent: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = from;
        while at < end && (bytes[at].is_ascii_whitespace() || matches!(bytes[at], b'&' | b'!')) {
            let tag = matches!(bytes[at], b'&' | b'!');
            at += if tag { bytes[at..end].iter().position(|b| *b == b' ').unwrap_or(end - at) } else { 1 };
        }
        match bytes.get(at).filter(|_| at < end) {
            None | Some(b'#') => end + 1,
            Some(b'|' | b'>') => self.block(end + 1, indent),
            Some(b'[' | b'{') => self.flow(at, end),
            Some(b'"' | b'\'') => self.quoted(at),
            Some(_) => {
                let stop = memchr::memmem::find(&bytes[at..end], b" #").map_or(end, |n| at + n);
                self.emit(at..at + self.text[at..stop].trim_end().len(), false);
                end + 1
            }
        }
    }

    fn emit(&mut self, range: Range<usize>, escaped: bool) {
        let raw = self.text.get(range.clone()).unwrap_or_default();
        let text = if escaped { unescape(raw) } else { Cow::Borrowed(raw) };
        (self.each)(&Leaf { path: &self.path.0, text, span: Span::of(range) });
    }

    /// A block scalar: every following line that is indented further than its key.
    fn block(&mut self, from: usize, indent: usize) -> usize {
        let (mut at, mut last) = (from.min(self.text.len()), from.min(self.text.len()));
        while at < self.text.len() {
            let end = self.line_end(at);
            let line = &self.text[at..end];
            let blank = line.trim().is_empty();
            if !blank && line.len() - line.trim_start_matches(' ').len() <= indent {
                break;
            }
            last = if blank { last } else { end };
            at = end + 1;
        }
        let start = from.min(last);
        self.emit(start..last, false);
        at
    }

    fn quoted(&mut self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let quote = bytes[at];
        let mut to = at + 1;
        while let Some(&byte) = bytes.get(to) {
            match byte {
                b'\\' if quote == b'"' => to += 2,
                b'\'' if quote == b'\'' && bytes.get(to + 1) == Some(&b'\'') => to += 2,
                _ if byte == quote => break,
                _ => to += 1,
            }
        }
        let to = to.min(bytes.len());
        self.emit(at + 1..to, quote == b'"');
        self.line_end(to) + 1
    }

    /// A flow list or mapping on one line: each scalar is a leaf of the same path.
    fn flow(&mut self, from: usize, end: usize) -> usize {
        let bytes = self.text.as_bytes();
        let (base, mut at, mut index) = (self.path.len(), from, 0);
        while at < end {
            if b"[]{}, \t\r".contains(&bytes[at]) {
                at += 1;
                continue;
            }
            let quote = bytes[at];
            let quoted = quote == b'"' || quote == b'\'';
            let start = at + usize::from(quoted);
            let stop = |b: &u8| if quoted { *b == quote } else { b",]}".contains(b) };
            let to = bytes[start..end].iter().position(stop).map_or(end, |n| start + n);
            let piece = self.text.get(start..to).unwrap_or_default();
            match piece.split_once(": ").filter(|_| !quoted) {
                Some((key, value)) => {
                    self.path.key(key.trim());
                    let skip = to - value.trim_start().len();
                    self.emit(skip..to, false);
                }
                None => {
                    self.path.index(index);
                    self.emit(start..to, quote == b'"');
                }
            }
            self.path.cut(base);
            (index, at) = (index + 1, to + 1);
        }
        end + 1
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{pairs, read};

    #[test]
    fn workflows() {
        let text = "on:\n  issues: {types: [opened]}\njobs:\n  a:\n    if: x == 'y' # c\n    steps:\n    - uses: a/b@v1\n      with:\n        prompt: |\n          Title: ${{ x }}\n\n          Body: b\n        \"k\": \"v: w\"\n    - run: echo \"a: b\"\n      env:\n        - plain\n";
        let expected = [
            ("on.issues[0]", "types: [opened"),
            ("jobs.a.if", "x == 'y'"),
            ("jobs.a.steps[0].uses", "a/b@v1"),
            ("jobs.a.steps[0].with.prompt", "          Title: ${{ x }}\n\n          Body: b"),
            ("jobs.a.steps[0].with.k", "v: w"),
            ("jobs.a.steps[1].run", "echo \"a: b\""),
            ("jobs.a.steps[1].env[0]", "plain"),
        ];
        let got = read("a.yml", text);
        assert_eq!(got[1..], pairs(&expected)[1..]);
    }

    #[test]
    fn gitlab_scripts() {
        let text = "a:\n  script:\n    - npm i\n    - codex exec --yolo \"Sum '$X' (a:b)\"\n  rules:\n  - if: $CI == \"x\"\nb:\n  script: [a, 'b c']\n";
        let expected = [
            ("a.script[0]", "npm i"),
            ("a.script[1]", "codex exec --yolo \"Sum '$X' (a:b)\""),
            ("a.rules[0].if", "$CI == \"x\""),
            ("b.script[0]", "a"),
            ("b.script[1]", "b c"),
        ];
        assert_eq!(read("a.yml", text), pairs(&expected));
    }
}
