//! Segments of real trees, cut by the scanner's own extractors: the clean side that written rows cannot supply.

use crate::row::Row;
use anyhow::{Context, Result};
use promptsweep::document::{Document, Origin};
use promptsweep::extract;
use promptsweep::intent;
use promptsweep::source::worktree::{Options, Worktree};
use promptsweep::source::{Item, Source};
use promptsweep_corpus::segment;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Longest text kept, in bytes.
const MOST: usize = 4_000;

/// Log-odds of the linear reader above which every segment is kept.
const HARD: f32 = -2.0;

/// Writes one segment in `one_in` of all files under `trees`, and every hard one, each text once, sorted.
pub fn segments(trees: &[PathBuf], one_in: u64, out: &Path) -> Result<()> {
    let kept = Mutex::new(BTreeSet::new());
    for tree in trees {
        let options = Options { include_ignored: true, ..Options::default() };
        Worktree::new(tree, options).documents(&|item| {
            let Item::Document(document) = item else { return };
            let texts = extract::segments(&document).into_iter().map(|s| s.text.into_owned());
            let sampled =
                texts.filter(|t| t.len() <= MOST && ((segment::hash(t) >> 20).is_multiple_of(one_in) || is_hard(t)));
            kept.lock().unwrap_or_else(PoisonError::into_inner).extend(sampled);
        })?;
    }
    let kept = kept.into_inner().unwrap_or_else(PoisonError::into_inner);
    let file = std::fs::File::create(out).with_context(|| format!("cannot write {}", out.display()))?;
    let mut file = std::io::BufWriter::new(file);
    for text in kept {
        serde_json::to_writer(&mut file, &serde_json::json!({ "text": text, "label": 0 }))?;
        file.write_all(b"\n")?;
    }
    Ok(file.flush()?)
}

/// Segments of the clean twins in `folder` (`corpus/benign`), cut by the extractors; a kind is a family.
pub fn twins(folder: &Path) -> Result<Vec<Row>> {
    let kinds = promptsweep_corpus::twin::load(folder)?;
    let files = kinds.iter().flat_map(|kind| kind.examples.iter().map(move |file| (&kind.kind, file)));
    let cut = files.flat_map(|(kind, file)| {
        let document = Document::new(Origin::Worktree, &*file.path, &*file.text);
        let texts: Vec<String> = extract::segments(&document).into_iter().map(|s| s.text.into_owned()).collect();
        texts.into_iter().map(|text| Row::clean(text, kind))
    });
    Ok(cut.collect())
}

/// True when today's linear reader comes near to taking the text for an attack: what it must learn most.
fn is_hard(text: &str) -> bool {
    intent::odds(text) > HARD
}
