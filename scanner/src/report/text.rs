//! # text
//!
//! ## What it does
//! Writes findings for people: what and where, the source line with the place underlined, why it was raised, what a model
//! would read there, and what to do; then what was not read, and one line of figures.
//!
//! ## Why it matters
//! A finding that cannot be understood in a few seconds is ignored. Hidden characters are written out, so that the
//! reader sees what a model sees.
//!
//! ## Example
//! `promptsweep scan .`
//!
//! ## Limits
//! Excerpts are clipped to three lines and to a window around the place. For people only: scripts read `json`.

use super::advice::advice;
use super::escape::{clipped, visible};
use super::{Report, Reporter, Style, Verdict, counted, excerpt, severity_id};
use crate::document::Origin;
use crate::policy::{Finding, Severity};
use crate::registry::Meta;
use anstyle::{AnsiColor, Style as Paint};
use std::io::{self, Write};

/// Like a compiler's messages.
#[derive(Debug)]
pub(super) struct Text;

static META: Meta =
    Meta { id: "text", summary: "for people, with source excerpts", covers: &[], page: crate::page!("text.rs") };

/// Most characters of a message, a reason or a decoded text.
const MOST: usize = 400;
const FRAME: Paint = AnsiColor::Blue.on_default().bold();
const STRONG: Paint = Paint::new().bold();

impl Reporter for Text {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn write(&self, report: &Report, style: Style, out: &mut dyn io::Write) -> io::Result<()> {
        let mut page = Page { out, color: style.color };
        for finding in report.open() {
            page.finding(finding)?;
        }
        for (path, reason) in report.unread() {
            page.unread(path, reason)?;
        }
        if style.quiet { Ok(()) } else { page.summary(report) }
    }
}

struct Page<'w> {
    out: &'w mut dyn Write,
    color: bool,
}

fn color_of(severity: Severity) -> Paint {
    match severity {
        Severity::Error => AnsiColor::Red.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Note => AnsiColor::Cyan.on_default().bold(),
    }
}

impl Page<'_> {
    fn paint(&self, paint: Paint, text: &str) -> String {
        if self.color && !text.is_empty() { format!("{paint}{text}{paint:#}") } else { text.to_owned() }
    }

    fn finding(&mut self, finding: &Finding) -> io::Result<()> {
        let label = self.paint(color_of(finding.severity), &label(finding));
        let message = self.paint(STRONG, &format!(": {}", clipped(&finding.message, MOST)));
        writeln!(self.out, "{label}{message}")?;
        let lines = excerpt::lines(finding);
        let widest = lines.iter().filter_map(|l| l.number).max().map_or(1, |n| n.to_string().len());
        self.place(finding, widest)?;
        self.excerpt(&lines, finding.severity, widest)?;
        for why in finding.why.iter().filter(|why| !finding.message.ends_with(why.as_str())) {
            self.remark(widest, "why", &clipped(why, MOST))?;
        }
        if let Some(decoded) = &finding.decoded {
            self.remark(widest, "a model reads", &format!("\"{}\"", clipped(decoded, MOST)))?;
        }
        let help = format!("{}; `promptsweep explain {}` says more", advice(finding), finding.attack);
        self.remark(widest, "help", &help)?;
        writeln!(self.out)
    }

    fn place(&mut self, finding: &Finding, widest: usize) -> io::Result<()> {
        let (arrow, path, region) = (self.paint(FRAME, "-->"), visible(&finding.path), finding.region);
        write!(self.out, "{:widest$}{arrow} {path}", "")?;
        match finding.origin {
            Origin::FileName => writeln!(self.out, " (its name)"),
            _ => writeln!(self.out, ":{}:{}", region.start_line, region.start_column),
        }
    }

    fn excerpt(&mut self, lines: &[excerpt::Line], severity: Severity, widest: usize) -> io::Result<()> {
        let bar = self.paint(FRAME, "|");
        writeln!(self.out, "{:widest$} {bar}", "")?;
        for line in lines {
            let number = line.number.map(|n| n.to_string()).unwrap_or_default();
            let number = self.paint(FRAME, &format!("{number:>widest$}"));
            writeln!(self.out, "{number} {bar} {}{}{}", line.before, line.marked, line.after)?;
            let mark = self.paint(color_of(severity), &"^".repeat(line.width()));
            writeln!(self.out, "{:widest$} {bar} {:indent$}{mark}", "", "", indent = line.indent())?;
        }
        Ok(())
    }

    fn remark(&mut self, widest: usize, name: &str, text: &str) -> io::Result<()> {
        let (sign, name) = (self.paint(FRAME, "="), self.paint(STRONG, &format!("{name}:")));
        writeln!(self.out, "{:widest$} {sign} {name} {text}", "")
    }

    fn unread(&mut self, path: &str, reason: &str) -> io::Result<()> {
        let label = self.paint(color_of(Severity::Warning), "unread");
        writeln!(self.out, "{label}: {}: {}", visible(path), clipped(reason, MOST))
    }

    fn summary(&mut self, report: &Report) -> io::Result<()> {
        let count = |severity| report.open().filter(|f| f.severity == severity).count() as u64;
        let [errors, warnings, notes] = [Severity::Error, Severity::Warning, Severity::Note].map(count);
        let skipped = report.coverage.iter().filter(|s| !s.incomplete).count() as u64;
        let suppressed = report.findings.len() as u64 - errors - warnings - notes;
        let mut figures = vec![counted(errors, "error"), counted(warnings, "warning"), counted(notes, "note")];
        let more = [(suppressed, "suppressed"), (report.unread().count() as u64, "unread"), (skipped, "left out")];
        figures.extend(more.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")));
        let (verdict, paint) = match report.verdict {
            Verdict::Clean => ("clean", AnsiColor::Green.on_default().bold()),
            Verdict::Findings => ("blocked", color_of(Severity::Error)),
            Verdict::Incomplete => ("incomplete", color_of(Severity::Warning)),
        };
        let verdict = self.paint(paint, verdict);
        writeln!(self.out, "{verdict}: {} in {}", figures.join(", "), counted(report.stats.files, "file"))
    }
}

fn label(finding: &Finding) -> String {
    format!("{}[{}]", severity_id(finding.severity), finding.attack)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;
    use proptest::prelude::*;

    fn text(report: &Report, style: Style) -> String {
        let mut out = Vec::new();
        Text.write(report, style, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn reads_well() {
        insta::assert_snapshot!(text(&fixture::report(), Style::default()));
    }

    #[test]
    fn colours_and_quiet() {
        let report = fixture::report();
        let colored = text(&report, Style { color: true, quiet: false });
        assert!(colored.contains("\u{1b}[1m\u{1b}[31merror[hidden-unicode]\u{1b}[0m"), "{colored:?}");
        assert!(!text(&report, Style { color: false, quiet: true }).contains("blocked"));
    }

    /// How a line of this format may start; all of it is ours.
    fn is_ours(line: &str) -> bool {
        let rest = line.trim_start_matches([' ', '1', '2', '3', '4', '5', '6', '7', '8', '9', '0']);
        let starts =
            ["error[", "warning[", "note[", "-->", "|", "=", "unread: ", "clean: ", "blocked: ", "incomplete: "];
        line.is_empty() || starts.iter().any(|s| rest.starts_with(s))
    }

    proptest! {
        #[test]
        fn hostile_text_is_harmless(report in fixture::hostile()) {
            let out = text(&report, Style::default());
            prop_assert!(fixture::is_harmless(&out), "{out:?}");
            prop_assert!(out.lines().all(is_ours), "{out:?}");
            text(&report, Style { color: true, quiet: true });
        }
    }
}
