//! Measures suffix statistics: `suffix-eval FILE.jsonl|FOLDER…` prints, for each line, the strongest signal above 0.3.

#![expect(clippy::print_stdout, reason = "a measuring program prints")]

use promptsweep::document::{Document, Origin};
use promptsweep::extract;
use promptsweep::filter::{FILTERS, Memory};
use promptsweep::source::worktree::{Options, Worktree};
use promptsweep::source::{Item, Source};
use std::path::Path;

fn look(document: &Document, label: &str) {
    for segment in extract::segments(document) {
        let (mut out, mut memory) = (Vec::new(), Memory::default());
        if let Some(filter) = FILTERS.iter().find(|f| f.meta().id == "jailguard") {
            filter.apply(segment, &mut memory, &mut out);
        }
        for signal in out.iter().filter(|s| s.attack == "adversarial-suffix") {
            let text: String = document.text[signal.span.range()].chars().take(90).collect();
            println!("{label} {:.2} {} {text:?}", signal.strength, document.path);
        }
    }
}

fn main() -> anyhow::Result<()> {
    for argument in std::env::args().skip(1) {
        if argument.ends_with(".jsonl") {
            for line in std::fs::read_to_string(&argument)?.split('\n').filter(|l| l.contains("gcg_suffix")) {
                let row: serde_json::Value = serde_json::from_str(line)?;
                println!("row");
                look(&Document::new(Origin::Stdin, "a.txt", row["text"].as_str().unwrap_or_default()), "attack");
            }
        } else {
            let options = Options { include_ignored: true, ..Options::default() };
            Worktree::new(Path::new(&argument), options).documents(&|item| {
                if let Item::Document(document) = item {
                    look(&document, "clean");
                }
            })?;
        }
    }
    Ok(())
}
