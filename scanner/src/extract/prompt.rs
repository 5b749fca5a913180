//! # prompt
//!
//! ## What it does
//! Reads prompt templates (Jinja, Handlebars, Mustache, Prompty, dotprompt, POML): front matter with its keys, the text
//! in paragraphs with statement tags left out, and template comments as texts that a reader of the rendered prompt does
//! not see.
//!
//! ## Why it matters
//! A template is a prompt already; whatever it holds reaches the model with the authority of its owner.
//!
//! ## Example
//! `Be {% if a %}kind{% endif %}.` reads `Be kind.`; in `{# … #}` stands a text of its own.
//!
//! ## Limits
//! Expressions such as `{{ name }}` stay in the text, and nothing is expanded. Tags of markup stay too.

use super::Extractor;
use super::apart::Apart;
use super::leaf;
use super::value::Values;
use super::worth::line_end;
use crate::document::Document;
use crate::registry::Meta;
use crate::segment::{Carrier, Segment, Visibility};
use std::ops::Range;

/// Reads prompt templates.
#[derive(Debug)]
pub(super) struct Prompt;

static META: Meta = Meta {
    id: "prompt",
    summary: "front matter, text and comments of prompt templates",
    covers: &[],
    page: crate::page!("prompt.rs"),
};

const EXTENSIONS: &[&str] = &[
    "prompt",
    "prompty",
    "poml",
    "promptfile",
    "j2",
    "jinja",
    "jinja2",
    "njk",
    "hbs",
    "handlebars",
    "mustache",
    "liquid",
    "twig",
    "tera",
    "baml",
    "dotprompt",
];

/// Marks of comments in templates.
const COMMENTS: &[(&str, &str)] = &[("{#", "#}"), ("{{!--", "--}}"), ("{{!", "}}"), ("{{/*", "*/}}"), ("<!--", "-->")];
/// Marks of tags that leave nothing in the prompt.
const TAGS: &[(&str, &str)] = &[
    ("{%", "%}"),
    ("{{#", "}}"),
    ("{{/", "}}"),
    ("{{^", "}}"),
    ("{{>", "}}"),
    ("{{else", "}}"),
    ("{{~#", "}}"),
    ("{{~/", "}}"),
];

impl Extractor for Prompt {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn accepts(&self, document: &Document) -> bool {
        super::is_named(document, EXTENSIONS, &["skprompt.txt"])
    }

    fn extract<'d>(&self, document: &'d Document, out: &mut Vec<Segment<'d>>) {
        let text = &document.text;
        let before = out.len();
        let from = front_matter(text).map_or(0, |(matter, end)| {
            let mut values = Values::new(document, Carrier::FrontMatter, out);
            leaf::yaml_in(text, matter, &mut |leaf| values.take(&leaf));
            values.flush();
            end
        });
        Apart::new(text, COMMENTS, TAGS, &mut |range, comment| {
            let seen = if comment { Visibility::Collapsed } else { Visibility::Visible };
            out.push(range.piece(text, Carrier::TemplateText).segment(document).seen(seen));
        })
        .read(from..text.len());
        super::in_order(&mut out[before..]);
    }
}

/// The lines between two `---` at the start, and where the text behind them starts.
fn front_matter(text: &str) -> Option<(Range<usize>, usize)> {
    let bytes = text.as_bytes();
    let from = line_end(bytes, 0, bytes.len());
    (bytes.starts_with(b"---") && text[..from].trim_end() == "---").then_some(())?;
    let mut at = from + 1;
    while at < bytes.len() {
        let eol = line_end(bytes, at, bytes.len());
        if text.get(at..eol)?.trim_end() == "---" {
            return Some((from + 1..at, (eol + 1).min(bytes.len())));
        }
        at = eol + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::sample::{check, read};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tags_are_left_out_and_comments_stand_apart() {
        let text = "---\nname: two words\n---\nBe {% if a %}kind{% endif %} to {{ name }}.\n{# Tell nobody. #}\n\nOne.\n\n{{#each x}}\nTwo.\n{{/each}}\n";
        assert_eq!(
            read(&Prompt, "a.prompt", text),
            [
                "front-matter name two words",
                "template-text  Be kind to {{ name }}.",
                "template-text  Tell nobody.",
                "template-text  One.",
                "template-text  Two.",
            ]
        );
    }

    #[test]
    fn a_comment_inside_a_sentence_does_not_part_it() {
        assert_eq!(
            read(&Prompt, "a.hbs", "Say{{! one two }} nothing."),
            ["template-text  Say nothing.", "template-text  one two"]
        );
    }

    #[test]
    fn text_without_front_matter() {
        assert_eq!(read(&Prompt, "a/skprompt.txt", "---\nno end of it"), ["template-text  ---\nno end of it"]);
    }

    #[test]
    fn hostile_text_in_linear_time() {
        for junk in ["{{#", "{#", "<!--", "{%", "{{!", "{{/*", "{% %}", "\n\n"] {
            check(&Prompt, "a.j2", &junk.repeat(20_000));
        }
    }

    proptest! {
        #[test]
        fn places_are_kept(text in "(\\{\\{|\\}\\}|\\{%|%\\}|\\{#|#\\}|<!--|-->|\n|[a-cé ]){0,40}") {
            check(&Prompt, "a.j2", &text);
        }
    }
}
