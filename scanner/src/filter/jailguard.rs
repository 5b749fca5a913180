//! # jailguard
//!
//! interim

use super::{Filter, Memory};
use crate::registry::Meta;
use crate::segment::Segment;
use crate::signal::Signal;

pub(super) struct Jailguard;
static META: Meta =
    Meta { id: "jailguard", summary: "risk of language", covers: &[], page: crate::page!("jailguard.rs") };
impl Filter for Jailguard {
    fn meta(&self) -> &'static Meta {
        &META
    }
    fn apply<'d>(&self, segment: Segment<'d>, _: &mut Memory, out: &mut Vec<Signal>) -> Segment<'d> {
        crate::intent::read(&segment, "jailguard", out);
        segment
    }
}
