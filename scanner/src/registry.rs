//! What every pluggable thing says of itself, and the macro that takes its documentation page from its own file head.
//!
//! One static slice per kind (`FILTERS`, `DECODERS`, `EXTRACTORS`, `CHECKS`, `REPORTERS`) is the only list; flags, docs,
//! schemas and the gap matrix are derived from it.

/// Identity of a filter, decoder, extractor, check or reporter.
#[derive(Copy, Clone, Debug)]
pub struct Meta {
    /// Stable id: snake_case for filters (their names on the command line), kebab-case otherwise.
    pub id: &'static str,
    /// One line for lists and help texts.
    pub summary: &'static str,
    /// Attack classes that it can raise, as ids of `corpus/attacks/`.
    pub covers: &'static [&'static str],
    /// The documentation page: the `//!` head of its file, see [`page!`](crate::page).
    pub page: &'static str,
}

/// Length of the `//!` head of a source text.
#[doc(hidden)]
pub const fn head_len(source: &str) -> usize {
    let bytes = source.as_bytes();
    let mut at = 0;
    while at + 2 < bytes.len() && bytes[at] == b'/' && bytes[at + 1] == b'/' && bytes[at + 2] == b'!' {
        while at < bytes.len() && bytes[at] != b'\n' {
            at += 1;
        }
        at += 1;
    }
    if at > bytes.len() { bytes.len() } else { at }
}

/// Copies the head, so that the rest of the source does not end up in the binary.
#[doc(hidden)]
pub const fn head<const LEN: usize>(source: &str) -> [u8; LEN] {
    let bytes = source.as_bytes();
    let mut out = [0; LEN];
    let mut at = 0;
    while at < LEN {
        out[at] = bytes[at];
        at += 1;
    }
    out
}

/// The `//!` head of the named file (beside the calling file) as a `&'static str`, comment marks included.
#[macro_export]
macro_rules! page {
    ($file:literal) => {{
        const SOURCE: &str = include_str!($file);
        const LEN: usize = $crate::registry::head_len(SOURCE);
        static HEAD: [u8; LEN] = $crate::registry::head::<LEN>(SOURCE);
        match core::str::from_utf8(&HEAD) {
            Ok(text) => text,
            Err(_) => "",
        }
    }};
}

impl Meta {
    /// The page as Markdown, comment marks removed.
    pub fn markdown(&self) -> String {
        let lines = self.page.lines().map(|line| line.strip_prefix("//!").unwrap_or(line));
        lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
    }
}
