//! STAND-IN until the real sources are merged: delete this file, its line in `cli/mod.rs`, and import
//! `crate::source::stdin::Stdin`, `crate::source::worktree::{self, Worktree}` in `cli/root.rs` and `cli/filter.rs`.

pub(super) use stdin::Stdin;
pub(super) use worktree::Worktree;

pub(super) mod worktree {
    use crate::document::{Document, Origin};
    use crate::report::{Failure, Skipped};
    use crate::source::{Error, Item, Source};
    use ignore::WalkBuilder;
    use ignore::overrides::OverrideBuilder;
    use rayon::prelude::*;
    use std::path::{Path, PathBuf};

    pub(crate) struct Options {
        pub(crate) include_ignored: bool,
        pub(crate) exclude: Vec<String>,
        pub(crate) threads: Option<usize>,
    }

    pub(crate) struct Worktree {
        root: PathBuf,
        options: Options,
    }

    impl Worktree {
        pub(crate) fn new(root: &Path, options: Options) -> Self {
            Self { root: root.to_owned(), options }
        }

        fn item(&self, path: &Path) -> Item {
            let shown = match path.strip_prefix(&self.root) {
                Ok(inner) if !inner.as_os_str().is_empty() => inner.to_string_lossy().into_owned(),
                _ => path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            };
            match std::fs::read(path) {
                Err(error) => Item::Failure(Failure { path: shown, reason: error.to_string() }),
                Ok(bytes) if bytes.contains(&0) => {
                    Item::Skipped(Skipped { path: shown, reason: "binary".to_owned(), incomplete: false })
                }
                Ok(bytes) => Item::Document(Document::new(Origin::Worktree, shown, String::from_utf8_lossy(&bytes))),
            }
        }
    }

    impl Source for Worktree {
        fn documents(&self, visit: &(dyn Fn(Item) + Sync)) -> Result<(), Error> {
            let mut exclude = OverrideBuilder::new(&self.root);
            for pattern in &self.options.exclude {
                let _ = exclude.add(&format!("!{pattern}"));
            }
            let ignored = !self.options.include_ignored;
            let mut walk = WalkBuilder::new(&self.root);
            walk.hidden(false).git_ignore(ignored).git_exclude(ignored).git_global(ignored);
            walk.threads(self.options.threads.unwrap_or(0)).filter_entry(|e| e.file_name() != ".git");
            if let Ok(exclude) = exclude.build() {
                walk.overrides(exclude);
            }
            let files = walk.build().flatten().filter(|e| e.file_type().is_some_and(|t| t.is_file()));
            let mut files: Vec<PathBuf> = files.map(ignore::DirEntry::into_path).collect();
            files.sort();
            files.par_iter().for_each(|path| visit(self.item(path)));
            Ok(())
        }
    }
}

pub(super) mod stdin {
    use crate::document::{Document, Origin};
    use crate::source::{Error, Item, Source};
    use std::io::Read;

    pub(crate) struct Stdin {
        filename: Option<String>,
    }

    impl Stdin {
        pub(crate) fn new(filename: Option<String>) -> Self {
            Self { filename }
        }
    }

    impl Source for Stdin {
        fn documents(&self, visit: &(dyn Fn(Item) + Sync)) -> Result<(), Error> {
            let mut bytes = Vec::new();
            let path = self.filename.as_deref().unwrap_or("stdin");
            let read = std::io::stdin().lock().read_to_end(&mut bytes);
            read.map_err(|cause| Error::Unreadable { path: path.to_owned(), cause })?;
            visit(Item::Document(Document::new(Origin::Stdin, path, String::from_utf8_lossy(&bytes))));
            Ok(())
        }
    }
}
