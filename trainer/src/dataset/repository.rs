//! Rows of this repository alone: the book, whole attack files, the examples of the class pages, and clean twins.
//!
//! The book is split by topic family. Everything else is executed by the tests that the scanner is tuned against, so all
//! of it is in the train part: nothing could be measured on it honestly.

use super::Error;
use super::cut::{self, Parts};
use super::licence::OURS;
use super::row::Draft;
use promptsweep_corpus::segment::{self, Split};
use promptsweep_corpus::{Corpus, Example, Kind};
use rayon::prelude::*;
use std::path::Path;

/// Rows of the folder `corpus/`, the book first: what is dropped as a duplicate is then never the written one.
pub fn drafts(folder: &Path) -> Result<Vec<Draft>, Error> {
    let corpus = Corpus::load(folder)?;
    let problems = corpus.problems();
    if !problems.is_empty() {
        return Err(Error::Inconsistent(problems.join("\n")));
    }
    let mut out = book(&folder.join("book"))?;
    out.extend(executed(&corpus));
    Ok(out)
}

/// How many files the folder `corpus/` holds that must have rows.
pub fn files(folder: &Path) -> Result<usize, Error> {
    let corpus = Corpus::load(folder)?;
    let classes = corpus.classes.iter().filter(|class| !class.examples.is_empty()).count();
    Ok(classes + corpus.payloads.len() + corpus.twins.len() + book_files(&folder.join("book"))?.len())
}

fn book_files(folder: &Path) -> Result<Vec<std::path::PathBuf>, Error> {
    let entries = std::fs::read_dir(folder).map_err(Error::file(folder))?.map(|entry| Ok(entry?.path()));
    let mut out = entries.collect::<Result<Vec<_>, std::io::Error>>().map_err(Error::file(folder))?;
    out.retain(|path| path.extension().is_some_and(|e| e == "jsonl"));
    out.sort();
    Ok(out)
}

fn book(folder: &Path) -> Result<Vec<Draft>, Error> {
    let mut out = Vec::new();
    for path in book_files(folder)? {
        let text = std::fs::read_to_string(&path).map_err(Error::file(&path))?;
        let segments = segment::parse(&text).map_err(Error::format(&path))?;
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        out.extend(segments.into_iter().map(|s| Draft {
            source_path: format!("corpus/book/{file}#{}", s.id),
            original: s.text,
            label: s.label,
            attack_type: s.class,
            licence: OURS.to_owned(),
            carrier: s.carrier,
            surface: s.surface,
            language: s.language,
            family: s.family,
            split: s.split,
        }));
    }
    Ok(out)
}

/// A whole file of the corpus.
struct Executed<'c> {
    path: &'c str,
    text: &'c str,
    draft: Draft,
}

fn executed(corpus: &Corpus) -> Vec<Draft> {
    let payloads = corpus.payloads.iter().map(|p| {
        let source_path = format!("corpus/payloads/{}", p.id);
        let draft = Draft { language: p.language.clone(), ..draft(1, &p.attack_type, &source_path) };
        Executed { path: &p.path, text: &p.text, draft }
    });
    let classes = corpus.classes.iter().flat_map(|class| {
        class.examples.iter().map(|e| example(e, &class.id, &format!("corpus/attacks/{}.md", class.id)))
    });
    let twins = corpus.twins.iter().flat_map(|twins| {
        twins.examples.iter().map(|e| example(e, "benign-twin", &format!("corpus/benign/{}.md", twins.kind)))
    });
    let all: Vec<Executed<'_>> = payloads.chain(classes).chain(twins).collect();
    all.par_iter().map(Executed::rows).collect::<Vec<_>>().concat()
}

fn example<'c>(example: &'c Example, class: &str, file: &str) -> Executed<'c> {
    let (label, class) = if example.kind == Kind::Benign { (0, "benign-twin") } else { (1, class) };
    let draft = Draft {
        source_path: format!("{file}#L{}", example.line),
        language: example.lang.clone(),
        ..draft(label, class, file)
    };
    Executed { path: &example.path, text: &example.text, draft }
}

fn draft(label: u8, class: &str, file: &str) -> Draft {
    Draft {
        label,
        attack_type: class.to_owned(),
        source_path: file.to_owned(),
        licence: OURS.to_owned(),
        family: file.to_owned(),
        split: Split::Train,
        ..Draft::default()
    }
}

impl Executed<'_> {
    fn rows(&self) -> Vec<Draft> {
        if !self.path.is_empty() {
            return cut::file(self.path, self.text, Parts::Segments(usize::MAX), &self.draft);
        }
        // A payload without a file around it.
        let text = self.text.trim_end().to_owned();
        vec![Draft {
            original: text,
            carrier: "plain-text".to_owned(),
            surface: "data".to_owned(),
            ..self.draft.clone()
        }]
    }
}
