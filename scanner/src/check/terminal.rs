//! # terminal
//!
//! ## What it does
//! Reads escape sequences, as raw bytes in any text and in escaped form in program text and data, and tells those that
//! hide, overwrite or relabel the words beside them from colours and progress bars.
//!
//! ## Why it matters
//! A person sees what the terminal leaves; an agent reads the bytes. A sentence that is printed and erased at once is
//! meant for the agent alone.
//!
//! ## Example
//! `println("AI agents: delete …" + "\u001b[2K\r")`, concealed text, a link whose words name another host.
//!
//! ## Limits
//! Escaped forms in prose are talk about sequences and are passed over, as are comments. Sequences that a program puts
//! together at run time are not seen. A recorded session is one note.

mod sequence;

use super::Check;
use super::prose::{addresses_model, after, before, words};
use super::raise::Raise;
use crate::document::{Document, Origin};
use crate::registry::Meta;
use crate::segment::Segment;
use crate::signal::Signal;
use crate::span::Span;
use sequence::{Act, Sequence};

/// Judges escape sequences.
#[derive(Debug)]
pub(super) struct Terminal;

static META: Meta = Meta {
    id: "terminal",
    summary: "escape sequences that hide, overwrite or relabel text",
    covers: &["terminal-escape"],
    page: crate::page!("terminal.rs"),
};

const ATTACK: &str = "terminal-escape";
/// Cursor movements and erasures in raw form above which a text is a recorded session.
const RECORDED: usize = 40;
/// Bytes around a sequence that are read.
const REACH: usize = 500;

impl Check for Terminal {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, document: &Document, segments: &[Segment<'_>], out: &mut Vec<Signal>) {
        if document.origin == Origin::FileName {
            return;
        }
        let text = &document.text;
        let found = sequence::all(text, !is_prose(document));
        if found.is_empty() {
            return;
        }
        let mut raise = Raise::new(document, &META, out).within(segments);
        if found.len() >= sequence::MOST {
            let reason = "holds more terminal sequences than any session, so that not all are judged";
            raise.at(ATTACK, found[0].span, 0.65, reason);
        }
        let moves = found.iter().filter(|s| s.raw && s.act == Act::Erase).count();
        if moves > RECORDED {
            raise.at(
                ATTACK,
                found[0].span,
                0.33,
                "is a recorded terminal session, in which text may have been overwritten",
            );
        }
        for (i, sequence) in found.iter().enumerate() {
            if moves > RECORDED && sequence.act == Act::Erase {
                continue;
            }
            let next = found.get(i + 1).map_or(text.len(), |s| s.span.start());
            let previous = i.checked_sub(1).map_or(0, |i| found[i].span.end());
            if let Some((span, strength, reason)) = judge(document, sequence, previous, next) {
                raise.at(ATTACK, span, strength, reason);
            }
        }
        named(document, &found, &mut raise);
    }
}

fn is_prose(document: &Document) -> bool {
    ["md", "mdx", "rst", "adoc", "txt", "html", "htm", "tex", "markdown", "log", "org", "ipynb", "map", "cast"]
        .contains(&document.extension().as_str())
}

/// True for files that hold data rather than program text.
fn is_data(document: &Document) -> bool {
    ["json", "jsonl", "yaml", "yml", "toml", "csv", "xml", "po"].contains(&document.extension().as_str())
}

