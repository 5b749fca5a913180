//! Jinja chat templates that look into what people say: a condition on the content of a message, with a plain word in it.
//!
//! Templates rightly look for tags and tokens in contents (`'</think>' in message.content`); a plain word is a trigger.

use std::ops::Range;

/// Names of the parts of a message, which templates ask for in just this form.
static PARTS: &[&str] =
    &["audio", "content", "file", "image", "image_url", "json", "text", "tool", "type", "video", "value"];

/// The first statement of `text` that makes a turn depend on a word of a message.
pub(super) fn condition(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    while let Some(open) = memchr::memmem::find(&text.as_bytes()[at..], b"{%") {
        let start = at + open;
        let end = memchr::memmem::find(&text.as_bytes()[start..], b"%}").map_or(text.len(), |i| start + i + 2);
        if depends(&text[start..end]) {
            return Some(start..end);
        }
        at = end;
    }
    None
}

fn depends(statement: &str) -> bool {
    let branch = statement.trim_start_matches(['{', '%', '-', ' ']);
    let clauses = || branch.split(" and ").flat_map(|part| part.split(" or "));
    (branch.starts_with("if ") || branch.starts_with("elif ")) && clauses().any(tests_a_word)
}

/// `'word' in message.content` or `message.content == 'word'`.
fn tests_a_word(clause: &str) -> bool {
    let mut parts = clause.split(['\'', '"']);
    let mut before = parts.next().unwrap_or_default();
    while let (Some(literal), Some(after)) = (parts.next(), parts.next()) {
        let inside = after.trim_start().starts_with("in ");
        let equal = before.trim_end().ends_with("==");
        if (inside || equal) && clause.contains("content") && is_plain(literal) && !PARTS.contains(&literal) {
            return true;
        }
        before = after;
    }
    false
}

/// A word or a few, as people write them.
fn is_plain(literal: &str) -> bool {
    let letters = literal.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 3 && literal.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '.' | '?'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_are_triggers_and_tags_are_not() {
        assert!(condition("{%- if 'invoice' in message['content'] | lower -%}x{%- endif -%}").is_some());
        assert!(condition("{% if \"rm now\" in messages[-1].content %}").is_some());
        for fine in [
            "{%- if '</think>' in message.content %}",
            "{% if message['role'] == 'user' and message['content'] is not none %}",
            "{% if message.content is string %}{{ 'invoice' in x }}",
            "{% if 'text' in content_part %}",
        ] {
            assert!(condition(fine).is_none(), "{fine}");
        }
    }
}
