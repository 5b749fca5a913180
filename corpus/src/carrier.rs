//! Carriers (`corpus/carriers/<id>.<extension>`): natural small files with one place for an attack text.
//!
//! A carrier knows how a text must be written so that the file stays what it is. What agents do with the file is told
//! by its path, as everywhere.

use crate::folder;
use crate::front_matter::FrontMatter;
use crate::{Broken, Error};
use std::path::Path;

/// The mark that a payload takes the place of.
pub const PLACE: &str = "{{payload}}";
/// Columns that a text may take in a carrier that breaks lines.
const WIDTH: usize = 96;

/// How a text is written so that the file around it stays valid.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Escape {
    /// As it is.
    None,
    /// Each further line starts with what stands before the place (comment marks).
    Line,
    /// Each further line is indented as far as the place.
    Indent,
    /// As in a JSON string.
    Json,
    /// As in HTML or XML text and attributes; numeric references stay.
    Html,
    /// As in a quoted CSV cell.
    Csv,
}

/// A file with one place for an attack text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Carrier {
    /// The file's name without its extension.
    pub id: String,
    /// For people.
    pub title: String,
    /// Path of the file in its repository.
    pub path: String,
    /// How the text is written.
    pub escape: Escape,
    before: String,
    after: String,
}

impl Carrier {
    /// Parses the file named `<id>.<extension>`.
    pub fn parse(id: &str, text: &str) -> Result<Self, Error> {
        let (mut front, body) = FrontMatter::split(text)?;
        let parts: Vec<&str> = body.split(PLACE).collect();
        let [before, after] = parts[..] else {
            return Err(Error::Place(format!("has {} places {PLACE}, not one", parts.len() - 1)));
        };
        let carrier = Self {
            id: front.scalar("id")?,
            title: front.scalar("title")?,
            path: front.scalar("path")?,
            escape: escape(front.scalar("escape")?)?,
            before: before.to_owned(),
            after: after.to_owned(),
        };
        front.finish()?;
        if carrier.id != id { Err(Error::Id(carrier.id)) } else { Ok(carrier) }
    }

    /// The file with a text in plain words in its place; where lines are broken by their writers, they are broken.
    pub fn plain(&self, text: &str) -> String {
        match self.escape {
            Escape::Line | Escape::Indent => self.filled(&broken(text, WIDTH)),
            _ => self.filled(text),
        }
    }

    /// The file with `text` in its place.
    pub fn filled(&self, text: &str) -> String {
        let text = match self.escape {
            Escape::None => text.to_owned(),
            Escape::Line => text.replace('\n', &format!("\n{}", self.line_before())),
            Escape::Indent => text.replace('\n', &format!("\n{}", " ".repeat(self.line_before().chars().count()))),
            Escape::Json => json(text),
            Escape::Html => html(text),
            Escape::Csv => text.replace('"', "\"\""),
        };
        [self.before.as_str(), &text, &self.after].concat()
    }

    fn line_before(&self) -> &str {
        self.before.rsplit('\n').next().unwrap_or_default()
    }
}

fn escape(name: String) -> Result<Escape, Error> {
    Ok(match name.as_str() {
        "none" => Escape::None,
        "line" => Escape::Line,
        "indent" => Escape::Indent,
        "json" => Escape::Json,
        "html" => Escape::Html,
        "csv" => Escape::Csv,
        _ => return Err(Error::Value { key: "escape", value: name, allowed: "none, line, indent, json, html, csv" }),
    })
}

/// `text` with line feeds in place of some spaces, so that lines of several words are no longer than `width` characters.
fn broken(text: &str, width: usize) -> String {
    let (mut out, mut column) = (String::with_capacity(text.len()), 0);
    for word in text.split(' ') {
        let length = word.chars().count();
        match column {
            0 => {}
            _ if column + 1 + length > width => {
                out.push('\n');
                column = 0;
            }
            _ => {
                out.push(' ');
                column += 1;
            }
        }
        out.push_str(word);
        column += length;
    }
    out
}

