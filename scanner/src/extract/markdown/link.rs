//! Address and title of an inline link, found in the source behind its text.
//!
//! The parser has already decided that this is a link; here it is only located. Reference links have no tail.

use std::ops::Range;

/// Where a link's address and title stand.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Tail {
    /// The address.
    pub(super) target: Option<Range<usize>>,
    /// The title, without its marks.
    pub(super) title: Option<Range<usize>>,
}

/// Reads `](address "title")` in `range`, which starts somewhere before the bracket.
pub(super) fn tail(text: &str, range: Range<usize>) -> Tail {
    let Some(rest) = text.get(range.clone()) else { return Tail::default() };
    let Some(open) = rest.find("](") else { return Tail::default() };
    let start = range.start + open + 2;
    let end = range.end.saturating_sub(1).max(start);
    let start = start + blanks(&text[start..end]);
    let (target, next) = target(text, start..end);
    Tail { title: title(text, next..end), target: Some(target) }
}

/// Address and title of a reference definition, which follow its colon in `range`.
pub(super) fn definition(text: &str, range: Range<usize>) -> Tail {
    let start = range.start + blanks(&text[range.clone()]);
    let (target, next) = target(text, start..range.end);
    Tail { title: title(text, next..range.end), target: Some(target) }
}

fn blanks(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_whitespace).count()
}

/// The address at the start of `range` and what follows it.
fn target(text: &str, range: Range<usize>) -> (Range<usize>, usize) {
    let rest = &text[range.clone()];
    if rest.starts_with('<') {
        let len = rest.find(['>', '\n']).unwrap_or(rest.len());
        return (range.start + 1..range.start + len.max(1), (range.start + len + 1).min(range.end));
    }
    let len = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
    (range.start..range.start + len, range.start + len)
}

/// The title in `range`, without its marks.
fn title(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let rest = text.get(range.clone())?;
    let start = range.start + blanks(rest);
    let trimmed = text[start..range.end].trim_end();
    let close = match trimmed.chars().next()? {
        '(' => ')',
        mark @ ('"' | '\'') => mark,
        _ => return None,
    };
    let inside = trimmed.get(1..)?.strip_suffix(close)?;
    Some(start + 1..start + 1 + inside.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> (Option<&str>, Option<&str>) {
        let tail = tail(text, 0..text.len());
        (tail.target.map(|r| &text[r]), tail.title.map(|r| &text[r]))
    }

    #[test]
    fn reads_tails() {
        assert_eq!(shown("[a](b.md)"), (Some("b.md"), None));
        assert_eq!(shown("[a]( b.md 'c d' )"), (Some("b.md"), Some("c d")));
        assert_eq!(shown("[a](<b c> \"d \\\" e\")"), (Some("b c"), Some("d \\\" e")));
        assert_eq!(shown("[a](b (c))"), (Some("b"), Some("c")));
        assert_eq!(shown("[a][b]"), (None, None));
        assert_eq!(shown("[a]("), (Some(""), None));
        assert_eq!(shown("[a](<"), (Some(""), None));
    }
}
