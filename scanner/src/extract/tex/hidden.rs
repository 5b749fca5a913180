//! Parts of TeX (a file or one formula) that are set so that nobody sees them.
//!
//! Knows the page as white. Invariant: linear, parts are disjoint and in source order.

use crate::extract::hidden::Style;
use crate::extract::hidden::color::Paint;
use std::ops::Range;

/// How far before a command a coloured box or row may be declared.
const NEARBY: usize = 240;

/// The invisible parts of `range` of `text`.
pub(in crate::extract) fn hidden_parts(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let bytes = &text.as_bytes()[..range.end];
    let mut parts = Vec::new();
    let mut at = range.start;
    while let Some(found) = memchr::memchr(b'\\', &bytes[at..]).map(|i| at + i) {
        // `\\\\` is a line break: its second half starts no command.
        at = (found + 1 + usize::from(bytes.get(found + 1) == Some(&b'\\'))).min(bytes.len());
        if let Some(part) = part(text, found, range.clone()) {
            at = part.end.max(at);
            if !part.is_empty() {
                parts.push(part);
            }
        }
    }
    parts
}

/// What the command at `at` makes invisible.
fn part(text: &str, at: usize, range: Range<usize>) -> Option<Range<usize>> {
    let rest = &text[at + 1..range.end];
    let letters = rest.bytes().take(24).take_while(u8::is_ascii_alphabetic).count();
    let name = &rest[..letters];
    if !COMMANDS.contains(&name) {
        return None;
    }
    let mut reader = Arguments { text, at: at + 1 + letters, end: range.end };
    let model = reader.optional();
    let scoped = match name {
        "phantom" | "hphantom" | "vphantom" => false,
        "color" | "textcolor" => {
            let value = reader.braces()?;
            if !is_page_colour(model, value) || is_on_colour(text, at, range.start) {
                return None;
            }
            name == "color"
        }
        "fontsize" => {
            let size: f32 = reader.braces()?.trim().trim_end_matches("pt").trim().parse().ok()?;
            reader.braces()?;
            if size > 2.0 {
                return None;
            }
            true
        }
        "transparent" | "texttransparent" | "scalebox" => {
            let amount: f32 = reader.braces()?.trim().parse().ok()?;
            if amount > 0.08 {
                return None;
            }
            name == "transparent"
        }
        _ => {
            if !Style::of(reader.braces()?).hides(Paint::Unset) {
                return None;
            }
            false
        }
    };
    Some(if scoped { reader.to_group_end() } else { reader.group()? })
}

static COMMANDS: &[&str] = &[
    "color",
    "textcolor",
    "phantom",
    "hphantom",
    "vphantom",
    "fontsize",
    "transparent",
    "texttransparent",
    "scalebox",
    "htmlStyle",
    "style",
];

fn is_page_colour(model: Option<&str>, value: &str) -> bool {
    let value = value.trim();
    let all = |least: f32| {
        let mut channels = value.split([',', ' ']).filter(|p| !p.is_empty()).peekable();
        channels.peek().is_some() && channels.all(|c| c.parse::<f32>().is_ok_and(|n| n >= least))
    };
    match model {
        Some("rgb" | "gray") => all(0.92),
        Some("RGB") => all(235.0),
        Some("cmyk") => value.split(',').all(|c| c.trim().parse::<f32>().is_ok_and(|n| n <= 0.05)),
        Some("HTML") => Paint::of(&format!("#{}", value.to_ascii_lowercase())).vanishes(Paint::Unset),
        _ => {
            // xcolor mixes: `white!90!black`, `black!1`.
            let mut mix = value.split('!');
            let (name, share) = (mix.next().unwrap_or_default(), mix.next().and_then(|s| s.parse::<f32>().ok()));
            match share {
                Some(share) if name.eq_ignore_ascii_case("white") => share >= 92.0,
                Some(share) => share <= 5.0 && mix.next().is_none_or(|m| m == "white"),
                None => Paint::of(&name.to_ascii_lowercase()).vanishes(Paint::Unset),
            }
        }
    }
}

