//! Front matter of a corpus file: `key: value` lines, lists in brackets; nothing else of YAML is allowed.

use crate::Error;
use std::collections::BTreeMap;

/// Keys of a front matter, each with its values (one value for a scalar).
#[derive(Debug)]
pub(crate) struct FrontMatter(BTreeMap<String, Vec<String>>);

impl FrontMatter {
    /// Splits `text` into front matter and body.
    pub(crate) fn split(text: &str) -> Result<(Self, &str), Error> {
        let rest = text.strip_prefix("---\n").ok_or(Error::NoFrontMatter)?;
        let (head, body) = rest.split_once("\n---\n").ok_or(Error::NoFrontMatter)?;
        let mut keys = BTreeMap::new();
        for line in head.lines() {
            let (key, value) = line.split_once(':').ok_or_else(|| Error::Line(line.to_owned()))?;
            if keys.insert(key.to_owned(), values(value)).is_some() {
                return Err(Error::Duplicate(key.to_owned()));
            }
        }
        Ok((Self(keys), body))
    }

    /// Takes the one value of `key`.
    pub(crate) fn scalar(&mut self, key: &'static str) -> Result<String, Error> {
        let mut values = self.0.remove(key).ok_or(Error::Missing(key))?;
        match (values.pop(), values.is_empty()) {
            (Some(value), true) => Ok(value),
            _ => Err(Error::Missing(key)),
        }
    }

    /// Takes the list of `key`.
    pub(crate) fn list(&mut self, key: &'static str) -> Result<Vec<String>, Error> {
        self.0.remove(key).ok_or(Error::Missing(key))
    }

    /// Fails when a key was not asked for.
    pub(crate) fn finish(self) -> Result<(), Error> {
        self.0.into_keys().next().map_or(Ok(()), |key| Err(Error::Unknown(key)))
    }
}

fn values(text: &str) -> Vec<String> {
    let text = text.split(" #").next().unwrap_or_default().trim();
    let items = text.strip_prefix('[').and_then(|t| t.strip_suffix(']'));
    let clean = |item: &str| item.trim().trim_matches('"').trim_matches('\'').to_owned();
    items.map_or_else(|| vec![clean(text)], |items| items.split(',').map(clean).filter(|i| !i.is_empty()).collect())
}
