//! "Did you mean": the known word nearest to an unknown one. Says nothing when nothing is near, since a far guess is
//! worse than none.

/// The candidate most like `word`, if one is like it. Ties go to the first.
pub(crate) fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    const NEAR: f64 = 0.72;
    let word = word.to_ascii_lowercase().replace('_', "-");
    let mut best = None;
    for candidate in candidates {
        let score = strsim::jaro_winkler(&word, &candidate.to_ascii_lowercase().replace('_', "-"));
        if score >= NEAR && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_slips_and_passes_over_strangers() {
        let known = ["fail-on", "min-severity", "exclude"];
        assert_eq!(nearest("fail_on", known), Some("fail-on"));
        assert_eq!(nearest("excludes", known), Some("exclude"));
        assert_eq!(nearest("quux", known), None);
    }
}
