//! What agents do with a file, told from its path alone: loaded by itself, run, shown to a model, or just data.
//!
//! The table is our own, made from what each agent's documentation says it reads. Matching is case-insensitive and at
//! any depth, because a nested copy is loaded just the same. Nothing is read from disk here, and nothing is weighed:
//! a copy among tests is still an agent file, with `in_test` set. Invariant: what stands *inside* an agent's own folder
//! is never taken for a test, or a skill would be excused by the name `testing`.

mod table;

use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;
use std::cmp::Ordering;
use table::{BARE_SKILLS, EXTENSIONS, LOOSE, NAMES, PLAIN_FOLDERS, RULES, SHELVES, TEST_FOLDERS, TEST_NAMES};

/// What agents do with a document.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Surface {
    /// Loaded as instructions without being asked for (AGENTS.md, CLAUDE.md, .cursor/rules …).
    AgentFile,
    /// A skill, command or sub-agent, or any file in a skill's folder.
    Skill,
    /// An MCP server list, plugin or extension manifest, tool description.
    Mcp,
    /// Settings of an agent or editor that can run something (.claude/settings.json, .vscode/tasks.json …).
    AgentSettings,
    /// A prompt template or system prompt.
    Prompt,
    /// A CI workflow.
    Ci,
    /// Documentation that agents read on their way (README, docs, licences, templates of issues and pull requests).
    Docs,
    /// Program text.
    Source,
    /// Tests, fixtures and evaluation sets.
    Test,
    /// Everything else.
    Data,
}

impl Surface {
    /// True when an agent takes the text in by itself and treats it as instructions.
    pub fn is_loaded(self) -> bool {
        matches!(self, Self::AgentFile | Self::Skill | Self::Mcp | Self::AgentSettings | Self::Prompt)
    }
}

/// Surface of a path and whether it stands among tests.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// What agents do with it.
    pub surface: Surface,
    /// Under a folder or name that marks tests, fixtures or evaluations.
    pub in_test: bool,
}

/// Tells the place of `path` (relative, `/` as separator). A folder `skills/<name>/` is taken for a skill.
pub fn place(path: &str) -> Place {
    locate(path, None)
}

/// Tells the place of `path` where the folders that hold a `SKILL.md` are known: `skill_roots`, sorted, relative, the
/// empty path for the root itself. Every file below one is part of the skill.
pub fn place_in(path: &str, skill_roots: &[String]) -> Place {
    locate(path, Some(skill_roots))
}

/// True for the name of a folder that belongs to an agent, an editor that runs one, or a forge (`.claude`, `.github` …).
pub fn is_agent_folder(name: &str) -> bool {
    let name = folded(name);
    name.starts_with('.') && rules_of(RULES, &name).iter().any(|(pattern, _)| pattern.contains('/'))
}

fn locate(path: &str, skill_roots: Option<&[String]>) -> Place {
    let lower = folded(path);
    let parts = parts_of(&lower);
    let Some((&name, folders)) = parts.split_last() else { return Place { surface: Surface::Data, in_test: false } };
    let found = by_rule(&parts, skill_roots.is_none()).or_else(|| by_name(name, folders.len()));
    if let Some(Match { surface, at }) = found.filter(|found| found.surface.is_strong()) {
        return Place { surface, in_test: among_tests(&folders[..at]) };
    }
    match skill_roots.and_then(|roots| skill_root(path, name, roots)) {
        Some(depth) => Place { surface: Surface::Skill, in_test: among_tests(&folders[..depth.min(folders.len())]) },
        None => ordinary(path, name, folders, found.map(|found| found.surface)),
    }
}

fn parts_of(path: &str) -> Vec<&str> {
    let mut parts = Vec::with_capacity(16);
    // Called for every file: bytes are split faster than characters, and no character of several bytes holds a slash.
    let mut start = 0;
    let slashes = path.bytes().enumerate().filter(|(_, byte)| *byte == b'/').map(|(at, _)| at);
    for end in slashes.chain([path.len()]) {
        let part = &path[start..end];
        if !part.is_empty() && part != "." {
            parts.push(part);
        }
        start = end + 1;
    }
    parts
}

