//! Which licences rows may have: permissive ones and share-alike ones, by SPDX id, joined by `AND` and `OR`.
//!
//! Not judged here: whether a source states its licence truthfully. Invariant: nothing without a licence and nothing
//! that forbids commercial use or changes gets past, and the error names it.

use super::Error;

/// The licence of everything that was written for this repository.
pub const OURS: &str = "Apache-2.0 OR MIT";

const KNOWN: [&str; 12] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC-BY-3.0",
    "CC-BY-4.0",
    "CC-BY-SA-3.0",
    "CC-BY-SA-4.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "Unlicense",
];

/// Checks a licence as written; `at` is the place that the error names.
pub fn check(at: &str, licence: &str) -> Result<(), Error> {
    let refused = |why| Err(Error::Refused { at: at.to_owned(), licence: licence.to_owned(), why });
    let lower = licence.trim().to_lowercase();
    if ["", "none", "unlicensed", "noassertion", "proprietary", "all rights reserved"].contains(&lower.as_str()) {
        return refused("gives nobody a right to use it");
    }
    let words = || lower.split(|c: char| !c.is_ascii_alphanumeric());
    if words().any(|word| word == "nc") || lower.replace(['-', ' '], "").contains("noncommercial") {
        return refused("forbids commercial use");
    }
    if words().any(|word| word == "nd") {
        return refused("forbids changes");
    }
    match licence.split(" AND ").flat_map(|part| part.split(" OR ")).all(|id| KNOWN.contains(&id)) {
        true => Ok(()),
        false => Err(Error::UnknownLicence { at: at.to_owned(), licence: licence.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_licences_pass_and_others_are_refused_by_name() {
        for good in [OURS, "MIT AND CC-BY-SA-4.0", "CC0-1.0"] {
            assert!(check("x", good).is_ok(), "{good}");
        }
        let told = |licence| check("a/b:3", licence).unwrap_err().to_string();
        assert_eq!(told("CC-BY-NC-4.0"), "a/b:3: refused: licence \"CC-BY-NC-4.0\" forbids commercial use");
        assert_eq!(told("Non-Commercial"), "a/b:3: refused: licence \"Non-Commercial\" forbids commercial use");
        assert_eq!(told("unlicensed"), "a/b:3: refused: licence \"unlicensed\" gives nobody a right to use it");
        assert_eq!(told("CC-BY-ND-4.0"), "a/b:3: refused: licence \"CC-BY-ND-4.0\" forbids changes");
        assert_eq!(told("Zork-1.0"), "a/b:3: unknown licence \"Zork-1.0\"");
    }
}
