//! Manifests of public data sets: `datasets/<name>.toml`, one a source, read strictly.
//!
//! A manifest says where the data come from, under which licence, in which pack file they lie and what their labels mean
//! here. The data themselves are not part of the repository.

use super::{Error, licence};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// One public source.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Manifest {
    /// The name of the source in its pack; the file is named so, with dashes.
    pub name: String,
    /// The repository's https address; `rows` when each row's path begins with its own, `owner/name@commit:`.
    pub address: String,
    /// Forty hexadecimal digits, `pypi:name==version`, or `rows`.
    pub commit: String,
    /// Files that it was taken from, the first ones.
    pub paths: Vec<String>,
    /// How rows become ours.
    pub cut: Cut,
    /// A language code for all rows, `fragment` when it stands behind `#` in a row's path, `stem` when it is the file's
    /// name; without it nobody has said.
    pub language: Option<String>,
    /// The file that holds its rows.
    pub pack: Pack,
    /// Licences as the pack writes them, each with its SPDX expression.
    pub licences: BTreeMap<String, String>,
    /// What the labels mean here.
    pub labels: BTreeMap<String, Label>,
}

/// How a row of a source becomes rows of ours.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cut {
    /// It is one text without a file around it.
    Text,
    /// It is a file that stays whole, because not each of its segments has its label.
    File,
    /// It is a file that is cut as the scanner cuts it.
    Segments,
}

/// A file of a pack.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// Its name: JSON lines, compressed when it ends with `.zst`.
    pub file: String,
    /// Of the file as it lies there.
    pub sha256: String,
    /// Rows of this source in it.
    pub rows: usize,
}

/// What one label of a source means here.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Label {
    /// 1 attack, 0 clean; as the pack has it.
    pub label: u8,
    /// Id of an attack class, or `benign-…`.
    pub class: String,
    /// Only one row in so many is taken.
    #[serde(default = "one")]
    pub one_in: u64,
    /// Why its rows are left out.
    pub leave_out: Option<String>,
}

fn one() -> u64 {
    1
}

/// Reads every manifest of a folder, by name.
pub fn load(folder: &Path) -> Result<BTreeMap<String, Manifest>, Error> {
    let entries = std::fs::read_dir(folder).map_err(Error::file(folder))?.map(|entry| Ok(entry?.path()));
    let mut paths = entries.collect::<Result<Vec<PathBuf>, std::io::Error>>().map_err(Error::file(folder))?;
    paths.retain(|path| path.extension().is_some_and(|e| e == "toml"));
    paths.sort();
    let one = |path: &PathBuf| read(path).map(|manifest| (manifest.name.clone(), manifest));
    paths.iter().map(one).collect()
}

fn read(path: &Path) -> Result<Manifest, Error> {
    let text = std::fs::read_to_string(path).map_err(Error::file(path))?;
    let wrong = |what: String| Error::Manifest { path: path.to_owned(), what };
    let manifest: Manifest = toml::from_str(&text).map_err(|e| wrong(e.to_string().trim_end().to_owned()))?;
    if path.file_stem().is_none_or(|stem| stem.to_string_lossy() != manifest.name.replace('_', "-")) {
        return Err(wrong(format!("name {:?} is not the file's name", manifest.name)));
    }
    for licence in manifest.licences.values() {
        licence::check(&path.display().to_string(), licence)?;
    }
    manifest.problem().map_or(Ok(manifest), |what| Err(wrong(what)))
}

impl Manifest {
    fn problem(&self) -> Option<String> {
        let hex = |text: &str, length| text.len() == length && text.bytes().all(|b| b.is_ascii_hexdigit());
        let rows = self.commit == "rows";
        let commit = rows || hex(&self.commit, 40) || self.commit.starts_with("pypi:");
        let address = if rows { self.address == "rows" } else { self.address.starts_with("https://") };
        let checks = [
            (!address, "address is neither an https address nor `rows` together with commit"),
            (!commit, "commit is neither 40 hexadecimal digits nor `pypi:…` nor `rows`"),
            (self.paths.is_empty(), "paths is empty"),
            (!hex(&self.pack.sha256, 64), "sha256 is not 64 hexadecimal digits"),
            (self.pack.file.contains(['/', '\\']), "the pack's file is not a plain file name"),
            (self.licences.is_empty(), "licences is empty"),
            (self.labels.is_empty(), "labels is empty"),
        ];
        let broken = checks.into_iter().find(|(broken, _)| *broken).map(|(_, what)| what.to_owned());
        broken.or_else(|| self.labels.iter().find_map(|(name, label)| label.problem(name)))
    }
}

impl Label {
    fn problem(&self, name: &str) -> Option<String> {
        let class = &self.class;
        let known = match self.label {
            0 => class.starts_with("benign-"),
            1 => promptsweep::attack::find(class).is_some(),
            other => return Some(format!("labels.{name}: label {other} is neither 0 nor 1")),
        };
        let never = (self.one_in == 0).then(|| format!("labels.{name}: one-in is 0"));
        if known { never } else { Some(format!("labels.{name}: no class {class:?} of label {}", self.label)) }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A manifest of source `demo` whose pack has this hash.
    pub(crate) fn demo(sha256: &str, rows: usize) -> String {
        format!(
            "name = \"demo\"\naddress = \"https://demo.example/x\"\ncommit = \"{}\"\npaths = [\"a.txt\"]\ncut = \"text\"\n\
             [pack]\nfile = \"pack.jsonl\"\nsha256 = \"{sha256}\"\nrows = {rows}\n\
             [licences]\n\"MIT\" = \"MIT\"\n[labels.direct_pi]\nlabel = 1\nclass = \"direct-override\"\n\
             [labels.benign]\nlabel = 0\nclass = \"benign-misc\"\n",
            "0".repeat(40)
        )
    }

    fn told(text: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("demo.toml"), text).unwrap();
        load(folder.path()).map_or_else(|e| e.to_string(), |all| format!("{} read", all.len()))
    }

    #[test]
    fn every_manifest_of_the_repository_is_right() {
        let all = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../datasets")).unwrap_or_else(|e| panic!("{e}"));
        assert!(all.len() >= 57, "{}", all.len());
    }

    #[test]
    fn mistakes_are_named() {
        let good = demo(&"a".repeat(64), 1);
        assert_eq!(told(&good), "1 read");
        assert!(told(&good.replace("cut =", "colour = 1\ncut =")).contains("unknown field `colour`"));
        assert!(told(&good.replace("\"demo\"", "\"other\"")).ends_with("name \"other\" is not the file's name"));
        assert!(told(&good.replace("= \"MIT\"\n", "= \"CC-BY-NC-4.0\"\n")).ends_with("forbids commercial use"));
        assert!(told(&good.replace("direct-override", "magic")).ends_with("no class \"magic\" of label 1"));
        assert!(told(&good.replace("https:", "http:")).contains("address is neither"));
        assert!(told(&good.replace(&"a".repeat(64), "a")).ends_with("sha256 is not 64 hexadecimal digits"));
    }
}
