//! The slots of an intent: who is addressed, which act, on what, by which means, hidden from whom. Languages fill them with
//! words; frames combine them. Nothing here knows a language.

macro_rules! concepts {
    ($($variant:ident = $name:literal, $doc:literal;)*) => {
        /// A meaning that words of any language can carry.
        #[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub(super) enum Concept { $(#[doc = $doc] $variant,)* }

        impl Concept {
            /// Every concept.
            pub(super) const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Name in lexicon files.
            pub(super) fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

concepts! {
    AiStrong = "ai-strong", "An unmistakable name of an AI reader.";
    AiWeak = "ai-weak", "A word that often means an AI reader.";
    User = "user", "The people whom the AI works for.";
    Prior = "prior", "Earlier, all, your, current.";
    PriorWeak = "prior-weak", "All, any, existing: words that also stand in ordinary prose.";
    RulesWeak = "rules-weak", "Rules and policies, of software as well.";
    Override = "override", "Setting something aside, in software as well.";
    Rules = "rules", "Instructions, prompts, policies.";
    Request = "request", "What the user asked for.";
    Ignore = "ignore", "Setting something aside.";
    NewTask = "new-task", "A task that replaces the first one.";
    EndMarker = "end-marker", "A forged end of the material.";
    SystemTag = "system-tag", "A forged system voice or an address line.";
    Reveal = "reveal", "Telling or printing.";
    SystemPrompt = "system-prompt", "What the model was told in secret.";
    Secret = "secret", "Credentials in general.";
    SecretStrong = "secret-strong", "Places where secrets lie, or private content as a whole.";
    Send = "send", "Moving data out.";
    Dest = "dest", "Where data can go.";
    Secrecy = "secrecy", "Hiding an act from people.";
    Quiet = "quiet", "Silence that may have honest reasons.";
    NoConfirm = "no-confirm", "Acting without being asked or approved.";
    Role = "role", "Becoming somebody else.";
    Unrestricted = "unrestricted", "Freedom from rules.";
    Approve = "approve", "A favourable verdict.";
    ReviewObject = "review-object", "What is being judged.";
    Disable = "disable", "Switching off or weakening.";
    Security = "security", "Controls, tests and guards.";
    Exec = "exec", "Running, installing, deleting.";
    Copy = "copy", "Duplicating text.";
    Own = "self", "This very text.";
    Every = "every", "Everywhere, each file.";
    Memory = "memory", "What lasts over sessions.";
    Trust = "trust", "Preferring or trusting somebody.";
    Priority = "priority", "Ranking above others.";
    ToolFirst = "tool-first", "Capturing other tools' calls.";
    RespondOnly = "respond-only", "Dictating the answer.";
    Repeat = "repeat", "Without end.";
    Physical = "physical", "Machines that move or heat.";
    Exceed = "exceed", "Beyond limits.";
    Dataset = "dataset", "Material that models learn from.";
    Evade = "evade", "Not being scanned or flagged.";
    PersonaReader = "persona-reader", "Second person or a rule for every AI.";
    Meta = "meta", "Talk about attacks.";
    Example = "example", "Talk about examples.";
    Reported = "reported", "Somebody else's request, told.";
    DefenceScope = "defence-scope", "Untrusted material as the place of the instructions.";
    Not = "not", "Negation.";
}

/// A set of concepts.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Set(u64);

impl Set {
    /// The set of `concepts`.
    pub(super) const fn of(concepts: &[Concept]) -> Self {
        let (mut bits, mut i) = (0, 0);
        while i < concepts.len() {
            bits |= 1 << concepts[i] as u64;
            i += 1;
        }
        Self(bits)
    }

    /// True when `concept` is in it.
    pub(super) const fn has(self, concept: Concept) -> bool {
        self.0 & (1 << concept as u64) != 0
    }
}
