//! Values of structured documents with their key paths, for checks that look at settings.
//!
//! [`leaves`] is the one door to the scanners of [`crate::extract::leaf`]; checks see values only, no keys and comments.
//! Invariant: every span slices the document.

use crate::document::Document;
use crate::extract::leaf::{Kind, Leaf as Found, json, toml, yaml};
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
    let mut value = |leaf: Found<'_, '_>| {
        if matches!(leaf.kind, Kind::Text | Kind::Scalar) {
            each(&Leaf { path: &leaf.path(), text: leaf.text(), span: leaf.value });
        }
    };
    match document.extension().as_str() {
        "yml" | "yaml" => yaml(&document.text, &mut value),
        "toml" => toml(&document.text, &mut value),
        _ => json(&document.text, &mut value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Origin;
    use proptest::prelude::*;

    fn read(name: &str, text: &str) -> Vec<(String, String)> {
        let document = Document::new(Origin::Worktree, name, text);
        let mut out = Vec::new();
        leaves(&document, &mut |leaf| {
            assert!(text.get(leaf.span.range()).is_some());
            out.push((leaf.path.to_owned(), leaf.text.clone().into_owned()));
        });
        out
    }

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn paths_take_apart() {
        let leaf = Leaf { path: "hooks.Stop[0].hooks[1].args[2]", text: Cow::Borrowed("x"), span: Span::default() };
        assert_eq!(leaf.key(), "args");
        assert_eq!(leaf.parent(), "hooks.Stop[0].hooks[1]");
        assert!(leaf.under("stop") && !leaf.under("Start"));
    }

    #[test]
    fn settings_read_alike_in_all_formats() {
        let json = r#"{ // c
            "hooks": {"Stop": [{"hooks": [{"command": "a \"b\""}]}]}, "chat.tools.autoApprove": true, "end": "z",
        }"#;
        let expected =
            [("hooks.Stop[0].hooks[0].command", "a \"b\""), ("chat.tools.autoApprove", "true"), ("end", "z")];
        assert_eq!(read("a.json", json), pairs(&expected));
        let toml = "n = 3\nnotify = [\"sh\",\n \"x # y\"]\n[mcp_servers.a]\nenv = { A = \"1\" }\n";
        let expected = [("n", "3"), ("notify[0]", "sh"), ("notify[1]", "x # y"), ("mcp_servers.a.env.A", "1")];
        assert_eq!(read("a.toml", toml), pairs(&expected));
        let yaml = "on: [push]\njobs:\n  a:\n    steps:\n    - uses: a/b@v1\n      with:\n        \"k\": \"v: w\"\n    - run: echo \"a\"\n";
        let expected = [
            ("on[0]", "push"),
            ("jobs.a.steps[0].uses", "a/b@v1"),
            ("jobs.a.steps[0].with.k", "v: w"),
            ("jobs.a.steps[1].run", "echo \"a\""),
        ];
        assert_eq!(read("a.yml", yaml), pairs(&expected));
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
