//! # ci
//!
//! ## What it does
//! Follows text that outsiders write (titles, bodies, comments, branch names, commit messages) through a pipeline:
//! directly, through variables and through outputs of steps, into the prompt of an action or command that runs a model.
//!
//! ## Why it matters
//! Whoever opens an issue then writes a part of the prompt of an agent that has a token. The run starts by itself.
//!
//! ## Example
//! `prompt: "Triage: ${{ github.event.issue.body }}"` in a step that uses an agent's action.
//!
//! ## Limits
//! An expression in a plain shell step without a model is the business of other tools. Reusable workflows are not opened.
//! Text that a script fetches is followed only where the call is plain to see.

mod expression;
mod flow;
mod github;
mod gitlab;

use super::Check;
use super::raise::Raise;
use crate::document::{Document, Origin};
use crate::registry::Meta;
use crate::segment::Segment;
use crate::signal::Signal;

/// Follows untrusted text into prompts.
#[derive(Debug)]
pub(super) struct Ci;

static META: Meta = Meta {
    id: "ci",
    summary: "text of outsiders that flows into a model's prompt in a pipeline",
    covers: &["ci-interpolation"],
    page: crate::page!("ci.rs"),
};

const ATTACK: &str = "ci-interpolation";

impl Check for Ci {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, document: &Document, _: &[Segment<'_>], out: &mut Vec<Signal>) {
        let Some(system) = system(document) else { return };
        let mut raise = Raise::new(document, &META, out);
        match system {
            System::Github => github::judge(document, &mut raise),
            System::Other => gitlab::judge(document, &mut raise),
        }
    }
}

enum System {
    Github,
    Other,
}

fn system(document: &Document) -> Option<System> {
    let path = document.path.to_ascii_lowercase();
    if document.origin == Origin::FileName || !(path.ends_with(".yml") || path.ends_with(".yaml")) {
        return None;
    }
    let name = path.rsplit('/').next().unwrap_or(&path);
    let within = |folder: &str| path.starts_with(folder) || path.contains(&format!("/{folder}"));
    let other = name.ends_with(".gitlab-ci.yml")
        || name.starts_with("bitbucket-pipelines")
        || name.starts_with("azure-pipelines")
        || name.starts_with(".drone")
        || name.starts_with(".woodpecker")
        || [".gitlab/", ".circleci/", ".buildkite/", ".woodpecker/"].iter().any(|f| within(f));
    if within(".github/workflows/")
        || within(".github/actions/")
        || within(".gitea/workflows/")
        || within(".forgejo/workflows/")
    {
        return Some(System::Github);
    }
    match name {
        "action.yml" | "action.yaml" => Some(System::Github),
        _ => other.then_some(System::Other),
    }
}

#[cfg(test)]
mod tests;
