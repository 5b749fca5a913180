//! Rule about dependencies: each has its reason in a comment right above it.

use super::Repository;
use anyhow::Result;

/// A dependency with a version of its own has a comment above; `x.workspace = true` has it in the root manifest.
pub(super) fn reasons(repository: &Repository<'_>) -> Result<Vec<String>> {
    let manifests = repository.files.iter().filter(|file| file.path.ends_with("Cargo.toml"));
    Ok(manifests.flat_map(|file| unexplained(&file.text).map(|name| format!("{}: {name}", file.path))).collect())
}

fn unexplained(manifest: &str) -> impl Iterator<Item = &str> {
    let (mut inside, mut explained) = (false, false);
    manifest.lines().filter_map(move |line| {
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]");
        }
        let above = std::mem::replace(&mut explained, line.starts_with('#'));
        let (name, value) = line.split_once('=')?;
        let inherited = name.trim_end().ends_with(".workspace") || value.contains("path =");
        (inside && !inherited && !above && !line.starts_with('#')).then(|| name.trim_end())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_versions_without_a_comment_are_named() {
        let manifest = "[package]\nname = \"x\"\n[dependencies]\na.workspace = true\n# why\nb = \"1\"\nc = \"1\"\nd = { path = \"d\" }\n";
        assert_eq!(unexplained(manifest).collect::<Vec<_>>(), ["c"]);
    }
}
