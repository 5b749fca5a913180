//! The models that promptsweep embeds: bytes only, no logic.
//!
//! `linear/weights.bin` is made by `promptsweep-trainer linear`; see `linear/README.md`.

/// Weights of the linear reader.
pub static LINEAR: &[u8] = include_bytes!("../linear/weights.bin");
