//! Trainer of promptsweep's models.
//!
//! Today: the linear reader (hashed words and concepts). Deterministic: the same rows give the same bytes.

pub mod linear;
pub mod row;
pub mod tree;
