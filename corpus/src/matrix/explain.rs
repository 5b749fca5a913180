//! Whether a class file says that a cell of the matrix is not full.
//!
//! `## Known gaps` explains a cell when it names the carrier or the disguise in backticks. Where most of a kind are not
//! full, the words `every carrier` or `every disguise` in backticks stand for all of them; with fewer they would hide
//! what is found, and they do not count.

use super::{Count, Matrix, Row};
use crate::Class;
use std::collections::BTreeMap;

/// A declared cell that is not full.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) struct Place<'m> {
    /// Id of the carrier or disguise.
    pub(super) id: &'m str,
    /// What was found there.
    pub(super) count: Count,
    /// Whether `## Known gaps` explains it.
    pub(super) explained: bool,
}

/// The cells of `class` that are not full.
pub(super) fn places<'m>(class: &Class, row: &'m Row) -> Vec<Place<'m>> {
    let gaps = class.page.split("## Known gaps").nth(1).unwrap_or_default();
    // Lines may break inside the words that are looked for.
    let gaps = gaps.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = kind(&row.carriers, &gaps, "`every carrier`");
    out.extend(kind(&row.disguises, &gaps, "`every disguise`"));
    out
}

fn kind<'m>(cells: &'m BTreeMap<String, Count>, gaps: &str, general: &str) -> Vec<Place<'m>> {
    let open = cells.iter().filter(|(_, count)| !count.is_full());
    let most = 2 * open.clone().count() > cells.len();
    let all = most && gaps.contains(general);
    let named = |id: &str| gaps.contains(&format!("`{id}`"));
    open.map(|(id, count)| Place { id, count: *count, explained: all || named(id) }).collect()
}

/// Every cell that is not full and not explained, a line for each class.
pub fn unexplained(classes: &[Class], matrix: &Matrix) -> Vec<String> {
    let one = |class: &Class| {
        let row = matrix.classes.get(&class.id)?;
        let open: Vec<String> =
            places(class, row).iter().filter(|p| !p.explained).map(|p| format!("`{}`", p.id)).collect();
        let ids = open.join(", ");
        (!open.is_empty()).then(|| format!("corpus/attacks/{}.md: `## Known gaps` does not name {ids}", class.id))
    };
    classes.iter().filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(gaps: &str, counts: [[u32; 2]; 3]) -> Vec<bool> {
        let cells = ["a", "b", "c"].map(str::to_owned).into_iter().zip(counts.map(Count::from)).collect();
        kind(&cells, gaps, "`every carrier`").iter().map(|place| place.explained).collect()
    }

    #[test]
    fn cells_are_explained_by_their_names() {
        assert_eq!(open("not in `b`, c", [[1, 1], [0, 1], [0, 1]]), [true, false]);
        assert_eq!(open("", [[1, 1], [2, 2], [0, 0]]), Vec::<bool>::new());
    }

    #[test]
    fn the_general_words_count_only_where_most_are_open() {
        assert_eq!(open("in `every carrier`", [[1, 1], [0, 1], [0, 1]]), [true, true]);
        assert_eq!(open("in `every carrier`", [[1, 1], [1, 1], [0, 1]]), [false]);
    }
}
