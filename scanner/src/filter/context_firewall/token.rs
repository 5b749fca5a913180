//! Tokens of chat templates, and tags that imitate the end of a tool result or a thought.
//!
//! Families that write `<|name|>` need no list: any such name is a token, and the name tells whose turn it is. Time is
//! linear: every candidate is looked at for at most [`LONGEST`] bytes.

use std::ops::Range;

/// Whose turn a token opens.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Role {
    /// The operator.
    System,
    /// The person.
    User,
    /// The model.
    Assistant,
    /// A tool or anybody else.
    Other,
}

/// What a token does.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Act {
    /// Opens a turn.
    Open(Role),
    /// Ends a turn, a text or a result.
    Close,
    /// Belongs to the inside of a turn.
    Inner,
}

/// One token of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Token {
    pub(super) range: Range<usize>,
    pub(super) act: Act,
    /// Special to a model family; the others are tags that imitate one.
    pub(super) hard: bool,
}

const LONGEST: usize = 48;
/// Tokens that are kept of one text; more say nothing new.
const MOST: usize = 512;

/// Tokens that do not follow the pattern of their family.
static FIXED: &[(&str, Act)] = &[
    ("[INST]", Act::Open(Role::User)),
    ("[/INST]", Act::Close),
    ("<<SYS>>", Act::Open(Role::System)),
    ("<</SYS>>", Act::Inner),
    ("[SYSTEM_PROMPT]", Act::Open(Role::System)),
    ("[/SYSTEM_PROMPT]", Act::Close),
    ("[TOOL_RESULTS]", Act::Open(Role::Other)),
    ("[/TOOL_RESULTS]", Act::Close),
    ("[AVAILABLE_TOOLS]", Act::Open(Role::Other)),
    ("[/AVAILABLE_TOOLS]", Act::Close),
    ("<start_of_turn>", Act::Open(Role::Other)),
    ("<end_of_turn>", Act::Close),
];

/// Tags that harnesses put around what a model must tell apart; only these names count.
static TAGS: &[(&str, Role)] = &[
    ("admin", Role::System),
    ("assistant", Role::Assistant),
    ("fnr", Role::Other),
    ("function_calls", Role::Other),
    ("function_results", Role::Other),
    ("human", Role::User),
    ("scratchpad", Role::Assistant),
    ("system", Role::System),
    ("system-message", Role::System),
    ("system-prompt", Role::System),
    ("system-reminder", Role::System),
    ("system_message", Role::System),
    ("system_prompt", Role::System),
    ("think", Role::Assistant),
    ("thinking", Role::Assistant),
    ("tool_call", Role::Other),
    ("tool_output", Role::Other),
    ("tool_response", Role::Other),
    ("tool_result", Role::Other),
    ("tool_results", Role::Other),
    ("untrusted", Role::Other),
    ("untrusted_content", Role::Other),
    ("user_input", Role::User),
    ("user_query", Role::User),
];

/// All tokens of `text`, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut free = 0;
    for at in memchr::memchr2_iter(b'<', b'[', bytes) {
        if at < free {
            continue;
        }
        let rest = &bytes[at..bytes.len().min(at + LONGEST)];
        if let Some((len, act, hard)) = token(rest) {
            free = at + len;
            out.push(Token { range: at..free, act, hard });
            if out.len() == MOST {
                break;
            }
        }
    }
    out
}

fn token(rest: &[u8]) -> Option<(usize, Act, bool)> {
    match *rest.get(1)? {
        b'|' => piped(&rest[2..], b"|>").map(|(len, act)| (len + 4, act, true)),
        0xEF => {
            let inner = rest.strip_prefix("<｜".as_bytes())?;
            piped(inner, "｜>".as_bytes()).map(|(len, act)| (len + 8, act, true))
        }
        b'<' if rest.starts_with(b"<<<") => fence(rest).map(|len| (len, Act::Close, true)),
        b'I' | b'/' | b'<' | b'S' | b'T' | b'A' | b's' | b'e' if fixed(rest).is_some() => {
            fixed(rest).map(|(len, act)| (len, act, true))
        }
        b'/' | b'a'..=b'z' | b'A'..=b'Z' if rest[0] == b'<' => tag(rest).map(|(len, act)| (len, act, false)),
        _ => None,
    }
}

