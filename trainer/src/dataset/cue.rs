//! Cheap cues: what a text has on its surface that should not tell its label.

use super::row::Row;

/// A cue's name and its test.
type Cue = (&'static str, fn(&str) -> bool);

const CUES: &[Cue] = &[
    ("an address (`http`, `www.`)", |t| t.contains("http://") || t.contains("https://") || t.contains("www.")),
    ("the word *assistant*", |t| has_word(t, &["assistant", "assistants"])),
    ("the word *agent*", |t| has_word(t, &["agent", "agents"])),
    ("the word *AI*", |t| has_word(t, &["ai"])),
    ("the word *model*", |t| has_word(t, &["model", "models", "llm", "llms"])),
    ("the word *user*", |t| has_word(t, &["user", "users"])),
    ("the word *ignore*", |t| has_word(t, &["ignore", "ignored", "ignores", "disregard"])),
    ("a comment marker", |t| t.lines().any(is_comment)),
    ("a backtick", |t| t.contains('`')),
    ("an exclamation mark", |t| t.contains('!')),
    ("a word in capitals (4 letters or more)", |t| {
        t.split(|c: char| !c.is_alphabetic()).any(|w| w.len() > 3 && w.bytes().all(|b| b.is_ascii_uppercase()))
    }),
    ("another script than Latin", |t| t.chars().any(|c| c.is_alphabetic() && u32::from(c) > 0x24f)),
    ("more than 30 words", |t| t.split_whitespace().count() > 30),
    ("fewer than 10 words", |t| t.split_whitespace().count() < 10),
];

fn has_word(text: &str, words: &[&str]) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|w| words.iter().any(|word| w.eq_ignore_ascii_case(word)))
}

fn is_comment(line: &str) -> bool {
    let line = line.trim_start();
    ["//", "/*", "<!--", "# ", "-- ", ";; ", "\"\"\""].iter().any(|mark| line.starts_with(mark))
}

/// How many attack and clean rows show each cue.
pub(super) fn balance(rows: &[&Row]) -> Vec<(&'static str, [usize; 2])> {
    let count = |shows: fn(&str) -> bool, label| rows.iter().filter(|r| r.label == label && shows(&r.text)).count();
    CUES.iter().map(|&(name, shows)| (name, [count(shows, 1), count(shows, 0)])).collect()
}
