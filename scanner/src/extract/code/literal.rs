//! Literals between quotes: plain, raw, templates, quotes of the author's choice, characters.
//!
//! Invariant: a search that fails is remembered in `Lexer::dead`, so that hostile text is searched once.

use super::super::escape::Escape;
use super::super::worth::line_end;
use super::language::{Prefix, Reach};
use super::lexer::{Found, Lexer, Step};
use super::region;
use std::ops::Range;

/// Bytes that a literal of several lines may have where quotes are often stray.
const NEAR: usize = 1 << 16;

/// How a literal opens and closes.
#[derive(Copy, Clone)]
pub(super) struct Marks {
    pub(super) open: &'static str,
    pub(super) close: &'static str,
    pub(super) escape: Escape,
    pub(super) reach: Reach,
    pub(super) prefix: Prefix,
}

/// A literal that opens at `at`.
pub(super) fn text(lexer: &mut Lexer<'_>, index: usize, at: usize, marks: Marks) -> Option<Step> {
    let inside = at + marks.open.len();
    let before = &lexer.bytes[lexer.start..at];
    match marks.prefix {
        Prefix::None => plain(lexer, index, at..inside, marks),
        Prefix::Letters => {
            let letters = before.iter().rev().take(4).take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
            let letters = if letters > 3 { 0 } else { letters };
            let raw = before[before.len() - letters..].iter().any(|b| b.eq_ignore_ascii_case(&b'r'));
            let step = plain(lexer, index, at - letters..inside, marks)?;
            Some(if raw { unescaped(step) } else { step })
        }
        Prefix::Hashes => {
            let hashes = before.iter().rev().take(255).take_while(|b| **b == b'#').count();
            let letter = before.len().checked_sub(hashes + 1).map(|i| before[i]);
            if hashes == 0 && letter != Some(b'r') {
                return plain(lexer, index, at..inside, marks);
            }
            let close = format!("\"{}", "#".repeat(hashes));
            delimited(lexer, at, inside, &close)
        }
        Prefix::Delimiter if before.last() == Some(&b'R') => {
            let rest = &lexer.bytes[inside..];
            let Some(len) = rest.iter().take(17).position(|&b| b == b'(') else {
                return plain(lexer, index, at..inside, marks);
            };
            let delimiter = std::str::from_utf8(&rest[..len]).unwrap_or_default();
            delimited(lexer, at, inside + len + 1, &format!("){delimiter}\""))
        }
        Prefix::At if before.iter().rev().take_while(|b| matches!(b, b'@' | b'$')).any(|&b| b == b'@') => {
            let marks = Marks { escape: Escape::Doubled(b'"'), reach: Reach::Near, ..marks };
            plain(lexer, index, at..inside, marks)
        }
        Prefix::Delimiter | Prefix::At => plain(lexer, index, at..inside, marks),
    }
}

/// A literal without raw forms; `open` is its opening mark with what belongs to it.
fn plain(lexer: &mut Lexer<'_>, index: usize, open: Range<usize>, marks: Marks) -> Option<Step> {
    let close = marks.close.as_bytes();
    let body_end = match close_of(lexer, index, open.end, close, marks.escape, marks.reach) {
        Some(end) => end,
        None if marks.reach == Reach::Far => lexer.end,
        None => return None,
    };
    let end = (body_end + close.len()).min(lexer.end);
    Step::token(Found::Text(marks.escape), open.start..end, open.end..body_end)
}

fn unescaped(mut step: Step) -> Step {
    if let Some(token) = &mut step.token {
        token.found = Found::Text(Escape::None);
    }
    step
}

fn delimited(lexer: &mut Lexer<'_>, at: usize, inside: usize, close: &str) -> Option<Step> {
    if inside < lexer.dead_raw {
        return None;
    }
    let stop = lexer.end.min(inside + 16 * NEAR);
    let Some(found) = memchr::memmem::find(&lexer.bytes[inside..stop], close.as_bytes()) else {
        lexer.dead_raw = stop;
        return None;
    };
    let body_end = inside + found;
    Step::token(Found::Text(Escape::None), at..body_end + close.len(), inside..body_end)
}

/// Where the literal that starts at `from` closes.
fn close_of(
    lexer: &mut Lexer<'_>,
    index: usize,
    from: usize,
    close: &[u8],
    escape: Escape,
    reach: Reach,
) -> Option<usize> {
    if from < lexer.dead[index] {
        return None;
    }
    let stop = match reach {
        Reach::Near => lexer.end.min(from + NEAR),
        Reach::Line | Reach::Far => lexer.end,
    };
    let hide = match escape {
        Escape::Code | Escape::Full => b'\\',
        Escape::Backtick => b'`',
        _ => close[0],
    };
    let feed = if reach == Reach::Line { b'\n' } else { close[0] };
    let bytes = &lexer.bytes[..stop];
    let mut at = from;
    while let Some(found) = memchr::memchr3(close[0], hide, feed, &bytes[at.min(stop)..]) {
        at += found;
        match bytes[at] {
            b'\n' if reach == Reach::Line => {
                lexer.dead[index] = at;
                return None;
            }
            byte if byte == hide && hide != close[0] => at += if bytes[at + 1..].starts_with(b"\r\n") { 3 } else { 2 },
            _ if !bytes[at..].starts_with(close) => at += 1,
            byte if escape == Escape::Doubled(byte) && bytes.get(at + 1) == Some(&byte) => at += 2,
            _ => return Some(at),
        }
    }
    lexer.dead[index] = stop;
    None
}

