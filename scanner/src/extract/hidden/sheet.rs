//! Simple rules of the style sheets that stand in the file itself: one element, class or id, no state, no nesting.
//!
//! Rules for print or for narrow screens and rules behind a combinator or pseudo-class depend on things that a file does
//! not tell, so they are left out. Invariant: linear in the sheet, at most [`MOST`] rules.

use super::Style;
use std::ops::Range;

/// More rules than this are not kept.
const MOST: usize = 4096;

#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Kind {
    Tag,
    Class,
    Id,
}

#[derive(Debug)]
struct Rule<'d> {
    kind: Kind,
    name: &'d str,
    tag: &'d str,
    style: Style,
}

/// The rules of one file that touch visibility.
#[derive(Debug, Default)]
pub(in crate::extract) struct Sheet<'d> {
    rules: Vec<Rule<'d>>,
}

impl<'d> Sheet<'d> {
    /// Rules of every `<style>` element of `text`.
    pub(in crate::extract) fn of(text: &'d str) -> Self {
        let mut sheet = Self::default();
        let mut at = 0;
        while let Some(found) = memchr::memmem::find(&text.as_bytes()[at..], b"<style") {
            let Some(open) = memchr::memchr(b'>', &text.as_bytes()[at + found..]) else { break };
            let start = at + found + open + 1;
            let end = memchr::memmem::find(&text.as_bytes()[start..], b"</").map_or(text.len(), |i| start + i);
            sheet.read(text, start..end);
            at = end;
        }
        sheet.rules.sort_by(|a, b| (a.kind, a.name).cmp(&(b.kind, b.name)));
        sheet
    }

    /// True when there is no rule.
    pub(in crate::extract) fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// What the rules say of an element.
    pub(in crate::extract) fn style(&self, tag: &str, classes: &str, id: &str) -> Style {
        let mut style = Style::default();
        self.merge(Kind::Tag, tag, tag, &mut style);
        for class in classes.split_ascii_whitespace().take(32) {
            self.merge(Kind::Class, class, tag, &mut style);
        }
        self.merge(Kind::Id, id, tag, &mut style);
        style
    }

    fn merge(&self, kind: Kind, name: &str, tag: &str, style: &mut Style) {
        let first = self.rules.partition_point(|r| (r.kind, r.name) < (kind, name));
        let same = self.rules[first..].iter().take(16).take_while(|r| r.kind == kind && r.name == name);
        same.filter(|r| r.tag.is_empty() || r.tag == tag).for_each(|r| style.merge(r.style));
    }

    fn read(&mut self, text: &'d str, range: Range<usize>) {
        let Some(mut rest) = text.get(range) else { return };
        while let Some(open) = memchr::memchr2(b'{', b'}', rest.as_bytes()) {
            if rest.as_bytes()[open] == b'}' {
                // The end of a block that was entered.
                rest = &rest[open + 1..];
                continue;
            }
            let selectors = selector(&rest[..open]);
            rest = &rest[open + 1..];
            if let Some(condition) = selectors.strip_prefix('@') {
                let open = ["media screen", "media all", "layer", "supports"].iter().any(|c| condition.starts_with(c));
                rest = if open && !condition.contains('(') { rest } else { after_block(rest) };
                continue;
            }
            let close = memchr::memchr(b'}', rest.as_bytes()).unwrap_or(rest.len());
            self.add(selectors, Style::of(&rest[..close]));
            rest = rest.get(close + 1..).unwrap_or_default();
        }
    }

    fn add(&mut self, selectors: &'d str, style: Style) {
        if style.is_plain() {
            return;
        }
        for selector in selectors.split(',').map(str::trim) {
            if self.rules.len() >= MOST {
                return;
            }
            let simple = |s: &str| {
                !s.is_empty() && s.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | 128..))
            };
            let (tag, kind, name) = match selector.find(['.', '#']) {
                None => ("", Kind::Tag, selector),
                Some(at) if selector.as_bytes()[at] == b'.' => (&selector[..at], Kind::Class, &selector[at + 1..]),
                Some(at) => (&selector[..at], Kind::Id, &selector[at + 1..]),
            };
            if simple(name) && (tag.is_empty() || simple(tag)) {
                self.rules.push(Rule { kind, name, tag, style });
            }
        }
    }
}

/// The selector part of what stands before a brace: comments and earlier statements removed from its front.
fn selector(text: &str) -> &str {
    let text = text.rsplit_once("*/").map_or(text, |(_, rest)| rest);
    text.rsplit_once(';').map_or(text, |(_, rest)| rest).trim()
}

/// What follows the block whose opening brace was just passed.
fn after_block(text: &str) -> &str {
    let mut depth = 1usize;
    for at in memchr::memchr2_iter(b'{', b'}', text.as_bytes()) {
        depth = if text.as_bytes()[at] == b'{' { depth + 1 } else { depth - 1 };
        if depth == 0 {
            return &text[at + 1..];
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::super::color::Paint;
    use super::*;

    #[test]
    fn reads_simple_rules() {
        let sheet = Sheet::of(
            "<style>/* a { } */ @import 'x'; .x, p.y {display:none} @media print {.z{display:none}}\n\
             #w{color:#fff} .a .b{display:none} .c:hover{display:none} body{background:#111}</style>",
        );
        let hides = |tag, classes, id| sheet.style(tag, classes, id).hides(Paint::Unset);
        assert!(hides("div", "k x", "") && hides("p", "y", "") && hides("i", "", "w"));
        assert!(!hides("div", "y", "") && !hides("div", "z", "") && !hides("div", "b", "") && !hides("a", "c", ""));
        assert_eq!(sheet.style("body", "", "").background, Paint::Rgb(17, 17, 17));
    }
}
