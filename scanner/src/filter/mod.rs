//! Filters: each looks at a segment, raises signals and hands on a cleaned text. Evidence is never thrown away.
//!
//! They run in the order of [`FILTERS`], over every segment and every decoded child.

use crate::registry::Meta;
use crate::segment::Segment;
use crate::signal::Signal;
use std::collections::VecDeque;

#[cfg(test)]
mod bench;
mod context_firewall;
mod homoglyph;
pub mod jailguard;
mod length_guard;
mod zero_width;

/// Rewrites segments and raises signals.
pub trait Filter: Sync {
    /// Identity.
    fn meta(&self) -> &'static Meta;
    /// Looks at `segment`; returns it cleaned (or as it was).
    fn apply<'d>(&self, segment: Segment<'d>, memory: &mut Memory, out: &mut Vec<Signal>) -> Segment<'d>;
    /// `text` disguised in the way that this filter undoes, if it undoes one.
    fn obfuscate(&self, _text: &str) -> Option<String> {
        None
    }
}

/// All filters, in the order in which they run.
pub static FILTERS: &[&dyn Filter] = &[
    &zero_width::ZeroWidth,
    &homoglyph::Homoglyph,
    &length_guard::LengthGuard,
    &context_firewall::ContextFirewall,
    &jailguard::Jailguard,
];

/// What filters remember from segment to segment of one document.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// Role markers seen in each of the last [`Memory::WINDOW`] segments, oldest first.
    pub turns: VecDeque<Turns>,
    /// All turns since a window held none, for `context_firewall`.
    transcript: context_firewall::Tally,
    /// How loudly that transcript was reported already.
    raised: u8,
    /// Turns of a chat template that earlier segments opened and did not end.
    open: u32,
    /// Who speaks the next content of a structured message.
    speaker: Option<bool>,
}

/// Speaker turns counted in one segment.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub struct Turns {
    /// Turns of a user or human.
    pub user: u32,
    /// Turns of an assistant or model.
    pub assistant: u32,
}

impl Memory {
    /// How many segments the sliding window holds.
    pub const WINDOW: usize = 4;

    /// Appends one segment's turns and forgets what leaves the window.
    pub fn push(&mut self, turns: Turns) {
        self.turns.push_back(turns);
        if self.turns.len() > Self::WINDOW {
            self.turns.pop_front();
        }
    }
}
