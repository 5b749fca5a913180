//! JSON, JSON with comments, JSON lines. Unquoted keys and trailing commas are taken as they come.

use super::{Leaf, Path, unescape};
use crate::span::Span;
use std::borrow::Cow;

struct Level {
    /// Length of the path at this container.
    base: usize,
    /// Next index of an array; `None` in an object.
    index: Option<usize>,
}

/// Calls `each` for every scalar.
pub(super) fn scan(text: &str, each: &mut dyn FnMut(&Leaf<'_>)) {
    let bytes = text.as_bytes();
    let (mut path, mut levels, mut at) = (Path::default(), Vec::<Level>::new(), 0);
    let mut key_next = true;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' => {
                enter(&mut path, &mut levels, byte == b'[');
                key_next = byte == b'{';
                at += 1;
            }
            b'}' | b']' => {
                levels.pop();
                at += 1;
            }
            b',' => {
                key_next = levels.last().is_none_or(|l| l.index.is_none());
                at += 1;
            }
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                at = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |n| at + n)
            }
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                at = memchr::memmem::find(&bytes[at + 2..], b"*/").map_or(bytes.len(), |n| at + n + 4);
            }
            b':' | b' ' | b'\t' | b'\r' | b'\n' => at += 1,
            _ => {
                let (inner, end) = token(bytes, at);
                let raw = text.get(inner.clone()).unwrap_or_default();
                let value = if byte == b'"' { unescape(raw) } else { Cow::Borrowed(raw) };
                let object = levels.last().is_some_and(|l| l.index.is_none());
                if object && key_next {
                    path.cut(levels.last().map_or(0, |l| l.base));
                    path.key(&value);
                    key_next = false;
                } else {
                    step(&mut path, &mut levels);
                    each(&Leaf { path: &path.0, text: value, span: Span::of(inner) });
                }
                at = end.max(at + 1);
            }
        }
    }
}

/// Sets the path of the next element of an array.
fn step(path: &mut Path, levels: &mut [Level]) {
    if let Some(Level { base, index: Some(index) }) = levels.last_mut() {
        path.cut(*base);
        path.index(*index);
        *index += 1;
    }
}

fn enter(path: &mut Path, levels: &mut Vec<Level>, array: bool) {
    match levels.last() {
        Some(_) => step(path, levels),
        None => path.cut(0),
    }
    levels.push(Level { base: path.len(), index: array.then_some(0) });
}

/// The inner range of the string or bare word at `at`, and where to go on.
fn token(bytes: &[u8], at: usize) -> (std::ops::Range<usize>, usize) {
    let quote = bytes[at];
    if quote != b'"' && quote != b'\'' {
        let stop = |b: &u8| b",:]}[{\"\n\r\t ".contains(b);
        let end = bytes[at..].iter().position(stop).map_or(bytes.len(), |n| at + n);
        return (at..end, end);
    }
    let mut end = at + 1;
    while let Some(n) = memchr::memchr2(quote, b'\\', &bytes[end..]) {
        if bytes[end + n] == quote {
            return (at + 1..end + n, end + n + 1);
        }
        end = (end + n + 2).min(bytes.len());
    }
    (at + 1..bytes.len(), bytes.len())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{pairs, read};

    #[test]
    fn nested_values_have_paths() {
        let text = r#"{ // c
            "hooks": {"Stop": [{"hooks": [{"type": "command", "command": "a \"b\""}]}]},
            "chat.tools.autoApprove": true, "list": [1, [2], {"x": null}], /* y */ "end": "z",
        }"#;
        let expected = [
            ("hooks.Stop[0].hooks[0].type", "command"),
            ("hooks.Stop[0].hooks[0].command", "a \"b\""),
            ("chat.tools.autoApprove", "true"),
            ("list[0]", "1"),
            ("list[1][0]", "2"),
            ("list[2].x", "null"),
            ("end", "z"),
        ];
        assert_eq!(read("a.json", text), pairs(&expected));
    }

    #[test]
    fn broken_text_is_read_as_far_as_it_goes() {
        assert_eq!(read("a.json", "{\"a\": \"x"), pairs(&[("a", "x")]));
        assert_eq!(read("a.json", "{\"a\": 1}\n{\"a\": 2}"), pairs(&[("a", "1"), ("a", "2")]));
        read("a.json", "]]}},,:: \\ \"");
    }
}
