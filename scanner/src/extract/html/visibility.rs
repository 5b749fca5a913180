//! From the attributes of a tag to how its text is seen, and the texts that its attributes hold.
//!
//! Knows inline styles, rules of the same file, presentation attributes of SVG and conventional class names. Invariant:
//! each attribute is looked at once.

use super::attribute::{self, Attributes, Holds};
use super::token::Tag;
use crate::extract::flow::Flow;
use crate::extract::hidden::color::Paint;
use crate::extract::hidden::{Style, is_quiet_class, lower};
use crate::extract::page::Page;
use crate::segment::{Carrier, Visibility};
use std::ops::Range;

/// What the attributes of one tag say.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// Who can see the element.
    pub(super) visibility: Visibility,
    /// Colours and the like.
    pub(super) style: Style,
    /// `open` is set (details, dialog).
    pub(super) open: bool,
    /// Value of `type`.
    pub(super) kind: Range<usize>,
    /// Value of `lang`.
    pub(super) lang: Range<usize>,
    classes: Range<usize>,
    id: Range<usize>,
    quiet: bool,
}

impl Facts {
    /// Reads the attributes of `tag`; texts in them become segments of `page`.
    pub(super) fn of(page: &mut Page<'_, '_>, tag: &Tag) -> Self {
        let mut facts = Self::default();
        let text = page.source();
        if !tag.attributes.is_empty() {
            for attribute in Attributes::new(text, tag.attributes.clone()) {
                facts.read(page, attribute.name, attribute.value);
            }
        }
        if !page.sheet.is_empty() {
            let mut style = page.sheet.style(tag.name.text(), &text[facts.classes.clone()], &text[facts.id.clone()]);
            style.merge(facts.style);
            facts.style = style;
        }
        let around = page.look().around;
        facts.visibility = if facts.visibility == Visibility::Hidden || facts.style.hides(around) && !facts.quiet {
            Visibility::Hidden
        } else if facts.quiet {
            Visibility::Collapsed
        } else {
            facts.visibility
        };
        facts
    }

    fn read(&mut self, page: &mut Page<'_, '_>, name: Range<usize>, value: Range<usize>) {
        let text = page.source();
        let mut buffer = [0u8; 24];
        let name = lower(&text[name], &mut buffer).unwrap_or("?");
        let content = text.get(value.clone()).unwrap_or_default();
        match name {
            "hidden" if content != "until-found" => self.visibility = Visibility::Hidden,
            "aria-hidden" if content == "true" => self.visibility = self.visibility.max(Visibility::Collapsed),
            "style" => self.style.merge(Style::of(content)),
            "color" => self.style.color = Paint::of(&content.to_ascii_lowercase()),
            "bgcolor" => self.style.background = Paint::of(&content.to_ascii_lowercase()),
            "class" | "classname" => {
                self.quiet |= content.split_ascii_whitespace().take(32).any(is_quiet_class);
                self.classes = value;
            }
            "id" => self.id = value,
            "open" => self.open = true,
            "type" => self.kind = value,
            "lang" | "language" => self.lang = value,
            "fill" | "opacity" | "fill-opacity" | "display" | "visibility" | "font-size" if page.look().svg => {
                // White text is common on drawn shapes, so in a drawing no colour hides.
                self.style.declare(name, content);
            }
            _ => emit(page, name, value),
        }
    }
}

/// Makes a segment of an attribute that holds a text.
fn emit(page: &mut Page<'_, '_>, name: &str, value: Range<usize>) {
    let content = page.source().get(value.clone()).unwrap_or_default();
    if content.len() < 4 {
        return;
    }
    let carrier = match attribute::holds(name) {
        Holds::Text(carrier, least) => {
            let gaps = content.bytes().filter(|b| matches!(b, b' ' | b'\n')).count();
            (gaps + 1 >= least || content.len() > 24 || !content.is_ascii()).then_some(carrier)
        }
        Holds::Address => return link(page, value),
        Holds::Value => None,
        Holds::Unknown => attribute::is_prose(content).then_some(Carrier::HtmlAttribute),
    };
    if let Some(carrier) = carrier {
        page.aside(value, carrier, Visibility::Collapsed);
    }
}

/// Makes a segment of the text in an address, if there is one; `+` stands for a space there.
pub(in crate::extract) fn link(page: &mut Page<'_, '_>, address: Range<usize>) {
    let content = page.source().get(address.clone()).unwrap_or_default();
    let Some(part) = attribute::message(content) else { return };
    let (start, end) = (address.start + part.start, address.start + part.end);
    let mut flow = Flow::new(page.document);
    let mut from = start;
    for at in memchr::memchr_iter(b'+', &page.source().as_bytes()[start..end]).map(|i| start + i) {
        flow.keep(from..at);
        flow.replace(at..at + 1, " ");
        from = at + 1;
    }
    flow.keep(from..end);
    page.aside_flow(flow, Carrier::LinkTarget, Visibility::Collapsed);
}
