//! Words mended in place: what leet, token-break and typoglycemia share.
//!
//! Invariant: of several such disguises in one text each child undoes one more, in one order only, so that a text
//! with all of them has three descendants and not all their permutations.

use super::patch::Patches;
use super::stretch::{Stretch, stretches};
use super::words::{Form, Hit};
use crate::segment::Segment;

/// The order in which the disguises are undone.
static ORDER: &[(Form, &str)] =
    &[(Form::Leet, "leet"), (Form::Broken, "token-break"), (Form::Scrambled, "typoglycemia")];

/// False when `segment` comes from this disguise or a later one.
pub(super) fn is_due(segment: &Segment<'_>, form: Form) -> bool {
    let later = ORDER.iter().skip_while(|(f, _)| *f != form);
    !later.into_iter().any(|(_, id)| segment.layers.last() == Some(id))
}

/// The stretches of `form` with a word of orders among at least `least` different words.
pub(super) fn sure(segment: &Segment<'_>, form: Form, least: usize) -> Vec<Stretch> {
    let mut out = stretches(segment, form);
    out.retain(|s| s.counts().commands(least));
    out
}

/// Children of `segment` in which the words of `hits` are plain, in their own letter case.
pub(super) fn mend<'d>(layer: &'static str, segment: &Segment<'d>, hits: &[Hit], out: &mut Vec<Segment<'d>>) {
    let mut patches = Patches::default();
    for hit in hits {
        let upper = segment.text[hit.start..hit.end].chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let word = hit.known().word;
        patches.push(hit.start..hit.end, &if upper { word.to_uppercase() } else { word.to_owned() });
    }
    out.extend(patches.windows(&segment.text).map(|w| segment.child_rewritten(layer, w.rewrite)));
}
