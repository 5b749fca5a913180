//! The command `promptsweep`.

fn main() {}
