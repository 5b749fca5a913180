//! Cuts HTML and XML into tags, texts and comments, tolerant like a browser and in one pass.
//!
//! It builds no tree and resolves nothing. Invariant: linear on any input. A search that fails is remembered, so that
//! no start that looks like a tag or comment is searched to the end twice.

use crate::extract::page::Name;
use memchr::memmem;
use std::ops::Range;

/// A start tag.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::extract) struct Tag {
    /// Its name.
    pub(in crate::extract) name: Name,
    /// The bytes between the name and `>`.
    pub(in crate::extract) attributes: Range<usize>,
    /// The whole tag.
    pub(in crate::extract) whole: Range<usize>,
    /// Ends in `/>`.
    pub(in crate::extract) closed: bool,
}

/// One piece.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::extract) enum Token {
    /// Running text (also the inside of CDATA).
    Text(Range<usize>),
    /// A start tag.
    Open(Tag),
    /// An end tag: name and the whole.
    Close(Name, Range<usize>),
    /// The inside of a comment.
    Comment(Range<usize>),
    /// Template code, processing instructions, document types.
    Other(Range<usize>),
}

/// The pieces of `range` of `text`.
#[derive(Debug)]
pub(in crate::extract) struct Tokens<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    /// No `>` at or after this offset.
    last_close: Option<usize>,
    /// Cleared once a quotation mark was never closed: from then on a tag ends at its first `>`.
    quotes: bool,
}

impl<'t> Tokens<'t> {
    /// Starts at the beginning of `range`.
    pub(in crate::extract) fn new(text: &'t str, range: Range<usize>) -> Self {
        Self { text, at: range.start, end: range.end.min(text.len()), last_close: None, quotes: true }
    }