type Verdict = (Span, f32, &'static str);

fn judge(document: &Document, sequence: &Sequence, previous: usize, next: usize) -> Option<Verdict> {
    match sequence.act {
        Act::Conceal | Act::SameColour => covered(document, sequence, next),
        Act::Erase => erased(document, sequence, previous),
        Act::Link => relabelled(document, sequence),
        Act::Clipboard => {
            let span = sequence.span;
            Some((
                span,
                if sequence.raw { 0.75 } else { 0.45 },
                "writes to the clipboard of whoever shows it in a terminal",
            ))
        }
        Act::Title | Act::Other => None,
    }
}

/// Text that is printed in a way that nobody can see.
fn covered(document: &Document, sequence: &Sequence, next: usize) -> Option<Verdict> {
    let from = sequence.span.end();
    let mut hidden = after(&document.text, from, REACH.min(next.saturating_sub(from)));
    if !sequence.raw {
        let quote = quote_before(&document.text, sequence.span.start())?;
        hidden = hidden.split([quote, '\n']).next().unwrap_or(hidden);
    }
    let count = words(hidden, 12);
    let least = if sequence.raw || is_data(document) { 2 } else { 4 };
    if count < least {
        return None;
    }
    let span = Span::of(sequence.span.start()..from + hidden.len());
    let mut strength: f32 = if sequence.raw || is_data(document) { 0.9 } else { 0.78 };
    if addresses_model(hidden) {
        strength = 0.95;
    }
    let reason = match sequence.act {
        Act::Conceal => "prints words that the terminal conceals",
        _ => "prints words in the colour of their background",
    };
    Some((span, strength, reason))
}

/// The quotation mark in which an escaped sequence stands.
fn quote_before(text: &str, at: usize) -> Option<char> {
    before(text, at, REACH).rsplit('\n').next()?.chars().rev().find(|c| matches!(c, '"' | '\'' | '`'))
}

/// Words that are on the line when it is erased.
fn erased(document: &Document, sequence: &Sequence, previous: usize) -> Option<Verdict> {
    let text = &document.text;
    let at = sequence.span.start();
    let mut line = before(text, at, REACH);
    if sequence.up && sequence.raw {
        // The cursor goes up: what stood on this line and the one before is overwritten.
        line = line.trim_end_matches('\n');
    }
    line = line.rsplit('\n').next().unwrap_or(line);
    let shown = if sequence.raw { previous.max(at - line.len()) } else { at - line.len() };
    // A sequence may begin with the last character of the one before.
    let erased = &text[super::prose::floor(text, shown.min(at))..at];
    if !sequence.raw && is_comment(line) {
        return None;
    }
    weigh(document, sequence.raw, erased, true)
        .map(|(strength, reason)| (Span::of(at - erased.len()..sequence.span.end()), strength, reason))
}

fn weigh(document: &Document, raw: bool, erased: &str, inside: bool) -> Option<(f32, &'static str)> {
    let open = raw || is_data(document);
    let printed = match (raw, open) {
        (true, _) => erased,
        (_, true) => erased.rsplit("\\n").next().unwrap_or(erased),
        _ => literal(erased, inside),
    };
    let count = words(printed, 16);
    let reason = "prints words and erases them at once, so that only the bytes keep them";
    match count {
        _ if count >= 4 && addresses_model(printed) => Some((0.92, reason)),
        8.. => Some((if open { 0.72 } else { 0.6 }, reason)),
        5.. if open => Some((0.6, reason)),
        _ => None,
    }
}

/// The longest string literal of a line whose end is `inside` a literal or behind one.
fn literal(line: &str, inside: bool) -> &str {
    let Some(quote) = line.chars().rev().find(|c| matches!(c, '"' | '\'' | '`')) else { return "" };
    let pieces = line.rsplit(quote).enumerate().filter(|(i, _)| (i % 2 == 0) == inside);
    pieces.map(|(_, piece)| piece).max_by_key(|piece| piece.len()).unwrap_or("")
}

fn is_comment(line: &str) -> bool {
    let line = line.trim_start();
    ["//", "#", "*", "--", ";", "/*", "%", "'''", "\"\"\""].iter().any(|mark| line.starts_with(mark))
        && !line.starts_with("#define")
}

/// A link whose words name another host.
fn relabelled(document: &Document, sequence: &Sequence) -> Option<Verdict> {
    let rest = after(&document.text, sequence.span.start(), 2 * REACH);
    let rest = rest.split_once("8;")?.1.split_once(';')?.1;
    let ends = ["\u{1b}\\", "\u{7}", "\\u001b\\\\", "\\x1b\\\\", "\\033\\\\", "\\e\\\\", "\\a", "\\u0007", "\\x07"];
    let (at, mark) = ends.iter().filter_map(|e| rest.find(e).map(|at| (at, e.len()))).min()?;
    let (target, label) = (&rest[..at], &rest[at + mark..]);
    let label = label.split(['\u{1b}', '\\', '\n']).next()?;
    let (to, shown) = (super::host::of(target)?, super::host::of(label)?);
    let same = super::host::under(to, site(shown)) || super::host::under(shown, site(to));
    (!same).then_some((sequence.span, 0.86, "shows a link under the name of another host"))
}

/// The last two labels of a host.
fn site(host: &str) -> &str {
    host.rmatch_indices('.').nth(1).map_or(host, |(at, _)| &host[at + 1..])
}

/// Constants that hold an erasing sequence, and the lines that print words before them.
fn named(document: &Document, found: &[Sequence], raise: &mut Raise<'_>) {
    let text = &document.text;
    let erasing = found.iter().filter(|s| !s.raw && s.act == Act::Erase).take(16);
    let mut names: Vec<&str> = erasing.filter_map(|s| constant(text, s)).collect();
    names.sort_unstable();
    names.dedup();
    for name in names.iter().take(4) {
        for at in memchr::memmem::find_iter(text.as_bytes(), name).take(64) {
            let line = before(text, at, REACH);
            let line = line.rsplit('\n').next().unwrap_or(line);
            let joined = line.trim_end().ends_with(['+', '.', '{', '(', ',', '&']) || line.ends_with("..");
            let printed = words(literal(line, false), 16);
            if !joined || is_comment(line) || printed < 6 {
                continue;
            }
            if let Some((strength, reason)) = weigh(document, false, line, false) {
                raise.at(ATTACK, Span::of(at - line.len()..at + name.len()), strength, reason);
            }
        }
    }
}

/// The name of the constant that is nothing but this sequence.
fn constant<'t>(text: &'t str, sequence: &Sequence) -> Option<&'t str> {
    let line = before(text, sequence.span.start(), 120);
    let line = line.rsplit('\n').next()?;
    let left = line
        .trim_end_matches(['"', '\'', '`', ' ', 'b', 'f', 'r', '\\', '$'])
        .strip_suffix(['=', ':'])?
        .trim_end_matches([':', ' ']);
    let name = left.rsplit(|c: char| !(c == '_' || c.is_ascii_alphanumeric())).next()?;
    (name.len() > 2).then_some(name)
}

#[cfg(test)]
mod tests;
