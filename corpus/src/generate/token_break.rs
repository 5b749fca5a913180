//! `generate token-break`: orders with junk letters before their telling words.
//!
//! The transformation is the `token-break` decoder's own `obfuscate`, so that the defence and the attack it stops stay
//! one file. No search and no seed: the same orders in the same settings, one file each.

use super::Error;
use super::file::{File, Head};
use super::order::{ORDERS, SETTINGS};
use promptsweep::decode::DECODERS;
use std::path::Path;

/// Cases.
const COUNT: usize = 10;

/// The committed cases.
pub(super) fn part(_: &Path) -> Result<Vec<File>, Error> {
    let broken = ORDERS.iter().map(|order| (*order, disguised(order))).filter(|(order, broken)| broken != order);
    let files: Vec<File> = broken.take(COUNT).enumerate().map(|(i, (_, broken))| case(i, &broken)).collect();
    match files.len() {
        COUNT => Ok(files),
        found => Err(Error::Few { what: "broken words", found, wanted: COUNT }),
    }
}

fn disguised(order: &str) -> String {
    let decoder = DECODERS.iter().find(|decoder| decoder.meta().id == "token-break");
    decoder.map_or_else(|| order.to_owned(), |decoder| decoder.obfuscate(order))
}

fn case(number: usize, order: &str) -> File {
    let setting = &SETTINGS[number % SETTINGS.len()];
    let head = Head {
        by: "token-break",
        class: "token-break",
        risk: "LLM01:2026",
        path: setting.path,
        source: "https://arxiv.org/abs/2506.07948",
        mechanism: "a junk letter before each telling word of an order",
    };
    head.payload(&format!("generated-{:02}.{}", number + 1, setting.extension()), &setting.around(order))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_breaks_words_and_keeps_the_rest() {
        let files = part(Path::new("")).unwrap();
        assert_eq!(files.len(), COUNT);
        for (order, file) in ORDERS.iter().zip(&files) {
            assert!(!file.text.contains(order), "{}", file.text);
            let kept = order.split_whitespace().filter(|word| file.text.contains(word)).count();
            assert!(kept * 10 >= order.split_whitespace().count() * 9, "{}", file.text);
        }
    }
}
