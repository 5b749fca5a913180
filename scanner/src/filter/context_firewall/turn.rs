//! Speaker turns: `User:`, `Assistant:`, `Q:`, roles of chat messages, and how the answers look.
//!
//! Counting goes on over the segments of a document as long as turns keep coming; what the turns say is judged only by how
//! alike the answers are. Memory is fixed.

use std::ops::Range;

/// One marker of a speaker.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Marker {
    pub(super) range: Range<usize>,
    pub(super) assistant: bool,
}

static USERS: &[&str] = &["user", "human", "q", "customer", "attacker", "prompter"];
static ASSISTANTS: &[&str] = &["assistant", "ai", "a", "bot", "chatbot", "chatgpt", "gpt", "claude", "gemini", "llm"];

/// Whose name `word` is.
pub(super) fn speaker(word: &str) -> Option<bool> {
    let is = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(word));
    if is(USERS) { Some(false) } else { is(ASSISTANTS).then_some(true) }
}

/// The markers of `text`, in order; small letters count only outside of `code`, where they are keys and fields.
pub(super) fn markers(text: &str, code: bool) -> Vec<Marker> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    for colon in memchr::memchr_iter(b':', bytes) {
        let end = colon - bytes[..colon].iter().rev().take_while(|b| matches!(b, b'*' | b'_')).count();
        let len = bytes[..end].iter().rev().take(10).take_while(|b| b.is_ascii_alphabetic()).count();
        let start = end - len;
        if len == 0 || !begins(bytes, start) {
            continue;
        }
        let Some(assistant) = text.get(start..end).and_then(speaker) else { continue };
        let lower = bytes[start].is_ascii_lowercase();
        if lower && (code || len == 1 || !at_line_start(bytes, start)) {
            continue;
        }
        out.push(Marker { range: start..colon + 1, assistant });
    }
    out
}

/// A name begins a turn at the start of a line or after the end of a sentence.
fn begins(bytes: &[u8], start: usize) -> bool {
    let bare = bytes[..start].iter().rposition(|b| !matches!(b, b'*' | b'_' | b'#' | b'>' | b'"' | b'\''));
    match bare {
        None => true,
        Some(at) => matches!(bytes[at], b'\n' | b' ' | b'\t' | b'-' | b'[' | b'\r') || bytes[..=at].ends_with(b"\\n"),
    }
}

fn at_line_start(bytes: &[u8], start: usize) -> bool {
    let before = bytes[..start].iter().rev().take(8).take_while(|b| **b != b'\n');
    before.clone().all(|b| matches!(b, b' ' | b'\t' | b'*' | b'_' | b'#' | b'>' | b'"' | b'\'' | b'-'))
        && before.count() < 8
}

/// What the turns so far look like.
#[derive(Clone, Debug, Default)]
pub(in crate::filter) struct Tally {
    pub(super) users: u32,
    pub(super) assistants: u32,
    asking: u32,
    answers: u32,
    willing: u32,
    unwilling: u32,
    first: Words,
    last: Words,
    pub(super) open: bool,
    pub(super) plain: bool,
}

/// Counts of the most frequent of a few words; when there are too many, new ones are not counted.
#[derive(Clone, Debug, Default)]
struct Words(Vec<(u64, u32)>);

impl Words {
    fn add(&mut self, word: &str) {
        let hash =
            word.bytes().fold(0xcbf2_9ce4_8422_2325u64, |h, b| (h ^ u64::from(b | 0x20)).wrapping_mul(0x100_0000_01b3));
        if let Some((_, count)) = self.0.iter_mut().find(|(known, _)| *known == hash) {
            *count += 1;
        } else if self.0.len() < 32 {
            self.0.push((hash, 1));
        }
    }

    fn top(&self) -> u32 {
        self.0.iter().map(|&(_, count)| count).max().unwrap_or(0)
    }
}

static WILLING: &[&str] =
    &["sure", "gladly", "yes", "certainly", "absolutely", "of", "here", "okay", "ok", "done", "happy", "right"];
static UNWILLING: &[&str] = &["can't", "cannot", "can’t", "sorry", "won't", "won’t", "unable", "refuse", "shouldn't"];

impl Tally {
    /// Takes one turn with what it says.
    pub(super) fn turn(&mut self, assistant: bool, text: &str) {
        let text = text.trim_matches(|c: char| !c.is_alphanumeric() && c != '?');
        self.open = !assistant || text.len() < 12;
        if !assistant {
            self.users += 1;
            self.asking += u32::from(text.ends_with('?'));
            return;
        }
        self.assistants += 1;
        let mut words = text.split_whitespace();
        let Some(first) = words.next() else { return };
        self.answers += 1;
        let bare = first.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').to_ascii_lowercase();
        self.first.add(&bare);
        self.last.add(words.next_back().unwrap_or(first));
        self.willing += u32::from(WILLING.contains(&bare.as_str()));
        let refuses = text.split_whitespace().take(12).any(|w| UNWILLING.iter().any(|no| no.eq_ignore_ascii_case(w)));
        self.unwilling += u32::from(refuses || text.ends_with('?'));
    }

    /// Questions that were answered.
    pub(super) fn pairs(&self) -> u32 {
        self.users.min(self.assistants)
    }

    /// True when one demand follows another, hardly any of them is a question, and no answer refuses or asks back.
    pub(super) fn demanding(&self) -> bool {
        self.asking * 6 <= self.users && self.unwilling * 10 <= self.answers && self.answers >= 6
    }

    /// True when the answers comply without exception, in the same words again and again.
    pub(super) fn alike(&self) -> bool {
        let n = self.answers;
        let same = self.first.top().max(self.last.top()) * 10 >= n * 4 || self.willing * 10 >= n * 6;
        n >= 5 && same && self.unwilling * 6 <= n
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_of_all_shapes() {
        for (text, count) in [
            ("User: hi\nAssistant: hello", 2),
            ("**Human:** hi\n\n**AI:** hello", 2),
            ("Q: May I? A: Yes. Q: And this? A: Yes.", 4),
            ("user: hi\nassistant: hello", 2),
            ("Plan B: go home. a: int, q: str; model: Foo, http://a:80", 0),
        ] {
            assert_eq!(markers(text, false).len(), count, "{text}: {:?}", markers(text, false));
        }
    }
}
