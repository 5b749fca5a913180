//! Extractors: from a document to its natural-language segments. The first of [`EXTRACTORS`] that accepts a document
//! takes it; what it leaves uncovered and is not plain ASCII is added as [`Carrier::Raw`], so nothing hidden is lost.

use crate::document::Document;
use crate::registry::Meta;
use crate::segment::{Carrier, Segment};
use crate::span::Span;

mod apart;
mod asciidoc;
mod code;
mod comment;
mod csv;
mod escape;
mod file_name;
mod flow;
mod fluent;
mod front_matter;
mod gettext;
mod hidden;
mod html;
mod json;
pub(crate) mod leaf;
mod line;
mod markdown;
mod notebook;
mod page;
mod piece;
mod plain;
mod prompt;
mod properties;
mod prose;
mod rst;
#[cfg(test)]
mod sample;
mod subtitle;
mod tex;
mod toml;
mod value;
mod worth;
mod xml;
mod yaml;

/// Takes segments out of documents of one kind.
pub trait Extractor: Sync {
    /// Identity.
    fn meta(&self) -> &'static Meta;
    /// True when this extractor reads such a document (told from its name, at most from its first bytes).
    fn accepts(&self, document: &Document) -> bool;
    /// Appends the document's segments, in source order. Linear time; never fails: broken syntax is read as far as it goes.
    fn extract<'d>(&self, document: &'d Document, out: &mut Vec<Segment<'d>>);
}

/// All extractors; the last accepts everything.
pub static EXTRACTORS: &[&dyn Extractor] = &[
    &file_name::FileName,
    &notebook::Notebook,
    &json::Json,
    &yaml::Yaml,
    &toml::Toml,
    &csv::Csv,
    &prompt::Prompt,
    &gettext::Gettext,
    &properties::Properties,
    &fluent::Fluent,
    &subtitle::Subtitle,
    &markdown::Markdown,
    &html::Html,
    &xml::Xml,
    &rst::Rst,
    &asciidoc::Asciidoc,
    &tex::Tex,
    &code::Code,
    &plain::Plain,
];

/// True when the document's name is one of `names` or ends with one of `extensions` (all in lower case).
fn is_named(document: &Document, extensions: &[&str], names: &[&str]) -> bool {
    let name = document.name();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    extensions.iter().any(|e| e.eq_ignore_ascii_case(extension)) || names.iter().any(|n| n.eq_ignore_ascii_case(name))
}

/// Puts the segments of a format that is not written in reading order into source order.
fn in_order(segments: &mut [Segment<'_>]) {
    segments.sort_by_cached_key(|segment| segment.map.whole());
}

/// All segments of a document.
pub fn segments(document: &Document) -> Vec<Segment<'_>> {
    let mut out = Vec::new();
    if let Some(extractor) = EXTRACTORS.iter().find(|e| e.accepts(document)) {
        extractor.extract(document, &mut out);
    }
    uncovered(document, &mut out);
    out
}

/// Adds the stretches (whole lines) that no segment covers and that hold a byte a person may not see.
fn uncovered<'d>(document: &'d Document, out: &mut Vec<Segment<'d>>) {
    if !has_strange(document.text.as_bytes()) {
        return;
    }
    let covered = out.len();
    let mut spans: Vec<Span> = out.iter().flat_map(|s| s.map.sources()).collect();
    spans.sort_unstable();
    let mut at = 0;
    let end = Span::of(document.text.len()..document.text.len());
    for span in spans.into_iter().chain(std::iter::once(end)) {
        if span.start() > at {
            raw_runs(document, at, span.start(), out);
        }
        at = at.max(span.end());
    }
    debug_assert!(out.len() >= covered);
}

/// A byte that is neither printable ASCII nor white space.
fn is_strange(byte: u8) -> bool {
    byte >= 0x80 || (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c)) || byte == 0x7f
}

fn has_strange(bytes: &[u8]) -> bool {
    // Whole blocks without an early exit, so that the compiler compares many bytes at once.
    bytes.chunks(256).any(|block| block.iter().fold(false, |any, &byte| any | is_strange(byte)))
}

/// Adds the lines of `from..to` that hold a strange byte. Lines are sought inside that range only: a gap is looked at
/// once, however long its line is.
fn raw_runs<'d>(document: &'d Document, from: usize, to: usize, out: &mut Vec<Segment<'d>>) {
    let bytes = &document.text.as_bytes()[..to];
    let mut at = from;
    while let Some(found) = bytes[at..].iter().position(|&b| is_strange(b)).map(|i| at + i) {
        let start = memchr::memrchr(b'\n', &bytes[at..found]).map_or(at, |i| at + i + 1);
        let stop = memchr::memchr(b'\n', &bytes[found..]).map_or(to, |i| found + i);
        out.push(Segment::slice(document, Span::of(start..stop), Carrier::Raw));
        at = stop;
    }
}