/// The place of a path that no agent loads as instructions.
fn ordinary(path: &str, name: &str, folders: &[&str], found: Option<Surface>) -> Place {
    let by_extension = extension_surface(name);
    let prose = by_extension == Surface::Docs;
    let specification = |folder: &&&str| !(prose && matches!(**folder, "spec" | "specs"));
    // A workflow `unit-tests.yml` runs tests and is none.
    let named = || !matches!(found, Some(Surface::Ci | Surface::Docs)) && test_name(path, name);
    let in_test = found == Some(Surface::Test)
        || folders.iter().filter(specification).any(|folder| TEST_FOLDERS.contains(folder))
        || named();
    let surface = match found {
        Some(surface @ (Surface::Ci | Surface::Docs)) => surface,
        _ if in_test => Surface::Test,
        Some(surface) => surface,
        None => by_extension,
    };
    Place { surface, in_test }
}

impl Surface {
    /// True when a path that matches keeps its surface among tests and inside other matches.
    fn is_strong(self) -> bool {
        matches!(self, Self::AgentFile | Self::Skill | Self::Mcp | Self::AgentSettings)
    }
}

/// Lower case, without the characters that some file systems drop or fold when they compare names.
fn folded(path: &str) -> Cow<'_, str> {
    if !path.is_ascii() {
        let ignorable = |c: &char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
        let lower = path.chars().filter(|c| !ignorable(c)).flat_map(char::to_lowercase);
        return Cow::Owned(lower.map(|c| if c == 'ſ' { 's' } else { c }).collect());
    }
    // Without an early way out, so that it is done for many bytes at once.
    if path.bytes().fold(false, |found, byte| found | byte.is_ascii_uppercase()) {
        return Cow::Owned(path.to_ascii_lowercase());
    }
    Cow::Borrowed(path)
}

/// A rule that matched, and the index of the outermost component where an agent's own place starts.
#[derive(Copy, Clone)]
struct Match {
    surface: Surface,
    at: usize,
}

/// The best rule: a strong surface before a weak one, then the innermost, then the longest pattern.
fn by_rule(parts: &[&str], bare_skills: bool) -> Option<Match> {
    let (mut best, mut outermost) = (None, usize::MAX);
    let mut offer = |pattern: &str, surface: Surface, at: usize| {
        if surface.is_strong() {
            outermost = outermost.min(at);
        }
        best = best.max(Some((surface.is_strong(), at, pattern.len(), surface)));
    };
    for (at, part) in parts.iter().enumerate() {
        if at + 1 == parts.len() || part.starts_with('.') || PLAIN_FOLDERS.contains(part) {
            let fits = |rule: &&(&str, Surface)| matches(rule.0, &parts[at..]);
            rules_of(RULES, part).iter().filter(fits).for_each(|&(pattern, surface)| offer(pattern, surface, at));
            let loose = rules_of(LOOSE, part).iter().filter(fits).filter(|_| !shelved(&parts[..at]));
            loose.for_each(|&(pattern, surface)| offer(pattern, surface, at));
        }
        if bare_skills && *part == "skills" && matches(BARE_SKILLS, &parts[at..]) {
            offer(BARE_SKILLS, Surface::Skill, at);
        }
    }
    best.map(|(_, at, _, surface)| Match { surface, at: outermost.min(at) })
}

fn shelved(folders: &[&str]) -> bool {
    folders.iter().any(|folder| SHELVES.contains(folder)) || among_tests(folders)
}

fn by_name(name: &str, at: usize) -> Option<Match> {
    let fits = |(start, end, _): &&(&str, &str, Surface)| has_ends(name, start, end);
    // An MCP registry manifest stands at the root; deeper down the name is anybody's.
    let manifest = (at == 0 && name == "server.json").then_some(Surface::Mcp);
    let surface = manifest.or_else(|| NAMES.iter().find(fits).map(|&(_, _, surface)| surface))?;
    // `license.rs` is program text.
    let documents_code = surface == Surface::Docs && extension_surface(name) == Surface::Source;
    (!documents_code).then_some(Match { surface, at })
}

/// True when `name` begins and ends so; the outermost bytes settle it most times.
fn has_ends(name: &str, start: &str, end: &str) -> bool {
    let (name_bytes, start_bytes, end_bytes) = (name.as_bytes(), start.as_bytes(), end.as_bytes());
    start_bytes.first().is_none_or(|byte| name_bytes.first() == Some(byte))
        && end_bytes.last().is_none_or(|byte| name_bytes.last() == Some(byte))
        && name.starts_with(start)
        && name.ends_with(end)
}

