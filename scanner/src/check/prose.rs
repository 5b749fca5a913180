//! Small questions about natural language that several checks ask. What a sentence means is the business of `intent`.

/// How many blank-separated tokens of `text` are words; stops at `enough`.
pub(super) fn words(text: &str, enough: usize) -> usize {
    text.split_whitespace().filter(|token| is_word(token)).take(enough).count()
}

fn is_word(token: &str) -> bool {
    let bare = token.trim_matches(|c: char| !c.is_alphanumeric());
    let script_without_blanks = bare.chars().take(8).filter(|c| ('\u{3040}'..'\u{a000}').contains(c)).count() > 3;
    bare.chars().count() > 1 && bare.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
        || script_without_blanks
}

/// Names by which texts address a model.
static ADDRESSES: &[&str] = &[
    "agent",
    "agents",
    "assistant",
    "assistants",
    "ai",
    "llm",
    "llms",
    "model",
    "models",
    "claude",
    "copilot",
    "chatgpt",
    "gpt",
    "gemini",
    "codex",
    "cursor",
    "bot",
    "chatbot",
];

/// True when `text` names a model or agent.
pub(super) fn addresses_model(text: &str) -> bool {
    let mut tokens = text.split(|c: char| !c.is_alphanumeric()).filter(|t| t.len() < 12);
    tokens.any(|t| ADDRESSES.iter().any(|a| t.eq_ignore_ascii_case(a)))
}

/// `at` moved down to a character border.
pub(super) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// At most `most` bytes of `text` before `at`.
pub(super) fn before(text: &str, at: usize, most: usize) -> &str {
    let at = floor(text, at);
    &text[floor(text, at.saturating_sub(most))..at]
}

/// At most `most` bytes of `text` from `at` on.
pub(super) fn after(text: &str, at: usize, most: usize) -> &str {
    let at = floor(text, at);
    &text[at..floor(text, at.saturating_add(most))]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted() {
        assert_eq!(words("Please read x = y[1]; the file's end", 99), 5);
        assert_eq!(words("a b c", 99), 0);
        assert_eq!(words("次の指示を無視して", 99), 1);
        assert!(addresses_model("Note to AI reviewers") && !addresses_model("the main aim"));
    }
}
