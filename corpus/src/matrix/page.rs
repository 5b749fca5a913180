//! The matrix as a page: `docs/gap_matrix.md`. It only writes down; what counts as full or explained is decided elsewhere.

mod head;
mod table;

use super::explain::places;
use super::{Count, Matrix, Row, has_payloads};
use crate::{Class, Corpus};
use promptsweep::check::CHECKS;
use promptsweep::decode::DECODERS;
use promptsweep::filter::FILTERS;
use promptsweep::policy::Severity;
use std::collections::BTreeMap;
use std::fmt::Write;
use table::Table;

/// The page for `matrix`, which was measured on `corpus`.
pub fn page(corpus: &Corpus, matrix: &Matrix) -> String {
    let mut out = String::new();
    head::write(corpus, matrix, &mut out);
    classes(corpus, matrix, &mut out);
    carriers(corpus, matrix, &mut out);
    disguises(matrix, &mut out);
    detectors(matrix, &mut out);
    coverage(matrix, &mut out);
    crossed(corpus, matrix, &mut out);
    open(corpus, matrix, &mut out);
    twins(matrix, &mut out);
    out
}

/// `found/of`; a dot where nothing is measured.
fn share(count: Count) -> String {
    if count.of == 0 { "·".to_owned() } else { format!("{}/{}", count.found, count.of) }
}

/// A cell of a wide table: a full one is a mark, so that the others stand out.
fn mark(count: Option<&Count>) -> String {
    match count {
        Some(count) if count.is_full() => "●".to_owned(),
        Some(Count { found: 0, .. }) => "–".to_owned(),
        Some(count) => share(*count),
        None => "·".to_owned(),
    }
}

fn severity(severity: Option<Severity>) -> &'static str {
    match severity {
        Some(Severity::Error) => "error",
        Some(Severity::Warning) => "warning",
        Some(Severity::Note) => "note",
        None => "–",
    }
}

fn full(cells: &BTreeMap<String, Count>) -> Count {
    let full = cells.values().filter(|count| count.is_full()).count();
    Count::from([full, cells.len()].map(|n| u32::try_from(n).unwrap_or(u32::MAX)))
}

fn classes(corpus: &Corpus, matrix: &Matrix, out: &mut String) {
    out.push_str("## Classes\n\n");
    out.push_str(
        "`examples` and `files` are whole attack files, *known gaps included*; `named` are the examples that are \
         reported under this very class. `carriers` and `disguises` count declared cells that are full. `all` is every \
         payload in every carrier and every disguise. `book` is the validation part of the book of segments, each read \
         as a file of its own, which no model has learned from.\n\n",
    );
    let heads =
        "attack_type, risk_id, source, covered, folder, examples, named, files, carriers, disguises, all, book, worst";
    let mut table = Table::new(heads.split(", "));
    for class in &corpus.classes {
        if let Some(row) = matrix.classes.get(&class.id) {
            table.row(class_row(corpus, class, row));
        }
    }
    table.write(out);
}

fn class_row(corpus: &Corpus, class: &Class, row: &Row) -> Vec<String> {
    let risk = class.ids().next().cloned().unwrap_or_default();
    let source = class.sources.first().map(|s| format!("[source]({s})")).unwrap_or_default();
    let mut folder = format!("[attacks](../corpus/attacks/{}.md)", class.id);
    if corpus.payloads.iter().any(|payload| payload.attack_type == class.id) {
        let _ = write!(folder, " [payloads](../corpus/payloads/{})", class.id);
    }
    let mut cells = vec![class.id.clone(), risk, source, covered(class, row).to_owned(), folder];
    cells.extend([share(row.examples), row.named.to_string(), share(row.files)]);
    cells.extend([full(&row.carriers), full(&row.disguises), row.all, row.book].map(share));
    cells.push(severity(row.worst).to_owned());
    cells
}

fn covered(class: &Class, row: &Row) -> &'static str {
    let counts = [row.examples, row.files];
    match class.visible.as_str() {
        "no" => "no text scanner can see it",
        _ if counts.iter().all(|c| c.is_full()) && row.cells().all(|(_, c)| c.is_full()) => "yes",
        _ if counts.iter().any(|c| c.found > 0) => "partly",
        _ => "no",
    }
}

fn carriers(corpus: &Corpus, matrix: &Matrix, out: &mut String) {
    out.push_str("## Class and carrier\n\nThe payloads of each class as they are. ● all are found, – none is.\n\n");
    let mut table = Table::new(["nr", "carrier", "what it is", "path", "payloads found"]);
    for (i, carrier) in corpus.carriers.iter().enumerate() {
        let plain = matrix.carriers.get(&carrier.id).and_then(|c| c.get("none")).copied().unwrap_or_default();
        let path = format!("`{}`", carrier.path);
        table.row(vec![(i + 1).to_string(), carrier.id.clone(), carrier.title.clone(), path, share(plain)]);
    }
    table.write(out);
    let numbers = (1..=corpus.carriers.len()).map(|i| i.to_string());
    let mut table = Table::new([String::from("class")].into_iter().chain(numbers));
    for class in corpus.classes.iter().filter(|class| has_payloads(class)) {
        let row = &matrix.classes[&class.id];
        let cells = corpus.carriers.iter().map(|carrier| mark(row.carriers.get(&carrier.id)));
        table.row([class.id.clone()].into_iter().chain(cells).collect());
    }
    table.write(out);
}

