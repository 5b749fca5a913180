//! Loader of the corpus: attack classes, carriers and clean twins.
