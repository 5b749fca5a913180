//! Front matter: the YAML or TOML between fences at the start of a Markdown file.
//!
//! Finds it and hands it to the leaf scanners. Invariant: without a closing fence nearby there is no front matter.

use super::leaf;
use super::page::Page;
use super::value::Values;
use crate::segment::Carrier;
use std::ops::Range;

/// A block is given up as front matter when it is longer than this.
const LONGEST: usize = 1 << 16;

/// Reads the front matter of the page's document; returns where the body starts.
pub(super) fn read(page: &mut Page<'_, '_>) -> usize {
    let text = page.source();
    let first = text.split_inclusive('\n').next().unwrap_or_default();
    let fence = first.trim_end();
    let Some((inside, body)) = block(text, first.len(), fence) else { return 0 };
    let mut values = Values::new(page.document, Carrier::FrontMatter, page.out());
    if fence == "+++" {
        leaf::toml_in(text, inside, &mut |leaf| values.take(&leaf));
    } else {
        leaf::yaml_in(text, inside, &mut |leaf| values.take(&leaf));
    }
    values.flush();
    body
}

/// The lines up to the closing fence, and the offset behind it.
fn block(text: &str, start: usize, fence: &str) -> Option<(Range<usize>, usize)> {
    if !matches!(fence, "---" | "+++") {
        return None;
    }
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == fence || fence == "---" && bare == "..." {
            return Some((start..at, at + line.len()));
        }
        at += line.len();
        if at - start > LONGEST {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Origin};

    fn values(text: &str) -> (usize, Vec<(String, String)>) {
        let document = Document::new(Origin::Worktree, "a.md", text);
        let mut out = Vec::new();
        let mut page = Page::new(&document, &mut out);
        let body = read(&mut page);
        page.finish();
        let pairs = out.iter().map(|s| (s.key.as_deref().unwrap_or_default().to_owned(), s.text.trim().to_owned()));
        (body, pairs.collect())
    }

    #[test]
    fn reads_values_with_keys() {
        let text = "---\nname: two words\n# a comment\ndescription: >\n  first line\n  second line\n\nmeta:\n  deep: \"in quotes\"\n\
                    list:\n  - one item\n  - other item\n---\nbody\n";
        let (body, values) = values(text);
        assert_eq!(&text[body..], "body\n");
        let expected = [
            ("name", "two words"),
            ("", "a comment"),
            ("description", "first line second line"),
            ("meta.deep", "in quotes"),
            ("list[0]", "one item"),
            ("list[1]", "other item"),
        ];
        let joined = values.into_iter().map(|(k, v)| (k, v.replace('\n', " "))).collect::<Vec<_>>();
        assert_eq!(joined, expected.map(|(k, v)| (k.to_owned(), v.to_owned())));
    }

    #[test]
    fn leaves_rules_and_open_blocks() {
        assert_eq!(values("---\n\nno end: here\n").0, 0);
        assert_eq!(values("# title\n---\n").0, 0);
        assert_eq!(values("+++\ntitle = \"some title\"\n+++\n").1[0].1, "some title");
    }
}