fn disguises(matrix: &Matrix, out: &mut String) {
    out.push_str(
        "## Class and disguise\n\nThe payloads disguised by the `obfuscate` of each filter and decoder, in the carriers \
         that take a text as it is (`agent-rule`, `readme-paragraph`). A dot: the disguise changes nothing in them. Some disguises are \
         found whatever they hide.\n\n",
    );
    let ids = ids(matrix.classes.values().flat_map(|row| row.disguises.keys()));
    let mut table = Table::new(["class"].into_iter().chain(ids.iter().copied()));
    for (class, row) in matrix.classes.iter().filter(|(_, row)| row.all.of > 0) {
        let cells = ids.iter().map(|id| mark(row.disguises.get(*id)));
        table.row([class.clone()].into_iter().chain(cells).collect());
    }
    table.write(out);
}

fn ids<'m>(all: impl Iterator<Item = &'m String>) -> Vec<&'m str> {
    let mut out: Vec<&str> = all.map(String::as_str).collect();
    out.sort_unstable();
    out.dedup();
    out
}

fn detectors(matrix: &Matrix, out: &mut String) {
    out.push_str(
        "## Class and detector\n\nIn how many files of the class (examples, payload files, payloads in all carriers and \
         disguises) each filter, decoder and check took part in a finding of at least `warning`. `jailguard` holds both \
         the intents and the linear reader: its signals do not tell them apart.\n\n",
    );
    let ids = ids(matrix.classes.values().flat_map(|row| row.detectors.keys()));
    let mut table = Table::new(["class"].into_iter().chain(ids.iter().copied()));
    for (class, row) in matrix.classes.iter().filter(|(_, row)| !row.detectors.is_empty()) {
        let cell = |id: &&str| row.detectors.get(*id).map_or("·".to_owned(), u32::to_string);
        table.row([class.clone()].into_iter().chain(ids.iter().map(cell)).collect());
    }
    table.write(out);
}

fn coverage(matrix: &Matrix, out: &mut String) {
    out.push_str(
        "## Declared coverage\n\nWhat each detector says it can raise, and in how many files of the corpus it raised it \
         by itself. A decoder raises it when a text that it opened raises something.\n\n",
    );
    let mut table = Table::new(["kind", "detector", "class: files"]);
    for (kind, id, covers) in declared() {
        let count = |class: &&str| matrix.coverage.get(id).and_then(|c| c.get(*class)).copied().unwrap_or(0);
        let classes: Vec<String> = covers.iter().map(|class| format!("{class}: {}", count(class))).collect();
        table.row(vec![kind.to_owned(), id.to_owned(), classes.join(", ")]);
    }
    table.write(out);
}

/// Kind, id and declared classes of every detector.
pub fn declared() -> Vec<(&'static str, &'static str, &'static [&'static str])> {
    let filters = FILTERS.iter().map(|f| ("filter", f.meta()));
    let decoders = DECODERS.iter().map(|d| ("decoder", d.meta()));
    let checks = CHECKS.iter().map(|c| ("check", c.meta()));
    filters.chain(decoders).chain(checks).map(|(kind, meta)| (kind, meta.id, meta.covers)).collect()
}

fn crossed(corpus: &Corpus, matrix: &Matrix, out: &mut String) {
    out.push_str(
        "## Carrier and disguise\n\nAll payloads together; in per cent of those that the disguise changes.\n\n",
    );
    let ids = ids(matrix.carriers.values().flat_map(BTreeMap::keys));
    let mut table = Table::new(["carrier"].into_iter().chain(ids.iter().copied()));
    for carrier in &corpus.carriers {
        let row = matrix.carriers.get(&carrier.id);
        let cell = |id: &&str| row.and_then(|row| row.get(*id)).map_or("·".to_owned(), |c| head::percent(*c));
        table.row([carrier.id.clone()].into_iter().chain(ids.iter().map(cell)).collect());
    }
    table.write(out);
}

fn open(corpus: &Corpus, matrix: &Matrix, out: &mut String) {
    out.push_str("## Cells that are not full\n\nEach is explained under *Known gaps* of its class.\n\n");
    let mut table = Table::new(["class", "not full: carriers and disguises with found/measured"]);
    for class in &corpus.classes {
        let row = &matrix.classes[&class.id];
        let cells: Vec<String> = places(class, row).iter().map(|p| format!("{} {}", p.id, share(p.count))).collect();
        if !cells.is_empty() {
            table.row(vec![class.id.clone(), cells.join(", ")]);
        }
    }
    table.write(out);
}

fn twins(matrix: &Matrix, out: &mut String) {
    out.push_str(
        "## Clean twins\n\nTexts that a naive scanner flags. None may give a finding of at least `warning`.\n\n",
    );
    let mut table = Table::new(["kind", "flagged"]);
    for (kind, count) in &matrix.twins {
        table.row(vec![kind.clone(), share(*count)]);
    }
    table.write(out);
}
