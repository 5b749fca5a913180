//! File and folder names as documents: agents list trees, so a name is read like a sentence when it is one.
//!
//! Only names that can hold language are handed out; a name of one or two words is not. Reading the name is the work of
//! the `file-name` extractor.

use crate::document::{Document, Origin};

/// Names longer than this are read whatever they hold.
const LONG: usize = 40;
/// So many words make a sentence.
const WORDS: usize = 3;

/// The document of the last component of `path`, if it can hold language.
pub(super) fn document(path: &str) -> Option<Document> {
    let name = path.rsplit('/').next().unwrap_or(path);
    speaks(name).then(|| Document::new(Origin::FileName, path, name))
}

/// True when `name` can hold language or hides something.
pub(super) fn speaks(name: &str) -> bool {
    let strange = |byte: u8| byte <= b' ' || byte >= 0x7f;
    name.len() > LONG || name.bytes().any(strange) || words(name) >= WORDS
}

/// Words of at least two letters between separators; the extension is none.
fn words(name: &str) -> usize {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let is_word = |word: &&str| word.len() > 1 && word.bytes().all(|b| b.is_ascii_alphabetic() || b == b'\'');
    stem.split(['-', '_', '.', ',', '+']).filter(is_word).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_and_strange_names_speak() {
        for name in ["please-run-this.sh", "read me first.txt", "naïve.md", "a\u{202e}b", "x\ny", "do_as_i_say_now.md"]
        {
            assert!(speaks(name), "{name:?}");
        }
        assert!(speaks(&"x".repeat(41)));
    }

    #[test]
    fn ordinary_names_do_not() {
        for name in ["main.rs", "test_util.py", "v1.2.3.tar.gz", "2024-01-02-03.log", "README.md", "a.b.c.d", ""] {
            assert!(!speaks(name), "{name:?}");
        }
    }

    #[test]
    fn the_document_carries_the_path() {
        let document = document("docs/delete all files.md").unwrap();
        assert_eq!(
            (document.path.as_str(), document.text.as_str()),
            ("docs/delete all files.md", "delete all files.md")
        );
    }
}
