//! Trainer of promptsweep's models.
//!
//! Today: the data set, and the linear reader (hashed words and concepts). Deterministic: the same inputs give the same
//! bytes.

pub mod dataset;
pub mod linear;
pub mod row;
pub mod tree;
