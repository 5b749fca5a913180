//! Reads one stream of bytes as documents: whole when it is small, else as windows, one at a time.
//!
//! A window ends after a blank line where there is one near its end, else after a line, else (inside a line longer than
//! a window) on the border of a character. Windows overlap only in the last case, so that what stands across the cut is
//! seen whole once; what both windows see is made one by [`Report::new`](crate::report::Report::new).
//! Invariant: at most [`WHOLE`] bytes and one text are held, and every byte is looked at a bounded number of times.

use super::Item;
use super::encoding::{self, Unit};
use crate::document::{Document, Encoding, Origin, Start};
use crate::span::Span;
use crate::surface::Place;
use std::io::{self, Read};

/// The largest stream that is read as one document.
pub(super) const WHOLE: usize = 8 << 20;
/// Bytes of a window.
const WINDOW: usize = 4 << 20;
/// Bytes of text that two windows of one line share.
const OVERLAP: usize = 64 << 10;
/// How far before the end of a window a blank line is looked for.
const NEAR: usize = 64 << 10;

/// What is known of a stream before it is read.
#[derive(Clone, Debug)]
pub(super) struct Label {
    pub(super) origin: Origin,
    pub(super) path: String,
    pub(super) place: Place,
    /// Bytes to expect; only a hint.
    pub(super) size: u64,
}

impl Label {
    /// True for a file that an agent loads and takes for text, whatever it holds; a picture in a skill is none.
    fn promises_text(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path).trim_start_matches('.');
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
        let text = ["", "md", "mdc", "mdx", "txt", "json", "jsonc", "yaml", "yml", "toml"];
        self.place.surface.is_loaded() && text.contains(&extension.as_str())
    }
}

/// Reads all of `reader` and visits its documents, or [`Item::Binary`] when it holds no text.
pub(super) fn read(reader: &mut dyn Read, label: &Label, visit: &(dyn Fn(Item) + Sync)) -> io::Result<()> {
    read_in(reader, label, WHOLE, WINDOW, visit)
}

fn read_in(
    reader: &mut dyn Read,
    label: &Label,
    whole: usize,
    window: usize,
    visit: &(dyn Fn(Item) + Sync),
) -> io::Result<()> {
    let expected = usize::try_from(label.size).unwrap_or(whole).min(whole);
    let mut bytes = Vec::with_capacity(expected + 1);
    let mut ended = fill(reader, &mut bytes, whole)?;
    let (unit, mark) = encoding::unit(&bytes);
    if encoding::is_binary(&bytes[mark..], unit, label.promises_text()) {
        visit(Item::Binary);
        return Ok(());
    }
    bytes.drain(..mark);
    let mut start = Start { byte: mark as u64, ..Start::default() };
    while !ended || bytes.len() > whole {
        let cut = Cut::of(&bytes[..window.min(bytes.len())], unit);
        let document = document(label, bytes[..cut.at].to_vec(), unit, start, mark);
        let next = after(&document, cut.inside_line, window);
        let used = usize::try_from(next.byte - start.byte).unwrap_or(cut.at);
        start = next;
        visit(Item::Document(document));
        bytes.drain(..used);
        ended = ended || fill(reader, &mut bytes, whole)?;
    }
    visit(Item::Document(document(label, bytes, unit, start, mark)));
    Ok(())
}

/// Reads until `bytes` holds more than `most`; true at the end of the stream.
fn fill(reader: &mut dyn Read, bytes: &mut Vec<u8>, most: usize) -> io::Result<bool> {
    let wanted = (most + 1).saturating_sub(bytes.len()) as u64;
    let got = reader.take(wanted).read_to_end(bytes)? as u64;
    Ok(got < wanted)
}

fn document(label: &Label, bytes: Vec<u8>, unit: Unit, start: Start, mark: usize) -> Document {
    let (text, mut encoding) = encoding::decode(bytes, unit);
    if mark > 0 && encoding == Encoding::Utf8 {
        encoding = Encoding::Utf8Bom;
    }
    let Label { origin, path, place, .. } = label.clone();
    Document { origin, path, text, encoding, surface: place.surface, in_test: place.in_test, start }
}

/// Where the window after `document` starts.
fn after(document: &Document, inside_line: bool, window: usize) -> Start {
    let mut at = document.text.len();
    if inside_line {
        at -= OVERLAP.min(window / 2).min(at / 2);
        at = document.text.floor_char_boundary(at);
    }
    let region = document.region(Span::of(at..at));
    Start { byte: region.byte_start, line: region.start_line - 1, column: region.start_column - 1 }
}

/// Where a window ends.
struct Cut {
    at: usize,
    inside_line: bool,
}

impl Cut {
    fn of(bytes: &[u8], unit: Unit) -> Self {
        let end = match unit {
            Unit::Byte => line_end(bytes),
            Unit::Le => pair_end(bytes, [b'\n', 0]),
            Unit::Be => pair_end(bytes, [0, b'\n']),
        };
        match end {
            Some(at) => Self { at, inside_line: false },
            None => Self { at: character_border(bytes, unit), inside_line: true },
        }
    }
}

