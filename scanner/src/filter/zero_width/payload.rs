//! Reads what a run of invisible characters spells: tags as ASCII, selectors as bytes, small alphabets as bits.
//!
//! It does not judge; a reading is taken only when it looks like text, since many alphabets are tried. Time is linear in
//! the run: the number of alphabets and widths is fixed.

use super::class::{Kind, Mark, kind};

/// What invisible characters spell.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Payload {
    /// The text, or nothing when the code is unknown.
    pub(super) text: Option<String>,
    /// How they spell it, for the reason.
    pub(super) how: &'static str,
    /// How many characters carry it.
    pub(super) marks: usize,
}

/// Symbols that a stream must have to be called data.
const STREAM: usize = 16;

/// Reads `marks`; `None` when they are too few or too plain to carry anything.
pub(super) fn read(marks: &[Mark]) -> Option<Payload> {
    tags(marks).or_else(|| selectors(marks)).or_else(|| private(marks)).or_else(|| stream(marks))
}

fn of(marks: &[Mark], kinds: &[Kind]) -> Vec<char> {
    marks.iter().filter(|m| kinds.contains(&m.kind)).map(|m| m.ch).collect()
}

fn tags(marks: &[Mark]) -> Option<Payload> {
    let tags = of(marks, &[Kind::Tag]);
    let text: String = tags.iter().filter_map(|&c| char::from_u32(c as u32 - 0xE0000)).filter(|c| shown(*c)).collect();
    let text = (!text.trim().is_empty()).then_some(text);
    (tags.len() > 1).then_some(Payload { text, how: "tag characters", marks: tags.len() })
}

fn selectors(marks: &[Mark]) -> Option<Payload> {
    let selectors = of(marks, &[Kind::Selector]);
    let plain = selectors.iter().all(|&c| ('\u{FE0E}'..='\u{FE0F}').contains(&c));
    if selectors.len() < 2 || plain {
        return None;
    }
    let byte = |&c: &char| match c as u32 {
        n @ 0xE0100.. => (n - 0xE0100 + 16) as u8,
        n => (n - 0xFE00) as u8,
    };
    let bytes: Vec<u8> = selectors.iter().map(byte).collect();
    let text = text_of(&bytes).filter(|t| printable(t) > 0.9).map(|t| t.chars().filter(|&c| shown(c)).collect());
    (text.is_some() || selectors.len() >= 4).then_some(Payload {
        text,
        how: "variation selectors",
        marks: selectors.len(),
    })
}

fn private(marks: &[Mark]) -> Option<Payload> {
    let marks = of(marks, &[Kind::Private]);
    if marks.len() < 8 {
        return None;
    }
    let bytes: Vec<u8> = marks.iter().map(|&c| c as u32 as u8).collect();
    let text = best([text_of(&bytes)].into_iter())?;
    Some(Payload { text: Some(text), how: "private-use characters", marks: marks.len() })
}

fn stream(marks: &[Mark]) -> Option<Payload> {
    let not = [Kind::Tag, Kind::Private, Kind::Separator];
    let symbols: Vec<char> = marks.iter().filter(|m| !not.contains(&m.kind)).map(|m| m.ch).collect();
    if symbols.len() < STREAM {
        return None;
    }
    let alphabet = alphabet(&symbols);
    let text = spelled(&symbols, &alphabet).or_else(|| spelled(inner(&symbols), &alphabet_of_inner(&symbols)));
    // A list that names each character about once is a table, one symbol alone is padding.
    let data = alphabet.len() > 1 && symbols.len() >= 3 * alphabet.len();
    (text.is_some() || data).then_some(Payload { text, how: "invisible characters", marks: symbols.len() })
}

/// Distinct symbols in order of their code points; more than eight are not an alphabet that is tried.
fn alphabet(symbols: &[char]) -> Vec<char> {
    let mut out: Vec<char> = Vec::new();
    for &symbol in symbols {
        if !out.contains(&symbol) && out.len() < 64 {
            out.push(symbol);
        }
    }
    out.sort_unstable();
    out
}

/// The symbols without one marker at each end.
fn inner(symbols: &[char]) -> &[char] {
    symbols.get(1..symbols.len().saturating_sub(1)).unwrap_or_default()
}

fn alphabet_of_inner(symbols: &[char]) -> Vec<char> {
    alphabet(inner(symbols))
}

fn spelled(symbols: &[char], alphabet: &[char]) -> Option<String> {
    match *alphabet {
        [a, b] => best([[a, b], [b, a]].iter().flat_map(|digits| words(symbols, digits, &[8, 7, 16]))),
        [a, b, c] => best(
            [[a, b, c], [b, a, c], [a, c, b], [c, a, b], [b, c, a], [c, b, a]]
                .iter()
                .map(|&[zero, one, gap]| separated(symbols, zero, one, gap)),
        ),
        [a, b, c, d] => best(orders([a, b, c, d]).iter().flat_map(|digits| words(symbols, digits, &[4, 8]))),
        _ => None,
    }
}

