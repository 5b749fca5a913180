//! Attributes: an iterator over them, and which of them hold a text.
//!
//! Values stay as written (references and percent signs are left to the decoders). Invariant: linear, and every range
//! lies on character borders.

use crate::extract::prose;
use crate::segment::Carrier;
use std::ops::Range;

/// One attribute: name and value as ranges of the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::extract) struct Attribute {
    /// Its name.
    pub(in crate::extract) name: Range<usize>,
    /// Its value without quotation marks; empty for none.
    pub(in crate::extract) value: Range<usize>,
}

/// Attributes of a tag.
#[derive(Debug)]
pub(in crate::extract) struct Attributes<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl<'t> Attributes<'t> {
    /// The attributes in `range` of `text`.
    pub(in crate::extract) fn new(text: &'t str, range: Range<usize>) -> Self {
        Self { bytes: &text.as_bytes()[..range.end], at: range.start }
    }

    fn skip(&mut self, class: impl Fn(u8) -> bool) -> Range<usize> {
        let start = self.at;
        let len = self.bytes[start..].iter().position(|&b| !class(b));
        self.at = len.map_or(self.bytes.len(), |i| start + i);
        start..self.at
    }

    fn value(&mut self) -> Range<usize> {
        self.skip(|b| b.is_ascii_whitespace());
        match self.bytes.get(self.at) {
            Some(&mark @ (b'"' | b'\'')) => {
                self.at += 1;
                let value = self.skip(|b| b != mark);
                self.at = (self.at + 1).min(self.bytes.len());
                value
            }
            _ => self.skip(|b| !b.is_ascii_whitespace()),
        }
    }
}

impl Iterator for Attributes<'_> {
    type Item = Attribute;

    fn next(&mut self) -> Option<Attribute> {
        self.skip(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'=' | b'"' | b'\''));
        let name = self.skip(|b| !b.is_ascii_whitespace() && !matches!(b, b'=' | b'/' | b'"' | b'\''));
        if name.is_empty() {
            return None;
        }
        self.skip(|b| b.is_ascii_whitespace());
        if self.bytes.get(self.at) != Some(&b'=') {
            let end = name.end;
            return Some(Attribute { name, value: end..end });
        }
        self.at += 1;
        Some(Attribute { name, value: self.value() })
    }
}

/// What an attribute holds, told from its name in lower case.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(in crate::extract) enum Holds {
    /// A text that is meant to be read, with the least number of words that make it worth a segment.
    Text(Carrier, usize),
    /// An address.
    Address,
    /// A value for machines.
    Value,
    /// Nothing known: read when it is prose.
    Unknown,
}

/// Tells what the attribute `name` holds.
pub(in crate::extract) fn holds(name: &str) -> Holds {
    match name {
        "alt" => Holds::Text(Carrier::AltText, 2),
        "title"
        | "aria-label"
        | "aria-description"
        | "aria-placeholder"
        | "aria-roledescription"
        | "placeholder"
        | "summary"
        | "label"
        | "longdesc"
        | "caption"
        | "description"
        | "text"
        | "tooltip" => Holds::Text(Carrier::HtmlAttribute, 2),
        "href" | "src" | "action" | "cite" | "data" | "poster" | "formaction" | "xlink:href" | "background" => {
            Holds::Address
        }
        "class" | "classname" | "style" | "id" | "d" | "points" | "path" | "viewbox" | "transform" | "srcset"
        | "sizes" | "rel" | "for" | "media" | "integrity" | "allow" | "sandbox" | "values" | "keytimes"
        | "gradienttransform" | "stroke-dasharray" | "font-family" | "accept" | "ping" | "headers" | "itemprop"
        | "autocomplete" => Holds::Value,
        _ if is_code(name) => Holds::Value,
        _ => Holds::Unknown,
    }
}

/// Handlers and bindings: program text of the page or of a template language.
fn is_code(name: &str) -> bool {
    let starts = ["on", "v-", ":", "@", "bind:", "on:", "xmlns", "xsi:", "x-", "ng-", "*", "[", "(", "use:", "hx-"];
    starts.iter().any(|start| name.starts_with(start))
}

/// True when an attribute of unknown meaning holds prose.
pub(in crate::extract) fn is_prose(value: &str) -> bool {
    memchr::memchr_iter(b' ', value.as_bytes()).nth(2).is_some() && prose::is_prose(value, 4)
        || !value.is_ascii() && prose::words(value) >= 4
}

/// The part of an address that holds a text, if one does: a query or fragment of several words, or a `data:` text.
pub(in crate::extract) fn message(address: &str) -> Option<Range<usize>> {
    let from = match address.find(['?', '#']) {
        Some(at) => at + 1,
        None if address.starts_with("data:text") || address.starts_with("mailto:") => 0,
        None => return (address.contains(' ') && prose::is_prose(address, 3)).then_some(0..address.len()),
    };
    let query = &address[from..];
    let mut gaps = query.as_bytes().iter().filter(|b| matches!(b, b'+' | b' ')).count();
    gaps += memchr::memmem::find_iter(query.as_bytes(), b"%20").take(4).count();
    (gaps >= 3 || query.len() >= 48 && query.contains('%')).then_some(from..address.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<(&str, &str)> {
        Attributes::new(text, 0..text.len()).map(|a| (&text[a.name], &text[a.value])).collect()
    }

    #[test]
    fn reads_attributes() {
        assert_eq!(
            all(" a=\"b c\" d='e' f=g hidden @click=\"x()\" h = i"),
            [("a", "b c"), ("d", "e"), ("f", "g"), ("hidden", ""), ("@click", "x()"), ("h", "i")]
        );
        assert_eq!(all(" a=\"never"), [("a", "never")]);
        assert_eq!(all(" =\"x\" /"), [("x", "")]);
    }

    #[test]
    fn finds_messages_in_addresses() {
        assert!(message("https://a.b/?q=remember+that+this+one").is_some());
        assert!(message("https://a.b/?q=remember%20that%20this%20one").is_some());
        assert!(message("https://a.b/c?d=e&f=1#g").is_none());
        assert!(message("img/plan.png").is_none());
        assert!(message("https://a.b/badge/some%20text-blue").is_none());
    }
}
