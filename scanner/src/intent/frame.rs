//! Frames: which slots, how near to one another, make an intent, and what strengthens or weakens it.
//!
//! Weights are log-odds; a frame's strength is the logistic of its base and of what stands near. The numbers are ours,
//! set on the written segments and on real trees, not on any test part.

use super::concept::{Concept, Concept::*, Set};

/// One intent: an act (the anchor) with the slots that it needs.
#[derive(Debug)]
pub(super) struct Frame {
    /// Attack class.
    pub(super) attack: &'static str,
    /// The act.
    pub(super) anchor: Concept,
    /// Each of these sets must have a member within so many half words of the anchor.
    pub(super) needs: &'static [(Set, u32)],
    /// Log-odds when all slots are filled and nothing else is known.
    pub(super) base: f32,
    /// True when a negation just before the anchor turns the meaning round.
    pub(super) negatable: bool,
    /// Completes "raised because it …".
    pub(super) reason: &'static str,
}

/// What weighs in whenever it stands within [`REACH`] half words of the anchor.
pub(super) static NEAR: &[(Set, f32, &str)] = &[
    (AI_STRONG, 0.9, "addresses an AI by name"),
    (Set::of(&[SystemTag]), 1.1, "speaks with the voice of a system or to a model"),
    (Set::of(&[Secrecy]), 1.3, "wants it hidden from people"),
    (Set::of(&[Quiet]), 0.5, "wants it done quietly"),
    (Set::of(&[NoConfirm]), 0.7, "wants it done without asking"),
    (Set::of(&[EndMarker]), 1.0, "forges the end of the material"),
    (Set::of(&[NewTask]), 0.9, "sets a new task"),
    (Set::of(&[Priority]), 0.7, "claims precedence"),
    (Set::of(&[Meta]), -1.0, "talks about attacks"),
    (Set::of(&[Example]), -0.6, "gives an example"),
    (Set::of(&[Reported]), -1.8, "reports somebody else's request"),
];

/// Half words around an anchor that [`NEAR`] looks at.
pub(super) const REACH: u32 = 60;

const AI_STRONG: Set = Set::of(&[AiStrong]);
const AI: Set = Set::of(&[AiStrong, AiWeak, SystemTag, PersonaReader]);
const AI_CLEAR: Set = Set::of(&[AiStrong, SystemTag]);
const AI_NAMED: Set = Set::of(&[AiStrong, AiWeak, SystemTag]);
const PRIVATE: Set = Set::of(&[SecretStrong]);
const ANY_SECRET: Set = Set::of(&[Secret, SecretStrong]);

/// What makes an override more than a note to people: what shall be done instead, in the same sentence.
const ACTS: Set = Set::of(&[Reveal, Send, Exec, Approve, Disable, Secret, NoConfirm, Evade]);
/// Or, farther off, a model that is spoken to.
const MODEL: Set = Set::of(&[
    AiStrong,
    AiWeak,
    SystemTag,
    SystemPrompt,
    Role,
    Unrestricted,
    RespondOnly,
    NewTask,
    SecretStrong,
    Secrecy,
    Override,
]);

macro_rules! frame {
    ($attack:literal, $anchor:ident $(+ $set:expr, $window:literal)* ; $base:literal $(, $negatable:ident)? ; $reason:literal) => {
        Frame {
            attack: $attack,
            anchor: $anchor,
            needs: &[$(($set, $window)),*],
            base: $base,
            negatable: false $(|| stringify!($negatable).len() == "negatable".len())?,
            reason: $reason,
        }
    };
}

