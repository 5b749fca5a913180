//! One text that was read: where it came from, how it was encoded, which part agents play in reading it.
//!
//! A document may be a *window* of a larger file; `start` says where it begins there. Reading files is not done here.

use crate::span::Span;
use crate::surface::Surface;
use schemars::JsonSchema;
use serde::Serialize;

/// Which kind of source gave the text.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// A file of the worktree.
    Worktree,
    /// Standard input.
    Stdin,
    /// The name of a file or folder, not its content.
    FileName,
}

/// How the bytes were turned into text.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8 without a byte order mark.
    Utf8,
    /// UTF-8 with a byte order mark (the mark is not part of the text).
    Utf8Bom,
    /// UTF-8 with bytes that are none: each of these stands in the text as U+001A (substitute), so that every byte keeps
    /// its place.
    Utf8Lossy,
    /// UTF-16, little endian.
    Utf16Le,
    /// UTF-16, big endian.
    Utf16Be,
    /// Windows-1252, the fallback for bytes that are nothing else (a superset of Latin-1's printable part).
    Windows1252,
}

/// Where a window starts in its file.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub struct Start {
    /// Bytes of the file before the text, a byte order mark included.
    pub byte: u64,
    /// Lines of the file before the text.
    pub line: u64,
    /// Code points of the first line before the text: a window may begin inside a line that is too long for one.
    pub column: u64,
}

/// One text with its origin.
#[derive(Clone, Debug)]
pub struct Document {
    /// Which source gave it.
    pub origin: Origin,
    /// Path relative to the scanned root, `/` as separator; what is reported.
    pub path: String,
    /// The decoded text (of the window).
    pub text: String,
    /// How it was encoded.
    pub encoding: Encoding,
    /// What agents do with such a file.
    pub surface: Surface,
    /// True under a folder or name that marks tests, fixtures or examples of attacks.
    pub in_test: bool,
    /// Where the text starts in its file.
    pub start: Start,
}

/// Line and column of a span's two ends, and its bytes in the file.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Region {
    /// First byte in the file as it is encoded there.
    pub byte_start: u64,
    /// One past the last byte.
    pub byte_end: u64,
    /// One-based line of the first character.
    pub start_line: u64,
    /// One-based column of the first character, in Unicode code points.
    pub start_column: u64,
    /// One-based line of the end.
    pub end_line: u64,
    /// One-based column just past the last character, in Unicode code points.
    pub end_column: u64,
}

impl Document {
    /// A document of `path` and `text`, its surface told from the path.
    pub fn new(origin: Origin, path: impl Into<String>, text: impl Into<String>) -> Self {
        let path = path.into();
        let place = crate::surface::place(&path);
        Self {
            origin,
            text: text.into(),
            encoding: Encoding::Utf8,
            surface: place.surface,
            in_test: place.in_test,
            path,
            start: Start::default(),
        }
    }

    /// The last component of the path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The extension in lower case, without the dot; empty when there is none.
    pub fn extension(&self) -> String {
        match self.name().rsplit_once('.') {
            Some((_, extension)) => extension.to_ascii_lowercase(),
            None => String::new(),
        }
    }

    /// Lines, columns and file bytes of `span`.
    pub fn region(&self, span: Span) -> Region {
        let (start, end) = (self.floor(span.start()), self.floor(span.end()));
        let (start_line, start_column) = self.line_column(start);
        let (end_line, end_column) = self.line_column(end);
        Region {
            byte_start: self.file_byte(start),
            byte_end: self.file_byte(end),
            start_line,
            start_column,
            end_line,
            end_column,
        }
    }

    /// Zero-based offset of the start of the line that holds `at`.
    pub fn line_start(&self, at: usize) -> usize {
        let at = self.floor(at);
        memchr::memrchr(b'\n', &self.text.as_bytes()[..at]).map_or(0, |i| i + 1)
    }

    /// Offset of the end (before the line feed) of the line that holds `at`.
    pub fn line_end(&self, at: usize) -> usize {
        let at = self.floor(at);
        memchr::memchr(b'\n', &self.text.as_bytes()[at..]).map_or(self.text.len(), |i| at + i)
    }

    fn line_column(&self, at: usize) -> (u64, u64) {
        let before = memchr::memchr_iter(b'\n', &self.text.as_bytes()[..at]).count() as u64;
        let line_start = self.line_start(at);
        let before_window = if line_start == 0 { self.start.column } else { 0 };
        let column = before_window + self.text[line_start..at].chars().count() as u64;
        (self.start.line + before + 1, column + 1)
    }

    fn file_byte(&self, at: usize) -> u64 {
        let text = &self.text[..at];
        let bytes = match self.encoding {
            Encoding::Utf8 | Encoding::Utf8Bom | Encoding::Utf8Lossy => text.len(),
            Encoding::Utf16Le | Encoding::Utf16Be => text.chars().map(|c| 2 * c.len_utf16()).sum(),
            Encoding::Windows1252 => text.chars().count(),
        };
        self.start.byte + bytes as u64
    }

    fn floor(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_count_code_points_and_encoded_bytes() {
        let mut document = Document::new(Origin::Worktree, "a.md", "é\nxüy");
        let region = document.region(Span::new(4, 6));
        assert_eq!((region.start_line, region.start_column, region.end_column), (2, 2, 3));
        assert_eq!((region.byte_start, region.byte_end), (4, 6));
        document.encoding = Encoding::Utf16Le;
        document.start = Start { byte: 2, line: 0, column: 0 };
        assert_eq!(document.region(Span::new(4, 6)).byte_start, 2 + 6);
    }
}
