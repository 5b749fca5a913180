//! One observation: who saw what, where, how strongly, and in which setting. Signals are never dropped by later stages
//! before policy has weighed them.

use crate::document::Document;
use crate::segment::{Carrier, Quote, Segment, Visibility};
use crate::span::Span;
use std::borrow::Cow;

/// What policy must know about the place of a signal.
#[derive(Clone, PartialEq, Debug)]
pub struct Setting {
    /// What carries the text.
    pub carrier: Carrier,
    /// Who can see it.
    pub visibility: Visibility,
    /// Inside a code fence.
    pub fenced: bool,
    /// Whether it stands as somebody else's words.
    pub quote: Quote,
    /// The heading above, if any (at most 120 bytes).
    pub heading: Option<String>,
    /// The key path of a value in structured data.
    pub key: Option<String>,
    /// Filters and decoders that the text went through.
    pub layers: Vec<&'static str>,
    /// Source bytes of the whole segment: signals of one segment are weighed together.
    pub segment: Span,
}

impl Setting {
    /// The setting of a segment.
    pub fn of(segment: &Segment<'_>) -> Self {
        Self {
            carrier: segment.carrier,
            visibility: segment.visibility,
            fenced: segment.context.fence.is_some(),
            quote: segment.context.quote,
            heading: segment.context.heading.map(|h| h.chars().take(60).collect()),
            key: segment.key.as_deref().map(str::to_owned),
            layers: segment.layers.clone(),
            segment: segment.map.whole(),
        }
    }
}

/// One observation about a document.
#[derive(Clone, PartialEq, Debug)]
pub struct Signal {
    /// Attack class (a file of `corpus/attacks/`).
    pub attack: &'static str,
    /// Id of the filter, decoder, check or detector that saw it.
    pub source: &'static str,
    /// Where, in bytes of the document.
    pub span: Span,
    /// Probability in 0..=1 that this, seen alone in plain visible text, is an attack.
    pub strength: f32,
    /// A clause that completes "raised because it ...".
    pub reason: Cow<'static, str>,
    /// What a model reads there, when that differs from the bytes.
    pub decoded: Option<String>,
    /// Where it stands.
    pub setting: Setting,
}

impl Signal {
    /// A signal about the structure of a document, not about one of its segments.
    pub fn on(document: &Document, source: &'static str, attack: &'static str, span: Span, strength: f32) -> Self {
        let setting = Setting {
            carrier: Carrier::Raw,
            visibility: Visibility::Visible,
            fenced: false,
            quote: Quote::None,
            heading: None,
            key: None,
            layers: Vec::new(),
            segment: span,
        };
        debug_assert!(span.end() <= document.text.len());
        Self { attack, source, span, strength, reason: Cow::Borrowed(""), decoded: None, setting }
    }

    /// With a reason.
    #[must_use]
    pub fn because(mut self, reason: impl Into<Cow<'static, str>>) -> Self {
        self.reason = reason.into();
        self
    }

    /// With what a model reads.
    #[must_use]
    pub fn reading(mut self, decoded: impl Into<String>) -> Self {
        self.decoded = Some(decoded.into());
        self
    }
}
