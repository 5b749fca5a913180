//! Settings as meant: what the command line and the configuration together ask for. The only place where both meet.
//!
//! A flag wins over a key; excluded paths add up. Invariant: what fails the run is also reported.

use crate::cli::ScanArgs;
use crate::config::Config;
use crate::policy::Severity;
use crate::report::visible;
use ignore::gitignore::GitignoreBuilder;
use thiserror::Error as ThisError;

/// Everything that a run needs to know.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Findings at or above it fail the run; `None` never does.
    pub gate: Option<Severity>,
    /// Findings below it are not reported.
    pub min_severity: Severity,
    /// Paths that are not read, as gitignore patterns relative to the scanned root.
    pub exclude: Vec<String>,
    /// Read files that git ignores, too.
    pub include_ignored: bool,
    /// Threads to work with; `None` takes what the machine has.
    pub threads: Option<usize>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            gate: Some(Severity::Error),
            min_severity: Severity::Note,
            exclude: Vec::new(),
            include_ignored: false,
            threads: None,
        }
    }
}

/// What cannot be meant.
#[derive(Debug, ThisError)]
pub enum Error {
    /// A pattern that is none.
    #[error("exclude pattern `{pattern}`: {cause}")]
    Pattern {
        /// The pattern, escaped.
        pattern: String,
        /// What is wrong with it, escaped.
        cause: String,
    },
}

impl Settings {
    /// What `args` and `config` together ask for.
    pub fn merge(args: &ScanArgs, config: Config) -> Result<Self, Error> {
        let default = Self::default();
        let gate = args.fail_on.or(config.fail_on).map_or(default.gate, |fail_on| fail_on.gate());
        let min_severity = args.min_severity.or(config.min_severity).unwrap_or(default.min_severity);
        let exclude: Vec<String> = config.exclude.into_iter().chain(args.exclude.iter().cloned()).collect();
        exclude.iter().try_for_each(|pattern| checked(pattern))?;
        Ok(Self {
            gate,
            // A gate that fails without showing why helps nobody, and a hidden gate would be a way around it.
            min_severity: gate.map_or(min_severity, |gate| gate.min(min_severity)),
            exclude,
            include_ignored: args.include_ignored || config.include_ignored.unwrap_or(default.include_ignored),
            threads: args.threads.map(usize::from),
        })
    }
}

fn checked(pattern: &str) -> Result<(), Error> {
    let refused =
        |error: ignore::Error| Error::Pattern { pattern: visible(pattern), cause: visible(&error.to_string()) };
    GitignoreBuilder::new("").add_line(None, pattern).map(drop).map_err(refused)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::FailOn;

    fn config(text: &str) -> Config {
        Config::parse(text).unwrap()
    }

    #[test]
    fn flags_win_and_exclusions_add_up() {
        let args = ScanArgs { fail_on: Some(FailOn::Never), exclude: vec!["b".to_owned()], ..ScanArgs::default() };
        let merged =
            Settings::merge(&args, config("fail-on = 'note'\nexclude = ['a']\ninclude-ignored = true")).unwrap();
        assert_eq!(merged.gate, None);
        assert_eq!(merged.exclude, ["a", "b"]);
        assert!(merged.include_ignored);
    }

    #[test]
    fn what_fails_is_shown() {
        let args = ScanArgs { min_severity: Some(Severity::Error), ..ScanArgs::default() };
        let merged = Settings::merge(&args, config("fail-on = 'warning'")).unwrap();
        assert_eq!(merged.min_severity, Severity::Warning);
        let merged = Settings::merge(&args, config("fail-on = 'never'")).unwrap();
        assert_eq!(merged.min_severity, Severity::Error);
    }

    #[test]
    fn a_bad_pattern_is_refused() {
        let args = ScanArgs { exclude: vec!["a{b".to_owned()], ..ScanArgs::default() };
        assert!(Settings::merge(&args, Config::default()).is_err());
    }
}
