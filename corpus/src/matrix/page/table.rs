//! A Markdown table: cells are joined, nothing is aligned.

/// A table in the making.
pub(super) struct Table {
    lines: Vec<String>,
}

impl Table {
    /// With these headings.
    pub(super) fn new(heads: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let heads: Vec<String> = heads.into_iter().map(Into::into).collect();
        let rule = vec!["---"; heads.len()].join("|");
        Self { lines: vec![line(&heads), format!("|{rule}|")] }
    }

    /// One more row.
    pub(super) fn row(&mut self, cells: Vec<String>) {
        self.lines.push(line(&cells));
    }

    /// Writes the table and an empty line; without rows, that there is nothing.
    pub(super) fn write(self, out: &mut String) {
        match self.lines.len() {
            2 => out.push_str("Nothing.\n"),
            _ => self.lines.iter().for_each(|line| out.extend([line.as_str(), "\n"])),
        }
        out.push('\n');
    }
}

fn line(cells: &[String]) -> String {
    format!("| {} |", cells.join(" | ").replace('\n', " "))
}
