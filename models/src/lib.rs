//! The embedded model lives here once it is trained; the crate holds data, no logic.
