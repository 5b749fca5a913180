//! What to do about a finding, in one sentence, told from who can see the text and how it was disguised.

use crate::document::Origin;
use crate::policy::Finding;
use crate::segment::Visibility;

/// A sentence without a full stop.
pub(super) fn advice(finding: &Finding) -> &'static str {
    match (finding.origin, finding.visibility, finding.decoded.is_some()) {
        (Origin::FileName, ..) => "rename the file so that its name instructs nobody",
        (_, Visibility::Hidden, _) => "delete the hidden text, and ask who put it there: a reader loses nothing",
        (_, _, true) => "write the text openly or delete it",
        (_, Visibility::Collapsed, _) => "delete the text, or move it to where a person who reads the page sees it",
        (_, Visibility::Visible, _) if finding.surface.is_loaded() => {
            "delete the instruction unless you want every agent that loads this file to follow it"
        }
        (_, Visibility::Visible, _) => "delete the text, or mark it as a quotation or an example",
    }
}
