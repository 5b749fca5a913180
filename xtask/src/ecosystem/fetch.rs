//! Fetching: one registry client a registry, an archive checked against its pin, an unpacked tree kept for next time.

use super::manifest::{Registry, Tree};
use super::unpack;
use anyhow::{Context, Result, bail, ensure};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

/// Fetches a source archive with pip's own parts, without building anything.
const SDIST: &str = include_str!("sdist.py");

/// Archives and unpacked trees on disk.
#[derive(Debug)]
pub(super) struct Store {
    folder: PathBuf,
    given: Option<PathBuf>,
}

impl Store {
    /// A store in `folder`; trees found in `given` are taken as they are.
    pub(super) fn open(folder: PathBuf, given: Option<PathBuf>) -> Result<Self> {
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let absolute = |path: PathBuf| path.canonicalize().with_context(|| format!("no folder {}", path.display()));
        Ok(Self { folder: absolute(folder)?, given: given.map(absolute).transpose()? })
    }

    /// Where the summary goes.
    pub(super) fn summary(&self) -> PathBuf {
        self.folder.join("summary.json")
    }

    /// Where the report about a tree goes.
    pub(super) fn report(&self, tree: &Tree) -> PathBuf {
        self.folder.join(format!("{}.report.json", tree.name))
    }

    /// The unpacked tree; fetched, verified and unpacked unless it is there.
    pub(super) fn tree(&self, tree: &Tree) -> Result<PathBuf> {
        if let Some(folder) = self.given.as_ref().map(|given| given.join(&tree.name)).filter(|f| f.is_dir()) {
            return Ok(folder);
        }
        // The hash in the name makes an old version's folder useless rather than wrong.
        let folder = self.folder.join("trees").join(format!("{}-{:.12}", tree.name, tree.sha256));
        if !folder.is_dir() {
            let archive = self.archive(tree)?;
            unpack::unpack(&archive, &folder).with_context(|| format!("{}: cannot unpack", tree.name))?;
            let files = unpack::count(&folder)?;
            ensure!(files == tree.files, "{}: {files} files, pinned are {}", tree.name, tree.files);
        }
        Ok(folder)
    }

    /// Fetches a tree anew, whatever its pinned hash: its hash and its file count.
    pub(super) fn renew(&self, tree: &Tree) -> Result<(String, u64)> {
        let archive = self.fetch(tree)?;
        let sha256 = digest(&archive)?;
        let folder = self.folder.join("trees").join(format!("{}-{sha256:.12}", tree.name));
        if !folder.is_dir() {
            unpack::unpack(&archive, &folder)?;
        }
        Ok((sha256, unpack::count(&folder)?))
    }

    fn archive(&self, tree: &Tree) -> Result<PathBuf> {
        let kept = self.folder.join("archives").join(&tree.name).join(&tree.file);
        if kept.is_file() && digest(&kept)? == tree.sha256 {
            return Ok(kept);
        }
        let fetched = self.fetch(tree)?;
        let found = digest(&fetched)?;
        ensure!(found == tree.sha256, "{}: sha256 is {found}, pinned is {}", tree.name, tree.sha256);
        Ok(fetched)
    }

    fn fetch(&self, tree: &Tree) -> Result<PathBuf> {
        let folder = self.folder.join("archives").join(&tree.name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        let fetched = match tree.registry {
            Registry::Pypi => pypi(tree, &folder),
            Registry::Crates => crates(tree, &folder),
            Registry::Npm => npm(tree, &folder),
            Registry::Debian => debian(tree, &folder, &self.apt()?),
        };
        fetched.with_context(|| format!("{}: cannot fetch {} {}", tree.name, tree.package, tree.version))?;
        let archive = folder.join(&tree.file);
        ensure!(archive.is_file(), "{}: the registry gave no {}", tree.name, tree.file);
        Ok(archive)
    }

    /// A private configuration of apt with source packages, so that the machine's own stays as it is.
    fn apt(&self) -> Result<PathBuf> {
        let apt = self.folder.join("apt");
        let conf = apt.join("apt.conf");
        if apt.join("done").exists() {
            return Ok(conf);
        }
        for folder in ["sources.d", "lists/partial", "cache/archives/partial"] {
            fs::create_dir_all(apt.join(folder))?;
        }
        let sources = fs::read_to_string("/etc/apt/sources.list.d/debian.sources").context("needs Debian's sources")?;
        let with_source = |line: &str| if line.starts_with("Types:") { "Types: deb deb-src" } else { line }.to_owned();
        let sources: Vec<String> = sources.lines().map(with_source).collect();
        fs::write(apt.join("sources.d/debian.sources"), sources.join("\n") + "\n")?;
        let place = apt.display();
        let lines = format!(
            "Dir::Etc::sourcelist \"/dev/null\";\nDir::Etc::sourceparts \"{place}/sources.d\";\n\
             Dir::State::lists \"{place}/lists\";\nDir::Cache \"{place}/cache\";\n\
             APT::Sandbox::User \"root\";\nAcquire::Languages \"none\";\n"
        );
        fs::write(&conf, lines)?;
        run(Command::new("apt-get").arg("-qq").arg("-c").arg(&conf).arg("update"))?;
        fs::write(apt.join("done"), "")?;
        Ok(conf)
    }
}

fn pypi(tree: &Tree, folder: &Path) -> Result<()> {
    let python = env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    if tree.file.ends_with(".whl") {
        let options = ["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", "--dest"];
        let wanted = format!("{}=={}", tree.package, tree.version);
        return run(Command::new(python).args(options).arg(folder).arg(wanted));
    }
    run(Command::new(python).args(["-c", SDIST, &tree.package, &tree.version]).arg(folder))
}

fn npm(tree: &Tree, folder: &Path) -> Result<()> {
    let wanted = format!("{}@{}", tree.package, tree.version);
    run(Command::new("npm").args(["pack", "--silent", "--ignore-scripts", &wanted]).current_dir(folder))
}

/// Cargo fetches a crate into its own cache to tell about it; the archive is taken from there.
fn crates(tree: &Tree, folder: &Path) -> Result<()> {
    let wanted = format!("{}@{}", tree.package, tree.version);
    run(Command::new("cargo").args(["info", "--quiet", &wanted]).current_dir(folder))?;
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo"))).context("HOME is not set")?;
    for index in fs::read_dir(home.join("registry/cache"))? {
        let archive = index?.path().join(&tree.file);
        if archive.is_file() {
            fs::copy(archive, folder.join(&tree.file))?;
            return Ok(());
        }
    }
    bail!("cargo's cache has no {}", tree.file)
}

fn debian(tree: &Tree, folder: &Path, conf: &Path) -> Result<()> {
    let source = ["source", "--only-source", "--download-only", "--tar-only"];
    let what: &[&str] = if tree.file.ends_with(".deb") { &["download"] } else { &source };
    let wanted = format!("{}={}", tree.package, tree.version);
    run(Command::new("apt-get").arg("-qq").arg("-c").arg(conf).args(what).arg(wanted).current_dir(folder))
}

/// Runs a command; its words are shown only when it fails.
pub(super) fn run(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let done = command.output().with_context(|| format!("cannot run {name}"))?;
    let words = || String::from_utf8_lossy(&done.stderr).lines().rev().take(6).collect::<Vec<_>>().join(" | ");
    ensure!(done.status.success(), "{name}: {}: {}", done.status, words());
    Ok(())
}

fn digest(path: &Path) -> Result<String> {
    let mut hash = Sha256::new();
    io::copy(&mut fs::File::open(path)?, &mut hash)?;
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