/// True when a coloured box, row or page is declared just before.
fn is_on_colour(text: &str, at: usize, floor: usize) -> bool {
    let mut from = at.saturating_sub(NEARBY).max(floor);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = &text[from..at];
    let before = before.rfind("\n\n").map_or(before, |i| &before[i..]);
    static MARKS: &[&str] =
        &["colorbox", "cellcolor", "rowcolor", "columncolor", "pagecolor", "fill=", "bg=", "colback"];
    let mark = MARKS.iter().filter_map(|m| before.rfind(m)).max();
    mark.is_some_and(|i| !before[i..].chars().take(40).collect::<String>().contains("white"))
}

struct Arguments<'t> {
    text: &'t str,
    at: usize,
    end: usize,
}

impl<'t> Arguments<'t> {
    fn blanks(&mut self) {
        self.at += self.text[self.at..self.end].bytes().take_while(|b| matches!(b, b' ' | b'\t')).count();
    }

    fn short(&mut self, open: u8, close: u8) -> Option<&'t str> {
        const LONGEST: usize = 120;
        self.blanks();
        let bytes = &self.text.as_bytes()[..self.end];
        if bytes.get(self.at) != Some(&open) {
            return None;
        }
        let window = &bytes[self.at..bytes.len().min(self.at + LONGEST)];
        let len = memchr::memchr(close, window)?;
        let inside = &self.text[self.at + 1..self.at + len];
        self.at += len + 1;
        Some(inside)
    }

    fn optional(&mut self) -> Option<&'t str> {
        self.short(b'[', b']')
    }

    fn braces(&mut self) -> Option<&'t str> {
        self.short(b'{', b'}')
    }

    /// The inside of the group that follows; to the end when it is never closed.
    fn group(&mut self) -> Option<Range<usize>> {
        self.blanks();
        if self.text.as_bytes()[..self.end].get(self.at) != Some(&b'{') {
            return None;
        }
        self.at += 1;
        Some(self.to_group_end())
    }

    /// From here to the brace that closes the enclosing group, or to what resets the colour.
    fn to_group_end(&self) -> Range<usize> {
        let bytes = &self.text.as_bytes()[..self.end];
        let mut depth = 0usize;
        let mut at = self.at;
        while let Some(found) = memchr::memchr3(b'{', b'}', b'\\', &bytes[at..]).map(|i| at + i) {
            at = found + 1;
            match bytes[found] {
                b'{' => depth += 1,
                b'}' if depth == 0 => return self.at..found,
                b'}' => depth -= 1,
                _ if depth == 0
                    && ["\\color", "\\normalcolor", "\\end{"]
                        .iter()
                        .any(|r| bytes[found..].starts_with(r.as_bytes())) =>
                {
                    return self.at..found;
                }
                _ => at = (found + 2).min(bytes.len()),
            }
        }
        self.at..self.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        hidden_parts(text, 0..text.len()).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn finds_invisible_parts() {
        assert_eq!(parts("a {\\color{white}\\tiny b c} d"), ["\\tiny b c"]);
        assert_eq!(parts("$\\color{white}{\\text{b}}$"), ["{\\text{b}}$"]);
        assert_eq!(parts("\\textcolor[rgb]{1,1,1}{b} \\textcolor[HTML]{FEFEFE}{c}"), ["b", "c"]);
        assert_eq!(parts("\\phantom{b} \\textcolor{black!2}{c} \\texttransparent{0}{d}"), ["b", "c", "d"]);
        assert_eq!(parts("{\\fontsize{1pt}{1pt}\\selectfont b}"), ["\\selectfont b"]);
        assert_eq!(parts("\\color{#ffffff} b"), [" b"]);
        assert_eq!(parts("\\htmlStyle{font-size: 0}{b}"), ["b"]);
    }

    #[test]
    fn leaves_visible_parts() {
        assert_eq!(parts("\\textcolor{red}{b} \\color{black!70} c \\fontsize{12}{14} \\\\color{white} d"), [""; 0]);
        assert_eq!(parts("\\colorbox{blue}{\\color{white} b} \\cellcolor{navy}\\textcolor{white}{c}"), [""; 0]);
        assert_eq!(parts("\\colorbox{white}{\\color{white} b}"), [" b"]);
    }

    #[test]
    fn hostile_input_is_linear() {
        for unit in ["{\\color{white}", "\\textcolor{white}{", "\\phantom", "\\\\", "\\color{"] {
            let text = unit.repeat(100_000);
            assert!(hidden_parts(&text, 0..text.len()).len() < text.len());
        }
    }
}
