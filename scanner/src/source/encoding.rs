//! From bytes to text: byte order marks, UTF-16 without one, invalid UTF-8, Windows-1252, and the question whether
//! there is text at all. Other legacy encodings are read as Windows-1252: their ASCII is right, their letters are not.
//!
//! Invariant: every byte keeps its place. [`Document::region`](crate::document::Document::region) computes the file
//! byte of any character from the encoding alone, so a character stands for exactly its own bytes.

use crate::document::Encoding;
use memchr::memchr;

/// How many bytes at the head, the middle and the end are looked at.
const SAMPLE: usize = 4096;
/// What stands for a byte that is not UTF-8: one byte long like it, and the control character made for this.
const SUBSTITUTE: char = '\u{1a}';

/// How a file stores its characters: told once, from its head.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Unit {
    /// UTF-8 or one byte each.
    Byte,
    /// UTF-16, little endian.
    Le,
    /// UTF-16, big endian.
    Be,
}

/// The unit of a file that begins with `head`, and the length of its byte order mark.
pub(super) fn unit(head: &[u8]) -> (Unit, usize) {
    match head {
        [0xef, 0xbb, 0xbf, ..] => (Unit::Byte, 3),
        [0xff, 0xfe, ..] => (Unit::Le, 2),
        [0xfe, 0xff, ..] => (Unit::Be, 2),
        _ => (unmarked(&head[..head.len().min(SAMPLE)]), 0),
    }
}

/// UTF-16 without a mark shows itself by zeros in every second byte, which holds for the scripts of Europe.
fn unmarked(head: &[u8]) -> Unit {
    if memchr(0, head).is_none() {
        return Unit::Byte;
    }
    let pairs = head.chunks_exact(2);
    let (all, mut first, mut second) = (pairs.len(), 0, 0);
    for pair in pairs {
        first += usize::from(pair[0] == 0);
        second += usize::from(pair[1] == 0);
    }
    match all {
        0..3 => Unit::Byte,
        _ if second * 10 >= all * 7 && first * 10 <= all => Unit::Le,
        _ if first * 10 >= all * 7 && second * 10 <= all => Unit::Be,
        _ => Unit::Byte,
    }
}

/// Beginnings of formats that hold no text of their own.
#[rustfmt::skip]
static MAGIC: &[&[u8]] = &[
    b"\x7fELF", b"\0asm", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"!<arch>\n", b"BC\xc0\xde",
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*", b"\0\0\x01\0", b"8BPS", b"qoif",
    b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18",
    b"7z\xbc\xaf", b"Rar!", b"%PDF-", b"\xd0\xcf\x11\xe0", b"SQLite format 3\0", b"PAR1", b"\x89HDF", b"\x93NUMPY",
    b"\0\x01\0\0", b"OTTO", b"wOFF", b"wOF2", b"ttcf", b"OggS", b"fLaC", b"ID3", b"\x1aE\xdf\xa3", b"glTF", b"PACK",
    b"DIRC", b"\0\0\0\x01Bud1", b"\xde\x12\x04\x95", b"\x95\x04\x12\xde",
];

/// True when `bytes` (a file, or the head of a large one) holds no text. Valid UTF-8 without a zero byte always does.
/// With `promised`, for files that an agent takes in as text by themselves, a known format is needed as well.
pub(super) fn is_binary(bytes: &[u8], unit: Unit, promised: bool) -> bool {
    if unit != Unit::Byte {
        return Tally::of_units(bytes, unit).mostly_control();
    }
    if memchr(0, bytes).is_none() && std::str::from_utf8(bytes).is_ok() {
        return false;
    }
    let tally = Tally::of_samples(bytes);
    let known = MAGIC.iter().any(|magic| bytes.starts_with(magic));
    if promised { known && tally.is_strange() } else { tally.is_strange() || known && tally.is_odd() }
}

/// Counts of a sample.
#[derive(Default)]
struct Tally {
    all: usize,
    control: usize,
    invalid: usize,
}

impl Tally {
    fn of_samples(bytes: &[u8]) -> Self {
        let mut tally = Self::default();
        if bytes.len() <= 3 * SAMPLE {
            tally.add(bytes);
        } else {
            let middle = bytes.len() / 2;
            tally.add(&bytes[..SAMPLE]);
            tally.add(&bytes[middle..middle + SAMPLE]);
            tally.add(&bytes[bytes.len() - SAMPLE..]);
        }
        tally
    }