    /// Skips the raw text of an element (`script`, `style` …): the range up to its end tag.
    pub(in crate::extract) fn raw(&mut self, name: Name) -> Range<usize> {
        let start = self.at;
        let bytes = &self.text.as_bytes()[..self.end];
        let name = name.bytes();
        while let Some(found) = memmem::find(&bytes[self.at..], b"</") {
            let at = self.at + found;
            if bytes[at + 2..].get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name)) {
                self.at = at;
                return start..at;
            }
            self.at = at + 2;
        }
        self.at = self.end;
        start..self.end
    }

    fn bytes(&self) -> &'t [u8] {
        &self.text.as_bytes()[..self.end]
    }

    /// The first `needle` at or after `from`: its start and the offset behind it.
    fn until(&self, from: usize, needle: &[u8]) -> Option<(usize, usize)> {
        let rest = self.bytes().get(from..)?;
        memmem::find(rest, needle).map(|i| (from + i, from + i + needle.len()))
    }

    /// A piece of markup that starts with the `<` at `at`; none when it is just a character.
    fn markup(&mut self, at: usize) -> Option<Token> {
        let bytes = self.bytes();
        match bytes.get(at + 1)? {
            b'!' if bytes[at..].starts_with(b"<!--") => Some(self.comment(at)),
            b'!' if bytes[at..].starts_with(b"<![CDATA[") => {
                let (end, next) = self.until(at + 9, b"]]>").unwrap_or((self.end, self.end));
                self.at = next;
                Some(Token::Text(at + 9..end))
            }
            b'%' if bytes[at..].starts_with(b"<%--") => {
                let (end, next) = self.until(at + 4, b"--%>").unwrap_or((self.end, self.end));
                self.at = next;
                Some(Token::Comment(at + 4..end))
            }
            b'%' => Some(self.other(at, b"%>")),
            b'?' => Some(self.other(at, b"?>")),
            b'!' => Some(self.other(at, b">")),
            b'/' => self.tag(at, at + 2),
            b if b.is_ascii_alphabetic() => self.tag(at, at + 1),
            _ => None,
        }
    }

    fn comment(&mut self, at: usize) -> Token {
        let inside = at + 4;
        for empty in [&b">"[..], b"->"] {
            if self.bytes()[inside..].starts_with(empty) {
                self.at = inside + empty.len();
                return Token::Comment(inside..inside);
            }
        }
        let (end, next) = self.until(inside, b"-->").unwrap_or((self.end, self.end));
        self.at = next;
        Token::Comment(inside..end)
    }

    fn other(&mut self, at: usize, close: &[u8]) -> Token {
        let (_, next) = self.until(at + 2, close).unwrap_or((self.end, self.end));
        self.at = next;
        Token::Other(at..next)
    }

    fn tag(&mut self, at: usize, name: usize) -> Option<Token> {
        let bytes = self.bytes();
        let rest = bytes.get(name..)?;
        let len = rest.iter().position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.')));
        let len = len.unwrap_or(rest.len());
        let text = &self.text[name..name + len];
        // `<https://…>` and `<a@b>` are not tags.
        let next = bytes.get(name + len).copied()?;
        if len == 0
            || !(next.is_ascii_whitespace() || matches!(next, b'>' | b'/' | b'"' | b'\'' | b'#' | b'@' | b'{' | b'*'))
        {
            return None;
        }
        if next == b'/' && text.ends_with(':') || next == b'@' {
            return None;
        }
        let close = self.tag_end(name + len)?;
        self.at = close + 1;
        if bytes[at + 1] == b'/' {
            return Some(Token::Close(Name::of(text), at..close + 1));
        }
        let closed = bytes[close - 1] == b'/';
        let attributes = name + len..(close - usize::from(closed)).max(name + len);
        Some(Token::Open(Tag { name: Name::of(text), attributes, whole: at..close + 1, closed }))
    }

    /// Offset of the `>` that ends a tag whose name ended at `from`.
    fn tag_end(&mut self, from: usize) -> Option<usize> {
        let bytes = self.bytes();
        if self.last_close.is_some_and(|last| from >= last) {
            return None;
        }
        let Some(first) = memchr::memchr(b'>', &bytes[from..]).map(|i| from + i) else {
            self.last_close = Some(from);
            return None;
        };
        if !self.quotes {
            return Some(first);
        }
        let mut at = from;
        loop {
            let found = memchr::memchr3(b'>', b'"', b'\'', &bytes[at..]).map(|i| at + i);
            let Some(found) = found else { break };
            // A quotation mark opens a value only after `=`; elsewhere it is an apostrophe in broken markup.
            let value = bytes[from..found].iter().rev().find(|b| !b.is_ascii_whitespace()) == Some(&b'=');
            at = found + 1;
            match bytes[found] {
                b'>' => return Some(found),
                mark if value => match memchr::memchr(mark, &bytes[at..]) {
                    Some(i) => at += i + 1,
                    None => break,
                },
                _ => {}
            }
        }
        self.quotes = false;
        Some(first)
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let start = self.at;
        if start >= self.end {
            return None;
        }
        let mut search = start;
        while let Some(found) = memchr::memchr(b'<', &self.bytes()[search..]) {
            let at = search + found;
            if at > start && self.bytes().get(at + 1).is_some_and(|b| b.is_ascii_alphabetic() || b"!/?%".contains(b)) {
                self.at = at;
                return Some(Token::Text(start..at));
            }
            if at == start
                && let Some(token) = self.markup(at)
            {
                return Some(token);
            }
            search = at + 1;
        }
        self.at = self.end;
        Some(Token::Text(start..self.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pieces(text: &str) -> Vec<String> {
        let show = |token| match token {
            Token::Text(r) => format!("t:{}", &text[r]),
            Token::Open(tag) => format!("o:{}", &text[tag.whole]),
            Token::Close(_, r) => format!("c:{}", &text[r]),
            Token::Comment(r) => format!("!:{}", &text[r]),
            Token::Other(r) => format!("?:{}", &text[r]),
        };
        Tokens::new(text, 0..text.len()).map(show).collect()
    }

    #[test]
    fn cuts() {
        assert_eq!(
            pieces("a<b title='x > y'>c</b><!-- d --><br/>e < f & <3"),
            ["t:a", "o:<b title='x > y'>", "t:c", "c:</b>", "!: d ", "o:<br/>", "t:e < f & <3"]
        );
        assert_eq!(pieces("<?php echo 1 ?>x<%= y %>"), ["?:<?php echo 1 ?>", "t:x", "?:<%= y %>"]);
        assert_eq!(pieces("see <https://a.b/c> or <me@x.org>"), ["t:see ", "t:<https://a.b/c> or ", "t:<me@x.org>"]);
        assert_eq!(pieces("<p title=\"never closed>text</p>"), ["o:<p title=\"never closed>", "t:text", "c:</p>"]);
        assert_eq!(pieces("<!-- open"), ["!: open"]);
    }

    #[test]
    fn hostile_input_is_linear() {
        for unit in ["<a title=\"", "<a ", "<!--", "</", "<a \"='", "<", "<![CDATA[", "<%", "<a>'\""] {
            let text = unit.repeat(100_000);
            assert!(pieces(&text).len() <= text.len());
            let text = text + ">";
            assert!(pieces(&text).len() <= text.len());
        }
    }

    proptest! {
        #[test]
        fn never_panics_and_never_overlaps(text in "[<>/!a-c=\"' é?%-]{0,80}") {
            let mut last = 0;
            for token in Tokens::new(&text, 0..text.len()) {
                let range = match token {
                    Token::Text(r) | Token::Comment(r) | Token::Other(r) | Token::Close(_, r) => r,
                    Token::Open(tag) => tag.whole,
                };
                prop_assert!(range.start >= last && text.get(range.clone()).is_some());
                last = range.end;
            }
        }
    }
}
