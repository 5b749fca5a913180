//! The rule table: one rule for each attack class, and a bare one for each class that a finding names and the table lacks.
//! Does not judge. Invariant: every finding has an index.

use crate::attack::Attack;
use crate::policy::{Finding, Severity};
use crate::report::severity_id;
use serde_json::json;
use serde_sarif::sarif::{MultiformatMessageString, PropertyBag, ReportingConfiguration, ReportingDescriptor};

/// Tags that GitHub keeps for a rule.
const MOST_TAGS: usize = 10;
/// Characters that GitHub takes for a description.
const MOST_TEXT: usize = 1024;

pub(super) struct Rules {
    pub(super) list: Vec<ReportingDescriptor>,
    ids: Vec<String>,
}

impl Rules {
    pub(super) fn of(attacks: &[Attack], findings: &[&Finding]) -> Self {
        let mut list: Vec<ReportingDescriptor> = attacks.iter().map(rule).collect();
        let mut strangers: Vec<&str> = findings.iter().map(|f| f.attack).collect();
        strangers.sort_unstable();
        strangers.dedup();
        strangers.retain(|id| !attacks.iter().any(|a| a.id == *id));
        list.extend(strangers.into_iter().map(bare));
        let ids = list.iter().map(|rule| rule.id.clone()).collect();
        Self { list, ids }
    }

    pub(super) fn index(&self, id: &str) -> usize {
        self.ids.iter().position(|known| known == id).unwrap_or_default()
    }
}

fn rule(attack: &Attack) -> ReportingDescriptor {
    ReportingDescriptor::builder()
        .id(attack.id)
        .name(pascal(attack.title))
        .short_description(text(attack.title))
        .full_description(text(attack.summary))
        .help(MultiformatMessageString::builder().text(attack.page).markdown(attack.page).build())
        .default_configuration(ReportingConfiguration::builder().level(json!(severity_id(attack.severity))).build())
        .properties(properties(attack.severity, attack.ids))
        .build()
}

fn bare(id: &str) -> ReportingDescriptor {
    let about = format!("Attack class {id}.");
    ReportingDescriptor::builder()
        .id(id)
        .short_description(text(&about))
        .full_description(text(&about))
        .help(text(&format!("Run `promptsweep explain {id}`.")))
        .properties(properties(Severity::Warning, &[]))
        .build()
}

fn text(text: &str) -> MultiformatMessageString {
    MultiformatMessageString::builder().text(text.chars().take(MOST_TEXT).collect::<String>()).build()
}

fn properties(severity: Severity, ids: &[&str]) -> PropertyBag {
    let (precision, problem, score) = match severity {
        Severity::Error => ("high", "error", "8.5"),
        Severity::Warning => ("medium", "warning", "5.5"),
        Severity::Note => ("low", "recommendation", "2.0"),
    };
    let fixed = ["security", "prompt-injection"].map(str::to_owned);
    let tags: Vec<String> = fixed.into_iter().chain(ids.iter().map(|id| tag(id))).take(MOST_TAGS).collect();
    let more = [
        ("precision".to_owned(), json!(precision)),
        ("problem.severity".to_owned(), json!(problem)),
        ("security-severity".to_owned(), json!(score)),
    ];
    PropertyBag::builder().tags(tags).additional_properties(more).build()
}

/// GitHub knows a CWE by a tag of this form.
fn tag(id: &str) -> String {
    match id.strip_prefix("CWE-") {
        Some(number) => format!("external/cwe/cwe-{number:0>3}"),
        None => id.to_owned(),
    }
}

/// `Look-alike letters` as `LookAlikeLetters`. Made of the title, because a name must not be the id in other letters.
fn pascal(title: &str) -> String {
    let word = |word: &str| word[..1].to_ascii_uppercase() + &word[1..];
    title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attack::ATTACKS;

    #[test]
    fn every_class_is_a_rule_that_code_scanning_takes() {
        for attack in ATTACKS {
            let rule = rule(attack);
            assert_ne!(rule.name.as_deref().map(str::to_ascii_lowercase).as_deref(), Some(attack.id));
            let tags = rule.properties.and_then(|p| p.tags).unwrap();
            assert!(tags.len() <= MOST_TAGS && tags[0] == "security", "{}: {tags:?}", attack.id);
            assert!(!attack.summary.is_empty() && attack.summary.chars().count() <= MOST_TEXT, "{}", attack.id);
        }
    }

    #[test]
    fn a_stranger_gets_a_rule_of_its_own() {
        let mut finding = crate::report::fixture::report().findings.remove(0);
        finding.attack = "no-such-attack";
        let rules = Rules::of(ATTACKS, &[&finding]);
        assert_eq!(rules.list[rules.index("no-such-attack")].id, "no-such-attack");
    }
}