fn json(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}

fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '&' if !text[at..].starts_with("&#") => out.push_str("&amp;"),
            _ => out.push(c),
        }
    }
    out
}

/// Loads every carrier of `folder` (`corpus/carriers`), sorted by id.
pub fn load(folder: &Path) -> Result<Vec<Carrier>, Broken> {
    let one = |path: &Path| Carrier::parse(&folder::stem(path), &folder::read(path)?).map_err(|e| Broken::at(path, e));
    let mut out = folder::entries(folder)?.iter().map(|path| one(path)).collect::<Result<Vec<_>, _>>()?;
    out.sort_by(|a, b| a.id.cmp(&b.id));
    match out.windows(2).find(|pair| pair[0].id == pair[1].id) {
        Some(pair) => Err(Broken::at(folder, Error::Id(pair[0].id.clone()))),
        None => Ok(out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn carrier(escape: &str, body: &str) -> Carrier {
        let text = format!("---\nid: a\ntitle: A\npath: a.md\nescape: {escape}\n---\n{body}");
        Carrier::parse("a", &text).unwrap_or_else(|e| panic!("{e}"))
    }

    #[test]
    fn each_escape_keeps_its_file_whole() {
        let text = "say \"a\" & <b>\nbye &#33;";
        let filled = |escape, body| carrier(escape, body).filled(text);
        assert_eq!(filled("none", "[{{payload}}]"), format!("[{text}]"));
        assert_eq!(filled("line", "x\n // {{payload}}\n"), "x\n // say \"a\" & <b>\n // bye &#33;\n");
        assert_eq!(filled("indent", "- {{payload}}\n"), "- say \"a\" & <b>\n  bye &#33;\n");
        assert_eq!(filled("html", "{{payload}}"), "say &quot;a&quot; &amp; &lt;b&gt;\nbye &#33;");
        assert_eq!(filled("csv", "\"{{payload}}\""), "\"say \"\"a\"\" & <b>\nbye &#33;\"");
        let value: serde_json::Value = serde_json::from_str(&filled("json", "[\"{{payload}}\"]")).unwrap();
        assert_eq!(value[0], text);
    }

    #[test]
    fn plain_words_are_broken_where_writers_break_lines() {
        let text = "word ".repeat(30).trim_end().to_owned();
        let filled = carrier("line", "# {{payload}}\n").plain(&text);
        assert_eq!(filled.lines().count(), 2);
        assert!(filled.lines().all(|line| line.starts_with("# word") && line.len() <= WIDTH + 2));
        assert_eq!(carrier("none", "{{payload}}").plain(&text), text);
    }

    #[test]
    fn mistakes_are_named() {
        let front = "---\nid: a\ntitle: A\npath: a.md\nescape: none\n---\n";
        let wrong = |id, from: &str, to| {
            let text = format!("{front}x {PLACE}").replace(from, to);
            Carrier::parse(id, &text).unwrap_err().to_string()
        };
        assert_eq!(wrong("a", PLACE, ""), "has 0 places {{payload}}, not one");
        assert!(wrong("b", "-", "-").contains("is not the file's name"));
        assert!(wrong("a", "none", "rtf").starts_with("escape is \"rtf\"; allowed are none, line"));
        assert!(wrong("a", "path: a.md\n", "").contains("\"path\" is missing"));
        assert!(wrong("a", "title", "titel").contains("\"title\" is missing"));
    }

    #[test]
    fn structured_carriers_of_the_corpus_stay_valid() {
        let carriers = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("carriers")).unwrap_or_else(|e| panic!("{e}"));
        assert!(carriers.len() >= 20);
        let structured = carriers.iter().filter(|c| c.path.ends_with("json") || c.path.ends_with("ipynb"));
        for carrier in structured {
            let text = carrier.filled("a \"b\"\n<c> \u{7}\\");
            assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{}", carrier.id);
        }
    }
}
