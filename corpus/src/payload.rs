//! Payload files (`corpus/payloads/<class>/<name>.<extension>`): whole attack files under a front matter.

use crate::example::expand;
use crate::folder;
use crate::front_matter::FrontMatter;
use crate::{Broken, Error};
use std::path::Path;

/// One attack file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Payload {
    /// `<class>/<file name>`, unique.
    pub id: String,
    /// Id of its attack class; also the name of its folder.
    pub attack_type: String,
    /// One of the class's ids in a public taxonomy.
    pub risk_id: String,
    /// Path of the file in its repository.
    pub path: String,
    /// Where the mechanism is described.
    pub source: String,
    /// The mechanism in one line.
    pub mechanism: String,
    /// Language code.
    pub language: String,
    /// The file's text, without the front matter and with escapes expanded.
    pub text: String,
}

impl Payload {
    /// Parses the file with this id (`<class>/<file name>`).
    pub fn parse(id: &str, text: &str) -> Result<Self, Error> {
        let (mut front, body) = FrontMatter::split(text)?;
        let escapes = match front.scalar("escapes")?.as_str() {
            "yes" => true,
            "no" => false,
            other => return Err(Error::Value { key: "escapes", value: other.to_owned(), allowed: "yes, no" }),
        };
        let payload = Self {
            id: id.to_owned(),
            attack_type: front.scalar("attack_type")?,
            risk_id: front.scalar("risk_id")?,
            path: front.scalar("path")?,
            source: front.scalar("source")?,
            mechanism: front.scalar("mechanism")?,
            language: front.scalar("language")?,
            text: match escapes {
                true => expand(body).ok_or_else(|| Error::Place("body has a broken escape".to_owned()))?,
                false => body.to_owned(),
            },
        };
        front.finish()?;
        payload.checked()
    }

    fn checked(self) -> Result<Self, Error> {
        let folder = self.id.split('/').next().unwrap_or_default();
        if folder != self.attack_type {
            return Err(Error::Place(format!("attack_type {:?} stands in folder {folder:?}", self.attack_type)));
        }
        if !self.source.starts_with("https://") {
            return Err(Error::Value { key: "source", value: self.source, allowed: "an https address" });
        }
        if self.text.trim().is_empty() {
            return Err(Error::Place("has no body".to_owned()));
        }
        Ok(self)
    }
}

/// Loads every payload of `folder` (`corpus/payloads`), sorted by id.
pub fn load(folder: &Path) -> Result<Vec<Payload>, Broken> {
    let mut out = Vec::new();
    for class in folder::entries(folder)?.iter().filter(|path| path.is_dir()) {
        for path in folder::entries(class)? {
            let [class, name] = [class, &path].map(|p| p.file_name().unwrap_or_default().to_string_lossy());
            let id = format!("{class}/{name}");
            out.push(Payload::parse(&id, &folder::read(&path)?).map_err(|e| Broken::at(&path, e))?);
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRONT: &str = "---\nattack_type: homoglyph\nrisk_id: LLM01:2026\npath: a.md\nsource: https://a.example/\n\
        mechanism: a letter\nlanguage: en\nescapes: yes\n---\n";

    #[test]
    fn escapes_are_expanded_and_the_front_matter_is_cut() {
        let payload = Payload::parse("homoglyph/a.md", &format!("{FRONT}ign\\u{{43E}}re\n")).unwrap();
        assert_eq!(payload.text, "ignоre\n");
    }

    #[test]
    fn mistakes_are_named() {
        let wrong =
            |id, from: &str, to| Payload::parse(id, &format!("{FRONT}x").replace(from, to)).unwrap_err().to_string();
        assert_eq!(
            wrong("homoglyph/a", "https", "http"),
            "source is \"http://a.example/\"; allowed are an https address"
        );
        assert!(wrong("other/a", "-", "-").contains("stands in folder"));
        assert!(wrong("homoglyph/a", "language: en\n", "").contains("\"language\" is missing"));
    }
}
