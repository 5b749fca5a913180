//! The coverage verifier: what the corpus, the declared coverage and the committed matrix must agree on.
//!
//! It measures nothing itself and writes nothing unless asked; each problem is a line that says where.

use crate::matrix::{self, Matrix, declared, has_payloads};
use crate::measure::{Case, Subject};
use crate::{Class, Corpus, Kind};
use promptsweep::attack::ATTACKS;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// The generated files of a matrix, by name in the documentation folder.
pub fn outputs(corpus: &Corpus, matrix: &Matrix) -> [(&'static str, String); 3] {
    [
        ("gap_matrix.md", matrix::page(corpus, matrix)),
        ("gap_matrix.svg", matrix::picture(matrix)),
        ("gaps.json", serde_json::to_string_pretty(matrix).unwrap_or_default() + "\n"),
    ]
}

/// The committed matrix; nothing when there is none yet.
pub fn committed(docs: &Path) -> io::Result<Option<Matrix>> {
    match fs::read_to_string(docs.join("gaps.json")) {
        Ok(text) => serde_json::from_str(&text).map(Some).map_err(io::Error::other),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Every rule over a corpus, its cases and the committed matrix.
pub fn problems(corpus: &Corpus, cases: &[Case<'_>], committed: Option<&Matrix>) -> Vec<String> {
    let matrix = Matrix::of(corpus, cases);
    let mut out = corpus.problems();
    out.extend(classes(&corpus.classes));
    out.extend(payloads(&corpus.classes));
    out.extend(coverage(&declared(), &matrix));
    out.extend(flagged(cases));
    out.extend(matrix::unexplained(&corpus.classes, &matrix));
    out.extend(committed.map(|old| matrix::worse(old, &matrix)).unwrap_or_default());
    out
}

/// Generated files that are not what would be written now.
pub fn stale(docs: &Path, outputs: &[(&str, String)]) -> Vec<String> {
    let old = |name: &str, text: &String| fs::read_to_string(docs.join(name)).ok().as_ref() != Some(text);
    let stale = outputs.iter().filter(|(name, text)| old(name, text));
    stale.map(|(name, _)| format!("docs/{name} is stale: run `promptsweep-corpus gaps`")).collect()
}

/// The scanner's table and the corpus name the same classes, and each that text shows has examples.
fn classes(classes: &[Class]) -> Vec<String> {
    let ours: BTreeSet<&str> = classes.iter().map(|class| class.id.as_str()).collect();
    let theirs: BTreeSet<&str> = ATTACKS.iter().map(|attack| attack.id).collect();
    let lost = theirs.difference(&ours).map(|id| format!("class {id} of the scanner has no file in corpus/attacks"));
    let new = ours.difference(&theirs).map(|id| format!("corpus/attacks/{id}.md is unknown to the scanner"));
    let bare = |class: &&Class| {
        class.visible != "no" && !class.examples.iter().any(|e| matches!(e.kind, Kind::Attack | Kind::Gap))
    };
    let bare = classes.iter().filter(bare).map(|class| format!("corpus/attacks/{}.md has no attack example", class.id));
    lost.chain(new).chain(bare).collect()
}

/// A class that no text shows cannot have a text that is put into carriers.
fn payloads(classes: &[Class]) -> Vec<String> {
    let odd = classes.iter().filter(|class| class.visible == "no" && has_payloads(class));
    odd.map(|class| format!("corpus/attacks/{}.md has payloads although no text shows the class", class.id)).collect()
}

/// What detectors declare and the corpus does not show.
fn coverage(declared: &[(&str, &str, &[&str])], matrix: &Matrix) -> Vec<String> {
    let raised = |id: &str, class: &str| matrix.coverage.get(id).is_some_and(|classes| classes.contains_key(class));
    let missing = declared.iter().flat_map(|(kind, id, covers)| {
        let classes = covers.iter().filter(|class| !raised(id, class));
        classes.map(move |class| format!("{kind} {id} declares {class} and raises it nowhere in the corpus"))
    });
    missing.collect()
}

fn flagged(cases: &[Case<'_>]) -> Vec<String> {
    let told = |case: &Case<'_>| match &case.subject {
        Subject::Twin(place) if case.seen.counts() => {
            let attacks: Vec<&str> = case.seen.attacks.iter().copied().collect();
            Some(format!("{place}: a clean twin is flagged as {}", attacks.join(", ")))
        }
        _ => None,
    };
    cases.iter().filter_map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undeclared_coverage_is_told() {
        let mut matrix = Matrix::default();
        matrix.coverage.entry("base64".to_owned()).or_default().insert("encoded-payload".to_owned(), 3);
        let told = |covers: &[&str]| coverage(&[("decoder", "base64", covers)], &matrix);
        assert_eq!(told(&["encoded-payload"]), Vec::<String>::new());
        assert_eq!(
            told(&["encoded-payload", "token-flood"]),
            ["decoder base64 declares token-flood and raises it nowhere in the corpus"]
        );
    }
}
