//! Leaves of structured data: every string, scalar, key and comment of JSON, YAML and TOML with its exact place and its
//! key path.
//!
//! Extractors make segments of them, checks look at what they configure. The scanners are tolerant: broken syntax is read
//! as far as it goes, and nothing is validated. Invariants: linear time and no recursion, at any depth; spans are spans
//! of the text that was scanned; a path is written out only when it is asked for, and then bounded.

mod flow;
mod json;
mod path;
mod toml;
mod yaml;

use super::escape::Escape;
use crate::span::{Rewrite, Span};
pub(crate) use json::json;
pub(crate) use path::Path;
use std::borrow::Cow;
pub(crate) use toml::{toml, toml_in};
pub(crate) use yaml::{yaml, yaml_in};

/// What a leaf is.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// A string; in YAML every unquoted text that is no number, boolean or null.
    Text,
    /// A number, a boolean, null, or a bare word of a broken file.
    Scalar,
    /// A comment.
    Comment,
    /// A key; the path ends with it.
    Key,
}

/// One leaf.
#[derive(Debug)]
pub(crate) struct Leaf<'t, 'p> {
    text: &'t str,
    path: &'p Path,
    escape: Escape,
    /// What it is.
    pub(crate) kind: Kind,
    /// With quotes or comment marks.
    pub(crate) whole: Span,
    /// Without.
    pub(crate) value: Span,
}

impl<'t> Leaf<'t, '_> {
    /// The bytes between the quotes.
    pub(crate) fn raw(&self) -> &'t str {
        self.text.get(self.value.range()).unwrap_or_default()
    }

    /// What a reader of the file gets.
    pub(crate) fn text(&self) -> Cow<'t, str> {
        self.escape.read(self.text, self.value.range())
    }

    /// How the bytes between the quotes are escaped.
    pub(super) fn escape(&self) -> Escape {
        self.escape
    }

    /// Appends what a reader gets; the parent of `out` is the text that was scanned.
    pub(super) fn write(&self, out: &mut Rewrite<'_>) {
        self.escape.write(self.text, self.value.range(), out);
    }

    /// `hooks.PostToolUse[0].command`; the outermost parts of a very deep or long path.
    pub(crate) fn path(&self) -> String {
        self.path.render(self.text)
    }

    /// The nearest key around it, escapes resolved.
    pub(crate) fn name(&self) -> Cow<'t, str> {
        self.path.name(self.text)
    }

    /// The key at a depth of the path, when there is one.
    pub(crate) fn key_at(&self, depth: usize) -> Option<Cow<'t, str>> {
        self.path.key_at(self.text, depth)
    }

    /// The index at a depth of the path, when there is one.
    pub(crate) fn index_at(&self, depth: usize) -> Option<u32> {
        self.path.index_at(depth)
    }
}

/// What stands between the double quote at `at` and the one that closes it, or the end of `bytes`.
pub(super) fn quoted(bytes: &[u8], at: usize) -> std::ops::Range<usize> {
    flow::short(bytes, at + 1, b'"', Escape::Full).0
}
