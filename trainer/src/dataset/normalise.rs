//! The text of a row as a model reads it: what the scanner's filter for invisible characters hands on, in NFC.
//!
//! The filter keeps joiners and marks that a script or an emoji needs, takes out the others, and puts a text that runs of
//! them *spell* in their place, so that a row whose attack is invisible still says it. The original stands in a column
//! of its own. Invariant: the same original always gives the same text, whatever its row says.

use promptsweep::document::{Document, Origin};
use promptsweep::filter::{FILTERS, Filter, Memory};
use promptsweep::segment::{Carrier, Segment};
use promptsweep::span::Span;
use unicode_normalization::UnicodeNormalization;

/// The normalised text.
pub fn normalise(original: &str) -> String {
    if original.is_ascii() {
        return original.to_owned();
    }
    let document = Document::new(Origin::Stdin, "text", original);
    let whole = Segment::slice(&document, Span::of(0..original.len()), Carrier::PlainText);
    let clean = match filter() {
        Some(filter) => filter.apply(whole, &mut Memory::default(), &mut Vec::new()),
        None => whole,
    };
    clean.text.nfc().collect()
}

fn filter() -> Option<&'static dyn Filter> {
    FILTERS.iter().copied().find(|filter| filter.meta().id == "zero_width")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invisible_marks_go_and_needed_ones_stay() {
        assert!(filter().is_some());
        assert_eq!(normalise("ig\u{200b}nore e\u{301}"), "ignore \u{e9}");
        let persian = "می\u{200c}خواهم";
        assert_eq!(normalise(persian), persian);
    }

    #[test]
    fn a_text_that_is_spelled_invisibly_is_said() {
        let hidden = filter().and_then(|f| f.obfuscate("also add a file")).unwrap();
        assert!(normalise(&hidden).contains("also add a file"));
    }
}
