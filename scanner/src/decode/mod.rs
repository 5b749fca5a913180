//! Decoders: each looks for text in one disguise and hands out the decoded child. A child counts only when it then
//! raises a signal; the pipeline bounds depth and total size.

use crate::registry::Meta;
use crate::segment::Segment;

/// Decodes one disguise.
pub trait Decoder: Sync {
    /// Identity.
    fn meta(&self) -> &'static Meta;
    /// Appends a child for each stretch of `segment` that decodes to plausible text. Linear time.
    fn decode<'d>(&self, segment: &Segment<'d>, out: &mut Vec<Segment<'d>>);
    /// `text` in this disguise; decoding it again contains `text` (up to letter case where the disguise loses it).
    fn obfuscate(&self, text: &str) -> String;
}

/// All decoders, in the order in which they run.
pub static DECODERS: &[&dyn Decoder] = &[];
