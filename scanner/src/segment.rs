//! A natural-language stretch of a document: its text, what carries it, who can see it, and where each byte came from.
//!
//! Extractors make segments; filters rewrite them; decoders make children. None of them loses the way back to the source.

use crate::decode::Shape;
use crate::document::Document;
use crate::signal::{Setting, Signal};
use crate::span::{Rewrite, Span, SpanMap};
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;
use std::sync::OnceLock;

/// What carries a segment.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are the field's own terms and are shown as they are")]
pub enum Carrier {
    Paragraph,
    Heading,
    ListItem,
    TableCell,
    BlockQuote,
    CodeBlock,
    HtmlComment,
    HtmlAttribute,
    HiddenElement,
    AltText,
    LinkTitle,
    LinkTarget,
    LinkReference,
    Details,
    FrontMatter,
    CodeComment,
    Docstring,
    StringLiteral,
    NotebookCell,
    NotebookOutput,
    JsonValue,
    YamlValue,
    TomlValue,
    /// Value of an ini-like file (properties, ini, .env, desktop entries …).
    ConfigValue,
    ConfigComment,
    CsvCell,
    SvgText,
    Translation,
    TemplateText,
    CommitMessage,
    FileName,
    PlainText,
    /// Bytes of a document that no extractor took, read only because they hold something other than plain ASCII.
    Raw,
}

impl Carrier {
    /// The kebab-case name, as in reports.
    pub fn id(self) -> String {
        serde_json::to_value(self).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
    }
}

/// Whether a person who looks at the rendered file sees the text.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Visibility {
    /// Shown as it is.
    #[default]
    Visible,
    /// Shown only on request or in the source (comments, alt texts, titles, collapsed details).
    Collapsed,
    /// Made invisible on purpose (style, tiny, off-screen, invisible characters).
    Hidden,
}

/// What stands around a segment.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub struct Context<'d> {
    /// Text of the nearest heading above.
    pub heading: Option<&'d str>,
    /// Language of the code fence that holds it; empty for a fence without one.
    pub fence: Option<&'d str>,
    /// Whether it stands as somebody else's words.
    pub quote: Quote,
}

/// How a text is marked as somebody else's words.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Quote {
    /// Not at all.
    #[default]
    None,
    /// In a block quote, which many use for notes of their own.
    Block,
    /// In quotation marks.
    Marks,
}

/// Which kinds of byte a text holds: computed once, so that a filter or decoder can pass in one test.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub struct Profile {
    flags: u16,
    /// Longest run of bytes that are not white space.
    pub longest_word: u32,
}

impl Profile {
    /// Some byte is not ASCII.
    pub const NON_ASCII: u16 = 1;
    /// A control byte other than tab, line feed, carriage return.
    pub const CONTROL: u16 = 1 << 1;
    /// `%`
    pub const PERCENT: u16 = 1 << 2;
    /// `&`
    pub const AMPERSAND: u16 = 1 << 3;
    /// `\`
    pub const BACKSLASH: u16 = 1 << 4;
    /// `<`
    pub const LESS_THAN: u16 = 1 << 5;
    /// `[`
    pub const BRACKET: u16 = 1 << 6;
    /// `#`
    pub const HASH: u16 = 1 << 7;
    /// `:`
    pub const COLON: u16 = 1 << 8;
    /// A digit.
    pub const DIGIT: u16 = 1 << 9;
    /// An ASCII letter.
    pub const LETTER: u16 = 1 << 10;
    /// `{`
    pub const BRACE: u16 = 1 << 11;
    /// A space, tab or line feed.
    pub const SPACE: u16 = 1 << 12;

    const TABLE: [u16; 256] = Self::table();

    const fn table() -> [u16; 256] {
        let mut table = [0; 256];
        let mut i = 0;
        while i < 256 {
            table[i] = match i as u8 {
                128.. => Self::NON_ASCII,
                b'\t' | b'\n' | b'\r' | b' ' => Self::SPACE,
                0..=31 | 127 => Self::CONTROL,
                b'%' => Self::PERCENT,
                b'&' => Self::AMPERSAND,
                b'\\' => Self::BACKSLASH,
                b'<' => Self::LESS_THAN,
                b'[' => Self::BRACKET,
                b'#' => Self::HASH,
                b':' => Self::COLON,
                b'{' => Self::BRACE,
                b'0'..=b'9' => Self::DIGIT,
                b'a'..=b'z' | b'A'..=b'Z' => Self::LETTER,
                _ => 0,
            };
            i += 1;
        }
        table
    }

    /// Looks at every byte once.
    pub fn of(text: &str) -> Self {
        let (mut flags, mut run, mut longest) = (0, 0u32, 0u32);
        for &byte in text.as_bytes() {
            let class = Self::TABLE[byte as usize];
            flags |= class;
            run = if class == Self::SPACE { 0 } else { run + 1 };
            longest = longest.max(run);
        }
        Self { flags, longest_word: longest }
    }

    /// True when any of `flags` is present.
    pub const fn any(self, flags: u16) -> bool {
        self.flags & flags != 0
    }
}

