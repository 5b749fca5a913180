//! What the scanner sees in everything that the corpus holds or can be put together from it.
//!
//! Nothing is sampled: every payload in every carrier in every disguise is a file that is read.

pub mod disguise;
mod seen;

pub use disguise::Disguise;
pub use seen::{Seen, findings};

use crate::segment::{Segment, Split};
use crate::{Carrier, Class, Corpus, Example, Kind};
use rayon::prelude::*;

/// Carriers in which every disguise is a declared cell: what everybody reads, and what agents load. Both take a text as
/// it is, so that each disguise arrives there undamaged.
pub const HOSTS: [&str; 2] = ["agent-rule", "readme-paragraph"];

/// What a measured file is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Subject<'c> {
    /// An attack example of a class file, known gaps included.
    Example,
    /// A file of `corpus/payloads`.
    File,
    /// A payload in a carrier and a disguise.
    Cell {
        /// The carrier.
        carrier: &'c str,
        /// Id of the disguise.
        disguise: &'static str,
        /// The payload, for messages.
        payload: &'c str,
    },
    /// A clean text: where it stands.
    Twin(String),
    /// An attack of the book's validation part.
    Book,
}

/// One measured file.
#[derive(Clone, Debug)]
pub struct Case<'c> {
    /// Id of the attack class; for a twin, what it is a twin of.
    pub class: &'c str,
    /// What it is.
    pub subject: Subject<'c>,
    /// What was seen in it.
    pub seen: Seen,
}

/// A file to be measured.
struct Job<'c> {
    class: &'c str,
    subject: Subject<'c>,
    path: &'c str,
    text: Text<'c>,
}

/// A file's text, put together only when it is read: all of them at once would be large.
enum Text<'c> {
    Whole(&'c str),
    Filled(&'c Carrier, Disguise, &'c str),
}

/// Measures the corpus; the order of the cases is that of the corpus.
pub fn all(corpus: &Corpus) -> Vec<Case<'_>> {
    let mut jobs: Vec<Job<'_>> = corpus.classes.iter().flat_map(examples).collect();
    let disguises = disguise::all();
    for class in &corpus.classes {
        for payload in class.examples.iter().filter(|e| e.kind == Kind::Payload) {
            cells(class, payload, &corpus.carriers, &disguises, &mut jobs);
        }
    }
    jobs.extend(corpus.payloads.iter().map(|p| whole(&p.attack_type, Subject::File, &p.path, &p.text)));
    for twins in &corpus.twins {
        let place = |e: &Example| Subject::Twin(format!("corpus/benign/{}.md:{}", twins.kind, e.line));
        jobs.extend(twins.examples.iter().map(|e| whole(&twins.kind, place(e), &e.path, &e.text)));
    }
    let validated = corpus.book.iter().filter(|s| s.split == Split::Validation && s.label == 1);
    jobs.extend(validated.map(|s| whole(&s.class, Subject::Book, stand_in(s), &s.text)));
    jobs.into_par_iter().filter_map(run).collect()
}

fn run(job: Job<'_>) -> Option<Case<'_>> {
    let seen = match job.text {
        Text::Whole(text) => Seen::of(job.path, text),
        Text::Filled(carrier, Disguise::None, text) => Seen::of(job.path, &carrier.plain(text)),
        Text::Filled(carrier, disguise, text) => Seen::of(job.path, &carrier.filled(&disguise.apply(text)?)),
    };
    Some(Case { class: job.class, subject: job.subject, seen })
}

fn whole<'c>(class: &'c str, subject: Subject<'c>, path: &'c str, text: &'c str) -> Job<'c> {
    Job { class, subject, path, text: Text::Whole(text) }
}

fn examples(class: &Class) -> impl Iterator<Item = Job<'_>> {
    class.examples.iter().filter(|e| e.kind != Kind::Payload).map(|example| {
        let subject = match example.kind {
            Kind::Benign => Subject::Twin(format!("corpus/attacks/{}.md:{}", class.id, example.line)),
            _ => Subject::Example,
        };
        whole(&class.id, subject, &example.path, &example.text)
    })
}

fn cells<'c>(
    class: &'c Class,
    payload: &'c Example,
    carriers: &'c [Carrier],
    disguises: &[Disguise],
    jobs: &mut Vec<Job<'c>>,
) {
    for carrier in carriers {
        for &disguise in disguises {
            let subject = Subject::Cell { carrier: &carrier.id, disguise: disguise.id(), payload: &payload.text };
            let text = Text::Filled(carrier, disguise, &payload.text);
            jobs.push(Job { class: &class.id, subject, path: &carrier.path, text });
        }
    }
}

/// The book has segments, not files: each is read as the only text of a file with its surface.
fn stand_in(segment: &Segment) -> &'static str {
    match segment.surface.as_str() {
        "agent-file" => "AGENTS.md",
        "skill" => ".claude/skills/segment/SKILL.md",
        "mcp" => ".claude-plugin/segment.md",
        "prompt-template" => "prompts/segment.md",
        "readme" => "README.md",
        "vcs" => "COMMIT_EDITMSG",
        _ => "docs/segment.md",
    }
}
