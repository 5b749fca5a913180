//! Records whose membership is asked for, and their neighbours.

use super::Error;
use crate::generate::Seed;
use serde::Deserialize;
use std::path::Path;

/// Most records of one run and bytes of one record: a probe sends several requests for each.
const MOST: usize = 10_000;
const LONGEST: usize = 32_768;
/// One word in so many is changed in a neighbour.
const ONE_IN: usize = 8;

/// One record.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Its name, the number of its line when none is given.
    #[serde(default)]
    pub id: String,
    /// Its text.
    pub text: String,
    /// Whether it was in training, where that is known.
    #[serde(default)]
    pub member: Option<bool>,
}

impl Record {
    /// The record with one word in eight replaced by another one; `turn` decides which.
    pub fn neighbour(&self, turn: u64) -> String {
        let mut seed = Seed::new(turn);
        let words: Vec<&str> = self.text.split_whitespace().collect();
        let mut places: Vec<usize> = (0..words.len()).collect();
        seed.shuffle(&mut places);
        places.truncate(words.len().div_ceil(ONE_IN));
        let (mut out, mut rest) = (String::with_capacity(self.text.len()), self.text.as_str());
        for (place, word) in words.into_iter().enumerate() {
            // White space stays as it is: a model may know the record by its line breaks.
            let (space, after) = rest.split_once(word).unwrap_or_default();
            out.push_str(space);
            out.push_str(if places.contains(&place) { another(word, &mut seed) } else { word });
            rest = after;
        }
        out + rest
    }

    /// Both halves of the text, by words.
    pub fn halves(&self) -> (&str, &str) {
        halves(&self.text)
    }
}

/// A word that is not `word`.
fn another(word: &str, seed: &mut Seed) -> &'static str {
    let others: Vec<&'static str> = WORDS.iter().copied().filter(|other| *other != word).collect();
    seed.pick(&others)
}

/// Both halves of `text`, by words.
pub(super) fn halves(text: &str) -> (&str, &str) {
    let starts: Vec<usize> =
        text.split_whitespace().map(|word| word.as_ptr() as usize - text.as_ptr() as usize).collect();
    let middle = starts.get(starts.len() / 2).copied().unwrap_or(text.len());
    text.split_at(middle)
}

/// Ordinary words of any topic.
static WORDS: &[&str] = &[
    "about", "after", "blue", "carry", "early", "garden", "hardly", "house", "later", "light", "matter", "often",
    "other", "paper", "quite", "river", "small", "table", "under", "winter",
];

/// Reads records: JSON lines, or plain texts one a line.
pub fn read(path: &Path) -> Result<Vec<Record>, Error> {
    let broken = |error: String| Error::Records(path.to_owned(), error);
    parse(&std::fs::read_to_string(path).map_err(|error| broken(error.to_string()))?).map_err(broken)
}

fn parse(text: &str) -> Result<Vec<Record>, String> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let records = lines.map(|(i, line)| one(i + 1, line)).collect::<Result<Vec<_>, _>>()?;
    match records.len() {
        0 => Err("holds no record".to_owned()),
        1..=MOST => Ok(records),
        more => Err(format!("holds {more} records, more than {MOST}")),
    }
}

fn one(number: usize, line: &str) -> Result<Record, String> {
    let plain = || Record { id: String::new(), text: line.to_owned(), member: None };
    let parsed = if line.starts_with('{') { serde_json::from_str(line) } else { Ok(plain()) };
    let mut record: Record = parsed.map_err(|error| format!("line {number} is no record: {error}"))?;
    if record.text.split_whitespace().count() < 4 || record.text.len() > LONGEST {
        return Err(format!("line {number}: a record has at least 4 words and at most {LONGEST} bytes"));
    }
    if record.id.is_empty() {
        record.id = number.to_string();
    }
    Ok(record)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_read_and_mistakes_are_named() {
        let records = parse("one two three four\n\n{\"id\":\"b\",\"text\":\"a b c d e\",\"member\":true}\n").unwrap();
        assert_eq!((records[0].id.as_str(), records[1].id.as_str()), ("1", "b"));
        assert_eq!(records[1].member, Some(true));
        for (text, told) in [
            ("", "holds no record"),
            ("{\"txt\":1}", "line 1 is no record: unknown field"),
            ("too short", "line 1: a record has at least 4 words"),
        ] {
            assert!(parse(text).unwrap_err().starts_with(told), "{:?}", parse(text));
        }
        assert!(parse(&"a b c d\n".repeat(MOST + 1)).unwrap_err().contains("more than 10000"));
    }

    #[test]
    fn a_neighbour_differs_in_one_word_of_eight() {
        let text = "under the old bridge by the mill\ta heron waits for fish all day";
        let record = Record { id: "1".to_owned(), text: text.to_owned(), member: None };
        for turn in 0..20 {
            let other = record.neighbour(turn);
            let changed = other.split_whitespace().zip(text.split_whitespace()).filter(|(a, b)| a != b).count();
            assert!(other.contains('\t'));
            assert_eq!((changed, record.neighbour(turn)), (2, other));
        }
        assert_ne!(record.neighbour(0), record.neighbour(1));
        assert_eq!(record.halves(), ("under the old bridge by the mill\t", "a heron waits for fish all day"));
    }
}
