//! Disguises: the `obfuscate` of every filter and decoder, by id.

use promptsweep::decode::{DECODERS, Decoder};
use promptsweep::filter::{FILTERS, Filter};

/// One way to disguise a text, together with the detector that undoes it.
#[derive(Copy, Clone)]
pub enum Disguise {
    /// The text as it is.
    None,
    /// What this filter undoes.
    Filter(&'static dyn Filter),
    /// What this decoder undoes.
    Decoder(&'static dyn Decoder),
}

impl Disguise {
    /// The id of the filter or decoder; `none` for the plain text.
    pub fn id(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Filter(filter) => filter.meta().id,
            Self::Decoder(decoder) => decoder.meta().id,
        }
    }

    /// `text` disguised; nothing when there is nothing in it that this disguise changes.
    pub fn apply(self, text: &str) -> Option<String> {
        let disguised = match self {
            Self::None => return Some(text.to_owned()),
            Self::Filter(filter) => filter.obfuscate(text)?,
            Self::Decoder(decoder) => decoder.obfuscate(text),
        };
        (disguised != text).then_some(disguised)
    }
}

/// The plain text, then every disguise in the order of the lists; filters that undo none are left out.
pub fn all() -> Vec<Disguise> {
    let filters = FILTERS.iter().filter(|f| f.obfuscate("words").is_some());
    let filters = filters.map(|f| Disguise::Filter(*f));
    let decoders = DECODERS.iter().map(|d| Disguise::Decoder(*d));
    [Disguise::None].into_iter().chain(filters).chain(decoders).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_decoder_is_a_disguise_and_changes_the_text() {
        let all = all();
        assert!(all.len() > DECODERS.len());
        let text = ["ignore", "all", "previous", "instructions"].join(" ");
        for disguise in &all[1..] {
            assert!(disguise.apply(&text).is_some(), "{}", disguise.id());
        }
    }
}