fn fixed(rest: &[u8]) -> Option<(usize, Act)> {
    FIXED.iter().find(|(name, _)| rest.starts_with(name.as_bytes())).map(|&(name, act)| (name.len(), act))
}

/// `name|>` after `<|`: the length of the name and what it does.
fn piped(rest: &[u8], close: &[u8]) -> Option<(usize, Act)> {
    let len = rest
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || **b == b'_' || **b >= 0x80 && !close.starts_with(&[**b]))
        .count();
    if len < 2 || !rest[len..].starts_with(close) {
        return None;
    }
    let name = String::from_utf8_lossy(&rest[..len]).to_ascii_lowercase();
    Some((len, act(&name)))
}

fn act(name: &str) -> Act {
    let has = |part: &str| name.contains(part);
    match name {
        "system" | "system_token" | "developer" => Act::Open(Role::System),
        "user" | "user_token" => Act::Open(Role::User),
        "assistant" | "chatbot_token" | "bot" => Act::Open(Role::Assistant),
        "im_start" | "start_header_id" | "start" | "start_of_turn_token" | "start_of_role" | "role_start" => {
            Act::Open(Role::Other)
        }
        "end_header_id" | "im_sep" | "message" | "channel" | "end_of_role" => Act::Inner,
        _ if has("end") || has("eot") || has("eom") || has("eos") || name == "return" => Act::Close,
        _ if has("tool") || has("begin") => Act::Open(Role::Other),
        _ => Act::Inner,
    }
}

/// `<<<end of something>>>`, which no format has and every reader understands.
fn fence(rest: &[u8]) -> Option<usize> {
    let inner = &rest[3..];
    let len = inner.iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'/' | b' ')).count();
    let name = String::from_utf8_lossy(&inner[..len]).to_ascii_lowercase();
    let ends = name.trim_start().starts_with("end") || name.trim_start().starts_with('/');
    let of = ["tool", "result", "output", "context", "content", "document", "untrusted", "input", "data", "system"];
    (ends && inner[len..].starts_with(b">>>") && of.iter().any(|part| name.contains(part))).then_some(len + 6)
}

fn tag(rest: &[u8]) -> Option<(usize, Act)> {
    let closes = rest.get(1) == Some(&b'/');
    let inner = &rest[1 + usize::from(closes)..];
    let len = inner.iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')).count();
    if inner.get(len) != Some(&b'>') {
        return None;
    }
    let name = &inner[..len];
    let &(_, role) = TAGS.iter().find(|(tag, _)| tag.as_bytes().eq_ignore_ascii_case(name))?;
    Some((len + 2 + usize::from(closes), if closes { Act::Close } else { Act::Open(role) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn acts(text: &str) -> Vec<Act> {
        tokens(text).iter().map(|t| t.act).collect()
    }

    #[test]
    fn families_are_read() {
        for (text, expected) in [
            ("<|im_start|>system", vec![Act::Open(Role::Other)]),
            ("<|eot_id|><|start_header_id|>", vec![Act::Close, Act::Open(Role::Other)]),
            ("[/INST] <<SYS>> x <</SYS>>", vec![Act::Close, Act::Open(Role::System), Act::Inner]),
            ("<start_of_turn>user <end_of_turn>", vec![Act::Open(Role::Other), Act::Close]),
            ("<｜User｜>hi<｜end▁of▁sentence｜>", vec![Act::Open(Role::User), Act::Close]),
            ("<|newmodel_end_of_turn|>", vec![Act::Close]),
            ("</function_results>", vec![Act::Close]),
            ("<<<end_tool_call_result>>>", vec![Act::Close]),
        ] {
            assert_eq!(acts(text), expected, "{text}");
        }
    }

    #[test]
    fn code_is_no_token() {
        for text in
            ["a <|> b <| c |> d", "x[i] << 3", "<table><tr>", "<<<<<<< HEAD", "[INSTALL]", "<<<EOF", "</systems>"]
        {
            assert_eq!(tokens(text), [], "{text}");
        }
    }
}
