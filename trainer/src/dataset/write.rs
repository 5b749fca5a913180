//! Writing a file so that it is there whole or not at all: a temporary file beside it, flushed to the disk, then renamed.

use super::Error;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// Calls `fill` with a new file and puts it in the place of `path` when that succeeds. On an error `path` is as it was
/// and the temporary file is gone.
pub fn atomically(path: &Path, fill: impl FnOnce(&mut File) -> Result<(), Error>) -> Result<(), Error> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(Error::file(folder))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = Temporary(folder.join(format!(".{name}.{}.tmp", std::process::id())));
    let mut file = File::create(&temporary.0).map_err(Error::file(&temporary.0))?;
    fill(&mut file)?;
    file.sync_all().map_err(Error::file(&temporary.0))?;
    fs::rename(&temporary.0, path).map_err(Error::file(path))
}

/// A file that goes when it is dropped, unless it was renamed.
struct Temporary(PathBuf);

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn an_error_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/rows.csv");
        let put = |text: &str, fail: bool| {
            atomically(&path, |file| {
                file.write_all(text.as_bytes()).map_err(Error::file(&path))?;
                if fail { Err(Error::row("here", "broken on purpose")) } else { Ok(()) }
            })
        };
        assert!(put("half of it", true).is_err());
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 0);
        put("old", false).unwrap();
        assert!(put("half of it", true).is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }
}
