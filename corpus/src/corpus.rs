//! Everything in the folder `corpus/`, read strictly, and the rules that no single file can check.

use crate::segment::Segment;
use crate::{Broken, Class, carrier, class, payload, repeat, segment, twin};
use std::collections::HashSet;
use std::path::Path;

/// The whole corpus.
#[derive(Clone, Debug)]
pub struct Corpus {
    /// Attack classes, by id.
    pub classes: Vec<Class>,
    /// Whole attack files, by id.
    pub payloads: Vec<payload::Payload>,
    /// Files with a place for an attack text, by id.
    pub carriers: Vec<carrier::Carrier>,
    /// Clean twins, by kind.
    pub twins: Vec<twin::Twins>,
    /// Labelled segments, in the order of their files.
    pub book: Vec<Segment>,
}

impl Corpus {
    /// Loads the folder `corpus/`.
    pub fn load(folder: &Path) -> Result<Self, Broken> {
        Ok(Self {
            classes: class::load(&folder.join("attacks"))?,
            payloads: payload::load(&folder.join("payloads"))?,
            carriers: carrier::load(&folder.join("carriers"))?,
            twins: twin::load(&folder.join("benign"))?,
            book: segment::load(&folder.join("book"))?,
        })
    }

    /// What breaks a rule that spans files; each a line that says where.
    pub fn problems(&self) -> Vec<String> {
        let payloads = self.payloads.iter().filter_map(|payload| self.payload_problem(payload));
        let mut ids = HashSet::new();
        let segments = self.book.iter().filter_map(|segment| {
            let problem = match self.segment_problem(segment) {
                None if !ids.insert(segment.id.as_str()) => Some("its id stands twice"),
                problem => problem,
            };
            problem.map(|problem| format!("corpus/book: segment {}: {problem}", segment.id))
        });
        payloads.chain(segments).chain(self.repeats()).collect()
    }

    /// Segments of the book that repeat one another, unless they have the same text, which their ids tell.
    fn repeats(&self) -> impl Iterator<Item = String> + '_ {
        let texts: Vec<&str> = self.book.iter().map(|segment| segment.text.as_str()).collect();
        repeat::pairs(&texts).into_iter().map(|(first, second)| {
            let [first, second] = [first, second].map(|at| &self.book[at].id);
            format!("corpus/book: segment {second}: repeats more than half of {first}, or is repeated by it")
        })
    }

    /// The class with this id.
    pub fn class(&self, id: &str) -> Option<&Class> {
        self.classes.binary_search_by(|class| class.id.as_str().cmp(id)).ok().map(|at| &self.classes[at])
    }

    fn payload_problem(&self, payload: &payload::Payload) -> Option<String> {
        let told = |what: String| Some(format!("corpus/payloads/{}: {what}", payload.id));
        let Some(class) = self.class(&payload.attack_type) else {
            return told(format!("attack_type {:?} is no class of corpus/attacks", payload.attack_type));
        };
        if class.ids().all(|id| *id != payload.risk_id) {
            return told(format!("risk_id {:?} is no id of class {:?}", payload.risk_id, class.id));
        }
        None
    }

    fn segment_problem(&self, segment: &Segment) -> Option<&'static str> {
        let known = match segment.label {
            0 => segment.class.starts_with("benign-"),
            1 => self.class(&segment.class).is_some(),
            _ => return Some("its label is neither 0 nor 1"),
        };
        let checks = [
            (!known, "its class is unknown"),
            (segment.split != Segment::split_of(&segment.family), "its split is not that of its family"),
            (segment.text.trim().is_empty(), "its text is empty"),
        ];
        checks.into_iter().find(|(broken, _)| *broken).map(|(_, what)| what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corpus() -> Corpus {
        Corpus::load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap_or_else(|e| panic!("{e}"))
    }

    #[test]
    fn the_corpus_breaks_no_rule() {
        assert_eq!(corpus().problems(), Vec::<String>::new());
    }

    #[test]
    fn a_second_id_and_an_unknown_class_are_told() {
        let mut corpus = corpus();
        corpus.book.truncate(2);
        corpus.book[1] = corpus.book[0].clone();
        assert!(corpus.problems()[0].ends_with("its id stands twice"));
        corpus.book[1].class = "nothing".to_owned();
        assert!(corpus.problems()[0].ends_with("its class is unknown"));
    }
}
