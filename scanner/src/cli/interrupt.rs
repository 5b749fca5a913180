//! Ctrl-C: the run ends at once with status 130, the progress line is taken away, and no report is written in part, since
//! reports are written only when they are complete.

use super::{Status, progress};
use anyhow::Context;
use std::process;

/// From now on Ctrl-C ends the run.
pub(super) fn watch() -> anyhow::Result<()> {
    ctrlc::set_handler(|| {
        progress::clear();
        process::exit(i32::from(Status::Interrupted.code()));
    })
    .context("cannot watch for Ctrl-C")
}
