//! What the tests of extractors share: running one, and the promises that hold for all of them.

use super::Extractor;
use crate::document::{Document, Origin};
use std::borrow::Cow;

/// `carrier key text` of every segment.
pub(super) fn read(extractor: &dyn Extractor, path: &str, text: &str) -> Vec<String> {
    let document = Document::new(Origin::Worktree, path, text);
    assert!(extractor.accepts(&document), "{path} is not for {}", extractor.meta().id);
    let mut out = Vec::new();
    extractor.extract(&document, &mut out);
    out.iter().map(|s| format!("{} {} {}", s.carrier.id(), s.key.as_deref().unwrap_or_default(), s.text)).collect()
}

/// Every segment lies in the document, on character borders; an unchanged one is its own source.
pub(super) fn check(extractor: &dyn Extractor, path: &str, text: &str) {
    let document = Document::new(Origin::Worktree, path, text);
    let mut out = Vec::new();
    extractor.extract(&document, &mut out);
    for segment in out {
        let whole = segment.map.whole();
        let source = document.text.get(whole.range());
        assert!(source.is_some(), "{whole:?} in {text:?}");
        if matches!(segment.text, Cow::Borrowed(_)) {
            assert_eq!(source, Some(&*segment.text));
        }
    }
}
