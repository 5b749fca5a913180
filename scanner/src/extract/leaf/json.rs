//! Leaves of JSON, JSON with comments, JSON5 and JSON lines.
//!
//! Values that follow each other without a list around them (JSON lines) have no index in their path.

use super::super::escape::Escape;
use super::flow::{Dialect, Each, Flow};
use super::path::Path;

static JSON: Dialect = Dialect { separator: b':', tight: true, slashes: true, single: Escape::Full, triple: false };

/// Calls `each` for every leaf of `text`, in source order.
pub(crate) fn json<'t>(text: &'t str, each: Each<'t, '_>) {
    let mut path = Path::default();
    let end = text.len();
    Flow { text, at: 0, end, path: &mut path, dialect: &JSON, each, base: 0, beyond: 0 }.all();
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::*;
    use proptest::prelude::*;

    fn leaves(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        json(text, &mut |leaf| out.push(format!("{:?} {} = {}", leaf.kind, leaf.path(), leaf.text())));
        out
    }

    #[test]
    fn paths_and_kinds() {
        let text = r#"{"hooks": {"Po\u0073t": [{"command": "a \"b\""}, {"on": true}]}, "n": [1, [2]]}"#;
        let values: Vec<_> = leaves(text).into_iter().filter(|l| !l.starts_with("Key")).collect();
        assert_eq!(
            values,
            [
                "Text hooks.Post[0].command = a \"b\"",
                "Scalar hooks.Post[1].on = true",
                "Scalar n[0] = 1",
                "Scalar n[1][0] = 2"
            ]
        );
    }

    #[test]
    fn relatives_of_json() {
        let text = "// one\n{a: 'it\\'s', /* two */ \"b\": \"c\", # three\n}\n{\"d\": 1}\n";
        assert_eq!(
            leaves(text),
            [
                "Comment  =  one",
                "Key a = a",
                "Text a = it's",
                "Comment a =  two ",
                "Key b = b",
                "Text b = c",
                "Comment b =  three",
                "Key d = d",
                "Scalar d = 1"
            ]
        );
    }

    #[test]
    fn broken_strings_end_with_their_line() {
        let found = leaves("{\"a\": \"open\nraw words here\n\"b\": \"c\"}");
        assert_eq!(found, ["Key a = a", "Text a = open", "Text a = raw words here", "Key b = b", "Text b = c"]);
    }

    #[test]
    fn deep_and_hostile_text_in_linear_time() {
        let deep = format!("{}\"x y\"{}", "{\"a\":[".repeat(20_000), "]}".repeat(20_000));
        let mut texts = 0;
        json(&deep, &mut |leaf| texts += usize::from(leaf.kind == Kind::Text && leaf.path().len() < 2000));
        assert_eq!(texts, 1);
        for junk in ["\"", "\\\"", "[\"a\",", "{\"a\":", "'", "/*", ":", "\"\n"] {
            json(&junk.repeat(20_000), &mut |leaf| drop(leaf.path()));
        }
    }

    proptest! {
        #[test]
        fn values_are_what_serde_reads(texts in proptest::collection::vec(".{0,20}", 0..6)) {
            let written = serde_json::to_string(&texts).unwrap();
            let mut read = Vec::new();
            json(&written, &mut |leaf| read.push(leaf.text().into_owned()));
            prop_assert_eq!(read, texts);
        }

        #[test]
        fn any_text_is_read(text in "[\\[\\]{}:,\"'\\\\/*#\n a-cé0]{0,60}") {
            json(&text, &mut |leaf| assert!(text.get(leaf.value.range()).is_some()));
        }
    }
}
