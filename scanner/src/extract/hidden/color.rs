//! Colours as far as hiding text needs them: is this text of (nearly) the colour behind it?
//!
//! Gradients, images and variables are unknown, and unknown never counts as equal.

use super::number;

/// One declared colour.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub(in crate::extract) enum Paint {
    /// Not declared.
    #[default]
    Unset,
    /// Fully transparent.
    Clear,
    /// Red, green, blue.
    Rgb(u8, u8, u8),
    /// Declared, but not to be told from here.
    Unknown,
}

/// Difference per channel up to which two colours look the same.
const NEAR: u8 = 24;

impl Paint {
    /// Reads a colour value in lower case.
    pub(in crate::extract) fn of(value: &str) -> Self {
        let value = value.trim();
        if let Some(digits) = value.strip_prefix('#') {
            return hex(digits);
        }
        if let Some((name, arguments)) = value.split_once('(') {
            return function(name, arguments);
        }
        match value {
            "transparent" | "none" => Self::Clear,
            _ => {
                NAMES.iter().find(|(name, ..)| *name == value).map_or(Self::Unknown, |&(_, r, g, b)| Self::Rgb(r, g, b))
            }
        }
    }

    /// Reads a `background`: the first part that is a colour.
    pub(super) fn behind(value: &str) -> Self {
        if value.contains("url(") || value.contains("gradient(") {
            return Self::Unknown;
        }
        match Self::of(value) {
            Self::Unknown if !value.contains('(') => {
                value.split(' ').map(Self::of).find(|p| *p != Self::Unknown).unwrap_or(Self::Unknown)
            }
            paint => paint,
        }
    }

    /// This colour, or `other` where it is not declared.
    pub(in crate::extract) fn or(self, other: Self) -> Self {
        if self == Self::Unset { other } else { self }
    }

    /// What is seen of this background in front of `around`.
    pub(in crate::extract) fn over(self, around: Self) -> Self {
        if matches!(self, Self::Unset | Self::Clear) { around } else { self }
    }

    /// True when text of this colour is lost in front of `background`; an undeclared page is white.
    pub(in crate::extract) fn vanishes(self, background: Self) -> bool {
        let background =
            if matches!(background, Self::Unset | Self::Clear) { Self::Rgb(255, 255, 255) } else { background };
        match (self, background) {
            (Self::Clear, _) => true,
            (Self::Rgb(r, g, b), Self::Rgb(x, y, z)) => {
                r.abs_diff(x) <= NEAR && g.abs_diff(y) <= NEAR && b.abs_diff(z) <= NEAR
            }
            _ => false,
        }
    }
}

fn hex(digits: &str) -> Paint {
    let digit = |i: usize| {
        digits.as_bytes().get(i).and_then(|b| char::from(*b).to_digit(16)).and_then(|d| u8::try_from(d).ok())
    };
    let short = |i: usize| digit(i).map(|d| d * 17);
    let long = |i: usize| Some(digit(i)? * 16 + digit(i + 1)?);
    let (red, green, blue, alpha) = match digits.len() {
        3 => (short(0), short(1), short(2), Some(255)),
        4 => (short(0), short(1), short(2), short(3)),
        6 => (long(0), long(2), long(4), Some(255)),
        8 => (long(0), long(2), long(4), long(6)),
        _ => return Paint::Unknown,
    };
    match (red, green, blue, alpha) {
        (Some(_), Some(_), Some(_), Some(0..=12)) => Paint::Clear,
        (Some(r), Some(g), Some(b), Some(_)) => Paint::Rgb(r, g, b),
        _ => Paint::Unknown,
    }
}

fn function(name: &str, arguments: &str) -> Paint {
    let mut values = [0.0f32; 4];
    let mut units = [""; 4];
    let mut count = 0;
    for part in arguments.trim_end_matches(')').split([' ', ',', '/']).filter(|p| !p.is_empty()).take(4) {
        let Some((value, unit)) = number(part) else { return Paint::Unknown };
        (values[count], units[count]) = (value, unit);
        count += 1;
    }
    let alpha = if units[3] == "%" { values[3] / 100.0 } else { values[3] };
    if count < 3 {
        return Paint::Unknown;
    }
    if count == 4 && alpha <= 0.05 {
        return Paint::Clear;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "float casts saturate")]
    let byte = |i: usize| (if units[i] == "%" { values[i] * 2.55 } else { values[i] }).round() as u8;
    match name {
        "rgb" | "rgba" => Paint::Rgb(byte(0), byte(1), byte(2)),
        // Without saturation, or at the ends of lightness, the hue does not matter.
        "hsl" | "hsla" if values[1] == 0.0 || values[2] >= 97.0 || values[2] <= 3.0 => {
            Paint::Rgb(byte(2), byte(2), byte(2))
        }
        _ => Paint::Unknown,
    }
}

/// Named colours: the light ones, which vanish on a white page, and the common ones used behind text.
static NAMES: &[(&str, u8, u8, u8)] = &[
    ("white", 255, 255, 255),
    ("snow", 255, 250, 250),
    ("ivory", 255, 255, 240),
    ("floralwhite", 255, 250, 240),
    ("ghostwhite", 248, 248, 255),
    ("mintcream", 245, 255, 250),
    ("azure", 240, 255, 255),
    ("aliceblue", 240, 248, 255),
    ("whitesmoke", 245, 245, 245),
    ("seashell", 255, 245, 238),
    ("honeydew", 240, 255, 240),
    ("lavenderblush", 255, 240, 245),
    ("oldlace", 253, 245, 230),
    ("linen", 250, 240, 230),
    ("canvas", 255, 255, 255),
    ("black", 0, 0, 0),
    ("canvastext", 0, 0, 0),
    ("red", 255, 0, 0),
    ("lime", 0, 255, 0),
    ("green", 0, 128, 0),
    ("blue", 0, 0, 255),
    ("navy", 0, 0, 128),
    ("maroon", 128, 0, 0),
    ("purple", 128, 0, 128),
    ("teal", 0, 128, 128),
    ("olive", 128, 128, 0),
    ("gray", 128, 128, 128),
    ("grey", 128, 128, 128),
    ("silver", 192, 192, 192),
    ("lightgray", 211, 211, 211),
    ("lightgrey", 211, 211, 211),
    ("darkgray", 169, 169, 169),
    ("darkgrey", 169, 169, 169),
    ("orange", 255, 165, 0),
    ("yellow", 255, 255, 0),
    ("aqua", 0, 255, 255),
    ("cyan", 0, 255, 255),
    ("fuchsia", 255, 0, 255),
    ("magenta", 255, 0, 255),
    ("beige", 245, 245, 220),
    ("lightyellow", 255, 255, 224),
];
