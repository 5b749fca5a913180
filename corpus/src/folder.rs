//! Files of a corpus folder, in the order of their names.

use crate::Broken;
use std::path::{Path, PathBuf};

/// The files of `folder` with this extension; sorted, so that everything made from them is the same everywhere.
pub(crate) fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, Broken> {
    let mut out = entries(folder)?;
    out.retain(|path| path.extension().is_some_and(|e| e == extension));
    Ok(out)
}

/// Everything in `folder`, sorted.
pub(crate) fn entries(folder: &Path) -> Result<Vec<PathBuf>, Broken> {
    let broken = |error| Broken::at(folder, error);
    let entries = std::fs::read_dir(folder).map_err(broken)?.map(|entry| Ok(entry?.path()));
    let mut out = entries.collect::<Result<Vec<_>, std::io::Error>>().map_err(broken)?;
    out.sort();
    Ok(out)
}

/// The text of a file.
pub(crate) fn read(path: &Path) -> Result<String, Broken> {
    std::fs::read_to_string(path).map_err(|error| Broken::at(path, error))
}

/// A file's name without its extension.
pub(crate) fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
