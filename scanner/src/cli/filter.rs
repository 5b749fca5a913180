//! `filter`: one text through chosen filters. The whole of standard input is one segment, as a prompt would be; the cleaned
//! text goes to standard output, what was seen to standard error. Judges nothing: one strong signal blocks.

use super::{Status, is_watched, print};
use crate::document::{Document, Origin};
use crate::filter::{FILTERS, Filter, Memory};
use crate::report::{clipped, visible};
use crate::segment::{Carrier, Segment};
use crate::signal::Signal;
use crate::span::Span;
use crate::suggestion::nearest;
use anyhow::{Context, bail};
use clap::Args;
use std::io::{self, Read, Write};

/// A signal this strong blocks the text.
const BLOCKS: f32 = 0.8;
/// More is no prompt.
const MOST_BYTES: u64 = 64 << 20;

/// What `filter` can be asked.
#[derive(Debug, Args)]
pub(super) struct FilterArgs {
    /// Filters to use, separated by commas; they run in a fixed order [default: all]
    #[arg(long = "filter", value_name = "FILTER", value_delimiter = ',')]
    filters: Vec<String>,
}

pub(super) fn run(args: &FilterArgs) -> anyhow::Result<Status> {
    let filters = chosen(FILTERS, &args.filters)?;
    let Outcome { text, signals } = through(&filters, &input()?);
    let mut seen = String::new();
    for signal in &signals {
        seen += &line(signal);
    }
    // Whether somebody listens there does not change what blocks.
    let _ = io::stderr().lock().write_all(seen.as_bytes());
    // A person at a terminal gets what programs get, but nothing that the terminal would obey.
    let shown =
        || text.split_inclusive('\n').map(|l| l.strip_suffix('\n').map_or_else(|| visible(l), |l| visible(l) + "\n"));
    print(if is_watched() { shown().collect() } else { text.clone() }.as_bytes())?;
    Ok(if signals.iter().any(|s| s.strength >= BLOCKS) { Status::Findings } else { Status::Clean })
}

fn input() -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(MOST_BYTES + 1).read_to_end(&mut bytes).context("cannot read standard input")?;
    if bytes.len() as u64 > MOST_BYTES {
        bail!("standard input is larger than {MOST_BYTES} bytes");
    }
    String::from_utf8(bytes).context("standard input is not UTF-8")
}

/// The filters with these names, in the order of the list; all for no names.
fn chosen(all: &[&'static dyn Filter], names: &[String]) -> anyhow::Result<Vec<&'static dyn Filter>> {
    let ids = || all.iter().map(|filter| filter.meta().id);
    for name in names {
        if !ids().any(|id| id == name) {
            match nearest(name, ids()) {
                Some(near) => bail!("unknown filter `{name}`; did you mean `{near}`?"),
                None => bail!("unknown filter `{name}`; known filters: {}", ids().collect::<Vec<_>>().join(", ")),
            }
        }
    }
    let wanted = |filter: &&&'static dyn Filter| names.is_empty() || names.iter().any(|name| name == filter.meta().id);
    Ok(all.iter().filter(wanted).copied().collect())
}

struct Outcome {
    text: String,
    signals: Vec<Signal>,
}

fn through(filters: &[&'static dyn Filter], text: &str) -> Outcome {
    let document = Document::new(Origin::Stdin, "stdin", text);
    let whole = Span::of(0..document.text.len());
    let (mut memory, mut signals) = (Memory::default(), Vec::new());
    let mut segment = Segment::slice(&document, whole, Carrier::PlainText);
    for filter in filters {
        segment = filter.apply(segment, &mut memory, &mut signals);
    }
    Outcome { text: segment.text.into_owned(), signals }
}

fn line(signal: &Signal) -> String {
    let Signal { source, attack, span, strength, .. } = signal;
    let mut out = format!("{source}: {attack} at bytes {}..{}, strength {strength:.2}", span.start(), span.end());
    if !signal.reason.is_empty() {
        out += &format!(": {}", clipped(&signal.reason, 400));
    }
    if let Some(decoded) = &signal.decoded {
        out += &format!("; a model reads \"{}\"", clipped(decoded, 400));
    }
    out + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::Meta;

    struct Drop(&'static Meta, char);

    impl Filter for Drop {
        fn meta(&self) -> &'static Meta {
            self.0
        }

        fn apply<'d>(&self, segment: Segment<'d>, _: &mut Memory, out: &mut Vec<Signal>) -> Segment<'d> {
            let Some(at) = segment.text.find(self.1) else { return segment };
            let mut kept = crate::span::Rewrite::new(&segment.text);
            segment.text.char_indices().filter(|(_, c)| *c != self.1).for_each(|(i, c)| kept.keep(i..i + c.len_utf8()));
            let (text, map) = kept.finish();
            out.push(segment.signal(self.0.id, "hidden-unicode", Span::of(at..at + 1), 0.9).because("\u{1b}[2J holds"));
            segment.rewritten(self.0.id, text, &map)
        }
    }

    static X: &dyn Filter = &Drop(&Meta { id: "no_x", summary: "", covers: &[], page: "" }, 'x');
    static Y: &dyn Filter = &Drop(&Meta { id: "no_y", summary: "", covers: &[], page: "" }, 'y');

    #[test]
    fn names_are_checked_and_the_order_is_fixed() {
        let ids = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
            chosen(&[X, Y], &names).map(|list| list.iter().map(|f| f.meta().id).collect::<Vec<_>>())
        };
        assert_eq!(ids(&["no_y", "no_x"]).unwrap(), ["no_x", "no_y"]);
        assert_eq!(ids(&[]).unwrap().len(), 2);
        assert_eq!(ids(&["no-x"]).unwrap_err().to_string(), "unknown filter `no-x`; did you mean `no_x`?");
    }

    #[test]
    fn cleans_and_tells() {
        let outcome = through(&[X, Y], "\naxb\n\nyc\n");
        assert_eq!(outcome.text, "\nab\n\nc\n");
        let told: String = outcome.signals.iter().map(line).collect();
        assert!(told.starts_with("no_x: hidden-unicode at bytes 2..3, strength 0.90: <U+001B>[2J holds"), "{told:?}");
        assert_eq!(told.lines().count(), 2);
    }
}
