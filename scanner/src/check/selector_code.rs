//! # selector-code
//!
//! ## What it does
//! Finds program text that turns invisible characters (variation selectors, tags, private use) into bytes and runs them.
//!
//! ## Why it matters
//! The payload itself cannot be seen and may be fetched later; the decoder beside it can be seen.
//!
//! ## Example
//! `codePointAt(0)` with `0xFE00` and `0xE0100`, and an `eval` in the same file.
//!
//! ## Limits
//! A decoder that runs nothing is what libraries for emoji do, and is passed over. Constants that are computed are missed.

use super::Check;
use super::raise::Raise;
use crate::document::{Document, Origin};
use crate::registry::Meta;
use crate::segment::Segment;
use crate::signal::Signal;
use crate::span::Span;

/// Finds decoders of invisible payloads.
#[derive(Debug)]
pub(super) struct SelectorCode;

static META: Meta = Meta {
    id: "selector-code",
    summary: "program text that decodes invisible characters and runs them",
    covers: &["hidden-unicode"],
    page: crate::page!("selector_code.rs"),
};

/// First code points of the selectors and tags, as programs write them.
static CONSTANTS: &[&str] = &["e0100", "fe00", "e0000", "917760", "65024", "917504", "e01ef", "917999"];
/// Reading a character as a number.
static READS: &[&str] =
    &["codepointat", "charcodeat", "ord(", "char::from_u32", "u32::from", " as u32", ".codepoints", "unpack(", "rune("];
/// Running text.
static RUNS: &[&str] = &[
    "eval(",
    "function(",
    "exec(",
    "execsync(",
    "vm.run",
    "loadstring(",
    "require('child_process')",
    "require(\"child_process\")",
    "import(",
    "os.system",
    "subprocess",
];
/// Bytes on each side of a constant in which reading must stand, and in which running must.
const NEAR: usize = 700;
const FAR: usize = 2500;

impl Check for SelectorCode {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, document: &Document, _: &[Segment<'_>], out: &mut Vec<Signal>) {
        let kinds = [
            "js", "mjs", "cjs", "ts", "mts", "cts", "jsx", "tsx", "py", "rb", "php", "lua", "pl", "go", "rs", "html",
            "vue", "svelte", "java", "kt", "swift",
        ];
        if document.origin == Origin::FileName || !kinds.contains(&document.extension().as_str()) {
            return;
        }
        let Some(at) = constant(&document.text) else { return };
        let near = |reach: usize| {
            let text =
                [super::prose::before(&document.text, at, reach), super::prose::after(&document.text, at, reach)]
                    .concat();
            text.to_ascii_lowercase()
        };
        let (close, wide) = (near(NEAR), near(FAR));
        let any = |text: &str, words: &[&str]| words.iter().any(|w| text.contains(w));
        let both = CONSTANTS.iter().filter(|c| close.contains(**c)).count() > 1;
        let converts = any(
            &close,
            &[
                "fromcharcode",
                "fromcodepoint",
                "buffer.from",
                "bytes(",
                "uint8array",
                "chr(",
                "textdecoder",
                "bytearray",
            ],
        );
        if !any(&close, READS) || !runs(&wide) || !(both || converts) {
            return;
        }
        let span = Span::of(document.line_start(at)..document.line_end(at));
        let reason = "turns invisible characters into bytes beside code that runs text";
        Raise::new(document, &META, out).at("hidden-unicode", span, if both && converts { 0.95 } else { 0.85 }, reason);
    }
}

/// True when `text` calls something that runs text; `function(` alone is a declaration, `Function(` was lower-cased.
fn runs(text: &str) -> bool {
    RUNS.iter().any(|word| match *word {
        "function(" => text.contains("new function("),
        "exec(" => text.match_indices(word).any(|(at, _)| !text[..at].ends_with('.')),
        word => text.contains(word),
    })
}

/// The first constant of the selectors, as a hexadecimal or decimal number.
fn constant(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let marked = |at: usize| at >= 2 && matches!(&bytes[at - 2..at], b"0x" | b"0X" | b"\\u" | b"u{" | b"U+");
    let hex = ["E0100", "e0100", "FE00", "fe00"]
        .iter()
        .filter_map(|c| memchr::memmem::find_iter(bytes, c).take(256).find(|at| marked(*at)));
    hex.min().or_else(|| memchr::memmem::find(bytes, b"917760"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strongest(path: &str, text: &str) -> f32 {
        let document = Document::new(Origin::Worktree, path, text);
        let mut out = Vec::new();
        SelectorCode.check(&document, &[], &mut out);
        out.iter().map(|s| s.strength).fold(0.0, f32::max)
    }

    #[test]
    fn decoders_that_run() {
        for (path, text) in [
            (
                "a.js",
                "const d = s => [...s].map(c => { const p = c.codePointAt(0); return p >= 0xFE00 && p <= 0xFE0F ? p - 0xFE00 : p - 0xE0100 + 16 });\neval(Buffer.from(d(``)).toString());",
            ),
            (
                "a.ts",
                "for (const c of x) { const n = c.codePointAt(0)!; if (n >= 0xE0100) b.push(n - 0xE0100 + 16); else b.push(n - 0xFE00) }\nnew Function(new TextDecoder().decode(Uint8Array.from(b)))();",
            ),
            ("a.py", "b = bytes(ord(c) - 0xE0100 + 16 if ord(c) >= 0xE0100 else ord(c) - 0xFE00 for c in s)\nexec(b)"),
            ("a.mjs", "const r=[...t].map(c=>c.codePointAt(0)-917760+16);eval(String.fromCharCode(...r))"),
            ("a.rb", "b = s.codepoints.map { |c| c >= 0xE0100 ? c - 0xE0100 + 16 : c - 0xFE00 }\neval(b.pack('C*'))"),
        ] {
            assert!(strongest(path, text) > 0.8, "{text}: {}", strongest(path, text));
        }
    }

    #[test]
    fn libraries_are_quiet() {
        for (path, text) in [
            ("width.js", "if (code >= 0xFE00 && code <= 0xFE0F) return 0; const c = s.codePointAt(0); re.exec(s);"),
            ("strip.py", "return ''.join(c for c in s if not 0xFE00 <= ord(c) <= 0xFE0F)"),
            ("table.rs", "(0xFE00, 0xFE0F), (0xE0100, 0xE01EF)"),
            ("emoji.ts", "export function strip(s: string) { return s.replace(/[\\uFE00-\\uFE0F]/g, '') }"),
            ("notes.md", "codePointAt 0xFE00 0xE0100 eval("),
        ] {
            assert!(strongest(path, text) < 0.1, "{text}: {}", strongest(path, text));
        }
    }
}
