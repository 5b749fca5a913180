//! Which styles and class names hide text from a person: inline CSS, simple rules of a style sheet, conventional names.
//!
//! Only what stands in the same file is known; external sheets and scripts are not. Invariant: an unknown value never
//! hides anything.

pub(super) mod color;
pub(super) mod sheet;

use color::Paint;

/// What declarations do to the visibility of text.
#[derive(Copy, Clone, PartialEq, Debug, Default)]
pub(super) struct Style {
    /// Hides by itself: not displayed, transparent, tiny, off screen or clipped away.
    pub(super) gone: bool,
    /// Colour of the text.
    pub(super) color: Paint,
    /// Colour behind it.
    pub(super) background: Paint,
    /// What letters of a drawing are filled with.
    pub(super) fill: Paint,
    flat: bool,
    cut: bool,
}

impl Style {
    /// Reads `property: value; ...`.
    pub(super) fn of(declarations: &str) -> Self {
        let mut style = Self::default();
        for declaration in declarations.split(';') {
            if let Some((property, value)) = declaration.split_once(':') {
                style.declare(property.trim(), value);
            }
        }
        style
    }

    /// True when it says nothing about visibility.
    pub(super) fn is_plain(&self) -> bool {
        *self == Self::default()
    }

    /// This style overridden by `other`.
    pub(super) fn merge(&mut self, other: Self) {
        self.gone |= other.gone;
        self.flat |= other.flat;
        self.cut |= other.cut;
        self.color = other.color.or(self.color);
        self.background = other.background.or(self.background);
        self.fill = other.fill.or(self.fill);
    }

    /// True when text in this style, in front of `around`, cannot be seen.
    pub(super) fn hides(&self, around: Paint) -> bool {
        self.gone || (self.flat && self.cut) || self.color.vanishes(self.background.over(around))
    }

    /// One declaration.
    pub(super) fn declare(&mut self, property: &str, value: &str) {
        let mut name = [0u8; 24];
        let Some(name) = lower(property, &mut name) else { return };
        let value = value.trim().to_ascii_lowercase();
        let value = value.strip_suffix("!important").unwrap_or(&value).trim();
        match name {
            "color" | "-webkit-text-fill-color" => self.color = Paint::of(value),
            "fill" => self.fill = Paint::of(value),
            "background" | "background-color" => self.background = Paint::behind(value),
            "width" | "height" | "max-height" | "max-width" => self.flat |= at_most(value, 1.0),
            "overflow" | "overflow-x" | "overflow-y" => self.cut |= matches!(value, "hidden" | "clip"),
            _ => self.gone |= removes(name, value),
        }
    }
}

/// True when the one declaration takes text out of sight.
fn removes(name: &str, value: &str) -> bool {
    match name {
        "display" => value == "none",
        "visibility" => matches!(value, "hidden" | "collapse"),
        "content-visibility" => value == "hidden",
        "mso-hide" => value == "all",
        "opacity" | "fill-opacity" => number(value).is_some_and(|(n, unit)| n <= if unit == "%" { 5.0 } else { 0.05 }),
        "filter" => value.strip_prefix("opacity(").is_some_and(|v| number(v).is_some_and(|(n, _)| n <= 0.05)),
        "font-size" => is_tiny(value),
        "font" => value.split([' ', '/']).any(|part| part.ends_with(['x', 't', 'm']) && is_tiny(part)),
        "left" | "top" | "right" | "bottom" | "text-indent" | "margin-left" | "margin-top" => is_far(value),
        "transform" => {
            value.contains("scale(0)")
                || value.split_once("translate").and_then(|(_, v)| v.split_once('(')).is_some_and(|(_, v)| is_far(v))
        }
        "clip" => value.strip_prefix("rect(").is_some_and(|v| v.split([' ', ',']).all(|n| at_most(n, 1.0))),
        "clip-path" => {
            let inset = value.strip_prefix("inset(").and_then(number).is_some_and(|(n, unit)| unit == "%" && n >= 50.0);
            inset || value.starts_with("circle(0")
        }
        _ => false,
    }
}

fn is_tiny(value: &str) -> bool {
    number(value).is_some_and(|(n, unit)| match unit {
        "px" | "pt" => n <= 2.0,
        "em" | "rem" => n <= 0.15,
        "%" => n <= 15.0,
        "" => n == 0.0,
        _ => false,
    })
}