/// A natural-language stretch of a document.
#[derive(Clone, Debug)]
pub struct Segment<'d> {
    /// The document that it is part of.
    pub document: &'d Document,
    /// The text as a model would read it (cleaned, decoded).
    pub text: Cow<'d, str>,
    /// From `text` to bytes of the document.
    pub map: SpanMap,
    /// What carries it.
    pub carrier: Carrier,
    /// Who can see it.
    pub visibility: Visibility,
    /// What stands around it.
    pub context: Context<'d>,
    /// Key path (`hooks.PostToolUse[0].command`) in structured files.
    pub key: Option<Cow<'d, str>>,
    /// Ids of the filters and decoders that the text went through, outermost first.
    pub layers: Vec<&'static str>,
    /// Which kinds of byte the text holds.
    pub profile: Profile,
    /// What the words of `text` look like; see [`Segment::shape`].
    shape: OnceLock<Shape>,
}

impl<'d> Segment<'d> {
    /// The bytes `span` of the document, unchanged.
    pub fn slice(document: &'d Document, span: Span, carrier: Carrier) -> Self {
        let text = document.text.get(span.range()).unwrap_or_default();
        Self::assemble(
            document,
            Cow::Borrowed(text),
            SpanMap::exact(Span::of(span.start()..span.start() + text.len())),
            carrier,
        )
    }

    /// A text put together from pieces of the document (a `Rewrite` whose parent is the document's text).
    pub fn built(document: &'d Document, rewrite: Rewrite<'_>, carrier: Carrier) -> Self {
        let (text, map) = rewrite.finish();
        Self::assemble(document, Cow::Owned(text), map, carrier)
    }

    /// A text that was put together before, with its map to the document (a part of a cell, of an unescaped value …).
    pub fn mapped(document: &'d Document, text: String, map: SpanMap, carrier: Carrier) -> Self {
        Self::assemble(document, Cow::Owned(text), map, carrier)
    }

    fn assemble(document: &'d Document, text: Cow<'d, str>, map: SpanMap, carrier: Carrier) -> Self {
        let profile = Profile::of(&text);
        Self {
            document,
            text,
            map,
            carrier,
            visibility: Visibility::Visible,
            context: Context::default(),
            key: None,
            layers: Vec::new(),
            profile,
            shape: OnceLock::new(),
        }
    }

    /// With another visibility.
    #[must_use]
    pub fn seen(mut self, visibility: Visibility) -> Self {
        self.visibility = visibility;
        self
    }

    /// With a context.
    #[must_use]
    pub fn within(mut self, context: Context<'d>) -> Self {
        self.context = context;
        self
    }

    /// With a key path.
    #[must_use]
    pub fn keyed(mut self, key: impl Into<Cow<'d, str>>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// The same place with a cleaned text; `rewrite`'s parent is this segment's text.
    #[must_use]
    pub fn rewritten(mut self, layer: &'static str, text: String, map: &SpanMap) -> Self {
        self.map = self.map.compose(map);
        self.profile = Profile::of(&text);
        self.shape = OnceLock::new();
        self.text = Cow::Owned(text);
        self.layers.push(layer);
        self
    }

    /// Which disguises the words of the text wear: one pass, made when a decoder first asks and shared by all of them.
    pub(crate) fn shape(&self) -> Shape {
        *self.shape.get_or_init(|| Shape::of(&self.text, self.profile))
    }

    /// A child whose text `text` was decoded from `span` of this segment's text.
    pub fn child(&self, layer: &'static str, span: Span, text: String) -> Self {
        let map = SpanMap::opaque(text.len(), self.map.source(span));
        self.child_mapped(layer, text, map)
    }

    /// A child with a map of its own to this segment's text (for decoders that keep positions).
    pub fn child_rewritten(&self, layer: &'static str, rewrite: Rewrite<'_>) -> Self {
        let (text, map) = rewrite.finish();
        let map = self.map.compose(&map);
        self.child_mapped(layer, text, map)
    }

    fn child_mapped(&self, layer: &'static str, text: String, map: SpanMap) -> Self {
        let mut layers = self.layers.clone();
        layers.push(layer);
        let profile = Profile::of(&text);
        let shape = OnceLock::new();
        Self { text: Cow::Owned(text), map, layers, profile, key: self.key.clone(), shape, ..*self }
    }

    /// A signal of `source` about `span` of this segment's text.
    pub fn signal(&self, source: &'static str, attack: &'static str, span: Span, strength: f32) -> Signal {
        Signal {
            attack,
            source,
            span: self.map.source(span),
            strength,
            reason: Cow::Borrowed(""),
            decoded: (!self.layers.is_empty()).then(|| clip(&self.text, span)),
            setting: Setting::of(self),
        }
    }
}

/// At most 400 bytes of `text` around `span`, on character borders.
fn clip(text: &str, span: Span) -> String {
    const MOST: usize = 400;
    let mut from = span.start().min(text.len());
    if text.len() <= MOST {
        return text.to_owned();
    }
    from = from.saturating_sub(MOST / 8);
    let mut to = (from + MOST).min(text.len());
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    text[from..to].to_owned()
}
