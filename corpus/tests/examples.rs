//! Executes the examples of `corpus/attacks/*.md`: each attack must give a finding of at least `warning`, each benign
//! twin must give none. An example marked `gap` is a miss that is known and explained in its file.
//!
//! Every mismatch is collected, so that one run shows the whole picture.

use promptsweep::policy::Finding;
use promptsweep_corpus::measure::findings;
use promptsweep_corpus::{Example, Kind, class};
use std::fmt::Write;
use std::path::Path;

fn told(findings: &[Finding]) -> String {
    let one = |f: &Finding| {
        let severity = format!("{:?}", f.severity).to_lowercase();
        format!("{severity}[{}] line {}: {}", f.attack, f.region.start_line, f.why.first().map_or("", String::as_str))
    };
    findings.iter().map(one).collect::<Vec<_>>().join("\n      ")
}

#[derive(Default)]
struct Outcome {
    attacks: usize,
    seen: usize,
    named: usize,
    benign: usize,
    quiet: usize,
    wrong: String,
    closed: String,
}

impl Outcome {
    fn add(&mut self, class: &str, example: &Example) {
        let found = findings(&example.path, &example.text);
        let place = format!("corpus/attacks/{class}.md:{} ({})", example.line, example.path);
        match (example.kind, found.is_empty()) {
            (Kind::Attack, missed) => {
                self.attacks += 1;
                self.seen += usize::from(!missed);
                self.named += usize::from(found.iter().any(|finding| finding.attack == class));
                if missed {
                    let _ = writeln!(self.wrong, "  missed attack  {place}");
                }
            }
            (Kind::Benign, quiet) => {
                self.benign += 1;
                self.quiet += usize::from(quiet);
                if !quiet {
                    let _ = writeln!(self.wrong, "  false alarm    {place}\n      {}", told(&found));
                }
            }
            (Kind::Gap, true) | (Kind::Payload, _) => {}
            (Kind::Gap, false) => {
                let _ = writeln!(self.closed, "  gap is closed  {place}: take the flag `gap` off");
            }
        }
    }
}

#[test]
fn examples_of_the_corpus_are_judged_right() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("attacks");
    let classes = class::load(&folder).unwrap_or_else(|broken| panic!("{broken}"));
    let mut outcome = Outcome::default();
    for class in classes.iter().filter(|class| class.visible != "no") {
        class.examples.iter().for_each(|example| outcome.add(&class.id, example));
    }
    let Outcome { attacks, seen, named, benign, quiet, wrong, closed } = outcome;
    let figures = format!(
        "{seen} of {attacks} attacks seen ({named} of them under their own class), {quiet} of {benign} benign quiet"
    );
    assert!(wrong.is_empty(), "{figures}\n{wrong}{closed}");
    println!("{figures}\n{closed}");
}