/// Orders the first component of `pattern` against `part`.
fn compare_first(pattern: &str, part: &str) -> Ordering {
    let mut part = part.bytes();
    for byte in pattern.bytes().take_while(|byte| *byte != b'/') {
        match part.next().map_or(Ordering::Greater, |other| byte.cmp(&other)) {
            Ordering::Equal => {}
            unequal => return unequal,
        }
    }
    part.next().map_or(Ordering::Equal, |_| Ordering::Less)
}

/// The stretch of a sorted table whose patterns start with the component `part`.
fn rules_of<'t>(table: &'t [(&'static str, Surface)], part: &str) -> &'t [(&'static str, Surface)] {
    let from = table.partition_point(|(pattern, _)| compare_first(pattern, part) == Ordering::Less);
    let count = table[from..].iter().take_while(|(pattern, _)| compare_first(pattern, part) == Ordering::Equal).count();
    &table[from..from + count]
}

/// True when `pattern` matches all of `parts`.
fn matches(pattern: &str, parts: &[&str]) -> bool {
    let Some((head, tail)) = pattern.split_once("/**") else { return same(pattern, parts) };
    let heads = head.split('/').count();
    let tail = tail.trim_start_matches('/');
    let tails = if tail.is_empty() { 0 } else { tail.split('/').count() };
    // Something must stand inside the folder.
    let least = heads + tails.max(1);
    parts.len() >= least && same(head, &parts[..heads]) && (tails == 0 || same(tail, &parts[parts.len() - tails..]))
}

fn same(pattern: &str, parts: &[&str]) -> bool {
    let mut left = parts.iter();
    let equal = pattern.split('/').all(|p| left.next().is_some_and(|part| part_matches(p, part)));
    equal && left.next().is_none()
}

fn part_matches(pattern: &str, part: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == part,
        Some((start, end)) => part.len() >= start.len() + end.len() && part.starts_with(start) && part.ends_with(end),
    }
}

/// How many folders deep the skill is that holds `path`.
fn skill_root(path: &str, name: &str, roots: &[String]) -> Option<usize> {
    if roots.is_empty() {
        return None;
    }
    let slashes = memchr::memrchr_iter(b'/', path.as_bytes());
    let known = |folder: &str| roots.binary_search_by(|root| root.as_str().cmp(folder)).is_ok();
    if let Some(root) = slashes.map(|end| &path[..end]).find(|folder| known(folder)) {
        return Some(root.split('/').count());
    }
    (known("") && in_root_skill(path, name)).then_some(0)
}

/// A repository that is a skill as a whole still holds program text and documentation of its own: only what the layout
/// of skills names is loaded.
fn in_root_skill(path: &str, name: &str) -> bool {
    match path.split_once('/') {
        Some((first, _)) => {
            matches!(folded(first).as_ref(), "scripts" | "references" | "rules" | "assets" | "resources")
        }
        None => name.ends_with(".md") && by_name(name, 1).is_none(),
    }
}

fn among_tests(folders: &[&str]) -> bool {
    folders.iter().any(|folder| TEST_FOLDERS.contains(folder))
}

fn test_name(path: &str, name: &str) -> bool {
    let Some(dot) = last_dot(name) else { return false };
    let stem = &name[..dot];
    let lower = TEST_NAMES.iter().any(|(start, end)| has_ends(stem, start, end));
    // `FooTest.java`: told by the capital letter, or `latest.java` would be one.
    let written = path.get(..path.len() - (name.len() - dot).min(path.len())).unwrap_or_default();
    lower || (stem.len() > 5 && ["Test", "Tests", "TestCase", "Spec"].iter().any(|end| has_ends(written, "", end)))
}

fn extension_surface(name: &str) -> Surface {
    let extension = last_dot(name).map_or("", |dot| &name[dot + 1..]);
    // Manual pages: `ls.1`.
    if matches!(extension.as_bytes(), [b'1'..=b'9']) {
        return Surface::Docs;
    }
    let found = EXTENSIONS.binary_search_by(|(known, _)| (*known).cmp(extension));
    found.map_or(Surface::Data, |at| EXTENSIONS[at].1)
}

fn last_dot(name: &str) -> Option<usize> {
    name.bytes().rposition(|byte| byte == b'.')
}

#[cfg(test)]
mod tests;
