//! Rules about single source files: head, length, origin.

use super::{File, Repository};
use anyhow::Result;

/// Lines that a Rust file may have, its tests included.
const LONGEST: usize = 450;

/// Longer files, each with the reason why it is one room and not several.
const LONG: &[(&str, &str)] = &[
    ("scanner/src/check/command/deed.rs", "one table of what a shell command does, with its tests"),
    ("scanner/src/extract/markdown.rs", "one walk over the events of one parser, half of it tests"),
    ("scanner/src/filter/zero_width.rs", "the one filter with exceptions for every script, half of it tests"),
    ("scanner/src/surface/table.rs", "one table, a line for each pattern"),
    ("scanner/src/surface/tests.rs", "one table, an example path for each pattern"),
    ("scanner/tests/worktree.rs", "cases over real repositories that share how these are made"),
];

/// Every Rust file opens with `//!`.
pub(super) fn heads(repository: &Repository<'_>) -> Result<Vec<String>> {
    Ok(paths(repository.kind("rs").filter(|file| !file.text.starts_with("//! "))))
}

/// No Rust file is long without a reason; no reason outlives its file.
pub(super) fn lengths(repository: &Repository<'_>) -> Result<Vec<String>> {
    let long = |file: &&File| file.text.lines().count() > LONGEST && !is_generated(file);
    let reason = |path: &str| LONG.iter().find(|(known, _)| *known == path);
    let too_long = repository.kind("rs").filter(long);
    let mut wrong: Vec<String> = too_long
        .filter(|file| reason(&file.path).is_none())
        .map(|file| format!("{}: {} lines, more than {LONGEST}", file.path, file.text.lines().count()))
        .collect();
    let needed = |path: &str| repository.kind("rs").filter(long).any(|file| file.path == path);
    wrong.extend(LONG.iter().filter(|(path, _)| !needed(path)).map(|(path, _)| format!("{path}: needs no exception")));
    Ok(wrong)
}

fn is_generated(file: &File) -> bool {
    file.text.lines().next().is_some_and(|line| line.contains("@generated"))
}

/// Written by programs other than the generator (starts of paths): the lock file by cargo, the matrix by
/// `promptsweep-corpus gaps`, the figures of the data set by `promptsweep-trainer dataset stats`.
const MADE_ELSEWHERE: &[&str] =
    &["Cargo.lock", "docs/gap_matrix.md", "docs/gap_matrix.svg", "docs/dataset.md", "docs/dataset/"];

/// What the generator writes is marked in its first line (JSON apart), and nothing else is.
pub(super) fn generated(repository: &Repository<'_>) -> Result<Vec<String>> {
    let outputs = crate::generate::outputs(repository.workspace)?;
    let made = |file: &File| outputs.iter().any(|output| output.path == file.path);
    let wrong = |file: &&File| match (made(file), is_generated(file)) {
        (true, false) => !crate::workspace::is_kind(&file.path, "json"),
        (false, true) => !MADE_ELSEWHERE.iter().any(|made| file.path.starts_with(made)),
        _ => false,
    };
    Ok(paths(repository.files.iter().filter(wrong)))
}

/// Nothing is copied in: a source file's first lines name no other holder and no other licence.
pub(super) fn foreign_headers(repository: &Repository<'_>) -> Result<Vec<String>> {
    let ours = |path: &str| path.starts_with("LICENSE") || path == "NOTICE" || path.starts_with("corpus/");
    let marked = |file: &&File| {
        let head: Vec<String> = file.text.lines().take(12).map(str::to_lowercase).collect();
        let comment = |line: &&String| line.trim_start().starts_with(['/', '#', '*', '<', ';', '-']);
        let marks = ["copyright", "spdx-", "all rights reserved", "licensed under"];
        head.iter().filter(comment).any(|line| marks.iter().any(|mark| line.contains(mark)))
    };
    Ok(paths(repository.files.iter().filter(|file| !ours(&file.path)).filter(marked)))
}

/// Shell scripts run in strict mode.
pub(super) fn scripts(repository: &Repository<'_>) -> Result<Vec<String>> {
    let shell =
        |file: &&File| file.text.lines().next().is_some_and(|line| line.starts_with("#!") && line.ends_with("sh"));
    let own = |file: &&File| !file.path.contains("/tests/");
    let loose = |file: &&File| !file.text.lines().any(|line| line == "set -euo pipefail");
    Ok(paths(repository.files.iter().filter(shell).filter(own).filter(loose)))
}

fn paths<'a>(files: impl Iterator<Item = &'a File>) -> Vec<String> {
    files.map(|file| file.path.clone()).collect()
}
