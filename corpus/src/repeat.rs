//! Segments of the book that repeat one another: a common run of at least six words that covers half of the shorter one.
//!
//! Such pairs teach a model their wording and not their sense. Words are runs of letters, digits and underscores, in lower
//! case; scripts without spaces make long words and are compared by whole sentences.

use std::collections::{BTreeSet, HashMap};

/// Words of the shortest run that counts.
const RUN: usize = 6;
/// Texts that share one run of words before it is taken for a phrase of the language or of a format.
const COMMON: usize = 60;

/// Pairs of texts, by their places in `texts`, that repeat each other.
pub(crate) fn pairs(texts: &[&str]) -> Vec<(usize, usize)> {
    let words: Vec<Vec<String>> = texts.iter().map(|text| words(text)).collect();
    let mut runs: HashMap<&[String], Vec<usize>> = HashMap::new();
    for (i, words) in words.iter().enumerate() {
        for run in words.windows(RUN) {
            let holders = runs.entry(run).or_default();
            if holders.last() != Some(&i) {
                holders.push(i);
            }
        }
    }
    let shared = runs.values().filter(|holders| (2..COMMON).contains(&holders.len()));
    let mut candidates = BTreeSet::new();
    for holders in shared {
        for (at, &first) in holders.iter().enumerate() {
            candidates.extend(holders[at + 1..].iter().map(|&second| (first, second)));
        }
    }
    let covers = |&(a, b): &(usize, usize)| 2 * longest(&words[a], &words[b]) >= words[a].len().min(words[b].len());
    candidates.into_iter().filter(covers).collect()
}

fn words(text: &str) -> Vec<String> {
    let split = text.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    split.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Words of the longest run that both have.
fn longest(first: &[String], second: &[String]) -> usize {
    let mut above = vec![0; second.len() + 1];
    let mut longest = 0;
    for word in first {
        // From the end, so that the row above is read before it is written.
        for at in (0..second.len()).rev() {
            above[at + 1] = if second[at] == *word { above[at] + 1 } else { 0 };
            longest = longest.max(above[at + 1]);
        }
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_shorter_one_must_be_common() {
        let copy = "a note that says one two three four five six and goes on in its own way from there";
        let text = "ONE two three, four five six!";
        let other = "one two three four five then something else that nobody has said before in this book";
        assert_eq!(pairs(&[copy, other, text]), [(0, 2)]);
        assert_eq!(longest(&words(copy), &words(text)), 6);
        assert_eq!(pairs(&[copy, other]), []);
    }
}
