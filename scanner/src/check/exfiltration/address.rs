//! Cuts an address with its gaps out of a text. Invariant: linear, spans on character borders.

use crate::check::prose::{after, before, words};
use crate::span::Span;

/// Longest address and longest gap that are read.
const LONGEST: usize = 2048;
const GAP: usize = 120;

/// How an address is used.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Use {
    /// A picture.
    Image,
    /// A link.
    Link,
    /// Just there.
    Bare,
}

/// What a gap is to be filled with.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Gap {
    /// Anything.
    Other,
    /// A key.
    Secret,
    /// What was said in a conversation.
    Talk,
    /// The same, in words of its own (`<last user message, URL-encoded>`).
    Sentence,
}

/// An address.
#[derive(Debug)]
pub(super) struct Address<'t> {
    /// As written, gaps included.
    pub(super) text: &'t str,
    /// Its bytes.
    pub(super) span: Span,
    /// How it is used.
    pub(super) place: Use,
    /// What follows it.
    after: &'t str,
}

/// The address around the `://` at `colon`.
pub(super) fn read(text: &str, colon: usize) -> Option<Address<'_>> {
    let scheme = before(text, colon, 8);
    let letters = scheme.len() - scheme.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
    let start = colon - letters;
    if !matches!(text[start..colon].to_ascii_lowercase().as_str(), "http" | "https" | "ftp" | "wss" | "ws") {
        return None;
    }
    let rest = after(text, start, LONGEST);
    let end = end(rest);
    let ahead = before(text, start, 300);
    Some(Address {
        text: &rest[..end],
        span: Span::of(start..start + end),
        place: place(ahead),
        after: after(text, start + end, 24),
    })
}

/// Where the address ends: at white space, a quotation mark or a bracket that is not part of a gap.
fn end(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let jump = match byte {
            b'<' => close(&rest[at..], '>'),
            b'{' => close(&rest[at..], '}'),
            b'[' => close(&rest[at..], ']'),
            b'"' | b'\'' | b'`' | b')' | b'>' | b']' | b'|' | b'\\' | 0..=b' ' => return at,
            _ => Some(1),
        };
        match jump {
            Some(n) => at += n,
            None => return at,
        }
    }
    at
}

/// Length of the gap that `text` starts with.
fn close(text: &str, mark: char) -> Option<usize> {
    let inner = after(text, 1, GAP);
    let at = inner.find(mark).filter(|at| !inner[..*at].contains(['\n', '/', '"']))?;
    Some(at + 2)
}

fn place(ahead: &str) -> Use {
    let line = ahead.rsplit('\n').next().unwrap_or(ahead);
    if let Some(open) = line.strip_suffix("](").or_else(|| line.strip_suffix("](<")) {
        let label = open.rfind('[').unwrap_or(0);
        return if open[..label].ends_with('!') { Use::Image } else { Use::Link };
    }
    let tag = line.rfind('<').map_or("", |at| &line[at..]).to_ascii_lowercase();
    match () {
        () if tag.starts_with("<img") && tag.contains("src") => Use::Image,
        () if tag.starts_with("<a") && tag.contains("href") => Use::Link,
        () => Use::Bare,
    }
}

/// What was said or is known in a conversation; whole words, other characters than letters and digits as blanks.
static TALK: &[&str] = &[
    "conversation",
    "conversations",
    "chat history",
    "chathistory",
    "transcript",
    "user message",
    "usermessage",
    "user input",
    "userinput",
    "last message",
    "lastmessage",
    "previous message",
    "previous messages",
    "system prompt",
    "systemprompt",
    "message history",
    "context window",
    "memories",
    "everything above",
    "text above",
    "file contents",
    "private repositories",
    "private repos",
];
/// Keys.
static SECRET: &[&str] = &[
    "secret",
    "secrets",
    "password",
    "passwd",
    "credential",
    "credentials",
    "api key",
    "apikey",
    "access token",
    "cookie",
    "cookies",
    "env",
    "ssh",
    "private key",
    "auth token",
];
/// Words by which a gap in words asks for data.
static FILL: &[&str] = &[
    "base64",
    "encoded",
    "encode",
    "contents of",
    "value of",
    "summary of",
    "message",
    "secret",
    "token",
    "e mail",
    "email",
    "data",
];