/// All frames.
pub(super) static FRAMES: &[Frame] = &[
    // Direct override.
    frame!("direct-override", Ignore + Set::of(&[Prior]), 10 + Set::of(&[Rules]), 14; 0.3, negatable;
        "tells the reader to set its instructions aside"),
    frame!("direct-override", Ignore + Set::of(&[Prior]), 10 + Set::of(&[Rules]), 14 + ACTS, 20; 2.0, negatable;
        "tells the reader to set its instructions aside"),
    frame!("direct-override", Ignore + Set::of(&[Prior]), 10 + Set::of(&[Rules]), 14 + MODEL, 44; 2.0, negatable;
        "tells the reader to set its instructions aside"),
    frame!("direct-override", Ignore + Set::of(&[Prior, PriorWeak]), 10 + Set::of(&[Rules, RulesWeak]), 14; -0.6, negatable;
        "tells the reader to set its rules aside"),
    frame!("direct-override", Ignore + Set::of(&[Prior, PriorWeak]), 10 + Set::of(&[Rules, RulesWeak]), 14 + AI_CLEAR, 14; 0.0, negatable;
        "tells a model to set its rules aside"),
    frame!("direct-override", Override + Set::of(&[Prior, PriorWeak]), 10 + Set::of(&[Rules, RulesWeak]), 14 + AI_CLEAR, 40; -0.3, negatable;
        "tells a model that its rules are overridden"),
    frame!("direct-override", Ignore + Set::of(&[Request]), 10 + AI, 40; 0.4, negatable;
        "tells a model to drop what its user asked"),
    frame!("direct-override", EndMarker + AI, 30; 1.0; "forges the end of the material and speaks to the model"),
    frame!("direct-override", EndMarker + Set::of(&[NewTask]), 40; 2.0; "forges the end of the material and gives new instructions"),
    frame!("direct-override", NewTask + AI_CLEAR, 30 + Set::of(&[Ignore, Exec, Send, Reveal]), 30; 0.6;
        "gives a model a new task"),
    frame!("direct-override", Priority + Set::of(&[User, Rules, Request, SystemPrompt]), 16 + AI, 40; -0.8, negatable;
        "claims precedence over the user or the system"),
    // Jailbreak.
    frame!("jailbreak-persona", Role + Set::of(&[Unrestricted]), 40; 1.6, negatable; "gives the model a role without rules"),
    frame!("jailbreak-persona", Unrestricted + AI_NAMED, 24 + Set::of(&[Role, RespondOnly, Ignore, Override]), 30; 0.1, negatable;
        "tells a model that no rules hold"),
    // Extraction.
    frame!("prompt-extraction", Reveal + Set::of(&[SystemPrompt]), 20; 0.4, negatable; "asks for the hidden instructions"),
    frame!("prompt-extraction", SystemTag + Set::of(&[SystemPrompt]), 30 + Set::of(&[Reveal]), 40; 0.9;
        "asks a model for its hidden instructions"),
    // Exfiltration.
    frame!("data-exfiltration", Send + PRIVATE, 24 + Set::of(&[Dest]), 30 + Set::of(&[AiStrong, SystemTag, Secrecy]), 60; 0.6, negatable;
        "has private content sent somewhere"),
    frame!("data-exfiltration", Send + PRIVATE, 16 + Set::of(&[Dest]), 20; -0.6, negatable; "moves private content to an address"),
    frame!("data-exfiltration", Send + Set::of(&[Secret]), 20 + Set::of(&[Dest]), 30 + AI_NAMED, 40; -0.7, negatable;
        "has a model send credentials somewhere"),
    frame!("data-exfiltration", Send + ANY_SECRET, 24 + Set::of(&[Secrecy]), 50; 0.0, negatable;
        "has secrets moved and wants it hidden"),
    // Covert action.
    frame!("covert-action", Secrecy + AI_NAMED, 40 + Set::of(&[Exec, Send, Disable, Copy, Reveal]), 40; -0.6;
        "has a model act and hide it"),
    frame!("covert-action", Secrecy + Set::of(&[User]), 12 + Set::of(&[Exec, Send, Disable, Copy]), 30; -1.0;
        "has something done and hidden from people"),
    frame!("covert-action", Quiet + AI_CLEAR, 30 + Set::of(&[Exec, Send, Disable, Copy]), 30 + Set::of(&[PersonaReader, SystemTag, User]), 30; -1.2;
        "has a model act quietly"),
    frame!("covert-action", Exec + AI_CLEAR, 30 + Set::of(&[NoConfirm]), 30; -0.8, negatable;
        "has a model run something without asking"),
    frame!("indirect-injection", Exec + AI_CLEAR, 24 + Set::of(&[PersonaReader, SystemTag]), 24 + Set::of(&[Dest]), 24; -0.9, negatable;
        "orders a model to fetch or run something"),
    // Review manipulation and evasion.
    frame!("review-manipulation", Approve + AI_CLEAR, 30 + Set::of(&[ReviewObject]), 20 + Set::of(&[PersonaReader, SystemTag, RespondOnly, Secrecy, Quiet, Evade]), 50; -0.2, negatable;
        "tells an AI reviewer which verdict to give"),
    frame!("review-manipulation", RespondOnly + Set::of(&[Approve]), 20 + AI_CLEAR, 50; 0.8; "dictates a reviewer's answer"),
    frame!("scanner-evasion", Evade + AI_CLEAR, 30; -0.2; "tells an AI scanner not to look"),
    frame!("scanner-evasion", Evade + Set::of(&[Approve]), 30 + AI_NAMED, 40; 0.2; "tells a scanner what to report"),
    // Code sabotage.
    frame!("code-sabotage", Disable + Set::of(&[Security]), 12 + Set::of(&[Secrecy]), 44; -0.6, negatable;
        "weakens a control and hides it"),
    frame!("code-sabotage", Disable + Set::of(&[Security]), 12 + AI_CLEAR, 30 + Set::of(&[PersonaReader, NoConfirm, SystemTag]), 40; -0.6, negatable;
        "has a model weaken a control"),
    // Self-replication, memory, priority, tools.
    frame!("self-replication", Copy + Set::of(&[Own]), 16 + Set::of(&[Every]), 36; 0.2, negatable;
        "wants to be copied into other places"),
    frame!("memory-poisoning", Memory + AI_NAMED, 40 + Set::of(&[Trust, NoConfirm, Secrecy, Quiet]), 40 + Set::of(&[Dest, NoConfirm, Secrecy, Priority, Every]), 40; 0.0, negatable;
        "plants a lasting belief in a model's memory"),
    frame!("tool-poisoning", ToolFirst + Set::of(&[Secrecy, Priority, SecretStrong]), 50; 0.3, negatable;
        "captures the calls of other tools"),
    frame!("tool-poisoning", ToolFirst + Set::of(&[Send, Reveal, Copy]), 30 + PRIVATE, 40; 0.9; "makes every tool call carry private content"),
    // Denial of service.
    frame!("auto-dos", Repeat + AI_CLEAR, 40 + Set::of(&[PersonaReader, SystemTag, Reveal, Exec, RespondOnly]), 30; -0.2, negatable; "keeps a model busy without end"),
    // Physical.
    frame!("physical-actuation", Physical + Set::of(&[Disable, Exceed, Ignore, Override]), 16 + AI_CLEAR, 40; -0.2;
        "has a model drive a machine past its limits"),
    // Data poisoning.
    frame!("data-poisoning", Dataset + AI_CLEAR, 24 + Set::of(&[Secrecy, Quiet, RespondOnly, Approve, Trust]), 30 + Set::of(&[PersonaReader, SystemTag]), 40; -0.6;
        "tells models or raters how to treat training data"),
];
