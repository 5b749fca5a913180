//! What got worse from one matrix to another.

use super::{Count, Matrix, Row};
use std::collections::BTreeMap;

/// Every count of `old` that `new` does not reach, a line each.
pub fn worse(old: &Matrix, new: &Matrix) -> Vec<String> {
    let mut out = Vec::new();
    for (class, before) in &old.classes {
        match new.classes.get(class) {
            Some(after) => rows(class, before, after, &mut out),
            None => out.push(format!("class {class} is gone")),
        }
    }
    out
}

fn rows(class: &str, before: &Row, after: &Row, out: &mut Vec<String>) {
    let mut tell = |what: &str, old: Count, new: Count| {
        if lost(old, new) {
            out.push(format!("{class}, {what}: {} of {} found, was {} of {}", new.found, new.of, old.found, old.of));
        }
    };
    tell("examples", before.examples, after.examples);
    tell("payload files", before.files, after.files);
    tell("all carriers and disguises", before.all, after.all);
    maps(&before.carriers, &after.carriers, |id, old, new| tell(&format!("carrier {id}"), old, new));
    maps(&before.disguises, &after.disguises, |id, old, new| tell(&format!("disguise {id}"), old, new));
}

fn maps(before: &BTreeMap<String, Count>, after: &BTreeMap<String, Count>, mut each: impl FnMut(&str, Count, Count)) {
    for (id, old) in before {
        each(id, *old, after.get(id).copied().unwrap_or_default());
    }
}

/// Fewer are found although no fewer were measured; or all are gone. A cell that a new text made less than full is told
/// as well: somebody shall look at it.
fn lost(old: Count, new: Count) -> bool {
    let fewer = new.found < old.found && new.of >= old.of;
    let opened = old.of > 0 && old.is_full() && !new.is_full();
    fewer || opened || (old.of > 0 && new.of == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(found: u32, of: u32) -> Matrix {
        let mut row = Row { examples: Count { found: 4, of: 4 }, ..Row::default() };
        row.carriers.insert("csv-cell".to_owned(), Count { found, of });
        Matrix { classes: [("a".to_owned(), row)].into(), ..Matrix::default() }
    }

    #[test]
    fn a_worse_cell_is_told() {
        assert_eq!(worse(&matrix(2, 3), &matrix(1, 3)), ["a, carrier csv-cell: 1 of 3 found, was 2 of 3"]);
        assert_eq!(worse(&matrix(2, 2), &matrix(2, 3)).len(), 1, "was full");
        assert_eq!(worse(&matrix(1, 2), &matrix(0, 0)).len(), 1, "is gone");
        assert_eq!(worse(&matrix(1, 2), &Matrix::default()), ["class a is gone"]);
    }

    #[test]
    fn better_and_further_cells_are_not() {
        for (old, new) in [((1, 3), (1, 3)), ((1, 3), (3, 3)), ((1, 2), (1, 3)), ((2, 3), (1, 1))] {
            assert_eq!(worse(&matrix(old.0, old.1), &matrix(new.0, new.1)), Vec::<String>::new(), "{old:?} {new:?}");
        }
    }
}
