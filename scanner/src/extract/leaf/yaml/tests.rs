//! What YAML yields.

use super::*;
use proptest::prelude::*;

fn leaves(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    yaml(text, &mut |leaf| match leaf.kind {
        Kind::Key => {}
        kind => out.push(format!("{kind:?} {} = {}", leaf.path(), leaf.text().trim_end())),
    });
    out
}

#[test]
fn mappings_lists_and_scalars() {
    let text =
        "# top\na: b c # side\nd:\n  - e\n  - f: 1\n    g: 'it''s'\n  -\n    h: \"x\\ty\"\ni:\n- j\n- k: null\nl: m\n";
    assert_eq!(
        leaves(text),
        [
            "Comment  =  top",
            "Text a = b c",
            "Comment a =  side",
            "Text d[0] = e",
            "Scalar d[1].f = 1",
            "Text d[1].g = it's",
            "Text d[2].h = x\ty",
            "Text i[0] = j",
            "Scalar i[1].k = null",
            "Text l = m",
        ]
    );
}

#[test]
fn scalars_of_many_lines() {
    let text =
        "a: |\n  one\n    two\n\n  three\nb: >-\n  one\n  two\nc: plain\n  goes on\nd: \"quoted\n  too\"\ne: f\n";
    assert_eq!(
        leaves(text),
        [
            "Text a = one\n  two\n\nthree",
            "Text b = one two",
            "Text c = plain goes on",
            "Text d = quoted\n  too",
            "Text e = f",
        ]
    );
}

#[test]
fn flow_collections_documents_and_templates() {
    let text = "---\non: [push, {x: 'y z'}]\nw: {{ .Values.a }}\n\"q k\": &anchor !tag v\n---\n- - p\n  - {a: [1,\n     2], b: http://x}\n...\n";
    assert_eq!(
        leaves(text),
        [
            "Text on[0] = push",
            "Text on[1].x = y z",
            "Text w = {{ .Values.a }}",
            "Text q k = v",
            "Text [0][0] = p",
            "Scalar [0][1].a[0] = 1",
            "Scalar [0][1].a[1] = 2",
            "Text [0][1].b = http://x",
        ]
    );
}

#[test]
fn one_broken_value_costs_itself() {
    assert_eq!(
        leaves("a: \"open\nb: [1, 2\nc: d\n"),
        ["Text a = \"open", "Scalar b[0] = 1", "Scalar b[1] = 2", "Text c = d"]
    );
    assert_eq!(leaves("a: 'b' and more\n"), ["Text a = b", "Text a = and more"]);
}

#[test]
fn hostile_text_in_linear_time() {
    for junk in [
        "- ", "a: ", "a:\n ", "a: \"\n", " - a\n", "[", "[x]\n", "? ", "\"\\\"", "a: |\n", " x", "x\n", "{a: ",
        "a: b #", "&a ",
    ] {
        let text = format!("k:\n  {}", junk.repeat(20_000));
        yaml(&text, &mut |leaf| drop(leaf.path()));
        yaml(&text[3..], &mut |leaf| drop(leaf.path()));
    }
    let deep: String = (0..1500).map(|i| format!("{}a:\n", " ".repeat(i))).collect();
    yaml(&deep, &mut |leaf| drop(leaf.path()));
}

proptest! {
    #[test]
    fn any_text_is_read(text in "[\\[\\]{}:,\"'\\\\#|>&!?\n a-cé0-]{0,60}") {
        yaml(&text, &mut |leaf| assert!(text.get(leaf.value.range()).is_some()));
    }
}
