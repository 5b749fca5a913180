//! What the lexer must know of a language, and which language a file is written in.
//!
//! A language is a row of data: its names and the rules by which comments and literals open and close. Nothing here knows
//! statements or expressions. Invariant: in `rules` no rule stands behind one that always takes its text first.

use super::super::escape::Escape;
use super::table::LANGUAGES;
use crate::document::Document;

/// Where an opening mark counts.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// Anywhere.
    Any,
    /// At the start of the text, behind white space or a semicolon.
    Spaced,
    /// Not behind what makes it a part of a name.
    Word,
    /// Behind nothing but blanks on its line.
    Line,
    /// In the first column.
    Column,
}

/// How far a literal may go before its opening mark is taken for a stray one.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Reach {
    /// To the end of the line.
    Line,
    /// Some lines.
    Near,
    /// To the end of the text.
    Far,
}

/// Raw literals that the bytes before the quote announce.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Prefix {
    /// No such thing.
    None,
    /// Letters: `r` switches escapes off, and `f`, `b`, `u` and others are part of the literal.
    Letters,
    /// `r#"`: as many `#` behind the closing quote.
    Hashes,
    /// `R"delimiter(`.
    Delimiter,
    /// `@"`: no escapes, doubled quotes, many lines.
    At,
}

/// What an opening mark opens.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// A comment to the end of the line.
    Comment,
    /// A comment up to `close`.
    Block {
        /// Its closing mark.
        close: &'static str,
        /// Comments stand inside comments.
        nests: bool,
    },
    /// A comment up to a line that starts with `close` (POD, `=begin`).
    Section {
        /// What the last line starts with.
        close: &'static str,
    },
    /// A literal up to `close`.
    Text {
        /// Its closing mark.
        close: &'static str,
        /// How its bytes are escaped.
        escape: Escape,
        /// How far it may go.
        reach: Reach,
        /// Raw forms.
        prefix: Prefix,
    },
    /// A literal to the end of the line (Zig).
    LineText,
    /// A back-ticked template with `${expressions}`.
    Template,
    /// `[==[ … ]==]`, a comment or a literal.
    Long {
        /// A comment.
        comment: bool,
    },
    /// `<<TAG` up to a line that holds the tag.
    Heredoc,
    /// A delimiter of the author's choice behind the mark (`%q{}`, `qq()`).
    Chosen,
    /// A character or nothing (lifetimes, type variables, attributes).
    Char,
    /// A regular expression, where one can stand: skipped.
    Regex {
        /// `m//`, `s///`, `tr///` too.
        perl: bool,
    },
    /// Text between tags, where it reads like prose.
    Markup,
    /// The byte behind the mark has no meaning.
    Skip,
}

/// One opening mark.
#[derive(Copy, Clone, Debug)]
pub(super) struct Rule {
    pub(super) open: &'static str,
    pub(super) place: Place,
    pub(super) kind: Kind,
}

/// A language.
#[derive(Debug)]
pub(crate) struct Language {
    /// Its name, as in code fences.
    pub(crate) id: &'static str,
    /// Extensions in lower case, and other names of it.
    pub(super) extensions: &'static [&'static str],
    /// Whole file names in lower case.
    pub(super) names: &'static [&'static str],
    /// Opening marks.
    pub(super) rules: &'static [Rule],
    /// Literals side by side are one literal.
    pub(super) adjacent: bool,
    /// A literal of many lines at the start of a line documents what stands around it.
    pub(super) docstrings: bool,
    /// Program text stands between `<?` and `?>` in another text.
    pub(super) embedded: bool,
}

/// The language with this id, extension or other name.
pub(crate) fn named(name: &str) -> Option<&'static Language> {
    let is = |known: &&str| known.eq_ignore_ascii_case(name);
    LANGUAGES.iter().find(|l| is(&l.id) || l.extensions.iter().any(is))
}

/// The language of a document, told from its name, its extension, or the `#!` line.
pub(super) fn of(document: &Document) -> Option<&'static Language> {
    let name = document.name();
    let whole = LANGUAGES.iter().find(|l| l.names.iter().any(|n| n.eq_ignore_ascii_case(name)));
    whole.or_else(|| by_extension(name)).or_else(|| by_interpreter(&document.text))
}

fn by_extension(name: &str) -> Option<&'static Language> {
    let (stem, extension) = name.rsplit_once('.')?;
    let template =
        ["in", "tmpl", "template", "sample", "example", "dist"].iter().any(|t| extension.eq_ignore_ascii_case(t));
    let extension = if template { stem.rsplit_once('.').map_or("", |(_, inner)| inner) } else { extension };
    let is = |e: &&str| e.eq_ignore_ascii_case(extension);
    LANGUAGES.iter().find(|l| l.extensions.iter().any(is))
}

fn by_interpreter(text: &str) -> Option<&'static Language> {
    let line = text.strip_prefix("#!")?.lines().next()?;
    let words = line.split(|c: char| c == '/' || c.is_ascii_whitespace());
    let mut names = words.map(|w| w.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.')).rev();
    names.find_map(|word| match word {
        "sh" | "bash" | "zsh" | "dash" | "ksh" | "ash" | "fish" => named("sh"),
        "node" | "deno" | "bun" => named("js"),
        "tclsh" | "wish" => named("tcl"),
        "" | "env" | "usr" | "bin" | "local" => None,
        word if word.len() > 1 => named(word),
        _ => None,
    })
}
