//! `explain`: the documentation page of anything that has an id; without an id, all ids. Everything comes from the lists.

use super::{Status, print};
use crate::attack::{ATTACKS, Attack};
use crate::check::CHECKS;
use crate::decode::DECODERS;
use crate::extract::EXTRACTORS;
use crate::filter::FILTERS;
use crate::registry::Meta;
use crate::report::{REPORTERS, visible};
use crate::suggestion::nearest;
use anyhow::bail;
use clap::Args;

/// What `explain` can be asked.
#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// Attack class, filter, decoder, extractor, check or output format
    id: Option<String>,
}

/// Something that can be explained.
struct Entry {
    kind: &'static str,
    id: &'static str,
    summary: &'static str,
    page: Page,
}

enum Page {
    Attack(&'static Attack),
    Part(&'static Meta),
}

pub(super) fn run(args: &ExplainArgs) -> anyhow::Result<Status> {
    let entries = entries();
    let text = match &args.id {
        None => list(&entries),
        Some(id) => pages(&entries, id)?,
    };
    print(text.as_bytes())?;
    Ok(Status::Clean)
}

fn entries() -> Vec<Entry> {
    let mut out: Vec<Entry> =
        ATTACKS.iter().map(|a| Entry { kind: "attack", id: a.id, summary: a.title, page: Page::Attack(a) }).collect();
    let mut add = |kind, metas: &mut dyn Iterator<Item = &'static Meta>| {
        out.extend(metas.map(|m| Entry { kind, id: m.id, summary: m.summary, page: Page::Part(m) }));
    };
    add("filter", &mut FILTERS.iter().map(|part| part.meta()));
    add("decoder", &mut DECODERS.iter().map(|part| part.meta()));
    add("check", &mut CHECKS.iter().map(|part| part.meta()));
    add("extractor", &mut EXTRACTORS.iter().map(|part| part.meta()));
    add("format", &mut REPORTERS.iter().map(|part| part.meta()));
    out
}

fn list(entries: &[Entry]) -> String {
    let width = entries.iter().map(|e| e.id.len()).max().unwrap_or_default();
    let mut out = String::new();
    let mut kind = "";
    for entry in entries {
        if entry.kind != kind {
            kind = entry.kind;
            out += &format!("{}{kind}s\n", if out.is_empty() { "" } else { "\n" });
        }
        out += &format!("  {:width$}  {}\n", entry.id, entry.summary);
    }
    out
}

/// All pages with this id: a filter can be named like the attack that it stops.
fn pages(entries: &[Entry], id: &str) -> anyhow::Result<String> {
    let found: Vec<String> = entries.iter().filter(|e| e.id == id || e.is_alias(id)).map(Entry::text).collect();
    if !found.is_empty() {
        return Ok(found.join("\n"));
    }
    match nearest(id, entries.iter().map(|e| e.id)) {
        Some(near) => bail!("nothing is called `{id}`; did you mean `{near}`?"),
        None => bail!("nothing is called `{id}`; `promptsweep explain` lists what is"),
    }
}

impl Entry {
    /// True for older ids and ids of public taxonomies.
    fn is_alias(&self, id: &str) -> bool {
        matches!(self.page, Page::Attack(attack) if attack.aliases.contains(&id) || attack.ids.contains(&id))
    }

    fn text(&self) -> String {
        let mut out = match self.page {
            Page::Part(meta) => format!("{}: {}\n\n{}", self.kind, meta.summary, meta.markdown().trim()),
            Page::Attack(attack) => format!(
                "# {}\n\n{}\n\nid: {}\nseverity: at most {}\nsince: {}\nknown as: {}\n\n{}",
                attack.title,
                attack.summary,
                attack.id,
                crate::report::severity_id(attack.severity),
                attack.since,
                attack.ids.join(", "),
                attack.page.trim(),
            ),
        };
        out.push('\n');
        // Pages show attacks; line ends stay, everything else that hides is written out.
        out.lines().map(|line| visible(line) + "\n").collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_listed_is_explained() {
        let entries = entries();
        for entry in &entries {
            assert!(pages(&entries, entry.id).unwrap().len() > 40, "{}", entry.id);
            assert!(list(&entries).contains(entry.id));
        }
    }

    #[test]
    fn a_slip_gets_advice() {
        let refused = |id| pages(&entries(), id).unwrap_err().to_string();
        assert_eq!(refused("sarfi"), "nothing is called `sarfi`; did you mean `sarif`?");
        assert_eq!(refused("?"), "nothing is called `?`; `promptsweep explain` lists what is");
    }
}