fn is_far(value: &str) -> bool {
    number(value).is_some_and(|(n, unit)| match unit {
        "px" | "pt" => n <= -900.0 || n >= 5000.0,
        "em" | "rem" => n <= -60.0 || n >= 500.0,
        "vw" | "vh" => n <= -100.0 || n >= 200.0,
        _ => false,
    })
}

/// True for a length of zero up to `most` pixels; empty counts, so that separators do not matter.
fn at_most(value: &str, most: f32) -> bool {
    value.is_empty() || value == ")" || number(value).is_some_and(|(n, unit)| n <= most && matches!(unit, "" | "px"))
}

/// The number at the start of `value` and the unit behind it.
fn number(value: &str) -> Option<(f32, &str)> {
    let value = value.trim_start();
    let len = value.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+')).count();
    let (digits, rest) = value.split_at(len);
    let unit = rest.bytes().take_while(|b| b.is_ascii_alphabetic() || *b == b'%').count();
    Some((digits.parse().ok()?, &rest[..unit]))
}

/// `text` in lower case, in `buffer`; none when it does not fit or is not ASCII.
pub(super) fn lower<'b>(text: &str, buffer: &'b mut [u8]) -> Option<&'b str> {
    let out = buffer.get_mut(..text.len())?;
    out.copy_from_slice(text.as_bytes());
    out.make_ascii_lowercase();
    std::str::from_utf8(out).ok().filter(|t| t.is_ascii())
}

/// True for a class name that, by convention, keeps text from the screen: screen-reader helpers and "hide" utilities.
pub(super) fn is_quiet_class(class: &str) -> bool {
    static NAMES: &[&str] = &[
        "a11y-hidden",
        "assistive-text",
        "d-none",
        "display-none",
        "element-invisible",
        "hidden",
        "hidden-visually",
        "hide",
        "invisible",
        "is-hidden",
        "offscreen",
        "opacity-0",
        "screen-reader-only",
        "screen-reader-text",
        "screenreader",
        "screenreader-only",
        "sr-only",
        "text-hide",
        "u-hidden",
        "visually-hidden",
        "visuallyhidden",
    ];
    let mut buffer = [0u8; 24];
    lower(class, &mut buffer).is_some_and(|name| NAMES.binary_search(&name).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hides() {
        for style in [
            "display:none",
            "DISPLAY : none !important",
            "visibility: hidden",
            "opacity:0",
            "opacity:.01",
            "font-size:0",
            "font-size:1px",
            "font: 1px/1 serif",
            "color:#fff",
            "color:white;background:#fefefe",
            "color:rgb(255 255 255 / 100%)",
            "color:rgba(0,0,0,0)",
            "color:transparent",
            "background:black;color:#000",
            "position:absolute;left:-9999px",
            "text-indent:-9999em",
            "clip:rect(0 0 0 0)",
            "clip: rect(1px, 1px, 1px, 1px)",
            "clip-path:inset(100%)",
            "height:0;overflow:hidden",
            "max-height:0;overflow:hidden",
            "width:1px;height:1px;overflow:hidden",
            "transform:translateX(-9999px)",
            "transform: scale(0)",
            "color:hsl(0, 0%, 100%)",
        ] {
            assert!(Style::of(style).hides(Paint::Unset), "{style}");
        }
    }

    #[test]
    fn does_not_hide() {
        for style in [
            "display:block",
            "opacity:.8",
            "font-size:12px",
            "font:bold 12px/1.5 serif",
            "color:#fff;background:#246",
            "color:white;background:navy",
            "color:white;background:linear-gradient(red, blue)",
            "color:white;background-color:var(--accent)",
            "color:#333",
            "color:var(--text)",
            "left:-20px",
            "overflow:hidden",
            "height:0",
            "width:100px;overflow:hidden",
            "clip:rect(0, 100px, 50px, 0)",
            "font-size:0.9em",
            "color:lightgray",
            "",
            ":;:",
        ] {
            assert!(!Style::of(style).hides(Paint::Unset), "{style}");
        }
        assert!(!Style::of("color:#fff").hides(Paint::of("#222")));
    }

    #[test]
    fn quiet_class_names_are_sorted() {
        assert!(is_quiet_class("SR-only") && is_quiet_class("hidden") && !is_quiet_class("hideous"));
    }
}
