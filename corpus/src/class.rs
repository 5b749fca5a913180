//! An attack class: front matter, page and examples of one file.

use crate::example::{self, Example, Kind};
use crate::folder;
use crate::front_matter::FrontMatter;
use crate::{Broken, Error};
use std::path::Path;

/// Headings that every class file has, in this order.
pub const HEADINGS: [&str; 4] = ["What it is", "Why it is dangerous", "How it is found", "Known gaps"];

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
            examples: example::all(body, first_line)?,
        };
        front.finish()?;
        class.checked(id)
    }

    fn checked(self, id: &str) -> Result<Self, Error> {
        if self.id != id {
            return Err(Error::Id(self.id));
        }
        let count = |kinds: &[Kind]| self.examples.iter().filter(|e| kinds.contains(&e.kind)).count();
        match self.visible.as_str() {
            "no" => Ok(self),
            _ if count(&[Kind::Attack, Kind::Gap]) < 4 => Err(Error::Few(4, "attack")),
            _ if count(&[Kind::Benign]) < 3 => Err(Error::Few(3, "benign")),
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

/// Loads every class of `folder`, sorted by id.
pub fn load(folder: &Path) -> Result<Vec<Class>, Broken> {
    let one = |path: &Path| Class::parse(&folder::stem(path), &folder::read(path)?).map_err(|e| Broken::at(path, e));
    folder::files(folder, "md")?.iter().map(|path| one(path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_of_the_corpus_parses() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("attacks");
        let classes = load(&folder).unwrap_or_else(|broken| panic!("{broken}"));
        assert!(classes.len() >= 38);
    }

    #[test]
    fn mistakes_are_named() {
        let text = "---\nid: a\ntitle: A\n---\n";
        assert!(matches!(Class::parse("a", text), Err(Error::Missing("severity"))));
        assert!(matches!(Class::parse("a", "no"), Err(Error::NoFrontMatter)));
    }
}
