//! Stretches that are neither quoted nor plain comments: long brackets, regular expressions, text between tags.

use super::super::escape::Escape;
use super::super::worth::{has_words, trim};
use super::lexer::{Found, Lexer, Step};

/// How far back the byte before a slash is looked for.
const BACK: usize = 64;
/// A regular expression inside a template is no longer than this.
const SHORT: usize = 256;
/// Text between two tags is looked for this far.
const MARKUP: usize = 1 << 12;

/// `[==[ … ]==]`; `open` ends with its first bracket.
pub(super) fn long(lexer: &mut Lexer<'_>, index: usize, open: &str, comment: bool, at: usize) -> Option<Step> {
    let level = at + open.len();
    let rest = &lexer.bytes[level..];
    let equals = rest.iter().take(64).take_while(|b| **b == b'=').count();
    if rest.get(equals) != Some(&b'[') {
        return None;
    }
    let inside = level + equals + 1;
    let close = format!("]{}]", "=".repeat(equals));
    let found =
        if inside < lexer.dead[index] { None } else { memchr::memmem::find(&lexer.bytes[inside..], close.as_bytes()) };
    let Some(found) = found else {
        lexer.dead[index] = lexer.end;
        return None;
    };
    let body_end = inside + found;
    let kind = if comment { Found::Comment(b'[') } else { Found::Text(Escape::None) };
    Step::token(kind, at..body_end + close.len(), inside..body_end)
}

/// A regular expression is walked over, so that quotes in it open nothing; `s` and `tr` of Perl have two parts.
pub(super) fn regex(lexer: &mut Lexer<'_>, index: usize, perl: bool, at: usize) -> Option<Step> {
    let parts = parts_at(&lexer.bytes[lexer.start.max(at.saturating_sub(BACK))..at], perl)?;
    if at < lexer.dead[index] {
        return None;
    }
    let mut end = at;
    for _ in 0..parts {
        match slash(lexer.bytes, end + 1, usize::MAX) {
            Ok(close) => end = close,
            Err(eol) => {
                lexer.dead[index] = eol;
                return None;
            }
        }
    }
    Step::over(end + 1)
}

/// Behind the regular expression that starts at `at`, where one can stand; it is looked for a little way only.
pub(super) fn regex_end(bytes: &[u8], at: usize) -> Option<usize> {
    parts_at(&bytes[at.saturating_sub(BACK)..at], false)?;
    slash(bytes, at + 1, SHORT).ok().map(|close| close + 1)
}

/// The closing slash of the expression that starts at `from`, or the end of the line.
fn slash(bytes: &[u8], from: usize, most: usize) -> Result<usize, usize> {
    let (mut at, mut class) = (from, false);
    let end = bytes.len().min(from.saturating_add(most));
    while at < end {
        match bytes[at] {
            b'\n' => return Err(at),
            b'\\' => at += 1,
            b'[' => class = true,
            b']' => class = false,
            b'/' if !class => return Ok(at),
            _ => {}
        }
        at += 1;
    }
    Err(end)
}

/// How many parts an expression has that starts behind `before`; none where a slash divides.
fn parts_at(before: &[u8], perl: bool) -> Option<usize> {
    let end = before.iter().rposition(|b| !b.is_ascii_whitespace()).map_or(0, |i| i + 1);
    let Some(&last) = before[..end].last() else { return Some(1) };
    if b"(,=:[!&|?{;+-*%~^".contains(&last) {
        return Some(1);
    }
    let start = before[..end].iter().rposition(|b| !b.is_ascii_alphanumeric()).map_or(0, |i| i + 1);
    match &before[start..end] {
        b"s" | b"tr" | b"y" if perl && end == before.len() => Some(2),
        b"m" | b"qr" if perl && end == before.len() => Some(1),
        b"return" | b"typeof" | b"case" | b"in" | b"of" | b"delete" | b"void" | b"throw" | b"else" | b"do"
        | b"yield" | b"await" | b"and" | b"or" | b"not" | b"if" | b"unless" | b"when" | b"split" | b"grep" => Some(1),
        _ => None,
    }
}

/// Text between tags, as in JSX: prose up to the next tag or expression, with nothing in it that only programs have.
pub(super) fn markup(lexer: &Lexer<'_>, at: usize) -> Option<Step> {
    let before = &lexer.bytes[lexer.start.max(at.saturating_sub(BACK))..at];
    let last = before.iter().rposition(|b| !matches!(b, b' ' | b'\t'));
    let last = last.filter(|&i| before[i] == b'\n' || i + 1 == before.len()).map(|i| before[i])?;
    if matches!(last, b'=' | b'-' | b'>') {
        return None;
    }
    let stop = lexer.end.min(at + MARKUP);
    let len = memchr::memchr3(b'<', b'{', b'>', &lexer.bytes[at + 1..stop])?;
    let body = trim(lexer.text, at + 1..at + 1 + len);
    let text = lexer.text.get(body.clone())?;
    let program = |b: u8| matches!(b, b';' | b'=' | b'}' | b'|' | b'`');
    if lexer.bytes[at + 1 + len] == b'>' || text.bytes().any(program) || text.contains("//") || text.contains("&&") {
        return None;
    }
    let starts = text.starts_with(|c: char| c.is_alphabetic() || !c.is_ascii() || c == '"');
    (starts && has_words(text, 3)).then_some(())?;
    Step::token(Found::Text(Escape::None), body.clone(), body)
}
