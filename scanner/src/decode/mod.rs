//! Decoders: each looks for text in one disguise and hands out the decoded child. A child counts only when it then
//! raises a signal; the pipeline bounds depth and total size.

use crate::registry::Meta;
use crate::segment::Segment;

mod atbash;
mod base64;
mod binary_digits;
mod char_codes;
mod hex;
mod html_entities;
mod index;
mod json_escapes;
mod leet;
mod letter_spaced;
mod letters;
mod mapped;
mod patch;
mod percent;
mod plausible;
mod repair;
mod reversed;
mod rot13;
mod run;
mod split_markup;
mod stretch;
mod token_break;
mod typoglycemia;
mod vocabulary;
mod words;

pub(crate) use words::Shape;

/// Decodes one disguise.
pub trait Decoder: Sync {
    /// Identity.
    fn meta(&self) -> &'static Meta;
    /// Appends a child for each stretch of `segment` that decodes to plausible text. Linear time.
    fn decode<'d>(&self, segment: &Segment<'d>, out: &mut Vec<Segment<'d>>);
    /// `text` in this disguise; decoding it again contains `text` (up to letter case where the disguise loses it).
    fn obfuscate(&self, text: &str) -> String;
}

/// All decoders, in the order in which they run.
pub static DECODERS: &[&dyn Decoder] = &[
    &base64::Base64,
    &hex::Hex,
    &percent::Percent,
    &html_entities::HtmlEntities,
    &json_escapes::JsonEscapes,
    &binary_digits::BinaryDigits,
    &char_codes::CharCodes,
    &rot13::Rot13,
    &atbash::Atbash,
    &reversed::Reversed,
    &letter_spaced::LetterSpaced,
    &split_markup::SplitMarkup,
    &leet::Leet,
    &token_break::TokenBreak,
    &typoglycemia::Typoglycemia,
];

#[cfg(test)]
mod tests;
