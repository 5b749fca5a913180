//! Hostile text made fit to be looked at: whatever a terminal would obey or a person would not see is written out as
//! `<U+200B>`, a run of such characters as `<U+200B x42>` (`<U+E0041.. x42>` when they differ).
//!
//! Also takes the force out of `##[` and `##vso[`, which some CI runners obey anywhere in a line. Does not know about
//! columns, colours or JSON. Invariant: the result has no control, bidi, invisible or private character and no line end.

use std::fmt::Write as _;
use std::ops::Range;

/// A mixed run up to this long is written out one by one.
const SHORT_RUN: usize = 3;
/// Letters that may stand between `##` and `[` in a runner's command.
const COMMAND_NAME: usize = 16;

/// True for characters that are obeyed or not seen: controls, bidi marks, zero-width, tags, selectors, fillers, private
/// use, line separators.
pub fn is_hidden(c: char) -> bool {
    match c {
        ' '..='~' => false,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => true,
        '\u{a0}'..='\u{33f}' => c == '\u{ad}',
        _ => matches!(c,
            '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{10ffff}'
        ),
    }
}

/// True when the `#` at `at` starts something that a CI runner obeys (`##[name]`, `##vso[name]`).
pub(super) fn is_runner_command(text: &str, at: usize) -> bool {
    let Some(rest) = text.as_bytes().get(at..).and_then(|bytes| bytes.strip_prefix(b"##")) else { return false };
    let name = rest.iter().take(COMMAND_NAME).take_while(|b| b.is_ascii_alphabetic()).count();
    rest.get(name) == Some(&b'[')
}

/// The whole text, escaped.
pub fn visible(text: &str) -> String {
    visible_part(text, 0..text.len())
}

/// The first `most` characters of the text, escaped, with `...` when something was cut off.
pub fn clipped(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => visible_part(text, 0..end) + "...",
        None => visible(text),
    }
}

/// The bytes `range` of the text, escaped as they stand in the whole text; parts put side by side are as safe as the
/// whole. A range off the character borders gives an empty string.
pub(super) fn visible_part(text: &str, range: Range<usize>) -> String {
    let Some(part) = text.get(range.clone()) else { return String::new() };
    let mut out = String::with_capacity(part.len());
    let mut run = Run::default();
    for (i, c) in part.char_indices() {
        let escape = match c {
            '\n' => Some("\\n"),
            '\r' => Some("\\r"),
            '\t' => Some("    "),
            '#' if is_runner_command(text, range.start + i) => Some("<U+0023>"),
            _ => None,
        };
        match escape {
            None if is_hidden(c) => run.push(c),
            None => {
                run.flush(&mut out);
                out.push(c);
            }
            Some(escape) => {
                run.flush(&mut out);
                out.push_str(escape);
            }
        }
    }
    run.flush(&mut out);
    out
}

/// A run of hidden characters that is not written yet.
#[derive(Default)]
struct Run {
    first: [char; SHORT_RUN],
    len: usize,
    mixed: bool,
}

impl Run {
    fn push(&mut self, c: char) {
        if let Some(slot) = self.first.get_mut(self.len) {
            *slot = c;
        }
        self.mixed |= c != self.first[0];
        self.len += 1;
    }

    fn flush(&mut self, out: &mut String) {
        let run = std::mem::take(self);
        let code = |c: char| c as u32;
        let [first, ..] = run.first;
        // Writing to a string cannot fail.
        let _ = match (run.len, run.mixed) {
            (0, _) => Ok(()),
            (1, _) => write!(out, "<U+{:04X}>", code(first)),
            (n, false) => write!(out, "<U+{:04X} x{n}>", code(first)),
            (n, true) if n <= SHORT_RUN => run.first[..n].iter().try_for_each(|&c| write!(out, "<U+{:04X}>", code(c))),
            (n, true) => write!(out, "<U+{:04X}.. x{n}>", code(first)),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_what_cannot_be_seen() {
        assert_eq!(visible("a\u{200b}b"), "a<U+200B>b");
        assert_eq!(visible("\u{200b}\u{200b}\u{200b}\u{200b}"), "<U+200B x4>");
        assert_eq!(visible("\u{200b}\u{200c}"), "<U+200B><U+200C>");
        assert_eq!(visible("\u{e0041}\u{e0042}\u{e0043}\u{e0044}"), "<U+E0041.. x4>");
        assert_eq!(visible("\u{1b}[31m\u{202e}x\u{7}"), "<U+001B>[31m<U+202E>x<U+0007>");
        assert_eq!(visible("1\n2\t3\r"), "1\\n2    3\\r");
        assert_eq!(visible("Привет, 世界 é ✨ שלום"), "Привет, 世界 é ✨ שלום");
    }

    #[test]
    fn takes_the_force_out_of_runner_commands() {
        assert_eq!(visible("x ##[add-mask]y"), "x <U+0023>#[add-mask]y");
        assert_eq!(visible("##vso[task.setvariable]"), "<U+0023>#vso[task.setvariable]");
        assert_eq!(visible("## [Title]"), "## [Title]");
        assert_eq!(visible("#[derive]"), "#[derive]");
        assert_eq!(visible_part("##[error]", 0..1) + &visible_part("##[error]", 1..9), "<U+0023>#[error]");
    }

    #[test]
    fn clips_by_characters() {
        assert_eq!(clipped("ééé", 2), "éé...");
        assert_eq!(clipped("éé", 2), "éé");
    }

    proptest! {
        #[test]
        fn nothing_hidden_is_left(text in any::<String>(), cut in 0usize..40) {
            let out = visible(&text);
            prop_assert!(!out.chars().any(is_hidden), "{out:?}");
            prop_assert!((0..out.len()).all(|i| !is_runner_command(&out, i)));
            let cut = text.char_indices().nth(cut).map_or(text.len(), |(i, _)| i);
            let both = visible_part(&text, 0..cut) + &visible_part(&text, cut..text.len());
            prop_assert!((0..both.len()).all(|i| !is_runner_command(&both, i)));
        }

        #[test]
        fn escaped_text_stays_as_it_is(text in any::<String>()) {
            let once = visible(&text);
            prop_assert_eq!(visible(&once), once);
        }
    }
}