    fn add(&mut self, sample: &[u8]) {
        self.all += sample.len();
        self.control += sample.iter().filter(|&&byte| is_control(byte)).count();
        self.invalid += sample.utf8_chunks().map(|chunk| chunk.invalid().len()).sum::<usize>();
    }

    fn of_units(bytes: &[u8], unit: Unit) -> Self {
        let mut tally = Self::default();
        for pair in bytes[..bytes.len().min(SAMPLE)].chunks_exact(2) {
            let code = if unit == Unit::Le { [pair[0], pair[1]] } else { [pair[1], pair[0]] };
            tally.all += 1;
            tally.control += usize::from(code[1] == 0 && is_control(code[0]));
        }
        tally
    }

    /// Compressed, encrypted or machine data: a tenth of random bytes are control characters, half are not UTF-8.
    fn is_strange(&self) -> bool {
        let share = |count: usize, of_hundred: usize| count * 100 >= self.all * of_hundred;
        self.control >= 4 && (share(self.control, 8) || share(self.control, 2) && share(self.invalid, 10))
    }

    /// Enough to believe the beginning of a known format.
    fn is_odd(&self) -> bool {
        self.control >= 2 && self.control * 200 >= self.all
    }

    fn mostly_control(&self) -> bool {
        self.control * 10 >= self.all.max(1)
    }
}

/// Control characters that text does not hold: those for layout, overstriking, colours and end of file are left out.
fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=7 | 0x0b | 0x0e..=0x19 | 0x1c..=0x1f | 0x7f)
}

/// The text of `bytes`, which start and end on the border of a character, without a byte order mark.
pub(super) fn decode(bytes: Vec<u8>, unit: Unit) -> (String, Encoding) {
    let whole = bytes.len() & !1;
    match unit {
        Unit::Byte => String::from_utf8(bytes).map_or_else(|e| invalid_utf8(&e.into_bytes()), |t| (t, Encoding::Utf8)),
        Unit::Le => (utf16(encoding_rs::UTF_16LE, &bytes[..whole]), Encoding::Utf16Le),
        Unit::Be => (utf16(encoding_rs::UTF_16BE, &bytes[..whole]), Encoding::Utf16Be),
    }
}

