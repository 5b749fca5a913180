//! Which characters draw nothing, and where they stand in a text.
//!
//! Only classes are told here; whether a mark is needed where it stands is `excuse.rs`'s business. Invariant: marks come in
//! text order and every mark lies on character borders.

/// Why a character draws nothing.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Zero-width space, word joiner, byte order mark inside a text, Mongolian vowel separator.
    ZeroWidth,
    /// Zero-width joiner and non-joiner.
    Joiner,
    /// Soft hyphen.
    SoftHyphen,
    /// Combining grapheme joiner.
    Grapheme,
    /// Left-to-right, right-to-left and Arabic letter mark.
    Mark,
    /// Embedding, override, isolate or the end of one.
    Control,
    /// Invisible mathematical operator.
    Operator,
    /// Deprecated format character.
    Deprecated,
    /// Tag character.
    Tag,
    /// Variation selector.
    Selector,
    /// Mongolian free variation selector.
    Mongolian,
    /// Hangul filler, Khmer inherent vowel.
    Filler,
    /// Line or paragraph separator.
    Separator,
    /// Interlinear annotation.
    Annotation,
    /// Private use.
    Private,
}

/// One invisible character.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) struct Mark {
    pub(super) at: usize,
    pub(super) ch: char,
    pub(super) kind: Kind,
}

impl Mark {
    pub(super) fn end(self) -> usize {
        self.at + self.ch.len_utf8()
    }
}

/// The kind of an invisible character.
pub(super) const fn kind(c: char) -> Option<Kind> {
    Some(match c {
        '\u{AD}' => Kind::SoftHyphen,
        '\u{34F}' => Kind::Grapheme,
        '\u{61C}' | '\u{200E}' | '\u{200F}' => Kind::Mark,
        '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{3164}' | '\u{FFA0}' => Kind::Filler,
        '\u{180B}'..='\u{180D}' | '\u{180F}' => Kind::Mongolian,
        '\u{180E}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' => Kind::ZeroWidth,
        '\u{200C}' | '\u{200D}' => Kind::Joiner,
        '\u{2028}' | '\u{2029}' => Kind::Separator,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => Kind::Control,
        '\u{2061}'..='\u{2064}' => Kind::Operator,
        '\u{206A}'..='\u{206F}' => Kind::Deprecated,
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => Kind::Selector,
        '\u{FFF9}'..='\u{FFFB}' => Kind::Annotation,
        '\u{E0000}'..='\u{E007F}' => Kind::Tag,
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}' => Kind::Private,
        _ => return None,
    })
}

/// True for the first two bytes of a character that may be invisible: cheap enough for every byte of foreign text.
const fn hot(first: u8, second: u8) -> bool {
    match first {
        0xC2 => second == 0xAD,
        0xCD => second == 0x8F,
        0xD8 => second == 0x9C,
        0xE1 => matches!(second, 0x85 | 0x9E | 0xA0),
        0xE2 => matches!(second, 0x80 | 0x81),
        0xE3 => second == 0x85,
        0xEE => true,
        0xEF => second <= 0xA3 || matches!(second, 0xB8 | 0xBB | 0xBE | 0xBF),
        0xF3 => second >= 0xA0,
        0xF4 => true,
        _ => false,
    }
}

/// All invisible characters of `text`, in order.
pub(super) fn marks(text: &str) -> Vec<Mark> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    for (at, pair) in bytes.windows(2).enumerate() {
        if pair[0] >= 0xC2 && hot(pair[0], pair[1]) {
            let ch = text.get(at..).and_then(|rest| rest.chars().next());
            out.extend(ch.and_then(|ch| Some(Mark { at, ch, kind: kind(ch)? })));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The byte prefilter lets every invisible character through.
    #[test]
    fn every_kind_is_found() {
        for c in (0..=0x10FFFF).filter_map(char::from_u32).filter(|&c| kind(c).is_some()) {
            let found = marks(&format!("a{c}b"));
            assert_eq!(found.len(), 1, "{:x}", c as u32);
            assert_eq!((found[0].ch, found[0].at), (c, 1));
        }
    }
}
