//! What a bag of words learns: logistic regression on which words a text holds, trained on one part and measured on
//! another. Its AUC is a warning, not an aim: near 1 it says that the labels can be told from cheap cues.

use super::row::Row;
use promptsweep_corpus::segment::Split;
use std::collections::{BTreeMap, BTreeSet};

const PASSES: usize = 8;
const RATE: f64 = 0.2;
const DECAY: f64 = 1e-4;
/// Words that fewer rows hold tell nothing.
const FEWEST: usize = 3;

/// Area under the curve on the validation part after training on the train part; `None` when one has no rows.
pub(super) fn auc(rows: &[&Row]) -> Option<f64> {
    let (train, validation) = (part(rows, Split::Train), part(rows, Split::Validation));
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    train.iter().flat_map(|row| words(&row.text)).for_each(|word| *counts.entry(word).or_default() += 1);
    let index: BTreeMap<String, usize> =
        counts.into_iter().filter(|(_, count)| *count >= FEWEST).enumerate().map(|(i, (word, _))| (word, i)).collect();
    let known = |row: &Row| words(&row.text).into_iter().filter_map(|w| index.get(&w).copied()).collect::<Vec<_>>();
    let examples: Vec<(Vec<usize>, bool)> = train.iter().map(|row| (known(row), row.label == 1)).collect();
    let model = Model::train(&examples, index.len());
    area(validation.iter().map(|row| (model.odds(&known(row)), row.label == 1)).collect())
}

fn part<'r>(rows: &[&'r Row], split: Split) -> Vec<&'r Row> {
    rows.iter().copied().filter(|row| row.split == split).collect()
}

fn words(text: &str) -> BTreeSet<String> {
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

struct Model {
    weights: Vec<f64>,
    bias: f64,
}

impl Model {
    fn train(examples: &[(Vec<usize>, bool)], words: usize) -> Self {
        let mut model = Self { weights: vec![0.0; words], bias: 0.0 };
        let mut squares = vec![1.0_f64; words];
        // A stride that shares no factor with the count visits every row once, in a fixed and mixed order.
        let stride = [7_919, 7_907, 1].into_iter().find(|s| !examples.len().is_multiple_of(*s)).unwrap_or(1);
        for pass in 0..PASSES {
            for step in 0..examples.len() {
                let (words, attack) = &examples[(step * stride + pass) % examples.len()];
                let error = 1.0 / (1.0 + (-model.odds(words)).exp()) - f64::from(u8::from(*attack));
                for &word in words {
                    let gradient = error + DECAY * model.weights[word];
                    squares[word] += gradient * gradient;
                    model.weights[word] -= RATE * gradient / squares[word].sqrt();
                }
                model.bias -= 0.01 * error;
            }
        }
        model
    }

    fn odds(&self, words: &[usize]) -> f64 {
        self.bias + words.iter().map(|&word| self.weights[word]).sum::<f64>()
    }
}

/// Area under the receiver's curve by ranks; ties count half.
fn area(mut scored: Vec<(f64, bool)>) -> Option<f64> {
    scored.sort_by(|a, b| a.0.total_cmp(&b.0));
    let attacks = scored.iter().filter(|s| s.1).count() as f64;
    let clean = scored.len() as f64 - attacks;
    let (mut below, mut sum) = (0.0, 0.0);
    for tie in scored.chunk_by(|a, b| a.0 == b.0) {
        let hits = tie.iter().filter(|s| s.1).count() as f64;
        let misses = tie.len() as f64 - hits;
        sum += hits * (below + misses / 2.0);
        below += misses;
    }
    (attacks > 0.0 && clean > 0.0).then(|| sum / (attacks * clean))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::row::tests::row;

    #[test]
    fn the_area_counts_pairs_in_order() {
        assert_eq!(area(vec![(0.1, false), (0.4, true), (0.3, false), (0.9, true)]), Some(1.0));
        assert_eq!(area(vec![(0.5, false), (0.5, true)]), Some(0.5));
        assert_eq!(area(vec![(0.5, true)]), None);
    }

    #[test]
    fn a_telling_word_is_learned() {
        let mut rows: Vec<Row> = Vec::new();
        for i in 0..80 {
            let mut one = row(&format!("obey number {i}"), 1, "a");
            let mut other = row(&format!("read number {i}"), 0, "a");
            let split = if i < 60 { Split::Train } else { Split::Validation };
            (one.split, other.split) = (split, split);
            rows.extend([one, other]);
        }
        assert_eq!(auc(&rows.iter().collect::<Vec<_>>()), Some(1.0));
    }
}
