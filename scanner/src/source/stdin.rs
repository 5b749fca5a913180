//! Standard input as a document, under a file name that tells what it is. Nothing is read before the scan asks for it.

use super::window::{self, Label};
use super::{Error, Item, Source};
use crate::document::Origin;
use crate::report::Failure;
use crate::surface;
use std::io::Read;

/// The path that is reported when none is given.
const UNNAMED: &str = "<stdin>";

/// Reads standard input.
#[derive(Clone, Debug)]
pub struct Stdin {
    path: String,
}

impl Stdin {
    /// Standard input, read as if it were the file `filename`.
    pub fn new(filename: Option<String>) -> Self {
        let path = filename.map(|name| name.trim_start_matches("./").to_owned()).filter(|name| !name.is_empty());
        Self { path: path.unwrap_or_else(|| UNNAMED.to_owned()) }
    }

    fn read(&self, reader: &mut dyn Read, visit: &(dyn Fn(Item) + Sync)) {
        let place = surface::place(&self.path);
        let label = Label { origin: Origin::Stdin, path: self.path.clone(), place, size: 0 };
        if let Err(cause) = window::read(reader, &label, visit) {
            visit(Item::Failure(Failure { path: label.path, reason: super::reason(&cause) }));
        }
    }
}

impl Source for Stdin {
    fn documents(&self, visit: &(dyn Fn(Item) + Sync)) -> Result<(), Error> {
        self.read(&mut std::io::stdin().lock(), visit);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::surface::Surface;
    use std::sync::Mutex;

    fn read(stdin: &Stdin, bytes: &[u8]) -> Vec<Item> {
        let items = Mutex::new(Vec::new());
        stdin.read(&mut { bytes }, &|item| items.lock().unwrap().push(item));
        items.into_inner().unwrap()
    }

    fn only(items: Vec<Item>) -> Document {
        match items.into_iter().next().unwrap() {
            Item::Document(document) => document,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_name_gives_the_surface() {
        let document = only(read(&Stdin::new(Some("./.cursor/rules/a.mdc".to_owned())), b"text"));
        assert_eq!((document.path.as_str(), document.surface), (".cursor/rules/a.mdc", Surface::AgentFile));
        assert_eq!(document.origin, Origin::Stdin);
    }

    #[test]
    fn without_a_name_it_is_still_read() {
        assert_eq!(only(read(&Stdin::new(None), b"\xef\xbb\xbfhi")).path, "<stdin>");
        assert_eq!(only(read(&Stdin::new(None), b"")).text, "");
    }

    #[test]
    fn a_broken_stream_is_a_failure() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
                Err(std::io::Error::other("cut off"))
            }
        }
        let items = Mutex::new(Vec::new());
        Stdin::new(None).read(&mut Broken, &|item| items.lock().unwrap().push(item));
        assert!(matches!(&items.into_inner().unwrap()[..], [Item::Failure(f)] if f.reason == "cut off"));
    }
}
