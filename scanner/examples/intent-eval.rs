//! Measures the intent engine on labelled segments: recall and false positives per type and language.
//!
//! `cargo run --example intent-eval -- FILE.jsonl… [--show missed|false] [--at 0.5] [--type T] [--lang L]`

#![expect(clippy::print_stdout, reason = "a measuring program prints")]

use promptsweep::document::{Document, Origin};
use promptsweep::intent;
use promptsweep::segment::{Carrier, Segment};
use promptsweep::span::Span;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Row {
    text: String,
    label: u8,
    #[serde(alias = "attack_type")]
    class: String,
    #[serde(alias = "lang")]
    language: String,
    #[serde(default)]
    split: String,
}

fn score(text: &str) -> (f32, String) {
    let document = Document::new(Origin::Stdin, "a.md", text);
    let segment = Segment::slice(&document, Span::of(0..text.len()), Carrier::Paragraph);
    let mut out = Vec::new();
    intent::read(&segment, "intent", &mut out);
    let best = out.into_iter().max_by(|a, b| a.strength.total_cmp(&b.strength));
    best.map_or((0.0, String::new()), |s| (s.strength, format!("{}: {}", s.attack, s.reason)))
}

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| args.iter().position(|a| a == name).and_then(|i| args.get(i + 1).cloned());
    let show = option("--show").unwrap_or_default();
    let at: f32 = option("--at").and_then(|n| n.parse().ok()).unwrap_or(0.5);
    let (only, lang) = (option("--type"), option("--lang"));
    let mut table: BTreeMap<(String, String), (u32, u32)> = BTreeMap::new();
    for file in args.iter().filter(|a| a.ends_with(".jsonl")) {
        for line in std::fs::read_to_string(file)?.split('\n').filter(|l| !l.is_empty()) {
            let row: Row = serde_json::from_str(line)?;
            if row.split == "test" {
                continue;
            }
            if only.as_ref().is_some_and(|t| *t != row.class) || lang.as_ref().is_some_and(|l| *l != row.language) {
                continue;
            }
            let (strength, reason) = score(&row.text);
            let hit = strength >= at;
            let side = if row.label == 1 { "attack" } else { "clean" };
            let mut count = |key: String| {
                let cell = table.entry((side.to_owned(), key)).or_default();
                cell.0 += u32::from(hit);
                cell.1 += 1;
            };
            count("all".to_owned());
            count(format!("type {}", row.class));
            count(format!("lang {}", row.language));
            if (show == "false" && hit && row.label == 0) || (show == "missed" && !hit && row.label == 1) {
                println!("{strength:.2} [{reason}] {}", row.text.replace('\n', "⏎"));
            }
        }
    }
    for ((side, key), (hits, all)) in table {
        println!("{side:7} {key:32} {hits:5} / {all:5} = {:5.1} %", 100.0 * f64::from(hits) / f64::from(all));
    }
    Ok(())
}