/// Readings of fixed-width groups of digits, both bit orders.
fn words(symbols: &[char], digits: &[char], widths: &'static [usize]) -> Vec<Option<String>> {
    let base = digits.len() as u32;
    let digit = |c: &char| digits.iter().position(|d| d == c).unwrap_or(0) as u32;
    let mut out = Vec::new();
    for &width in widths {
        let value = |group: &[char]| group.iter().fold(0, |n, c| n * base + digit(c));
        let flipped = |group: &[char]| group.iter().rev().fold(0, |n, c| n * base + digit(c));
        for read in [&value as &dyn Fn(&[char]) -> u32, &flipped] {
            let codes: Vec<u32> = symbols.chunks_exact(width).map(read).collect();
            out.push(match codes.iter().all(|&n| n < 256) {
                true => text_of(&codes.iter().map(|&n| n as u8).collect::<Vec<_>>()),
                false => codes.into_iter().map(char::from_u32).collect(),
            });
        }
    }
    out
}

/// Binary numbers of any width with a separator between them.
fn separated(symbols: &[char], zero: char, one: char, gap: char) -> Option<String> {
    let group = |group: &[char]| {
        let short = group.len() <= 21 && group.iter().all(|&c| c == zero || c == one);
        short.then(|| group.iter().fold(0, |n, &c| 2 * n + u32::from(c == one))).and_then(char::from_u32)
    };
    symbols.split(|&c| c == gap).filter(|g| !g.is_empty()).map(group).collect()
}

fn orders(of: [char; 4]) -> Vec<[char; 4]> {
    let mut out = Vec::with_capacity(24);
    for a in 0..4 {
        for b in (0..4).filter(|&b| b != a) {
            for c in (0..4).filter(|&c| c != a && c != b) {
                out.push([of[a], of[b], of[c], of[6 - a - b - c]]);
            }
        }
    }
    out
}

/// Bytes as UTF-8; stops at the first byte that is none, so that a padded tail does not spoil the reading.
fn text_of(bytes: &[u8]) -> Option<String> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.to_owned()),
        Err(error) if bytes.len() - error.valid_up_to() < 4 => {
            std::str::from_utf8(&bytes[..error.valid_up_to()]).ok().map(str::to_owned)
        }
        Err(_) => None,
    }
}

/// The most text-like of several readings, if any is text at all.
fn best(readings: impl Iterator<Item = Option<String>>) -> Option<String> {
    let mut found: Option<(f32, String)> = None;
    for text in readings.flatten() {
        let Some(score) = likeness(&text) else { continue };
        if found.as_ref().is_none_or(|(old, _)| score > *old) {
            found = Some((score, text));
        }
    }
    found.map(|(_, text)| text.chars().filter(|&c| shown(c)).collect())
}

/// How much `text` looks like written language or code; `None` when it does not.
fn likeness(text: &str) -> Option<f32> {
    let (mut all, mut plain, mut foreign, mut counted) = (0u32, 0u32, 0u32, 0u32);
    let (mut script, mut last) = (None, '\0');
    for c in text.chars() {
        all += 1;
        plain += u32::from(c.is_ascii_lowercase() || c == ' ');
        counted += u32::from(last as u32 + 1 == c as u32);
        last = c;
        if !c.is_ascii() && c.is_alphabetic() {
            foreign += 1;
            // Wrong readings of wide codes are letters of all scripts at once.
            if *script.get_or_insert(block(c)) != block(c) {
                return None;
            }
        }
    }
    let share = |n: u32| n as f32 / all.max(1) as f32;
    let enough = if 2 * foreign > all { all >= 8 } else { all >= 3 };
    let language = share(plain + foreign) > 0.35 || (all >= 12 && foreign == 0);
    let like = enough && language && 2 * counted < all && printable(text) > 0.95;
    like.then(|| share(plain) + 0.5 * share(foreign))
}

/// Letters of one block are letters of one script, or nearly so.
fn block(c: char) -> u32 {
    match c as u32 {
        0..0x300 => 0,
        0x3000..0xA000 => 0x3000,
        0xAC00..0xD800 => 0xAC00,
        n => n >> 8,
    }
}

/// The share of printable characters.
fn printable(text: &str) -> f32 {
    let good = text.chars().filter(|&c| shown(c) && (c.is_ascii() || c.is_alphabetic())).count();
    good as f32 / text.chars().count().max(1) as f32
}

/// True when `text` looks like written language or code.
pub(super) fn is_text(text: &str) -> bool {
    likeness(text).is_some()
}

/// What may be put into a cleaned text: visible characters and white space.
pub(super) fn shown(c: char) -> bool {
    kind(c).is_none() && (!c.is_control() || matches!(c, '\n' | '\t'))
}
