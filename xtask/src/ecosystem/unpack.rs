//! Unpacking: archives of all registries into a plain folder, a lone top folder stripped. Nothing in them is run.

use super::fetch::run;
use anyhow::{Context, Result};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Unpacks `archive` so that `folder` appears whole or not at all.
pub(super) fn unpack(archive: &Path, folder: &Path) -> Result<()> {
    let part = folder.with_extension("part");
    if part.exists() {
        fs::remove_dir_all(&part)?;
    }
    fs::create_dir_all(&part)?;
    match archive.extension().and_then(OsStr::to_str) {
        Some("deb") => deb(archive, &part)?,
        Some("whl" | "zip") => run(Command::new("python3").args(["-m", "zipfile", "-e"]).arg(archive).arg(&part))?,
        _ => tar(archive, &part)?,
    }
    run(Command::new("chmod").args(["-R", "u+rwX"]).arg(&part))?;
    let top = lone_folder(&part)?;
    fs::rename(top.as_deref().unwrap_or(&part), folder).context("cannot move the tree to its place")?;
    if top.is_some() {
        fs::remove_dir(&part)?;
    }
    Ok(())
}

fn tar(archive: &Path, folder: &Path) -> Result<()> {
    let options = ["-x", "--no-same-owner", "--no-same-permissions", "-C"];
    run(Command::new("tar").args(options).arg(folder).arg("-f").arg(archive))
}

/// A binary package; Debian's kernel source is an archive within one.
fn deb(archive: &Path, folder: &Path) -> Result<()> {
    run(Command::new("dpkg-deb").arg("-x").arg(archive).arg(folder))?;
    let Ok(sources) = fs::read_dir(folder.join("usr/src")) else { return Ok(()) };
    let inner = sources.flatten().map(|entry| entry.path()).find(|path| path.to_string_lossy().ends_with(".tar.xz"));
    let Some(inner) = inner else { return Ok(()) };
    let beside = folder.with_extension("tar.xz");
    fs::rename(inner, &beside)?;
    fs::remove_dir_all(folder)?;
    fs::create_dir_all(folder)?;
    tar(&beside, folder)?;
    Ok(fs::remove_file(beside)?)
}

fn lone_folder(folder: &Path) -> Result<Option<PathBuf>> {
    let mut entries = fs::read_dir(folder)?;
    let first = entries.next().transpose()?.map(|entry| entry.path());
    Ok(if entries.next().is_some() { None } else { first.filter(|path| path.is_dir() && !path.is_symlink()) })
}

/// Regular files below `folder`, links apart.
pub(super) fn count(folder: &Path) -> Result<u64> {
    let mut open = vec![folder.to_owned()];
    let mut files = 0;
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            if kind.is_dir() {
                open.push(entry.path());
            }
            files += u64::from(kind.is_file());
        }
    }
    Ok(files)
}
