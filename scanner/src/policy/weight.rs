//! What the place of a text adds to or takes from the odds that it is an attack: reach, visibility and context.
//!
//! Every adjustment is a number of log-odds with the words that a report shows for it. They are set on written segments
//! and real trees.

use crate::document::Document;
use crate::segment::{Carrier, Quote, Visibility};
use crate::signal::Setting;
use crate::surface::Surface;

/// One reason for more or less severity.
#[derive(Copy, Clone, PartialEq, Debug)]
pub(super) struct Weight {
    pub(super) odds: f32,
    pub(super) reason: &'static str,
}

const fn weight(odds: f32, reason: &'static str) -> Weight {
    Weight { odds, reason }
}

/// Adjustments for a signal in `setting` of `document`.
pub(super) fn weights(document: &Document, setting: &Setting) -> Vec<Weight> {
    let mut out = Vec::new();
    out.extend(reach(document.surface));
    out.extend(visibility(document.surface, setting));
    let before = out.len();
    context(document, setting, &mut out);
    if setting.visibility == Visibility::Hidden || !setting.layers.is_empty() {
        // Who hides a text does not get the benefit of the doubt that an open quotation gets.
        out[before..].iter_mut().for_each(|w| w.odds *= 0.4);
    }
    out
}

fn reach(surface: Surface) -> Option<Weight> {
    Some(match surface {
        Surface::AgentFile => weight(0.6, "agents load this file by themselves"),
        Surface::Skill => weight(0.6, "agents load this skill and act on it"),
        Surface::Mcp => weight(0.6, "agents take tool descriptions as instructions"),
        Surface::AgentSettings => weight(0.9, "agents act on these settings"),
        Surface::Ci => weight(0.2, "a pipeline runs this"),
        Surface::Prompt => weight(-0.6, "a prompt template speaks to models by nature"),
        Surface::Source => weight(-0.1, "stands in program text"),
        Surface::Test => weight(-2.0, "stands among tests"),
        Surface::Docs | Surface::Data => return None,
    })
}

/// Layers that every program writes and no reader minds: not a disguise.
const PLAIN: [&str; 3] = ["json-escapes", "html-entities", "percent"];

fn visibility(surface: Surface, setting: &Setting) -> Option<Weight> {
    let by_layer = setting.layers.iter().any(|layer| !PLAIN.contains(layer));
    match (setting.visibility, setting.carrier) {
        (Visibility::Hidden, _) => Some(weight(1.8, "a person who looks at the file does not see it")),
        _ if by_layer => Some(weight(1.6, "is disguised, so that a person does not read it")),
        (Visibility::Collapsed, Carrier::HtmlComment | Carrier::LinkReference) => {
            let odds = if surface == Surface::Skill { 0.6 } else { 1.0 };
            Some(weight(odds, "stands in a comment that the rendered page does not show"))
        }
        (Visibility::Collapsed, _) => Some(weight(0.5, "is not shown unless asked for")),
        _ => None,
    }
}

fn context(document: &Document, setting: &Setting, out: &mut Vec<Weight>) {
    let loaded = document.surface.is_loaded();
    match setting.quote {
        Quote::Marks => out.push(weight(-2.2, "stands in quotation marks")),
        Quote::Block => out.push(weight(-0.8, "stands in a block quote")),
        Quote::None => {}
    }
    if setting.fenced {
        out.push(weight(if loaded { -0.4 } else { -1.0 }, "stands in a code fence"));
    }
    if document.in_test && document.surface != Surface::Test {
        out.push(weight(-0.8, "stands among tests"));
    }
    if setting.heading.as_deref().is_some_and(tells_of_attacks) {
        out.push(weight(-1.2, "stands under a heading about attacks or examples"));
    }
    // Whoever writes what agents load also chooses its keys.
    if !loaded && setting.key.as_deref().is_some_and(tells_of_attacks) {
        out.push(weight(-1.2, "stands under a key about attacks or examples"));
    }
    if tells_of_attacks(&document.path) {
        out.push(weight(-1.0, "stands in a file about attacks"));
    }
}

/// Words of headings and paths that announce a description of attacks.
static TOPICS: &[&str] = &[
    "attack",
    "injection",
    "jailbreak",
    "adversarial",
    "red-team",
    "redteam",
    "red team",
    "malicious",
    "vulnerab",
    "threat",
    "security",
    "guardrail",
    "exploit",
    "payload",
    "example",
    "unsafe",
    "abuse",
    "safety",
    "owasp",
    "phish",
];

fn tells_of_attacks(text: &str) -> bool {
    let lower = text.to_lowercase();
    TOPICS.iter().any(|topic| lower.contains(topic))
}
