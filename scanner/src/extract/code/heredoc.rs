//! Here-documents of shells, Ruby, Perl, PHP, Terraform, Dockerfiles.
//!
//! The rest of the opening line is read as program text, so the lines of the document are remembered as a hole. Not every
//! `<<` opens one: without a tag and a line that holds it again, it is a shift.

use super::super::escape::Escape;
use super::super::worth::{line_end, skip_blanks};
use super::lexer::{Found, Hole, Lexer, Step, Token};
use std::ops::Range;

/// Bytes in which the closing line must stand.
const REACH: usize = 1 << 18;

/// A here-document whose `<<` stands at `at`.
pub(super) fn open(lexer: &mut Lexer<'_>, at: usize) -> Option<Step> {
    let tag = tag(lexer.bytes, at + 2)?;
    let (start, from) = match &lexer.hole {
        Some(hole) => (hole.lines.start, hole.lines.end),
        None => {
            // Remembered, or a line with many shifts is searched to its end for each of them.
            if lexer.line_stop < tag.end {
                lexer.line_stop = line_end(lexer.bytes, tag.end, lexer.end);
            }
            (lexer.line_stop, (lexer.line_stop + 1).min(lexer.end))
        }
    };
    let stop = lexer.end.min(from.saturating_add(REACH.min(lexer.patience)));
    let Some((body_end, end)) = close(&lexer.bytes[..stop.max(from)], from, &lexer.bytes[tag.clone()]) else {
        lexer.patience = lexer.patience.saturating_sub(stop - from);
        return None;
    };
    let token = Token { found: Found::Text(Escape::None), whole: from..end, body: from..body_end };
    let hole = lexer.hole.get_or_insert_with(|| Hole { lines: start..end, tokens: Vec::new() });
    hole.lines.end = end;
    hole.tokens.push(token);
    let quoted = matches!(lexer.bytes.get(tag.end), Some(b'"' | b'\''));
    Step::over(tag.end + usize::from(quoted))
}

/// The tag behind `<<`: `EOF`, `-EOF`, `~EOF`, `"EOF"`, `<EOF` (PHP). A bare word behind a blank is a shift more often.
fn tag(bytes: &[u8], at: usize) -> Option<Range<usize>> {
    let signs = bytes[at.min(bytes.len())..].iter().take(2).take_while(|b| b"<-~".contains(b)).count();
    let mut from = skip_blanks(bytes, at + signs, bytes.len().min(at + signs + 2));
    let apart = signs == 0 && from > at;
    let quoted = matches!(bytes.get(from), Some(b'"' | b'\'' | b'\\'));
    from += usize::from(quoted);
    let rest = bytes.get(from..)?;
    let len = rest.iter().take(64).take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
    let &first = rest[..len].first()?;
    let bare = first.is_ascii_uppercase() || first == b'_' || (first.is_ascii_lowercase() && (quoted || !apart));
    bare.then_some(from..from + len)
}

/// The line that holds nothing but the tag and punctuation: where it starts, and where the tag on it ends.
fn close(bytes: &[u8], from: usize, tag: &[u8]) -> Option<(usize, usize)> {
    let mut line = from;
    while line < bytes.len() {
        let eol = line_end(bytes, line, bytes.len());
        let first = skip_blanks(bytes, line, eol);
        let rest = &bytes[first..eol];
        if rest.starts_with(tag) && !rest[tag.len()..].iter().any(|b| b.is_ascii_alphanumeric() || *b == b'_') {
            return Some((line, first + tag.len()));
        }
        line = eol + 1;
    }
    None
}