fn line_end(bytes: &[u8]) -> Option<usize> {
    let near = bytes.len().saturating_sub(NEAR);
    let blank = memchr::memmem::rfind(&bytes[near..], b"\n\n").map(|at| near + at + 2);
    blank.or_else(|| memchr::memrchr(b'\n', bytes).map(|at| at + 1))
}

fn pair_end(bytes: &[u8], line_feed: [u8; 2]) -> Option<usize> {
    bytes.chunks_exact(2).rposition(|pair| pair == line_feed).map(|at| 2 * (at + 1))
}

/// The last border of a character; where no text fits (half of a pair, bytes that are no UTF-8) the end itself.
fn character_border(bytes: &[u8], unit: Unit) -> usize {
    let high = |byte: u8| (0xd8..0xdc).contains(&byte);
    let even = bytes.len() & !1;
    match unit {
        Unit::Byte => {
            let lead = bytes.iter().rev().take(4).position(|&byte| byte & 0xc0 != 0x80);
            lead.map_or(bytes.len(), |back| bytes.len() - 1 - back).max(1)
        }
        Unit::Le if even >= 4 && high(bytes[even - 1]) => even - 2,
        Unit::Be if even >= 4 && high(bytes[even - 2]) => even - 2,
        Unit::Le | Unit::Be => even,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::surface;
    use proptest::prelude::*;
    use std::sync::Mutex;

    fn label() -> Label {
        Label { origin: Origin::Worktree, path: "a.txt".to_owned(), place: surface::place("a.txt"), size: 0 }
    }

    fn windows(bytes: &[u8], whole: usize, window: usize) -> Vec<Document> {
        let out = Mutex::new(Vec::new());
        let visit = |item| {
            if let Item::Document(document) = item {
                out.lock().unwrap().push(document);
            }
        };
        read_in(&mut { bytes }, &label(), whole, window, &visit).unwrap();
        out.into_inner().unwrap()
    }

    #[test]
    fn windows_end_at_lines_and_count_them() {
        let text = "one two\nthree\n\nfour five six\nseven\n";
        let documents = windows(text.as_bytes(), 20, 16);
        let parts: Vec<&str> = documents.iter().map(|d| d.text.as_str()).collect();
        assert_eq!(parts.concat(), text);
        assert_eq!(parts[0], "one two\nthree\n\n");
        assert_eq!(documents[1].start, Start { byte: 15, line: 3, column: 0 });
    }

    #[test]
    fn windows_of_one_line_overlap_and_know_their_column() {
        let text = "é".repeat(50);
        let documents = windows(text.as_bytes(), 20, 16);
        assert!(documents.len() > 5);
        for pair in documents.windows(2) {
            let end = pair[0].start.byte + pair[0].text.len() as u64;
            assert!(pair[1].start.byte < end);
            assert_eq!(pair[1].start.column * 2, pair[1].start.byte);
        }
        let last = documents.last().unwrap();
        assert_eq!(last.start.byte + last.text.len() as u64, 100);
    }

    #[test]
    fn two_byte_units_are_cut_whole() {
        let text = "ab😀\n".repeat(20);
        let bytes: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let documents = windows(&bytes, 50, 33);
        assert_eq!(documents.iter().map(|d| d.text.as_str()).collect::<String>(), text);
        let region = documents[1].region(Span::of(0..1));
        assert_eq!((region.byte_start - 2) % 10, 0);
        assert_eq!(region.byte_start, 2 + 10 * (region.start_line - 1));
    }

    #[test]
    fn a_long_line_is_read_in_linear_time() {
        let line = vec![b'x'; 40 << 20];
        let documents = windows(&line, WHOLE, WINDOW);
        let read: usize = documents.iter().map(|d| d.text.len()).sum();
        assert!(documents.len() < 12 && read < line.len() + 12 * OVERLAP);
    }

    proptest! {
        /// Every byte is in a window, windows follow each other without a gap, and positions are those of the file.
        #[test]
        fn windows_cover_the_file(text in "[a-c é😀\n]{0,200}", bad in proptest::collection::vec(any::<u8>(), 0..4)) {
            let bytes = [text.as_bytes(), &bad, text.as_bytes()].concat();
            let mut reached = None;
            for document in windows(&bytes, 24, 16) {
                let from = document.start.byte;
                prop_assert!(reached.is_none_or(|end| from <= end));
                let end = document.text.len();
                let region = document.region(Span::of(end..end));
                prop_assert!(reached.is_none_or(|before| region.byte_end > before || bytes.is_empty()));
                let before = &bytes[..usize::try_from(from).unwrap()];
                prop_assert_eq!(document.start.line, before.iter().filter(|&&b| b == b'\n').count() as u64);
                reached = Some(region.byte_end);
            }
            if let (Some(end), Unit::Byte) = (reached, encoding::unit(&bytes).0) {
                prop_assert_eq!(end, bytes.len() as u64);
            }
        }
    }
}
