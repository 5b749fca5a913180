//! Policy: what signals mean. Severity comes from confidence x reach x visibility minus context, and says why.

mod fingerprint;
mod judge;
mod line_hash;
mod weight;

pub use fingerprint::fingerprint;
pub use judge::judge;
pub use line_hash::line_hashes;

use crate::document::{Origin, Region};
use crate::segment::{Carrier, Visibility};
use crate::surface::Surface;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How serious a finding is; only `error` blocks by default.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Worth a look.
    Warning,
    /// We would bet a merge on it.
    Error,
}

/// Whether a finding counts.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It counts.
    Open,
    /// Suppressed by a rule of the owner.
    Suppressed,
}

/// One judged observation.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Finding {
    /// Attack class.
    pub attack: &'static str,
    /// How serious.
    pub severity: Severity,
    /// Probability in 0..=1 that this is an attack.
    pub confidence: f32,
    /// Path relative to the scanned root.
    pub path: String,
    /// Which source gave the document.
    pub origin: Origin,
    /// What agents do with the document.
    pub surface: Surface,
    /// What carries the text.
    pub carrier: Carrier,
    /// Who can see it.
    pub visibility: Visibility,
    /// Where.
    pub region: Region,
    /// One sentence: what it is and what to do.
    pub message: String,
    /// The source text, clipped to 400 bytes; hostile: escape before printing.
    pub evidence: String,
    /// What a model reads there when that differs; hostile as well.
    pub decoded: Option<String>,
    /// Why it was raised, strongest reason first, then what raised or lowered its severity.
    pub why: Vec<String>,
    /// Filters, decoders and checks that took part.
    pub sources: Vec<&'static str>,
    /// Stable over moves and shifted lines: sixteen hexadecimal digits.
    pub fingerprint: String,
    /// GitHub's `primaryLocationLineHash` of the first line.
    pub line_hash: String,
    /// The source lines of the region (at most three, each clipped to 200 code points), for excerpts.
    pub excerpt: Vec<String>,
    /// Whether it counts.
    pub state: State,
}
