//! Scanning one tree with the built program, as a user would, and reading its JSON report.

use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use promptsweep::policy::Severity;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// Exit statuses of a scan that may find nothing to fail on: clean, or incomplete.
const FINISHED: [i32; 2] = [0, 3];

/// What of the program's JSON report is used here.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Report {
    pub(super) findings: Vec<Finding>,
    failures: Vec<serde_json::Value>,
    coverage: Vec<Skipped>,
    pub(super) stats: Stats,
}

/// One finding.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Finding {
    pub(super) attack: String,
    pub(super) severity: Severity,
    pub(super) confidence: f32,
    pub(super) path: String,
    pub(super) region: Region,
    pub(super) evidence: String,
    pub(super) decoded: Option<String>,
    pub(super) why: Vec<String>,
    pub(super) sources: Vec<String>,
}

/// Where a finding starts.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Region {
    pub(super) start_line: u64,
    pub(super) start_column: u64,
}

#[derive(Debug, Deserialize)]
struct Skipped {
    incomplete: bool,
}

/// Figures of the scan.
#[derive(Debug, Deserialize)]
pub(super) struct Stats {
    pub(super) files: u64,
    pub(super) bytes: u64,
}

/// One scanned tree.
#[derive(Debug)]
pub(super) struct Scan {
    pub(super) report: Report,
    /// User CPU seconds, where the system tells.
    pub(super) user_seconds: Option<f64>,
}

impl Report {
    /// How many things were not read although they should have been.
    pub(super) fn unread(&self) -> usize {
        self.failures.len() + self.coverage.iter().filter(|skipped| skipped.incomplete).count()
    }
}

/// Builds the program with the profile for measurements.
pub(super) fn build(workspace: &Workspace) -> Result<PathBuf> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    build.args(["build", "--quiet", "--profile", "fast", "--package", "promptsweep", "--bin", "promptsweep"]);
    let status = build.current_dir(workspace.path("")).status().context("cannot run cargo")?;
    ensure!(status.success(), "the program does not build");
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    Ok(workspace.path("").join(target).join("fast/promptsweep"))
}

/// Scans `folder`; the JSON report is kept in the file `report`.
pub(super) fn scan(program: &Path, folder: &Path, report: &Path) -> Result<Scan> {
    let before = children_user_seconds();
    let done = Command::new(program)
        .args(["scan", "--no-config", "--include-ignored", "--fail-on", "never", "--quiet", "--format"])
        .arg(format!("json={}", report.display()))
        .arg(".")
        .current_dir(folder)
        .output()
        .with_context(|| format!("cannot run {}", program.display()))?;
    let user_seconds =
        before.zip(children_user_seconds()).map(|(before, after)| ((after - before) * 100.0).round() / 100.0);
    let finished = done.status.code().is_some_and(|code| FINISHED.contains(&code));
    ensure!(finished, "{}: {}: {}", folder.display(), done.status, String::from_utf8_lossy(&done.stderr));
    let text = fs::read_to_string(report).with_context(|| format!("the scan left no {}", report.display()))?;
    Ok(Scan { report: serde_json::from_str(&text).context("the JSON report is not as expected")?, user_seconds })
}

/// User CPU time of all children that ended, in seconds: field 16 of Linux's `/proc/self/stat`, in hundredths.
fn children_user_seconds() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let after_name = stat.rsplit_once(')')?.1;
    let ticks: f64 = after_name.split_whitespace().nth(13)?.parse().ok()?;
    Some(ticks / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn user_time_of_children_grows() {
        let before = children_user_seconds().unwrap();
        Command::new("sh").args(["-c", "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done"]).status().unwrap();
        assert!(children_user_seconds().unwrap() > before);
    }
}
