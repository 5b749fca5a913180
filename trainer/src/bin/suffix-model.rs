//! Writes the character model of the `jailguard` filter: `suffix-model OUT FILE-OR-FOLDER...`.
//!
//! Counts which symbols follow which two in documentation and program text, and stores the surprise of each in two bits.
//! Of every argument at most [`FILES`] files count, evenly spread, and of every file [`MOST`] bytes, so that no tree and no
//! generated file has the last word. The result depends on the files alone.

#![expect(clippy::print_stdout, reason = "a command prints its results")]

use anyhow::{Context, Result, bail};
use promptsweep::filter::jailguard::model::{BYTES, LEVELS, SPACE, SYMBOLS, symbols};
use std::path::{Path, PathBuf};

/// Bytes of one file that are counted.
const MOST: usize = 60_000;
/// Files of one argument that are counted.
const FILES: usize = 800;
/// Weight of the pair's distribution where a triple is rare.
const BACKOFF: f32 = 8.0;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1).map(PathBuf::from);
    let Some(out) = arguments.next() else { bail!("usage: suffix-model OUT FILE-OR-FOLDER...") };
    let mut counts = Counts::default();
    for root in arguments {
        let files = files(&root)?;
        let step = files.len().div_ceil(FILES).max(1);
        files.iter().step_by(step).for_each(|path| counts.file(path));
    }
    std::fs::write(&out, counts.table()).with_context(|| format!("cannot write {}", out.display()))?;
    println!("{} files, {} symbols", counts.files, counts.all);
    Ok(())
}

/// All files under `root`, in order of their paths.
fn files(root: &Path) -> Result<Vec<PathBuf>> {
    let (mut found, mut open) = (Vec::new(), vec![root.to_path_buf()]);
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let entries = std::fs::read_dir(&path).with_context(|| format!("cannot read {}", path.display()))?;
            open.extend(entries.flatten().map(|entry| entry.path()).filter(|p| !p.is_symlink()));
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// How often symbols follow one another.
struct Counts {
    three: Vec<u32>,
    two: Vec<u32>,
    one: Vec<u32>,
    all: u64,
    files: u32,
}

impl Default for Counts {
    fn default() -> Self {
        let table = |order: u32| vec![0; SYMBOLS.pow(order)];
        Self { three: table(3), two: table(2), one: table(1), all: 0, files: 0 }
    }
}

impl Counts {
    /// Text files only; whatever cannot be read is left out.
    fn file(&mut self, path: &Path) {
        let Ok(bytes) = std::fs::read(path) else { return };
        let head = &bytes[..bytes.len().min(MOST)];
        if head.contains(&0) {
            return;
        }
        self.files += 1;
        self.text(&String::from_utf8_lossy(head));
    }

    fn text(&mut self, text: &str) {
        let (mut a, mut b) = (usize::from(SPACE), usize::from(SPACE));
        symbols(text, |c, _| {
            let c = usize::from(c);
            self.three[(a << 12) | (b << 6) | c] += 1;
            self.two[(b << 6) | c] += 1;
            self.one[c] += 1;
            self.all += 1;
            (a, b) = (b, c);
        });
    }

    fn table(&self) -> Vec<u8> {
        let mut out = vec![0; BYTES];
        for (index, &count) in self.three.iter().enumerate() {
            let (ab, bc, b) = (index >> 6, index & 4095, index >> 6 & 63);
            let pair = (self.two[bc] as f32 + 0.5) / (self.one[b] as f32 + 32.0);
            let seen: u32 = self.three[ab << 6..(ab + 1) << 6].iter().sum();
            let share = (count as f32 + BACKOFF * pair) / (seen as f32 + BACKOFF);
            out[index >> 2] |= level(-share.log2()) << (2 * (index & 3));
        }
        out
    }
}

/// The level nearest to `bits` of surprise.
fn level(bits: f32) -> u8 {
    let border = |pair: &[f32]| (pair[0] + pair[1]) / 2.0;
    LEVELS.windows(2).take_while(|pair| bits > border(pair)).count() as u8
}
