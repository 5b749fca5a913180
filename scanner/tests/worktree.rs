//! The worktree source on real folders and repositories: what is read, what is left out and how that is said.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, its helpers as well")]

use git2::Repository;
use promptsweep::document::{Document, Encoding, Origin};
use promptsweep::report::{Failure, Skipped};
use promptsweep::source::worktree::{Options, Worktree};
use promptsweep::source::{Error, Item, Source};
use promptsweep::span::Span;
use promptsweep::surface::Surface;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use tempfile::TempDir;

#[derive(Default)]
struct Found {
    documents: Vec<Document>,
    failures: Vec<Failure>,
    skipped: Vec<Skipped>,
    binary: usize,
}

impl Found {
    /// Paths of the files read, sorted, windows once.
    fn paths(&self) -> Vec<&str> {
        let files = self.documents.iter().filter(|d| d.origin == Origin::Worktree);
        let mut paths: Vec<&str> = files.map(|d| d.path.as_str()).collect();
        paths.sort_unstable();
        paths.dedup();
        paths
    }

    fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> =
            self.documents.iter().filter(|d| d.origin == Origin::FileName).map(|d| d.path.as_str()).collect();
        names.sort_unstable();
        names
    }

    fn surface(&self, path: &str) -> Surface {
        self.documents.iter().find(|d| d.path == path && d.origin == Origin::Worktree).unwrap().surface
    }

    fn reason(&self, path: &str) -> &str {
        &self.skipped.iter().find(|s| s.path == path).unwrap().reason
    }
}

fn scan_with(root: &Path, options: Options) -> Found {
    let found = Mutex::new(Found::default());
    let visit = |item| {
        let mut found = found.lock().unwrap();
        match item {
            Item::Document(document) => found.documents.push(document),
            Item::Failure(failure) => found.failures.push(failure),
            Item::Skipped(skipped) => found.skipped.push(skipped),
            Item::Binary => found.binary += 1,
        }
    };
    Worktree::new(root, options).documents(&visit).unwrap();
    found.into_inner().unwrap()
}

fn scan(root: &Path) -> Found {
    scan_with(root, Options::default())
}

/// A folder with `files`; a repository when `tracked` names some of them.
fn tree(files: &[(&str, &str)], tracked: Option<&[&str]>) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), files);
    if let Some(tracked) = tracked {
        track(folder.path(), tracked);
    }
    folder
}

