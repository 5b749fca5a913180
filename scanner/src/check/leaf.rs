//! Leaves of structured documents (JSON, YAML, TOML) with their key paths, for checks that look at settings.
//!
//! [`leaves`] is the one door: extractors have scanners of the same shape, and whoever unites them changes this function
//! alone. Broken syntax is read as far as it goes. Invariant: linear, no recursion, every span slices the document.

mod json;
mod toml;
mod yaml;

use crate::document::Document;
use crate::span::Span;
use std::borrow::Cow;

/// One value.
#[derive(Debug)]
pub(super) struct Leaf<'t> {
    /// Key path, `hooks.Stop[0].hooks[0].command`.
    pub(super) path: &'t str,
    /// The value, quotes and simple escapes removed.
    pub(super) text: Cow<'t, str>,
    /// Its bytes in the document, quotes left out.
    pub(super) span: Span,
}

impl Leaf<'_> {
    /// The last key of the path, indices left out.
    pub(super) fn key(&self) -> &str {
        let path = self.bare();
        path.rsplit('.').next().unwrap_or(path)
    }

    /// The path without trailing indices.
    pub(super) fn bare(&self) -> &str {
        let mut path = self.path;
        while let Some(rest) = path.strip_suffix(']') {
            path = rest.rfind('[').map_or("", |at| &rest[..at]);
        }
        path
    }

    /// The path of the object that holds the key.
    pub(super) fn parent(&self) -> &str {
        self.bare().rsplit_once('.').map_or("", |(parent, _)| parent)
    }

    /// The keys of the path, indices left out.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.path.split('.').map(|part| part.split('[').next().unwrap_or(part))
    }

    /// True when `key` is among the keys, whatever its case.
    pub(super) fn under(&self, key: &str) -> bool {
        self.keys().any(|k| k.eq_ignore_ascii_case(key))
    }

    /// True for values that switch something on.
    pub(super) fn is_on(&self) -> bool {
        matches!(self.text.trim().to_ascii_lowercase().as_str(), "true" | "on" | "yes" | "1" | "always")
    }
}

/// Calls `each` for every value of `document`, in source order; the name tells the format.
pub(super) fn leaves(document: &Document, each: &mut dyn FnMut(&Leaf<'_>)) {
    match document.extension().as_str() {
        "yml" | "yaml" => yaml::scan(&document.text, each),
        "toml" => toml::scan(&document.text, each),
        _ => json::scan(&document.text, each),
    }
}

/// The key path on the way down.
#[derive(Debug, Default)]
struct Path(String);

impl Path {
    /// Longest path that is kept: deeper keys are left out, so that hostile nesting stays cheap.
    const LONGEST: usize = 1 << 10;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn cut(&mut self, len: usize) {
        self.0.truncate(len);
    }

    fn key(&mut self, key: &str) {
        if self.0.len() + key.len() < Self::LONGEST {
            if !self.0.is_empty() {
                self.0.push('.');
            }
            self.0.push_str(key);
        }
    }

    fn index(&mut self, index: usize) {
        use std::fmt::Write as _;
        if self.0.len() < Self::LONGEST {
            _ = write!(self.0, "[{index}]");
        }
    }
}

/// `raw` with the escapes of a double-quoted string resolved as far as commands and addresses need it.
fn unescape(raw: &str) -> Cow<'_, str> {
    if !raw.contains('\\') {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw.chars();
    while let Some(c) = rest.next() {
        match if c == '\\' { rest.next() } else { None } {
            None => out.push(c),
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('r') => out.push('\r'),
            Some('u') => {
                let digits: String = rest.clone().take(4).collect();
                let decoded =
                    u32::from_str_radix(&digits, 16).ok().filter(|_| digits.len() == 4).and_then(char::from_u32);
                match decoded {
                    Some(c) => {
                        out.push(c);
                        rest.nth(3);
                    }
                    None => out.push_str("\\u"),
                }
            }
            Some(other) => out.push(other),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Origin;
    use proptest::prelude::*;

    pub(super) fn read(name: &str, text: &str) -> Vec<(String, String)> {
        let document = Document::new(Origin::Worktree, name, text);
        let mut out = Vec::new();
        leaves(&document, &mut |leaf| {
            assert!(text.get(leaf.span.range()).is_some());
            out.push((leaf.path.to_owned(), leaf.text.clone().into_owned()));
        });
        out
    }

    pub(super) fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn paths_take_apart() {
        let leaf = Leaf { path: "hooks.Stop[0].hooks[1].args[2]", text: Cow::Borrowed("x"), span: Span::default() };
        assert_eq!(leaf.key(), "args");
        assert_eq!(leaf.parent(), "hooks.Stop[0].hooks[1]");
        assert!(leaf.under("stop") && !leaf.under("Start"));
    }

    proptest! {
        #[test]
        fn never_panics(text in "[ -~\nä\t\\[\\]{}:,\"'#|>-]{0,160}", name in "a\\.(json|yml|toml)") {
            read(&name, &text);
        }
    }

    #[test]
    fn hostile_size_is_linear() {
        for (name, unit) in [
            ("a.json", "["),
            ("a.json", "{\"a\":"),
            ("a.yml", "- "),
            ("a.yml", "a:\n "),
            ("a.toml", "a=["),
            ("a.toml", "[a."),
        ] {
            let document = Document::new(Origin::Worktree, name, unit.repeat(200_000));
            let mut count = 0u64;
            leaves(&document, &mut |_| count += 1);
        }
    }
}
