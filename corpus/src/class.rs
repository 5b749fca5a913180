//! An attack class: front matter, page and examples of one file.

use crate::front_matter::FrontMatter;
use std::path::Path;
use thiserror::Error as ThisError;

/// Headings that every class file has, in this order.
pub const HEADINGS: [&str; 4] = ["What it is", "Why it is dangerous", "How it is found", "Known gaps"];

/// What is wrong with a class file.
#[derive(Debug, ThisError)]
pub enum Error {
    /// The file cannot be read.
    #[error("cannot be read: {0}")]
    Unreadable(#[from] std::io::Error),
    /// No `---` block at the top.
    #[error("has no front matter between two lines of three dashes")]
    NoFrontMatter,
    /// A line that is not `key: value`.
    #[error("front matter line {0:?} is not `key: value`")]
    Line(String),
    /// A key twice.
    #[error("front matter key {0:?} stands twice")]
    Duplicate(String),
    /// A key is missing or has no single value.
    #[error("front matter key {0:?} is missing or not of the right kind")]
    Missing(&'static str),
    /// A key that nobody knows.
    #[error("front matter key {0:?} is unknown")]
    Unknown(String),
    /// A value outside its set.
    #[error("{key} is {value:?}; allowed are {allowed}")]
    Value {
        /// The key.
        key: &'static str,
        /// What was given.
        value: String,
        /// What may be given.
        allowed: &'static str,
    },
    /// Id and file name differ.
    #[error("id {0:?} is not the file's name")]
    Id(String),
    /// A heading is missing or out of order.
    #[error("heading `## {0}` is missing or out of order")]
    Heading(&'static str),
    /// An example's info string is odd.
    #[error("example {0:?}: {1}")]
    Example(String, &'static str),
    /// Too few examples.
    #[error("needs at least {0} {1} examples")]
    Few(usize, &'static str),
}

/// What an example shows.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Must be found.
    Attack,
    /// An attack that is known not to be found yet.
    Gap,
    /// Must not be flagged.
    Benign,
}

/// One executed example.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Example {
    /// Line of the class file where its fence opens.
    pub line: usize,
    /// What it shows.
    pub kind: Kind,
    /// Path of the file in its repository.
    pub path: String,
    /// Language code, English when not given.
    pub lang: String,
    /// The file's text, escapes expanded.
    pub text: String,
}

/// One attack class.
#[derive(Clone, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the fields are the front matter's keys, documented in corpus/README.md")]
pub struct Class {
    pub id: String,
    pub title: String,
    pub severity: String,
    pub since: String,
    /// `yes`, `partial` or `no`: whether text shows it at all.
    pub visible: String,
    pub owasp_llm: Vec<String>,
    pub owasp_agentic: Vec<String>,
    pub owasp_mcp: Vec<String>,
    pub owasp_skills: Vec<String>,
    pub atlas: Vec<String>,
    pub cwe: Vec<String>,
    pub aliases: Vec<String>,
    pub sources: Vec<String>,
    /// One sentence.
    pub summary: String,
    /// From the first heading to the examples.
    pub page: String,
    pub examples: Vec<Example>,
}

impl Class {
    /// Every id of a public taxonomy.
    pub fn ids(&self) -> impl Iterator<Item = &String> {
        let lists = [&self.owasp_llm, &self.owasp_agentic, &self.owasp_mcp, &self.owasp_skills, &self.atlas, &self.cwe];
        lists.into_iter().flatten()
    }

    /// Parses the class file named `<id>.md`.
    pub fn parse(id: &str, text: &str) -> Result<Self, Error> {
        let (mut front, body) = FrontMatter::split(text)?;
        let first_line = text[..text.len() - body.len()].lines().count() + 1;
        let class = Self {
            id: front.scalar("id")?,
            title: front.scalar("title")?,
            severity: one_of(
                "severity",
                front.scalar("severity")?,
                &["error", "warning", "note"],
                "error, warning, note",
            )?,
            since: front.scalar("since")?,
            visible: one_of("visible", front.scalar("visible")?, &["yes", "partial", "no"], "yes, partial, no")?,
            owasp_llm: front.list("owasp-llm")?,
            owasp_agentic: front.list("owasp-agentic")?,
            owasp_mcp: front.list("owasp-mcp")?,
            owasp_skills: front.list("owasp-skills")?,
            atlas: front.list("atlas")?,
            cwe: front.list("cwe")?,
            aliases: front.list("aliases")?,
            sources: front.list("sources")?,
            summary: body.trim_start().split("\n\n").next().unwrap_or_default().replace('\n', " "),
            page: page(body)?,
            examples: examples(body, first_line)?,
        };
        front.finish()?;
        class.checked(id)
    }

    fn checked(self, id: &str) -> Result<Self, Error> {
        if self.id != id {
            return Err(Error::Id(self.id));
        }
        let count = |benign: bool| self.examples.iter().filter(|e| (e.kind == Kind::Benign) == benign).count();
        match self.visible.as_str() {
            "no" => Ok(self),
            _ if count(false) < 4 => Err(Error::Few(4, "attack")),
            _ if count(true) < 3 => Err(Error::Few(3, "benign")),
            _ => Ok(self),
        }
    }
}

fn one_of(key: &'static str, value: String, set: &[&str], allowed: &'static str) -> Result<String, Error> {
    if set.contains(&value.as_str()) { Ok(value) } else { Err(Error::Value { key, value, allowed }) }
}

/// The prose from the first heading up to the examples; checks the headings.
fn page(body: &str) -> Result<String, Error> {
    let prose = body.split("\n## Examples").next().unwrap_or_default();
    let mut at = 0;
    for heading in HEADINGS {
        let mark = format!("## {heading}\n");
        at += prose[at..].find(&mark).ok_or(Error::Heading(heading))?;
    }
    let first = prose.find("## ").unwrap_or(0);
    Ok(prose[first..].trim().to_owned())
}

fn examples(body: &str, first_line: usize) -> Result<Vec<Example>, Error> {
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
    Ok(Some(Example { line, kind, path: path.ok_or_else(|| odd("has no path="))?, lang, text }))
}

/// Expands `\u{HEX}`, `\n`, `\t`, `\r` and `\\`; other backslashes stay.
fn expand(text: &str) -> Option<String> {
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

/// Loads every class of `folder`, sorted by id.
pub fn load(folder: &Path) -> Result<Vec<Class>, (String, Error)> {
    let broken = |path: &Path, error: Error| (path.display().to_string(), error);
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|e| broken(folder, e.into()))? {
        let path = entry.map_err(|e| broken(folder, e.into()))?.path();
        let (Some(id), Some("md")) =
            (path.file_stem().and_then(|s| s.to_str()), path.extension().and_then(|e| e.to_str()))
        else {
            continue;
        };
        let text = std::fs::read_to_string(&path).map_err(|e| broken(&path, e.into()))?;
        out.push(Class::parse(id, &text).map_err(|e| broken(&path, e))?);
    }
    out.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(out)
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
    fn every_class_of_the_corpus_parses() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("attacks");
        let classes = load(&folder).unwrap_or_else(|(path, error)| panic!("{path}: {error}"));
        assert!(classes.len() >= 38);
    }

    #[test]
    fn mistakes_are_named() {
        let text = "---\nid: a\ntitle: A\n---\n";
        assert!(matches!(Class::parse("a", text), Err(Error::Missing("severity"))));
        assert!(matches!(Class::parse("a", "no"), Err(Error::NoFrontMatter)));
    }
}
