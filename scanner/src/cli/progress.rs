//! Progress of a long scan, for a person at a terminal: one line on standard error that goes away at the end. Short scans
//! show nothing.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// A scan shorter than this shows nothing.
const PATIENCE: Duration = Duration::from_millis(800);

/// The line on the terminal; global, because Ctrl-C must reach it.
static LINE: OnceLock<ProgressBar> = OnceLock::new();

/// Counts what was read.
#[derive(Debug)]
pub(super) struct Progress {
    line: Option<ProgressBar>,
    since: Instant,
}

impl Progress {
    /// Progress that shows itself only to a person, and only when wanted.
    pub(super) fn new(wanted: bool) -> Self {
        let shown = wanted && io::stderr().is_terminal();
        let line = shown.then(|| LINE.get_or_init(hidden_line).clone());
        Self { line, since: Instant::now() }
    }

    /// One more text was read.
    pub(super) fn tick(&self) {
        let Some(line) = &self.line else { return };
        line.inc(1);
        if line.is_hidden() && self.since.elapsed() >= PATIENCE {
            line.set_draw_target(ProgressDrawTarget::stderr_with_hz(8));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        clear();
    }
}

fn hidden_line() -> ProgressBar {
    let style = ProgressStyle::with_template("{spinner} {human_pos} texts read, {elapsed}");
    let line = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
    if let Ok(style) = style { line.with_style(style) } else { line }
}

/// Takes the line away.
pub(super) fn clear() {
    if let Some(line) = LINE.get() {
        line.finish_and_clear();
    }
}
