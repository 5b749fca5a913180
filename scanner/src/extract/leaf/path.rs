//! The way from the root of a document to the leaf that is being read: a stack that is reused and written out on demand.
//!
//! Invariant: rendering costs a bounded number of steps and bytes, however deep or long the path is.

use super::super::escape::Escape;
use crate::span::Span;
use std::borrow::Cow;
use std::fmt::Write as _;

/// Steps that are written out or looked back at.
const STEPS: usize = 32;
/// Bytes after which a path is cut.
const BYTES: usize = 512;

/// One step.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Step {
    /// In a mapping, before its first key.
    Mapping,
    /// At a key; `true` when it may hold escapes.
    Key(Span, bool),
    /// At an element of a list.
    Index(u32),
}

/// The steps from the root.
#[derive(Debug, Default)]
pub(crate) struct Path {
    steps: Vec<Step>,
}

impl Path {
    pub(super) fn len(&self) -> usize {
        self.steps.len()
    }

    pub(super) fn push(&mut self, step: Step) {
        self.steps.push(step);
    }

    pub(super) fn pop(&mut self) {
        self.steps.pop();
    }

    pub(super) fn truncate(&mut self, len: usize) {
        self.steps.truncate(len);
    }

    pub(super) fn top(&mut self) -> Option<&mut Step> {
        self.steps.last_mut()
    }

    pub(super) fn key(&self) -> Span {
        self.nearest().map_or(Span::default(), |(span, _)| span)
    }

    pub(super) fn name<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.nearest().map_or(Cow::Borrowed(""), |(span, escaped)| read(text, span, escaped))
    }

    fn nearest(&self) -> Option<(Span, bool)> {
        self.steps.iter().rev().take(STEPS).find_map(|step| match *step {
            Step::Key(span, escaped) => Some((span, escaped)),
            Step::Mapping | Step::Index(_) => None,
        })
    }

    pub(super) fn key_at<'t>(&self, text: &'t str, depth: usize) -> Option<Cow<'t, str>> {
        match *self.steps.get(depth)? {
            Step::Key(span, escaped) => Some(read(text, span, escaped)),
            Step::Mapping | Step::Index(_) => None,
        }
    }

    pub(super) fn index_at(&self, depth: usize) -> Option<u32> {
        match *self.steps.get(depth)? {
            Step::Index(index) => Some(index),
            Step::Mapping | Step::Key(..) => None,
        }
    }

    pub(super) fn render(&self, text: &str) -> String {
        let mut out = String::new();
        for step in self.steps.iter().take(STEPS) {
            match *step {
                Step::Mapping => {}
                Step::Index(index) => drop(write!(out, "[{index}]")),
                Step::Key(span, escaped) => {
                    if !out.is_empty() {
                        out.push('.');
                    }
                    out.extend(read(text, span, escaped).chars().take(BYTES / 4));
                }
            }
            if out.len() > BYTES {
                break;
            }
        }
        out
    }
}

fn read(text: &str, span: Span, escaped: bool) -> Cow<'_, str> {
    let escape = if escaped { Escape::Full } else { Escape::None };
    escape.read(text, span.range())
}