fn write(root: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn track(root: &Path, paths: &[&str]) {
    let repository = Repository::init(root).unwrap();
    let mut index = repository.index().unwrap();
    for path in paths {
        index.add_path(Path::new(path)).unwrap();
    }
    index.write().unwrap();
}

#[test]
fn ignored_files_are_left_out_unless_tracked() {
    let files = [
        (".gitignore", "build/\n*.log\n!keep.log\n"),
        ("a.md", "x"),
        (".hidden", "x"),
        ("b.log", "x"),
        ("keep.log", "x"),
        ("tracked.log", "x"),
        ("build/out.md", "x"),
        ("build/deep/tracked.md", "x"),
        ("sub/.gitignore", "c.md\n"),
        ("sub/c.md", "x"),
        ("sub/d.md", "x"),
    ];
    let folder = tree(&files, Some(&["tracked.log", "build/deep/tracked.md"]));
    let read = [
        ".gitignore",
        ".hidden",
        "a.md",
        "build/deep/tracked.md",
        "keep.log",
        "sub/.gitignore",
        "sub/d.md",
        "tracked.log",
    ];
    assert_eq!(scan(folder.path()).paths(), read);
    let all = scan_with(folder.path(), Options { include_ignored: true, ..Options::default() });
    assert_eq!(all.paths().len(), files.len());
}

#[test]
fn rules_of_the_folders_above_hold_for_a_part_of_a_repository() {
    let files = [(".gitignore", "*.log\n"), ("sub/a.log", "x"), ("sub/b.md", "x"), ("sub/t.log", "x")];
    let folder = tree(&files, Some(&["sub/t.log"]));
    assert_eq!(scan(&folder.path().join("sub")).paths(), ["b.md", "t.log"]);
}

#[test]
fn gitignore_does_not_hide_agent_files() {
    let files = [
        (".gitignore", "*\n"),
        (".claude/settings.json", "{}"),
        (".claude/commands/go.md", "x"),
        (".claude/cache/blob.rs", "x"),
        (".cursor/rules/a.mdc", "x"),
        (".github/workflows/a.yml", "x"),
        ("CLAUDE.local.md", "x"),
        (".mcp.json", "{}"),
        ("other.md", "x"),
        ("src/main.rs", "x"),
    ];
    let folder = tree(&files, Some(&[]));
    let read = [
        ".claude/commands/go.md",
        ".claude/settings.json",
        ".cursor/rules/a.mdc",
        ".github/workflows/a.yml",
        ".mcp.json",
        "CLAUDE.local.md",
    ];
    assert_eq!(scan(folder.path()).paths(), read);
}

#[test]
fn checkouts_inside_an_ignored_agent_folder_keep_their_own_rules() {
    let files = [
        (".gitignore", ".claude/\n"),
        (".claude/worktrees/w/.gitignore", "node_modules/\n"),
        (".claude/worktrees/w/AGENTS.md", "x"),
        (".claude/worktrees/w/node_modules/p/AGENTS.md", "x"),
        (".claude/worktrees/w/src/lib.rs", "x"),
    ];
    let folder = tree(&files, Some(&[]));
    track(&folder.path().join(".claude/worktrees/w"), &[]);
    assert_eq!(scan(folder.path()).paths(), [".claude/worktrees/w/AGENTS.md", ".gitignore"]);
}

#[test]
fn other_ignore_files_hide_nothing() {
    let files = [(".ignore", "*.md\n"), (".rgignore", "*.md\n"), ("a.md", "x")];
    let folder = tree(&files, Some(&[]));
    fs::create_dir_all(folder.path().join(".git/info")).unwrap();
    fs::write(folder.path().join(".git/info/exclude"), "*.md\n").unwrap();
    assert!(scan(folder.path()).paths().contains(&"a.md"));
}

#[test]
fn without_a_repository_gitignore_hides_nothing() {
    let folder = tree(&[(".gitignore", "*.md\n"), ("a.md", "x")], None);
    assert_eq!(scan(folder.path()).paths(), [".gitignore", "a.md"]);
}

#[test]
fn nested_repositories_are_read_like_folders() {
    let files = [("a.md", "x"), ("in/.gitignore", "*.log\n"), ("in/b.log", "x"), ("in/t.log", "x"), ("in/c.md", "x")];
    let folder = tree(&files, Some(&["a.md"]));
    track(&folder.path().join("in"), &["t.log"]);
    assert_eq!(scan(folder.path()).paths(), ["a.md", "in/.gitignore", "in/c.md", "in/t.log"]);
}

#[test]
fn an_ignored_submodule_that_is_tracked_is_read() {
    let folder = tree(&[(".gitignore", "sub/\n"), ("sub/a.md", "x"), ("sub/b/c.md", "x")], Some(&[]));
    let sub = Repository::init(folder.path().join("sub")).unwrap();
    let mut index = sub.index().unwrap();
    index.add_path(Path::new("a.md")).unwrap();
    let tree = sub.find_tree(index.write_tree().unwrap()).unwrap();
    let author = git2::Signature::now("a", "a@example.org").unwrap();
    let commit = sub.commit(Some("HEAD"), &author, &author, "a", &tree, &[]).unwrap();
    let mut index = Repository::open(folder.path()).unwrap().index().unwrap();
    let time = git2::IndexTime::new(0, 0);
    let path = b"sub".to_vec();
    let (mode, flags, flags_extended) = (0o160_000, 0, 0);
    let (dev, ino, uid, gid, file_size) = (0, 0, 0, 0, 0);
    let (ctime, mtime, id) = (time, time, commit);
    let entry = git2::IndexEntry { ctime, mtime, dev, ino, mode, uid, gid, file_size, id, flags, flags_extended, path };
    index.add(&entry).unwrap();
    index.write().unwrap();
    assert_eq!(scan(folder.path()).paths(), [".gitignore", "sub/a.md", "sub/b/c.md"]);
}

#[test]
fn the_repository_configuration_is_not_honoured() {
    let folder = tree(&[("a.md", "x"), ("hide", "a.md\n")], Some(&["a.md"]));
    let excludes = folder.path().join("hide").display().to_string();
    let config = format!("[core]\n\tworktree = /nowhere\n\texcludesFile = {excludes}\n\tfsmonitor = false\n");
    fs::write(folder.path().join(".git/config"), config).unwrap();
    assert_eq!(scan(folder.path()).paths(), ["a.md", "hide"]);
}

#[test]
fn an_index_that_cannot_be_read_means_that_everything_is() {
    let folder = tree(&[(".gitignore", "*.log\n"), ("a.log", "x")], Some(&[]));
    fs::write(folder.path().join(".git/index"), "DIRC nonsense").unwrap();
    assert_eq!(scan(folder.path()).paths(), [".gitignore", "a.log"]);
}

#[test]
fn deleted_tracked_files_are_no_failure() {
    let folder = tree(&[("a.md", "x"), ("b.md", "x")], Some(&["a.md", "b.md"]));
    fs::remove_file(folder.path().join("b.md")).unwrap();
    let found = scan(folder.path());
    assert_eq!(found.paths(), ["a.md"]);
    assert!(found.failures.is_empty());
}

#[test]
fn excluded_paths_are_left_out_even_when_tracked() {
    let files = [("a.md", "x"), ("docs/b.md", "x"), ("docs/keep.md", "x"), ("x/y/z.txt", "x")];
    let folder = tree(&files, Some(&["a.md", "docs/b.md", "x/y/z.txt"]));
    let exclude = vec!["docs/*".to_owned(), "!docs/keep.md".to_owned(), "*.txt".to_owned()];
    let found = scan_with(folder.path(), Options { exclude, ..Options::default() });
    assert_eq!(found.paths(), ["a.md", "docs/keep.md"]);
}

#[test]
fn a_bad_exclude_pattern_and_a_missing_root_are_errors() {
    let folder = tree(&[], None);
    let options = Options { exclude: vec!["[z-a]".to_owned()], ..Options::default() };
    let result = Worktree::new(folder.path(), options).documents(&|_| {});
    assert!(matches!(result, Err(Error::Exclude { pattern, .. }) if pattern == "[z-a]"));
    let result = Worktree::new(&folder.path().join("none"), Options::default()).documents(&|_| {});
    assert!(matches!(result, Err(Error::Unreadable { .. })));
}

#[test]
fn one_file_is_read_with_its_surface() {
    let folder = tree(&[("p/.claude/settings.json", "{}"), ("p/.claude/x.log", "x")], Some(&[]));
    let found = scan(&folder.path().join("p/.claude/settings.json"));
    assert_eq!(found.paths(), ["p/.claude/settings.json"]);
    assert_eq!(found.surface("p/.claude/settings.json"), Surface::AgentSettings);
    let found = scan(&folder.path().join("p/.claude"));
    assert_eq!(found.surface("settings.json"), Surface::AgentSettings);
}

#[test]
fn skills_are_whole_folders() {
    let files = [("packs/pdf/SKILL.md", "x"), ("packs/pdf/lib/run.py", "x"), ("packs/other.py", "x")];
    let found = scan(tree(&files, None).path());
    assert_eq!(found.surface("packs/pdf/lib/run.py"), Surface::Skill);
    assert_eq!(found.surface("packs/other.py"), Surface::Source);
}

#[test]
fn names_that_speak_are_documents() {
    let files =
        [("please do this now/a.md", "x"), ("please do this now/b.md", "x"), ("ignore-all-other-files.md", "x")];
    let found = scan(tree(&files, None).path());
    assert_eq!(found.names(), ["ignore-all-other-files.md", "please do this now"]);
}

#[test]
fn encodings_are_read_and_binary_files_counted() {
    let folder = tree(&[("plain.md", "x")], None);
    let root = folder.path();
    fs::write(root.join("bom.md"), b"\xef\xbb\xbfabc").unwrap();
    fs::write(root.join("wide.md"), [b"\xff\xfe".as_slice(), b"a\0b\0c\0"].concat()).unwrap();
    fs::write(root.join("latin.md"), b"caf\xe9").unwrap();
    fs::write(root.join("zero.md"), b"one\0two three").unwrap();
    fs::write(root.join("data.bin"), [0u8; 500]).unwrap();
    let found = scan(root);
    let encoding = |path: &str| {
        let document = found.documents.iter().find(|d| d.path == path).unwrap();
        (document.text.as_str(), document.encoding, document.start.byte)
    };
    assert_eq!(encoding("bom.md"), ("abc", Encoding::Utf8Bom, 3));
    assert_eq!(encoding("wide.md"), ("abc", Encoding::Utf16Le, 2));
    assert_eq!(encoding("latin.md"), ("café", Encoding::Windows1252, 0));
    assert_eq!(encoding("zero.md"), ("one\0two three", Encoding::Utf8, 0));
    assert_eq!(found.binary, 1);
}

#[test]
fn large_files_are_read_in_windows() {
    let folder = tree(&[], None);
    let line = "a line of text that is repeated many times over\n";
    let text = line.repeat((10 << 20) / line.len());
    fs::write(folder.path().join("big.txt"), &text).unwrap();
    let mut windows = scan(folder.path()).documents;
    windows.sort_by_key(|d| d.start.byte);
    assert!(windows.len() > 1);
    assert!(windows.iter().map(|d| d.text.as_str()).collect::<String>() == text);
    let last = windows.last().unwrap();
    let region = last.region(Span::new(0, 1));
    assert_eq!(region.byte_start, (region.start_line - 1) * line.len() as u64);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;

    #[test]
    fn links_are_named_and_not_followed() {
        let folder = tree(&[("a.md", "x"), ("dir/b.md", "x")], None);
        let root = folder.path();
        symlink("a.md", root.join("inside")).unwrap();
        symlink("dir", root.join("folder")).unwrap();
        symlink("/proc/self/status", root.join("outside")).unwrap();
        symlink("../..", root.join("dir/up")).unwrap();
        symlink("nothing", root.join("dangling")).unwrap();
        symlink("loop", root.join("loop")).unwrap();
        symlink(".", root.join("dir/self")).unwrap();
        let found = scan(root);
        assert_eq!(found.paths(), ["a.md", "dir/b.md"]);
        assert_eq!(found.skipped.len(), 7);
        assert!(found.skipped.iter().all(|s| !s.incomplete) && found.failures.is_empty());
        assert_eq!(found.reason("inside"), "symbolic link to a.md, which is read by itself");
        assert_eq!(found.reason("outside"), "symbolic link out of the scanned tree: not followed");
        assert_eq!(found.reason("dir/up"), "symbolic link out of the scanned tree: not followed");
        assert_eq!(found.reason("loop"), "symbolic link that leads nowhere");
    }

    #[test]
    fn what_an_agent_reads_through_a_link_has_its_surface() {
        let files = [("docs/style.md", "x"), ("shared/review.md", "x"), ("docs/other.md", "x")];
        let folder = tree(&files, None);
        let root = folder.path();
        symlink("docs/style.md", root.join("AGENTS.md")).unwrap();
        fs::create_dir(root.join(".claude")).unwrap();
        symlink("../shared", root.join(".claude/commands")).unwrap();
        let found = scan(root);
        assert_eq!(found.surface("docs/style.md"), Surface::AgentFile);
        assert!(found.surface("shared/review.md").is_loaded());
        assert_eq!(found.surface("docs/other.md"), Surface::Docs);
    }

    #[test]
    fn the_ignored_target_of_a_link_is_read() {
        let files = [(".gitignore", "out/\n"), ("out/a.md", "x"), ("out/b.md", "x"), ("out/skills/s/x.md", "x")];
        let folder = tree(&files, Some(&[]));
        let root = folder.path();
        symlink("out/a.md", root.join("CLAUDE.md")).unwrap();
        fs::create_dir(root.join(".agents")).unwrap();
        symlink("../out/skills", root.join(".agents/skills")).unwrap();
        let found = scan(root);
        assert_eq!(found.paths(), [".gitignore", "out/a.md", "out/skills/s/x.md"]);
        assert_eq!(found.surface("out/a.md"), Surface::AgentFile);
        assert_eq!(found.surface("out/skills/s/x.md"), Surface::Skill);
    }

    #[test]
    fn a_plain_link_does_not_bring_in_an_ignored_folder() {
        let folder = tree(&[(".gitignore", "out/\n"), ("out/a.md", "x")], Some(&[]));
        symlink("out", folder.path().join("plain")).unwrap();
        let found = scan(folder.path());
        assert_eq!(found.paths(), [".gitignore"]);
        assert_eq!(found.reason("plain"), "symbolic link to out, an ignored folder");
    }

    #[test]
    fn an_index_does_not_lead_through_links() {
        let folder = tree(&[("dir/a.md", "x")], Some(&["dir/a.md"]));
        let outside = tree(&[("a.md", "secret")], None);
        fs::remove_dir_all(folder.path().join("dir")).unwrap();
        symlink(outside.path(), folder.path().join("dir")).unwrap();
        assert!(scan(folder.path()).paths().is_empty());
    }

    #[test]
    fn pipes_are_not_opened_and_the_rest_is_read() {
        let folder = tree(&[("a.md", "x")], Some(&[]));
        for name in ["pipe", ".gitignore"] {
            assert!(Command::new("mkfifo").arg(folder.path().join(name)).status().unwrap().success());
        }
        symlink("/dev/zero", folder.path().join("zero")).unwrap();
        let found = scan(folder.path());
        assert_eq!(found.paths(), ["a.md"]);
        assert_eq!(found.reason("pipe"), "a named pipe: not opened");
        assert_eq!(scan(&folder.path().join("pipe")).skipped.len(), 1);
    }

    #[test]
    fn a_gitignore_that_is_a_link_hides_nothing() {
        let folder = tree(&[("a.md", "x")], Some(&[]));
        symlink("/dev/zero", folder.path().join(".gitignore")).unwrap();
        assert_eq!(scan(folder.path()).paths(), ["a.md"]);
    }

    #[test]
    fn unreadable_files_and_folders_are_failures() {
        let folder = tree(&[("a.md", "x"), ("locked.md", "x"), ("dir/b.md", "x")], None);
        let lock = |name: &str, mode| {
            fs::set_permissions(folder.path().join(name), fs::Permissions::from_mode(mode)).unwrap();
        };
        lock("locked.md", 0);
        lock("dir", 0);
        // Whoever may read everything cannot be refused anything.
        let refused = fs::read(folder.path().join("locked.md")).is_err();
        let found = scan(folder.path());
        lock("dir", 0o755);
        if refused {
            assert_eq!(found.paths(), ["a.md"]);
            let failures: Vec<_> = found.failures.iter().map(|f| (f.path.as_str(), f.reason.as_str())).collect();
            assert!(failures.contains(&("locked.md", "permission denied")), "{failures:?}");
            assert!(failures.contains(&("dir", "permission denied")), "{failures:?}");
        }
    }

    #[test]
    fn a_file_that_vanishes_is_a_failure() {
        let folder = tree(&[("a bad name.md", "x"), ("b.md", "x")], None);
        let found = Mutex::new(Vec::new());
        let visit = |item| match item {
            // Names are handed out before files are read.
            Item::Document(document) if document.origin == Origin::FileName => {
                fs::remove_file(folder.path().join("b.md")).unwrap();
            }
            Item::Failure(failure) => found.lock().unwrap().push(failure),
            _ => {}
        };
        Worktree::new(folder.path(), Options::default()).documents(&visit).unwrap();
        let found = found.into_inner().unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].path.as_str(), found[0].reason.as_str()), ("b.md", "was there a moment ago and is gone"));
    }

    #[test]
    fn names_that_are_no_utf8_are_shown_escaped() {
        let folder = tree(&[], None);
        let name = OsStr::from_bytes(b"a\xff.md");
        if fs::write(folder.path().join(name), "x").is_ok() {
            assert_eq!(scan(folder.path()).paths(), ["a\\xFF.md"]);
        }
    }

    #[test]
    fn a_link_given_as_the_root_is_read_under_its_own_name() {
        let folder = tree(&[("docs/x.md", "x")], None);
        symlink("docs/x.md", folder.path().join("CLAUDE.md")).unwrap();
        let found = scan(&folder.path().join("CLAUDE.md"));
        assert_eq!(found.surface("CLAUDE.md"), Surface::AgentFile);
    }
}
