//! Paths as they are reported: the same on every platform, and always text. Escaping for a medium is the reporters' work.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::path::Path;

/// `path` with `/` between its parts; bytes that are no UTF-8 as `\xNN`.
pub(super) fn shown(path: &Path) -> String {
    let parts = path.components().map(|part| escaped(part.as_os_str()));
    parts.collect::<Vec<_>>().join("/")
}

#[cfg(unix)]
fn escaped(name: &OsStr) -> Cow<'_, str> {
    use std::fmt::Write;
    use std::os::unix::ffi::OsStrExt;
    if let Some(name) = name.to_str() {
        return name.into();
    }
    let mut out = String::new();
    for chunk in name.as_bytes().utf8_chunks() {
        out.push_str(chunk.valid());
        for byte in chunk.invalid() {
            // Writing to a string cannot fail.
            let _ = write!(out, "\\x{byte:02X}");
        }
    }
    out.into()
}

#[cfg(not(unix))]
fn escaped(name: &OsStr) -> Cow<'_, str> {
    name.to_string_lossy()
}
