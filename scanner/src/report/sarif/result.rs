//! One finding as a result: message, place, fingerprints. Texts of the repository are escaped; paths are percent-encoded.

use crate::document::{self, Origin};
use crate::policy::{Finding, Severity};
use crate::report::advice::advice;
use crate::report::escape::{clipped, visible};
use serde_json::{Value, json};
use serde_sarif::sarif::{
    ArtifactLocation, Location, Message, PhysicalLocation, PropertyBag, Region, Result, ResultLevel,
};

/// Most characters of a message and of a decoded text.
const MOST: usize = 400;

pub(super) fn result(finding: &Finding, rule: usize) -> Result {
    let mut out = Result::builder()
        .rule_id(finding.attack)
        .rule_index(number(rule as u64))
        .level(level(finding.severity))
        .message(Message::builder().text(message(finding)).build())
        .locations(vec![place(&finding.path, Some(region(finding)))])
        .partial_fingerprints([("promptsweep/v1".to_owned(), visible(&finding.fingerprint))])
        .properties(properties(finding))
        .build();
    if let (Some(prints), false) = (&mut out.partial_fingerprints, finding.line_hash.is_empty()) {
        prints.insert("primaryLocationLineHash".to_owned(), visible(&finding.line_hash));
    }
    out
}

fn level(severity: Severity) -> ResultLevel {
    match severity {
        Severity::Note => ResultLevel::Note,
        Severity::Warning => ResultLevel::Warning,
        Severity::Error => ResultLevel::Error,
    }
}

fn message(finding: &Finding) -> String {
    let mut text = clipped(&finding.message, MOST);
    if let Some(decoded) = &finding.decoded {
        text += &format!(". A model reads: \"{}\"", clipped(decoded, MOST));
    }
    text += &format!(". Help: {}.", advice(finding));
    // `[text](1)` would be a link to a related location.
    text.replace("](", "] (")
}

/// A file, and a region of it.
pub(super) fn place(path: &str, region: Option<Region>) -> Location {
    let file = ArtifactLocation::builder().uri(uri(path)).build();
    let mut physical = PhysicalLocation::builder().artifact_location(file).build();
    physical.region = region;
    Location::builder().physical_location(physical).build()
}

fn region(finding: &Finding) -> Region {
    if finding.origin == Origin::FileName {
        // A name is not a line of the file; the top is where people look.
        return Region::builder().start_line(1).build();
    }
    let document::Region { start_line, start_column, end_line, end_column, .. } = finding.region;
    let one_line = end_line <= start_line;
    Region::builder()
        .start_line(number(start_line.max(1)))
        .start_column(number(start_column.max(1)))
        .end_line(number(end_line.max(start_line).max(1)))
        .end_column(number(end_column.max(if one_line { start_column } else { 1 }).max(1)))
        .build()
}

fn number(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn properties(finding: &Finding) -> PropertyBag {
    let why: Vec<String> = finding.why.iter().map(|why| clipped(why, MOST)).collect();
    let more: [(&str, Value); 6] = [
        ("confidence", json!((f64::from(finding.confidence) * 1000.0).round() / 1000.0)),
        ("surface", json!(finding.surface)),
        ("carrier", json!(finding.carrier)),
        ("visibility", json!(finding.visibility)),
        ("why", json!(why)),
        ("sources", json!(finding.sources)),
    ];
    PropertyBag::builder().additional_properties(more.map(|(key, value)| (key.to_owned(), value))).build()
}

/// A path as a URI: relative stays relative, absolute becomes a `file:` URI; every byte that is not plain is escaped.
fn uri(path: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("docs/a b,ü%.md"), "docs/a%20b%2C%C3%BC%25.md");
        assert_eq!(uri("javascript:x"), "javascript%3Ax");
        assert_eq!(uri("/tmp/x"), "file:///tmp/x");
        assert_eq!(uri("..\\\u{1b}"), "..%5C%1B");
    }
}
