//! The scanner's lists of pluggable things, seen alike: what is in each, where its files are, how its ids are written.

use promptsweep::registry::Meta;

/// One kind of pluggable thing.
#[derive(Debug)]
pub(crate) struct Registry {
    /// Singular name, as on the command line.
    pub(crate) kind: &'static str,
    /// Plural name, as in `docs/reference/<plural>.md`.
    pub(crate) plural: &'static str,
    /// Folder of its files.
    pub(crate) folder: &'static str,
    /// Name of its static slice.
    pub(crate) slice: &'static str,
    /// Word separator of its ids.
    pub(crate) separator: char,
    /// One sentence for the documentation.
    pub(crate) about: &'static str,
    /// Everything registered, in order.
    pub(crate) entries: fn() -> Vec<&'static Meta>,
}

/// All kinds.
pub(crate) const REGISTRIES: &[Registry] = &[
    Registry {
        kind: "filter",
        plural: "filters",
        folder: "scanner/src/filter",
        slice: "FILTERS",
        separator: '_',
        about: "Filters look at every segment in this order, raise signals and hand on a cleaned text.",
        entries: || promptsweep::filter::FILTERS.iter().map(|f| f.meta()).collect(),
    },
    Registry {
        kind: "decoder",
        plural: "decoders",
        folder: "scanner/src/decode",
        slice: "DECODERS",
        separator: '-',
        about: "Decoders look for text in one disguise and hand out what it says, which is then read like any other text.",
        entries: || promptsweep::decode::DECODERS.iter().map(|d| d.meta()).collect(),
    },
    Registry {
        kind: "extractor",
        plural: "extractors",
        folder: "scanner/src/extract",
        slice: "EXTRACTORS",
        separator: '-',
        about: "The first extractor that accepts a document takes the natural-language segments out of it.",
        entries: || promptsweep::extract::EXTRACTORS.iter().map(|e| e.meta()).collect(),
    },
    Registry {
        kind: "check",
        plural: "checks",
        folder: "scanner/src/check",
        slice: "CHECKS",
        separator: '-',
        about: "Checks see what is dangerous by its place and shape rather than by its words.",
        entries: || promptsweep::check::CHECKS.iter().map(|c| c.meta()).collect(),
    },
    Registry {
        kind: "reporter",
        plural: "reporters",
        folder: "scanner/src/report",
        slice: "REPORTERS",
        separator: '-',
        about: "Reporters write one and the same report in the format that its reader wants.",
        entries: || promptsweep::report::REPORTERS.iter().map(|r| r.meta()).collect(),
    },
];
