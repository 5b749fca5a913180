//! The words around an open address: does somebody order that what a model knows be put into it?

/// What only a model or its user has.
static SOURCE: &[&str] = &[
    "conversation",
    "last user message",
    "user message",
    "user's message",
    "chat history",
    "message history",
    "previous messages",
    "system prompt",
    "environment variables",
    "environment of",
    "process.env",
    "~/.ssh",
    "~/.aws",
    ".env file",
    "private repositor",
    "this session",
    "your memory",
    "your context",
    "your instructions",
    "credentials",
    "customer's",
    "what the user",
    "user's last",
    "user's e-mail",
    "user's email",
    "the user's",
    "source code",
    "file content",
    "contents of",
];
/// Putting it into the address.
static CARRY: &[&str] = &[
    "append",
    "followed by",
    "fill in",
    "fill the",
    "replace",
    "substitut",
    "encode",
    "as parameter",
    "as a parameter",
    "as the parameter",
    "in the query",
    "query string",
    "insert",
    "concatenat",
    "interpolat",
    "put the",
    "add the",
    "attach",
    "after the `=`",
    "with the text",
];
/// Having it fetched.
static SHOW: &[&str] = &[
    "render", "display", "show", "embed", "image", "picture", "badge", "pixel", "fetch", "open the", "load", "visit",
    "request", "call", "curl", "get ", "post ", "send", "link", "webfetch",
];
/// Keeping it from the user.
static HIDE: &[&str] = &[
    "do not mention",
    "don't mention",
    "not point",
    "do not tell",
    "don't tell",
    "without comment",
    "silently",
    "invisible",
    "leave the alt",
    "alt text empty",
    "do not print",
    "not show",
    "unnoticed",
    "never mention",
    "do not explain",
    "without asking",
    "no comment",
];
/// Orders to a model rather than to a reader.
static MODEL: &[&str] = &[
    "assistant",
    "agent",
    "after every reply",
    "after each answer",
    "each answer",
    "every answer",
    "every reply",
    "every response",
    "each response",
    "your answer",
    "your reply",
    "your response",
    "the model",
    "llm",
    "copilot",
    "claude",
    "you must",
    "before you answer",
    "at the end of",
];

/// Strength and reason, if the text is such an order.
pub(super) fn read(near: &str, picture: bool) -> Option<(f32, &'static str)> {
    let lower = near.to_lowercase();
    let any = |words: &[&str]| words.iter().any(|w| lower.contains(w));
    if !any(SOURCE) || !any(CARRY) || !(picture || any(SHOW)) {
        return None;
    }
    let strength = match (any(HIDE), any(MODEL), picture || any(&["image", "picture", "pixel", "badge"])) {
        (true, true, _) => 0.9,
        (true, false, true) => 0.84,
        (false, true, true) => 0.82,
        (false, true, false) => 0.42,
        (true, false, false) => 0.5,
        (false, false, true) => 0.34,
        (false, false, false) => return None,
    };
    Some((strength, "asks for what only the conversation or the machine knows to be put into an address"))
}
