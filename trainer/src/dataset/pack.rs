//! Rows of public sources, out of a pack that lies beside the repository: checked against their manifests one by one.
//!
//! Nothing is fetched. Invariant: no row is taken from a file whose hash differs from the manifest's, and none without a
//! manifest, a known label and a known licence.

use super::Error;
use super::cut::{self, Parts};
use super::manifest::{Cut, Manifest};
use super::row::{Draft, id_of, split_of};
use rayon::prelude::*;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// Most segments of one public file: long documents would outweigh everything else.
const MOST_SEGMENTS: usize = 16;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    id: String,
    text: String,
    label: u8,
    attack_type: String,
    source: String,
    path: String,
    license: String,
}

type Manifests = BTreeMap<String, Manifest>;

/// Rows of every pack file in `folder` that a manifest names.
pub fn drafts(folder: &Path, manifests: &Manifests) -> Result<Vec<Draft>, Error> {
    let mut files: BTreeMap<&str, Vec<&Manifest>> = BTreeMap::new();
    for manifest in manifests.values() {
        files.entry(&manifest.pack.file).or_default().push(manifest);
    }
    let mut out = Vec::new();
    for (file, described) in files {
        out.extend(read(&folder.join(file), &described, manifests)?);
    }
    Ok(out)
}

fn read(path: &Path, described: &[&Manifest], manifests: &Manifests) -> Result<Vec<Draft>, Error> {
    let bytes = std::fs::read(path).map_err(Error::file(path))?;
    let found: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    if let Some(manifest) = described.iter().find(|m| m.pack.sha256 != found) {
        let (manifest, expected) = (manifest.name.clone(), manifest.pack.sha256.clone());
        return Err(Error::Hash { path: path.to_owned(), manifest, expected, found });
    }
    let text = match path.extension().is_some_and(|e| e == "zst") {
        true => zstd::stream::decode_all(&*bytes).map_err(Error::file(path))?,
        false => bytes,
    };
    let at = |number: usize| format!("{}:{number}", path.display());
    let lines = text.split(|&b| b == b'\n').enumerate().filter(|(_, line)| !line.is_empty());
    let lines = lines.map(|(i, line)| {
        let line = serde_json::from_slice(line).map_err(|e| Error::row(at(i + 1), e.to_string()))?;
        Ok((at(i + 1), line))
    });
    let lines = lines.collect::<Result<Vec<(String, Line)>, Error>>()?;
    unique(&lines)?;
    count(&lines, described)?;
    let rows = lines.par_iter().map(|(at, line)| line.drafts(at, manifests)).collect::<Result<Vec<_>, Error>>()?;
    Ok(rows.concat())
}

/// Ids of a pack tell texts apart: two sources may have the same text, and so the same id, but nothing else may.
fn unique(lines: &[(String, Line)]) -> Result<(), Error> {
    let mut seen: HashMap<&str, &(String, Line)> = HashMap::new();
    for line in lines {
        let Some((first, other)) = seen.insert(&line.1.id, line) else { continue };
        if other.source == line.1.source || other.text != line.1.text {
            return Err(Error::DuplicateId { id: line.1.id.clone(), first: first.clone(), second: line.0.clone() });
        }
    }
    Ok(())
}

fn count(lines: &[(String, Line)], described: &[&Manifest]) -> Result<(), Error> {
    for manifest in described {
        let found = lines.iter().filter(|(_, line)| line.source == manifest.name).count();
        if found != manifest.pack.rows {
            let expected = format!("its manifest says {}", manifest.pack.rows);
            return Err(Error::Count { what: format!("rows of {}", manifest.name), found, expected });
        }
    }
    Ok(())
}

impl Line {
    fn drafts(&self, at: &str, manifests: &Manifests) -> Result<Vec<Draft>, Error> {
        let manifest = manifests
            .get(&self.source)
            .ok_or_else(|| Error::NoManifest { at: at.to_owned(), source_name: self.source.clone() })?;
        super::licence::check(at, manifest.licences.get(&self.license).unwrap_or(&self.license))?;
        let licence = manifest
            .licences
            .get(&self.license)
            .ok_or_else(|| Error::UnknownLicence { at: at.to_owned(), licence: self.license.clone() })?;
        let label = manifest.labels.get(&self.attack_type).filter(|label| label.label == self.label);
        let label = label.ok_or_else(|| {
            let what = format!("label {} of type {:?} is not in the manifest", self.label, self.attack_type);
            Error::row(at, what)
        })?;
        if self.text.trim().is_empty() {
            return Err(Error::row(at, "text is empty"));
        }
        let path = self.file(manifest).ok_or_else(|| Error::row(at, "path names no repository and commit"))?;
        if label.leave_out.is_some() || !is_drawn(&self.text, label.one_in) {
            return Ok(Vec::new());
        }
        let family = format!("{}/{}", self.source, bare(&self.path));
        let draft = Draft {
            original: String::new(),
            label: label.label,
            attack_type: label.class.clone(),
            source_path: format!("{}:{}", self.source, self.path),
            licence: licence.clone(),
            carrier: "plain-text".to_owned(),
            surface: "data".to_owned(),
            language: self.language(manifest),
            split: split_of(&family),
            family,
        };
        Ok(match manifest.cut {
            Cut::Text => vec![Draft { original: self.text.clone(), ..draft }],
            Cut::File => cut::file(path, &self.text, Parts::Whole, &draft),
            Cut::Segments => cut::file(path, &self.text, Parts::Segments(MOST_SEGMENTS), &draft),
        })
    }

    /// The path inside its repository.
    fn file(&self, manifest: &Manifest) -> Option<&str> {
        if manifest.commit != "rows" {
            return Some(bare(&self.path));
        }
        let (repository, path) = self.path.split_once(':')?;
        repository.contains('@').then_some(path)
    }

    fn language(&self, manifest: &Manifest) -> String {
        let found = match manifest.language.as_deref() {
            Some("fragment") => self.path.split_once('#').map(|(_, code)| code),
            Some("stem") => bare(&self.path).rsplit('/').next().and_then(|name| name.split('.').next()),
            other => other,
        };
        found.unwrap_or("und").to_owned()
    }
}

/// A path without what the pack adds to it: `#part`, `+second file`.
fn bare(path: &str) -> &str {
    path.split(['#', '+']).next().unwrap_or(path)
}

/// One text in so many, told by its id alone.
fn is_drawn(text: &str, one_in: u64) -> bool {
    let digits = id_of(text);
    u64::from_str_radix(&digits[..8], 16).unwrap_or(0).is_multiple_of(one_in)
}
