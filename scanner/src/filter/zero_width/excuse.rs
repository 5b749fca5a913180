//! Where an invisible character is needed or at least ordinary: emoji, scripts that join or break with it, hyphenation.
//!
//! Tables are blocks, not properties: a mark next to any character of a block counts, combining marks included. A run
//! that is longer than a script can need is never excused.

use super::class::{Kind, Mark};

/// What explains a run of marks.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Role {
    /// A script or an emoji sequence needs it: kept in the text.
    Needed,
    /// A harmless hint of layout: taken out without a word.
    Hint,
    /// Nothing explains it.
    Loose,
}

/// Neighbouring marks and the visible characters on both sides.
#[derive(Copy, Clone, Debug)]
pub(super) struct Run<'m> {
    pub(super) marks: &'m [Mark],
    pub(super) before: Option<char>,
    pub(super) after: Option<char>,
    /// True when the text starts with this run and the document does, too.
    pub(super) opens: bool,
}

impl Run<'_> {
    fn beside(&self, test: impl Fn(char) -> bool) -> bool {
        self.before.is_some_and(&test) || self.after.is_some_and(&test)
    }

    fn all(&self, kind: Kind) -> bool {
        self.marks.iter().all(|m| m.kind == kind)
    }

    /// What explains this run.
    pub(super) fn role(&self, rtl: bool) -> Role {
        if self.needed(rtl) {
            Role::Needed
        } else if self.hint() {
            Role::Hint
        } else {
            Role::Loose
        }
    }

    fn needed(&self, rtl: bool) -> bool {
        let Some(first) = self.marks.first() else { return true };
        match first.kind {
            Kind::Tag => self.flag(),
            Kind::Selector => self.emoji() || self.variant(),
            Kind::Private => self.marks.len() < 4,
            Kind::Filler if matches!(first.ch, '\u{17B4}' | '\u{17B5}') => self.short() && self.beside(breaks),
            Kind::Filler => self.short() && self.beside(hangul),
            Kind::Mongolian => self.short() && self.beside(|c| matches!(c, '\u{1800}'..='\u{18AF}')),
            Kind::Joiner => self.emoji() || (self.short() && self.beside(joins)),
            Kind::ZeroWidth if first.ch == '\u{180E}' => self.beside(joins),
            Kind::ZeroWidth => self.short() && self.beside(breaks),
            Kind::Mark => self.short() && rtl,
            Kind::Separator => self.short(),
            Kind::Grapheme => self.short() && self.beside(|c| !c.is_ascii()),
            _ => false,
        }
    }

    fn short(&self) -> bool {
        self.marks.len() <= 3
    }

    /// A black flag, at most six tag letters, the cancel tag.
    fn flag(&self) -> bool {
        let tags = self.marks.iter().take_while(|m| m.kind == Kind::Tag).count();
        let letter = |m: &Mark| matches!(m.ch, '\u{E0030}'..='\u{E0039}' | '\u{E0061}'..='\u{E007A}');
        self.before == Some('\u{1F3F4}')
            && (3..=7).contains(&tags)
            && self.marks[..tags - 1].iter().all(letter)
            && self.marks[tags - 1].ch == '\u{E007F}'
            && self.marks.len() <= tags + 2
    }

    /// `base VS`, `base VS ZWJ emoji`, `base ZWJ emoji`.
    fn emoji(&self) -> bool {
        let base = self.before.is_some_and(|c| pictures(c) || matches!(c, '0'..='9' | '#' | '*'));
        let joined = self.after.is_some_and(pictures);
        match self.marks {
            [one] if one.kind == Kind::Selector => base && style(*one),
            [one] => base && joined && one.ch == '\u{200D}',
            [one, two] => base && joined && style(*one) && two.ch == '\u{200D}',
            _ => false,
        }
    }

    /// A variant form of a character of a script or of mathematics.
    fn variant(&self) -> bool {
        let [one] = self.marks else { return false };
        let Some(base) = self.before else { return false };
        match one.ch {
            '\u{E0100}'..='\u{E01EF}' => han(base),
            '\u{FE0E}' | '\u{FE0F}' => !base.is_alphanumeric() && !base.is_whitespace(),
            _ => han(base) || breaks(base) || matches!(base, '0' | '\u{2190}'..='\u{2BFF}' | '\u{A840}'..='\u{A87F}'),
        }
    }

    /// Nothing needs it, but it is what editors, templates and hyphenators leave behind.
    fn hint(&self) -> bool {
        match self.marks {
            [one] => match one.kind {
                Kind::ZeroWidth => self.opens || self.before.is_some_and(|c| matches!(c, '/' | '.' | '-' | ':' | '=')),
                Kind::Operator | Kind::Mark => true,
                _ => false,
            },
            _ => self.all(Kind::Mark) && self.short(),
        }
    }
}

/// The text and emoji style selectors.
fn style(mark: Mark) -> bool {
    matches!(mark.ch, '\u{FE0E}' | '\u{FE0F}')
}

/// Characters that emoji sequences are made of.
pub(super) fn pictures(c: char) -> bool {
    matches!(c, '©' | '®' | '\u{203C}' | '\u{2049}' | '\u{20E3}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{21FF}'
        | '\u{2300}'..='\u{23FF}' | '\u{24C2}' | '\u{25A0}'..='\u{27BF}' | '\u{2900}'..='\u{297F}'
        | '\u{2B00}'..='\u{2BFF}' | '\u{3030}' | '\u{303D}' | '\u{3297}' | '\u{3299}' | '\u{1F000}'..='\u{1FAFF}')
}

/// Scripts in which joiners choose letter forms, and their marks.
fn joins(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{E7F}' | '\u{E80}'..='\u{FFF}' | '\u{1000}'..='\u{109F}' | '\u{1700}'..='\u{18AF}'
        | '\u{1900}'..='\u{1CFF}' | '\u{25CC}' | '\u{A800}'..='\u{ABFF}' | '\u{FB50}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFC}' | '\u{10A00}'..='\u{11FFF}' | '\u{1E900}'..='\u{1E95F}')
}

/// Scripts written without spaces, in which a zero-width space shows where a line may break.
fn breaks(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{FFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{1900}'..='\u{1CFF}'
        | '\u{2E80}'..='\u{30FF}' | '\u{3100}'..='\u{4DBF}' | '\u{A980}'..='\u{AADF}' | '\u{FF00}'..='\u{FFEF}')
        || han(c)
        || hangul(c)
}

fn han(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

fn hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}'
        | '\u{FFA1}'..='\u{FFDC}')
}

/// Letters and marks that are written from right to left.
pub(super) fn rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}'
        | '\u{1E800}'..='\u{1EFFF}')
        && c != '\u{61C}'
}
