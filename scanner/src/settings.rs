//! Settings as meant: what the command line and the configuration together ask for. The only place where both meet.

use crate::policy::Severity;

/// Everything that a run needs to know.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Findings at or above it fail the run; `None` never does.
    pub gate: Option<Severity>,
    /// Findings below it are not reported.
    pub min_severity: Severity,
}

impl Default for Settings {
    fn default() -> Self {
        Self { gate: Some(Severity::Error), min_severity: Severity::Note }
    }
}
