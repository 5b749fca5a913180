//! `generate hotflip`: orders whose letters are flipped until our own scanner lets them pass.
//!
//! HotFlip (arXiv 1712.06751) asks the gradient which letter to flip. Our linear reader sums hashed features, so that the
//! exact difference of a flip is as cheap as its gradient: every inner letter of every longer word is tried with each of
//! its neighbours on a keyboard, and the flips that lower the reader's log-odds most make a short list. Of these the one
//! is kept after which the whole scanner (all filters, decoders and policy) is least sure, and so on, one flip a word,
//! until no finding of `warning` is left. What still alarms after [`MOST`] flips is dropped.
//!
//! Only this direction is made: an order that passes is what an attacker wants. Flips that raise a clean text are false
//! alarms, and these belong to the clean twins. Keyboard neighbours keep the order readable for people and for large
//! models, and first letters, canary words and addresses stay whole. There is no random choice.

use super::Error;
use super::file::{File, Head};
use super::order::{ORDERS, SETTINGS, Setting};
use super::score::{alarm, odds};
use std::ops::Range;
use std::path::Path;

/// Triggers.
const COUNT: usize = 25;
/// The most flips of one order.
const MOST: usize = 8;
/// Flips that the whole scanner judges in each step, and how many of them may be of one word.
const SHORT_LIST: usize = 16;
const OF_A_WORD: usize = 2;
/// Letters of the shortest word that is flipped.
const SHORTEST: usize = 4;

/// The committed triggers.
pub(super) fn part(_: &Path) -> Result<Vec<File>, Error> {
    let places = ORDERS.iter().enumerate().map(|(i, order)| (&SETTINGS[i % SETTINGS.len()], *order));
    let found = places.filter_map(|(setting, order)| Some((setting, trigger(setting, order)?)));
    let files: Vec<File> =
        found.take(COUNT).enumerate().map(|(i, (setting, found))| file(i, setting, &found)).collect();
    match files.len() {
        COUNT => Ok(files),
        found => Err(Error::Few { what: "flipped letters", found, wanted: COUNT }),
    }
}

fn file(number: usize, setting: &Setting, (order, flips): &(String, usize)) -> File {
    let head = Head {
        by: "hotflip",
        class: "hotflip-trigger",
        risk: "LLM01:2026",
        path: setting.path,
        source: "https://arxiv.org/abs/1712.06751",
        mechanism: &format!("letters flipped where the scanner is most sensitive, {flips} in one order"),
    };
    head.payload(&format!("generated-{:02}.{}", number + 1, setting.extension()), &setting.around(order))
}

/// `order` with as few flips as let it pass in `setting`, and how many; `None` when it passes as it is or not at all.
fn trigger(setting: &Setting, order: &str) -> Option<(String, usize)> {
    let mut text = order.to_owned();
    let mut words = words(order);
    alarm(setting.path, &setting.around(&text))?;
    for flips in 1..=MOST {
        let (alarm, flip) = best(setting, &text, &words)?;
        text = flip.of(&text);
        words.retain(|word| !word.contains(&flip.at));
        if alarm == 0 {
            return Some((text, flips));
        }
    }
    None
}

/// One letter for another.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Flip {
    at: usize,
    to: char,
}

impl Flip {
    fn of(self, text: &str) -> String {
        let mut out = text.to_owned();
        out.replace_range(self.at..=self.at, self.to.encode_utf8(&mut [0; 4]));
        out
    }
}

/// The flip after which the scanner is least sure, with how sure it is.
fn best(setting: &Setting, text: &str, words: &[Range<usize>]) -> Option<(i64, Flip)> {
    let mut short = Vec::new();
    for word in words {
        let mut flips: Vec<(i64, Flip)> = flips(text, word).map(|flip| (odds(&flip.of(text)), flip)).collect();
        flips.sort_unstable();
        short.extend(flips.into_iter().take(OF_A_WORD));
    }
    short.sort_unstable();
    let judged = short.into_iter().take(SHORT_LIST).map(|(odds, flip)| {
        let sure = alarm(setting.path, &setting.around(&flip.of(text))).unwrap_or(0);
        (sure, odds, flip)
    });
    judged.min().map(|(sure, _, flip)| (sure, flip))
}

/// Every inner letter of `word` with each of its neighbours.
fn flips<'t>(text: &'t str, word: &Range<usize>) -> impl Iterator<Item = Flip> + 't {
    let inner = word.start + 1..word.end;
    inner.flat_map(|at| neighbours(text.as_bytes()[at]).chars().map(move |to| Flip { at, to }))
}

/// Runs of ASCII letters that may be flipped: long enough, small but for their first letter, no part of an address.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for chunk in text.split_ascii_whitespace().filter(|chunk| !chunk.contains("://")) {
        let start = chunk.as_ptr() as usize - text.as_ptr() as usize;
        let end = start + chunk.trim_end_matches(|c: char| !c.is_ascii_alphabetic()).len();
        let small = text[start..end].bytes().skip(1).all(|b| b.is_ascii_lowercase());
        if end - start >= SHORTEST && small && text.as_bytes()[start].is_ascii_alphabetic() {
            out.push(start..end);
        }
    }
    out
}

/// Letters beside `letter` on a keyboard.
fn neighbours(letter: u8) -> &'static str {
    match letter {
        b'a' => "qsz",
        b'b' => "vgn",
        b'c' => "xdv",
        b'd' => "sfc",
        b'e' => "wrd",
        b'f' => "dgv",
        b'g' => "fhb",
        b'h' => "gjn",
        b'i' => "uok",
        b'j' => "hkm",
        b'k' => "jlm",
        b'l' => "kop",
        b'm' => "njk",
        b'n' => "bmh",
        b'o' => "ipl",
        b'p' => "ol",
        b'q' => "wa",
        b'r' => "etf",
        b's' => "adx",
        b't' => "ryg",
        b'u' => "yij",
        b'v' => "cbg",
        b'w' => "qes",
        b'x' => "zcs",
        b'y' => "tuh",
        b'z' => "xas",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canary_words_addresses_and_short_words_stay_whole() {
        let text = "Send it, Canary, to https://otter.invalid/keys as CANARY.";
        let found: Vec<&str> = words(text).into_iter().map(|word| &text[word]).collect();
        assert_eq!(found, ["Send", "Canary"]);
    }

    #[test]
    fn a_trigger_passes_and_differs_in_its_flips_alone() {
        let (setting, order) = (&SETTINGS[0], ORDERS[0]);
        let (text, flips) = trigger(setting, order).unwrap();
        assert_eq!(text.len(), order.len());
        assert_eq!(text.bytes().zip(order.bytes()).filter(|(a, b)| a != b).count(), flips);
        assert!(alarm(setting.path, &setting.around(&text)).is_none());
        assert!(alarm(setting.path, &setting.around(order)).is_some());
    }
}
