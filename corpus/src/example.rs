//! Executed examples: fenced blocks of a Markdown file, each a whole small file or a payload.

use crate::Error;

/// What an example shows.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Must be found.
    Attack,
    /// An attack that is known not to be found yet.
    Gap,
    /// Must not be flagged.
    Benign,
    /// A short attack text without a file around it: it is put into every carrier.
    Payload,
}

/// One executed example.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Example {
    /// Line of its file where its fence opens.
    pub line: usize,
    /// What it shows.
    pub kind: Kind,
    /// Path of the file in its repository; empty for a payload.
    pub path: String,
    /// Language code, English when not given.
    pub lang: String,
    /// The file's text, escapes expanded; for a payload its words on one line.
    pub text: String,
}

/// Every example of `body`, whose first line is line `first_line` of its file.
pub(crate) fn all(body: &str, first_line: usize) -> Result<Vec<Example>, Error> {
    let mut out = Vec::new();
    let mut lines = body.lines().enumerate();
    while let Some((i, line)) = lines.next() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        if ticks < 3 {
            continue;
        }
        let fence = &line[..ticks];
        let inner: Vec<&str> = lines.by_ref().map(|(_, l)| l).take_while(|l| l.trim_end() != fence).collect();
        if let Some(example) = example(first_line + i, &line[ticks..], &inner)? {
            out.push(example);
        }
    }
    Ok(out)
}

fn example(line: usize, info: &str, inner: &[&str]) -> Result<Option<Example>, Error> {
    let odd = |why| Error::Example(info.to_owned(), why);
    let mut words = info.split_whitespace();
    let mut kind = match words.next() {
        Some("attack") => Kind::Attack,
        Some("benign") => Kind::Benign,
        Some("payload") => Kind::Payload,
        _ => return Ok(None),
    };
    let (mut path, mut lang, mut escapes) = (None, "en".to_owned(), false);
    for word in words {
        match word.split_once('=') {
            Some(("path", value)) => path = Some(value.to_owned()),
            Some(("lang", value)) => value.clone_into(&mut lang),
            None if word == "escapes" => escapes = true,
            None if word == "gap" && kind == Kind::Attack => kind = Kind::Gap,
            _ => return Err(odd("knows path=, lang=, escapes, gap")),
        }
    }
    let text = inner.join("\n") + "\n";
    let text = if escapes { expand(&text).ok_or_else(|| odd("has a broken escape"))? } else { text };
    // A payload is one paragraph: where its lines break is up to its carrier.
    let text = if kind == Kind::Payload { text.split_whitespace().collect::<Vec<_>>().join(" ") } else { text };
    let path = match (kind, path) {
        (Kind::Payload, None) => String::new(),
        (Kind::Payload, Some(_)) => return Err(odd("is a payload and takes no path=")),
        (_, path) => path.ok_or_else(|| odd("has no path="))?,
    };
    Ok(Some(Example { line, kind, path, lang, text }))
}

/// Expands `\u{HEX}`, `\n`, `\t`, `\r` and `\\`; other backslashes stay.
pub(crate) fn expand(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let mut chars = after.chars();
        let simple = match chars.next() {
            Some('n') => Some('\n'),
            Some('t') => Some('\t'),
            Some('r') => Some('\r'),
            Some('\\') => Some('\\'),
            _ => None,
        };
        if let Some(c) = simple {
            out.push(c);
            rest = chars.as_str();
        } else if let Some(code) = after.strip_prefix("u{") {
            let (hex, tail) = code.split_once('}')?;
            out.push(char::from_u32(u32::from_str_radix(hex, 16).ok()?)?);
            rest = tail;
        } else {
            out.push('\\');
            rest = after;
        }
    }
    out.push_str(rest);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_expand_and_other_backslashes_stay() {
        assert_eq!(expand(r"a\u{41}\n\d\\").as_deref(), Some("aA\n\\d\\"));
        assert_eq!(expand(r"\u{zz}"), None);
    }

    #[test]
    fn a_payload_takes_no_path() {
        let one = all("```payload lang=de\nhallo\ndu\n```\n", 1).unwrap();
        assert_eq!((one[0].kind, one[0].lang.as_str(), one[0].text.as_str()), (Kind::Payload, "de", "hallo du"));
        assert!(all("```payload path=a.md\nhallo\n```\n", 1).is_err());
    }
}
