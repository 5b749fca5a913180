//! Numbers that tell members from others, each documented at the head of [`crate::probe`]. Pure.

/// Share of the tokens that `min_k` looks at.
const LEAST: f64 = 0.2;

/// Mean; 0 of nothing.
pub fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

/// Mean of the least likely fifth of the tokens (at least one): arXiv 2310.16789.
pub fn min_k(tokens: &[f64]) -> f64 {
    let mut sorted = tokens.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.truncate(((tokens.len() as f64 * LEAST).round() as usize).max(1));
    mean(&sorted)
}

/// Share of the words of `wanted` that `said` recites from its start without a mistake.
pub fn recall(wanted: &str, said: &str) -> f64 {
    let same = wanted.split_whitespace().zip(said.split_whitespace()).take_while(|(a, b)| a == b).count();
    same as f64 / wanted.split_whitespace().count().max(1) as f64
}

/// Area under the curve: how often a member scores above another record, ties by half; `None` without both kinds.
pub fn auc(scores: &[(f64, bool)]) -> Option<f64> {
    let of = |kind: bool| scores.iter().filter(move |score| score.1 == kind).map(|score| score.0);
    let (members, others) = (of(true).count(), of(false).count());
    let won = |a: f64, b: f64| if a > b { 1.0 } else { f64::from(u8::from(a == b)) / 2.0 };
    let wins: f64 = of(true).flat_map(|a| of(false).map(move |b| won(a, b))).sum();
    (members > 0 && others > 0).then(|| wins / (members * others) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values() {
        assert_eq!(mean(&[]), 0.0);
        assert_eq!(min_k(&[-1.0, -9.0, -1.0, -1.0, -1.0]), -9.0);
        assert_eq!(min_k(&[-4.0, -1.0]), -4.0);
        assert_eq!(min_k(&[-1.0, -8.0, -4.0, -1.0, -1.0, -1.0, -1.0, -1.0, -1.0, -1.0]), -6.0);
        assert_eq!(recall("a b c d", " a b x d"), 0.5);
        assert_eq!(recall("a", ""), 0.0);
        assert_eq!(auc(&[(1.0, true), (0.0, false), (1.0, false)]), Some(0.75));
        assert_eq!(auc(&[(1.0, true)]), None);
    }
}