/// Braces that are open in each expression around a place; none directly inside a template.
enum Level {
    Template,
    Expression(usize),
}

/// A back-ticked template. Expressions in it may hold templates; the outermost is handed out whole. Where braces do not
/// match once, the next back-tick closes from then on.
pub(super) fn template(lexer: &mut Lexer<'_>, index: usize, at: usize) -> Option<Step> {
    let simple = lexer.dead[index] != 0;
    let close = match simple {
        true => None,
        false => template_close(lexer.bytes, at + 1),
    };
    if close.is_none() {
        lexer.dead[index] = lexer.end;
    }
    let close = match close {
        Some(close) => close,
        None => at + 1 + memchr::memchr(b'`', &lexer.bytes[at + 1..])?,
    };
    Step::token(Found::Text(Escape::Code), at..close + 1, at + 1..close)
}

fn template_close(bytes: &[u8], from: usize) -> Option<usize> {
    let mut levels = vec![Level::Template];
    let mut next = from;
    while let Some(&byte) = bytes.get(next) {
        next += 1;
        let outermost = levels.len() == 1;
        match (levels.last_mut()?, byte) {
            (_, b'\\') => next += 1,
            (Level::Template, b'`') if outermost => return Some(next - 1),
            (Level::Template, b'`') | (Level::Expression(0), b'}') => {
                levels.pop();
            }
            (Level::Template, b'$') if bytes.get(next) == Some(&b'{') => {
                levels.push(Level::Expression(0));
                next += 1;
            }
            (Level::Expression(_), b'`') => levels.push(Level::Template),
            (Level::Expression(_), b'"' | b'\'') => next = quoted_end(bytes, next, byte),
            (Level::Expression(_), b'/') => next = region::regex_end(bytes, next - 1).unwrap_or(next),
            (Level::Expression(open), b'{') => *open += 1,
            (Level::Expression(open), b'}') => *open -= 1,
            _ => {}
        }
    }
    None
}

/// Behind the quote that closes on the same line, or `from`.
fn quoted_end(bytes: &[u8], from: usize, quote: u8) -> usize {
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'\n' => break,
            b'\\' => at += 1,
            byte if byte == quote => return at,
            _ => {}
        }
    }
    from
}

/// `%q{…}`, `qq(…)`, `~s"…"`: the byte behind the mark delimits; brackets nest.
pub(super) fn chosen(lexer: &mut Lexer<'_>, index: usize, open: &str, at: usize) -> Option<Step> {
    let mut inside = at + open.len();
    if open.ends_with('(') {
        inside -= 1;
    } else if lexer.bytes.get(inside) == Some(&b' ') {
        inside += 1;
    }
    let &first = lexer.bytes.get(inside)?;
    let close = match first {
        b'(' => b')',
        b'[' => b']',
        b'{' => b'}',
        b'<' => b'>',
        b'|' | b'!' | b'/' | b'"' | b'\'' | b'~' => first,
        _ => return None,
    };
    if inside < lexer.dead[index] {
        return None;
    }
    let stop = lexer.end.min(inside + NEAR);
    let (mut depth, mut next) = (1usize, inside + 1);
    while next < stop {
        match lexer.bytes[next] {
            b'\\' => next += 1,
            byte if byte == close => {
                depth -= 1;
                if depth == 0 {
                    return Step::token(Found::Text(Escape::Code), at..next + 1, inside + 1..next);
                }
            }
            byte if byte == first => depth += 1,
            _ => {}
        }
        next += 1;
    }
    lexer.dead[index] = stop;
    None
}

/// `'x'`, `'\n'`; anything else behind a quote (a lifetime, a type variable) is no literal.
pub(super) fn character(lexer: &Lexer<'_>, at: usize) -> Option<Step> {
    let rest = &lexer.bytes[at + 1..lexer.end.min(at + 16)];
    let &first = rest.first()?;
    if first == b'\\' {
        let eol = line_end(rest, 2.min(rest.len()), rest.len());
        let close = memchr::memchr(b'\'', rest.get(2..eol)?)?;
        return Step::over(at + 1 + 2 + close + 1);
    }
    let len = match first {
        0..0x80 => 1,
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    };
    (rest.get(len) == Some(&b'\'')).then_some(())?;
    Step::over(at + 1 + len + 1)
}