impl<'t> Address<'t> {
    /// The folder and the name, when the name of a picture is a single character.
    pub(super) fn one_character(&self) -> Option<(&'t str, char)> {
        let (folder, name) = self.text.rsplit_once('/')?;
        let (stem, ending) = name.split_once('.')?;
        let mut letters = stem.chars();
        let (first, picture) =
            (letters.next()?, ["png", "gif", "jpg", "jpeg", "svg", "webp"].iter().any(|e| ending.starts_with(e)));
        (letters.next().is_none() && first.is_ascii_alphanumeric() && picture).then_some((folder, first))
    }

    /// The gaps after the host.
    pub(super) fn gaps(&self) -> impl Iterator<Item = Gap> {
        let at = self.text.get(8..).and_then(|rest| rest.find(['/', '?'])).map_or(self.text.len(), |n| n + 8);
        let path = &self.text[at..];
        let asks = path.find(['?', '#']).unwrap_or(path.len());
        let pieces = path.split(['<', '{', '[', '(']).skip(1);
        pieces.filter_map(move |piece| {
            // A key belongs into a query; in a path such a name is a part of an ordinary template.
            let late = piece.as_ptr() as usize - path.as_ptr() as usize > asks;
            let kind = gap(piece.split(['>', '}', ']', ')']).next()?);
            Some(if kind == Gap::Secret && !late { Gap::Other } else { kind })
        })
    }

    /// True when it waits for something to be appended or filled in.
    pub(super) fn is_open(&self) -> bool {
        let followed = self.text.ends_with('/') && self.after.contains("followed by");
        let open = self.text.ends_with('=') || followed || self.gaps().next().is_some();
        open || self.text.split(['=', '&', '/', '?']).skip(3).any(is_dummy)
    }
}

/// A value in capitals that stands for something else.
fn is_dummy(value: &str) -> bool {
    value.len() > 3 && value.len() < 32 && value.bytes().all(|b| b.is_ascii_uppercase() || b == b'_')
}

fn gap(inner: &str) -> Gap {
    let spread: String = inner.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let lower = format!(" {} ", spread.to_lowercase());
    let any = |list: &[&str]| list.iter().any(|w| lower.match_indices(w).any(|(at, _)| bounded(&lower, at, w.len())));
    match () {
        () if words(inner, 3) > 2 && (any(TALK) || any(FILL)) => Gap::Sentence,
        () if any(TALK) => Gap::Talk,
        () if any(SECRET) => Gap::Secret,
        () => Gap::Other,
    }
}

fn bounded(padded: &str, at: usize, len: usize) -> bool {
    padded[..at].ends_with(' ') && padded[at + len..].starts_with(' ')
}

/// `value` with percent escapes and plus signs undone.
pub(super) fn plain(value: &str) -> String {
    let bytes = value.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let code = value.get(at + 1..at + 3).filter(|_| byte == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(code.unwrap_or(if byte == b'+' { b' ' } else { byte }));
        at += if code.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Address<'_> {
        read(text, text.find("://").unwrap()).unwrap()
    }

    #[test]
    fn addresses_end_where_people_think() {
        assert_eq!(
            of("![x](https://a.invalid/b?c=<last user message>)").text,
            "https://a.invalid/b?c=<last user message>"
        );
        assert_eq!(of("see https://a.invalid/{{ x }}/y, then").text, "https://a.invalid/{{ x }}/y,");
        assert_eq!(of("<a href=\"https://a.invalid\">").place, Use::Link);
        assert_eq!(of("![x](https://a.invalid/b)").place, Use::Image);
        assert!(read("x://y", 1).is_none());
    }

    #[test]
    fn gaps_by_what_fills_them() {
        let worst = |t: &str| of(t).gaps().max();
        assert_eq!(worst("https://a.invalid/?d=<last user message, URL-encoded>"), Some(Gap::Sentence));
        assert_eq!(worst("https://a.invalid/?d={conversation}"), Some(Gap::Talk));
        assert_eq!(worst("https://a.invalid/?d=${API_KEY}"), Some(Gap::Secret));
        assert_eq!(worst("https://a.invalid/{owner}/{repo}"), Some(Gap::Other));
        assert_eq!(worst("https://a.invalid/x"), None);
    }
}