fn utf16(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// One valid sequence of several bytes is enough for UTF-8: whoever adds bad bytes shall not turn hidden characters
/// into harmless letters.
fn invalid_utf8(bytes: &[u8]) -> (String, Encoding) {
    if bytes.utf8_chunks().all(|chunk| chunk.valid().is_ascii()) {
        let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
        return (text.into_owned(), Encoding::Windows1252);
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| SUBSTITUTE));
    }
    (text, Encoding::Utf8Lossy)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Origin};
    use crate::span::Span;
    use proptest::prelude::*;

    fn document(bytes: &[u8]) -> Document {
        let (unit, mark) = unit(bytes);
        let (text, encoding) = decode(bytes[mark..].to_vec(), unit);
        let mut document = Document::new(Origin::Worktree, "a.txt", text);
        (document.encoding, document.start.byte) = (encoding, mark as u64);
        document
    }

    fn utf16(text: &str, to: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to).collect()
    }

    fn place_of(document: &Document, part: &str) -> (u64, u64) {
        let at = document.text.find(part).unwrap();
        let region = document.region(Span::of(at..at + part.len()));
        (region.byte_start, region.byte_end)
    }

    #[test]
    fn marks_are_no_text_and_move_positions() {
        let utf8 = document(b"\xef\xbb\xbfabc def");
        assert_eq!((utf8.text.as_str(), place_of(&utf8, "def")), ("abc def", (7, 10)));
        let le = document(&[b"\xff\xfe".to_vec(), utf16("é😀 def", u16::to_le_bytes)].concat());
        assert_eq!((le.encoding, place_of(&le, "def")), (Encoding::Utf16Le, (10, 16)));
        let be = document(&[b"\xfe\xff".to_vec(), utf16("é😀 def", u16::to_be_bytes)].concat());
        assert_eq!((be.encoding, place_of(&be, "def")), (Encoding::Utf16Be, (10, 16)));
    }

    #[test]
    fn utf16_is_found_without_a_mark() {
        assert_eq!(document(&utf16("plain words here", u16::to_le_bytes)).text, "plain words here");
        assert_eq!(document(&utf16("plain wörds here", u16::to_be_bytes)).text, "plain wörds here");
        assert_eq!(unit(b"a\0b").0, Unit::Byte);
        assert_eq!(unit(b"name\0other\0third\0").0, Unit::Byte);
    }

    #[test]
    fn a_lone_surrogate_keeps_the_places_behind_it() {
        let bytes = [b"\xff\xfe".as_slice(), &[0x00, 0xd8], &utf16("x def", u16::to_le_bytes)].concat();
        assert_eq!(place_of(&document(&bytes), "def"), (8, 14));
    }

    #[test]
    fn latin_1_is_read_where_nothing_is_utf8() {
        let text = document(b"caf\xe9 na\xefve def");
        assert_eq!((text.text.as_str(), text.encoding), ("café naïve def", Encoding::Windows1252));
        assert_eq!(place_of(&text, "def"), (11, 14));
    }

    #[test]
    fn broken_utf8_stays_utf8() {
        let text = document(b"caf\xc3\xa9 \xff\xf0\x9f def");
        assert_eq!((text.text.as_str(), text.encoding), ("café \u{1a}\u{1a}\u{1a} def", Encoding::Utf8Lossy));
        assert_eq!(place_of(&text, "def"), (10, 13));
        // Tag characters do not become letters because somebody adds a bad byte.
        let hidden = document("x\u{e0041}".as_bytes().iter().copied().chain([0xff; 50]).collect::<Vec<_>>().as_slice());
        assert!(hidden.text.contains('\u{e0041}'));
    }

    fn binary(bytes: &[u8], promised: bool) -> bool {
        is_binary(bytes, unit(bytes).0, promised)
    }

    #[test]
    fn text_is_not_dropped_for_a_zero() {
        assert!(!binary(b"one \0 zero", false));
        assert!(!binary(b"", false));
        assert!(!binary(b"\0", false));
        assert!(!binary(b"src/main.rs\0src/library.rs\0README.md\0", false));
        assert!(!binary("\u{1b}[31mred\u{1b}[0m \u{1b}[1A".as_bytes(), false));
        assert!(!binary(b"BM is how this text begins", false));
        assert!(!binary(b"\x93\xfa\x96{\x8c\xea\x82\xcc\x95\xb6\x8f\x91", false));
        assert!(!binary(&utf16("words in two bytes each", u16::to_le_bytes), false));
    }

    /// Bytes without structure, like compressed ones; the same every time.
    fn noise(length: usize) -> Vec<u8> {
        let mut state = 0x9e37_79b9_u32;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            (state >> 11) as u8
        };
        (0..length).map(|_| next()).collect()
    }

    #[test]
    fn data_is_binary() {
        assert!(binary(&noise(5000), false));
        assert!(binary(&[b"\x7fELF\x02\x01\x01".to_vec(), vec![0; 500]].concat(), false));
        assert!(binary(
            &[b"%PDF-1.7\n".to_vec(), b"1 0 obj << /Length 5 >> stream\n".to_vec(), noise(300)].concat(),
            false
        ));
        assert!(binary(&(0..200u16).flat_map(|i| (i % 20).to_le_bytes()).collect::<Vec<_>>(), false));
    }

    #[test]
    fn an_agent_file_needs_more_to_be_binary() {
        let disguised =
            [b"\x89PNG\r\n\x1a\n".as_slice(), b"Words that an agent would read as they stand here."].concat();
        assert!(!binary(&disguised, true));
        assert!(!binary(&[b"# Rules\n".to_vec(), noise(100)].concat(), true));
        assert!(binary(&[b"\x89PNG\r\n\x1a\n".to_vec(), noise(3000)].concat(), true));
    }

    proptest! {
        /// Whatever the bytes, the last character ends at the last byte.
        #[test]
        fn every_byte_keeps_its_place(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            let document = document(&bytes);
            let end = document.text.len();
            let odd = matches!(document.encoding, Encoding::Utf16Le | Encoding::Utf16Be) && bytes.len() % 2 == 1;
            prop_assert_eq!(document.region(Span::of(end..end)).byte_start, bytes.len() as u64 - u64::from(odd));
            binary(&bytes, true);
            binary(&bytes, false);
        }
    }
}
