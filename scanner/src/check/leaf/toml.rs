//! TOML: tables, dotted keys, strings of all four kinds, arrays and inline tables over several lines.

use super::{Leaf, Path, unescape};
use crate::span::Span;
use std::borrow::Cow;
use std::ops::Range;

/// Calls `each` for every scalar.
pub(super) fn scan(text: &str, each: &mut dyn FnMut(&Leaf<'_>)) {
    let mut path = Path::default();
    let (mut table, mut at) = (0, 0);
    while at < text.len() {
        let end = line_end(text, at);
        let line = text[at..end].trim();
        if let Some(name) = line.strip_prefix('[') {
            path.cut(0);
            let name = name.trim_start_matches('[');
            path.key(&name.split(']').next().unwrap_or(name).replace(['"', '\'', ' '], ""));
            table = path.len();
        } else if let Some(equals) = text[at..end].find('=').filter(|_| !line.starts_with('#')) {
            path.cut(table);
            path.key(&text[at..at + equals].trim().replace(['"', '\''], ""));
            at = value(text, at + equals + 1, &mut path, each);
            at = line_end(text, at);
            at += 1;
            continue;
        }
        at = end + 1;
    }
}

fn line_end(text: &str, at: usize) -> usize {
    memchr::memchr(b'\n', &text.as_bytes()[at.min(text.len())..]).map_or(text.len(), |n| at + n)
}

/// Reads one value, over several lines when brackets are open; returns where it ends.
fn value(text: &str, mut at: usize, path: &mut Path, each: &mut dyn FnMut(&Leaf<'_>)) -> usize {
    let bytes = text.as_bytes();
    // Base length of the path and, in arrays, the next index.
    let mut open: Vec<(usize, Option<usize>)> = Vec::new();
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\n' if open.is_empty() => return at,
            b'#' => at = line_end(text, at),
            b'[' | b'{' => {
                index(path, &mut open);
                open.push((path.len(), (byte == b'[').then_some(0)));
                at += 1;
            }
            b']' | b'}' => {
                if let Some((base, _)) = open.pop() {
                    path.cut(base);
                }
                at += 1;
            }
            b' ' | b'\t' | b'\r' | b'\n' | b',' | b'=' => at += 1,
            _ => {
                let (inner, end) = token(bytes, at);
                let raw = text.get(inner.clone()).unwrap_or_default();
                let is_key = bytes[end.min(bytes.len())..].iter().find(|b| **b != b' ') == Some(&b'=');
                if let (true, Some((base, None))) = (is_key, open.last()) {
                    path.cut(*base);
                    path.key(raw);
                } else {
                    index(path, &mut open);
                    let value = if byte == b'"' { unescape(raw) } else { Cow::Borrowed(raw) };
                    each(&Leaf { path: &path.0, text: value, span: Span::of(inner) });
                }
                at = end.max(at + 1);
            }
        }
    }
    at
}

fn index(path: &mut Path, open: &mut [(usize, Option<usize>)]) {
    if let Some((base, Some(next))) = open.last_mut() {
        path.cut(*base);
        path.index(*next);
        *next += 1;
    }
}

fn token(bytes: &[u8], at: usize) -> (Range<usize>, usize) {
    let quote = bytes[at];
    if quote != b'"' && quote != b'\'' {
        let end = bytes[at..].iter().position(|b| b",]}#=\n\r\t ".contains(b)).map_or(bytes.len(), |n| at + n);
        return (at..end, end);
    }
    let three = [quote; 3];
    if bytes[at..].starts_with(&three) {
        let from = at + 3;
        let to = memchr::memmem::find(&bytes[from.min(bytes.len())..], &three).map_or(bytes.len(), |n| from + n);
        return (from..to, (to + 3).min(bytes.len()));
    }
    let mut end = at + 1;
    while let Some(&byte) = bytes.get(end) {
        match byte {
            b'\\' if quote == b'"' => end += 2,
            b'\n' => break,
            _ if byte == quote => return (at + 1..end, end + 1),
            _ => end += 1,
        }
    }
    let end = end.min(bytes.len());
    (at + 1..end, end)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{pairs, read};

    #[test]
    fn tables_arrays_and_strings() {
        let text = "# c\napproval_policy = \"never\" # x = y\nnotify = [\"sh\", \"-c\",\n  \"curl # x\"]\n[mcp_servers.\"a\"]\nenv = { A = \"1\", B = '2' }\nlong = \"\"\"x\ny\"\"\"\nn = 3\n";
        let expected = [
            ("approval_policy", "never"),
            ("notify[0]", "sh"),
            ("notify[1]", "-c"),
            ("notify[2]", "curl # x"),
            ("mcp_servers.a.env.A", "1"),
            ("mcp_servers.a.env.B", "2"),
            ("mcp_servers.a.long", "x\ny"),
            ("mcp_servers.a.n", "3"),
        ];
        assert_eq!(read("a.toml", text), pairs(&expected));
    }
}
