//! The repository that the tasks work on: where it is, which files it has, and how they are read and written.

use anyhow::{Context, Result, anyhow, ensure};
use promptsweep_corpus::{Broken, Class, class};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs, io::Write};

/// The root of the repository.
#[derive(Clone, Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The repository that `cargo xtask` was called in. Cargo's own word comes before the path built in, because clones
    /// may share one target folder.
    pub(crate) fn here() -> Self {
        let xtask = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).filter(|p| p.ends_with("xtask"));
        let xtask = xtask.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
        Self { root: xtask.parent().unwrap_or(&xtask).to_owned() }
    }

    /// The absolute path of a file of the repository.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// A file's text.
    pub(crate) fn read(&self, relative: &str) -> Result<String> {
        fs::read_to_string(self.path(relative)).with_context(|| format!("cannot read {relative}"))
    }

    /// Writes a file, its folders included.
    pub(crate) fn write(&self, relative: &str, text: &str) -> Result<()> {
        let path = self.path(relative);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).with_context(|| format!("cannot make the folder of {relative}"))?;
        }
        fs::write(path, text).with_context(|| format!("cannot write {relative}"))
    }

    /// Tracked and new files, ignored ones apart, sorted; deleted ones are left out.
    pub(crate) fn files(&self) -> Result<Vec<String>> {
        let list = Command::new("git")
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .current_dir(&self.root)
            .output()
            .context("cannot run git")?;
        ensure!(list.status.success(), "git ls-files failed: {}", String::from_utf8_lossy(&list.stderr));
        let text = String::from_utf8(list.stdout).context("a file name is not UTF-8")?;
        let mut files: Vec<String> = text.split('\0').filter(|p| self.path(p).is_file()).map(str::to_owned).collect();
        files.sort();
        files.dedup();
        Ok(files)
    }

    /// All attack classes of the corpus.
    pub(crate) fn classes(&self) -> Result<Vec<Class>> {
        let broken = |Broken { path, error }| {
            let path = path.strip_prefix(&self.root).unwrap_or(&path);
            anyhow!("{}: {error}", path.display())
        };
        class::load(&self.path("corpus/attacks")).map_err(broken)
    }

    /// Rust source as the repository's rustfmt configuration wants it.
    pub(crate) fn format(&self, source: &str) -> Result<String> {
        let mut child = Command::new("rustfmt")
            .args(["--edition", "2024", "--emit", "stdout", "--config-path"])
            .arg(self.path("rustfmt.toml"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot run rustfmt")?;
        child.stdin.take().context("rustfmt has no input")?.write_all(source.as_bytes())?;
        let done = child.wait_with_output()?;
        ensure!(done.status.success(), "rustfmt refuses the text");
        Ok(String::from_utf8(done.stdout)?)
    }
}

/// The folder for what can be fetched or built again: `${XDG_CACHE_HOME:-$HOME/.cache}/promptsweep`.
pub(crate) fn cache() -> Result<PathBuf> {
    let absolute = |name| env::var_os(name).map(PathBuf::from).filter(|p: &PathBuf| p.is_absolute());
    let home = || absolute("HOME").map(|home| home.join(".cache"));
    let base = absolute("XDG_CACHE_HOME").or_else(home).context("neither XDG_CACHE_HOME nor HOME is set")?;
    Ok(base.join("promptsweep"))
}

/// True when a path has this extension, whatever its case.
pub(crate) fn is_kind(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|e| e.eq_ignore_ascii_case(extension))
}
