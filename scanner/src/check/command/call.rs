//! What one simple command is by itself: which program behind its wrappers, whether it fetches, decodes, reads secrets,
//! runs what it is given. How commands work together is judged by the parent module.

use super::parse::{INSERT, Stage};
use crate::check::host::{self, Host};
use std::borrow::Cow;

/// Programs that only start another one.
static WRAPPERS: &[&str] = &[
    "sudo",
    "doas",
    "env",
    "nohup",
    "exec",
    "command",
    "time",
    "timeout",
    "nice",
    "ionice",
    "xargs",
    "builtin",
    "setsid",
    "stdbuf",
    "then",
    "do",
    "if",
    "elif",
    "else",
    "while",
    "until",
    "!",
    "busybox",
    "start",
    "caffeinate",
    "unbuffer",
];
static FETCHERS: &[&str] = &[
    "curl",
    "curl.exe",
    "wget",
    "wget2",
    "aria2c",
    "http",
    "https",
    "xh",
    "iwr",
    "irm",
    "invoke-webrequest",
    "invoke-restmethod",
    "bitsadmin",
    "start-bitstransfer",
    "lynx",
    "axel",
];
static SENDERS: &[&str] =
    &["nc", "ncat", "netcat", "socat", "telnet", "ftp", "tftp", "sftp", "scp", "sendmail", "mail", "mailx"];
static SHELLS: &[&str] = &["sh", "bash", "zsh", "dash", "ksh", "ash", "fish", "pwsh", "powershell", "cmd"];
static INTERPRETERS: &[&str] =
    &["python", "perl", "ruby", "node", "nodejs", "deno", "bun", "php", "lua", "osascript", "tsx"];
static EVALUATORS: &[&str] = &["eval", "source", ".", "iex", "invoke-expression"];
static READERS: &[&str] = &[
    "cat",
    "head",
    "tail",
    "base64",
    "xxd",
    "tar",
    "zip",
    "gzip",
    "cp",
    "grep",
    "sed",
    "awk",
    "strings",
    "less",
    "more",
    "openssl",
    "jq",
    "find",
    "type",
    "get-content",
    "gc",
];
/// Parts of paths that lead to keys and tokens.
static SECRET_PATHS: &[&str] = &[
    ".ssh/",
    ".ssh",
    "id_rsa",
    "id_ed25519",
    "id_ecdsa",
    ".aws/credentials",
    ".aws/config",
    ".netrc",
    ".npmrc",
    ".pypirc",
    ".docker/config.json",
    ".kube/config",
    ".git-credentials",
    ".gnupg",
    ".config/gh/hosts",
    ".config/gcloud",
    ".azure/",
    ".codex/auth.json",
    ".claude/.credentials",
    ".claude.json",
    ".gemini/oauth_creds",
    ".vault-token",
    "/etc/shadow",
    "/proc/self/environ",
    "login.keychain",
    "login data",
    "wallet.dat",
    ".bash_history",
    ".zsh_history",
    "terraform.tfstate",
    "credentials.json",
];
/// Variables that hold keys of cloud and model accounts.
static SECRET_VARIABLES: &[&str] = &[
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "ANTHROPIC_API_KEY",
    "OPENAI_API_KEY",
    "GEMINI_API_KEY",
    "NPM_TOKEN",
    "GITHUB_TOKEN",
    "GH_TOKEN",
    "GITLAB_TOKEN",
    "CI_JOB_TOKEN",
    "PYPI_TOKEN",
    "CARGO_REGISTRY_TOKEN",
    "DATABASE_URL",
];

/// A program and its arguments.
pub(super) struct Call<'s> {
    /// Name without folder and ending, in lower case, version digits removed.
    pub(super) name: String,
    /// Its path as written.
    pub(super) path: &'s str,
    /// Arguments.
    pub(super) args: &'s [String],
}

/// True when a word assigns a variable.
fn assigns(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, _)| {
        !name.is_empty()
            && name.bytes().all(|b| b == b'_' || b.is_ascii_alphanumeric())
            && !name.as_bytes()[0].is_ascii_digit()
    })
}

fn base(word: &str) -> String {
    let name = word.rsplit(['/', '\\']).next().unwrap_or(word).to_ascii_lowercase();
    let name = [".exe", ".cmd", ".bat"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let versioned = INTERPRETERS.contains(&bare) || SHELLS.contains(&bare);
    if versioned { bare.to_owned() } else { name.to_owned() }
}

/// The program that `stage` starts, behind assignments and wrappers.
pub(super) fn call(stage: &Stage) -> Option<Call<'_>> {
    let words = &stage.words;
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let name = base(word);
        let wraps = WRAPPERS.contains(&name.as_str()) && at + 1 < words.len();
        if !wraps && !assigns(word) {
            return Some(Call { name, path: word, args: &words[at + 1..] });
        }
        at += 1;
        while wraps
            && words.get(at).is_some_and(|w| w.starts_with('-') || w.as_bytes().first().is_some_and(u8::is_ascii_digit))
        {
            at += if matches!(words[at].as_str(), "-u" | "-I" | "-n") { 2 } else { 1 };
        }
    }
    None
}

impl Call<'_> {
    fn among(&self, names: &[&str]) -> bool {
        names.contains(&self.name.as_str())
    }

    fn has(&self, flags: &[&str]) -> bool {
        self.args.iter().any(|a| flags.iter().any(|f| a.eq_ignore_ascii_case(f)))
    }

    /// A shell.
    pub(super) fn is_shell(&self) -> bool {
        self.among(SHELLS)
    }

    /// Runs program text of any language.
    pub(super) fn is_interpreter(&self) -> bool {
        self.is_shell() || self.among(INTERPRETERS)
    }

    /// Runs its arguments as program text.
    pub(super) fn is_evaluator(&self) -> bool {
        self.among(EVALUATORS)
    }

    /// Program text given on the command line.
    pub(super) fn code(&self) -> Option<Cow<'_, str>> {
        if self.among(&["eval", "iex", "invoke-expression"]) {
            return Some(Cow::Owned(self.args.join(" ")));
        }
        let at = match self.name.as_str() {
            "cmd" => self.args.iter().position(|a| a.eq_ignore_ascii_case("/c") || a.eq_ignore_ascii_case("/k"))?,
            _ => self.args.iter().position(|a| self.takes_code(a))?,
        };
        let joined = matches!(self.name.as_str(), "cmd" | "powershell" | "pwsh");
        let rest = &self.args[at + 1..];
        if joined { Some(Cow::Owned(rest.join(" "))) } else { rest.first().map(|c| Cow::Borrowed(c.as_str())) }
    }

    fn takes_code(&self, flag: &str) -> bool {
        let lower = flag.to_ascii_lowercase();
        let short = lower.starts_with('-') && !lower.starts_with("--");
        match self.name.as_str() {
            "powershell" | "pwsh" => lower.len() > 1 && "-command".starts_with(lower.as_str()),
            _ if self.is_shell() => short && lower.ends_with('c'),
            "python" => lower == "-c",
            "deno" => lower == "eval",
            "php" => lower == "-r",
            "node" | "nodejs" | "bun" | "tsx" => matches!(lower.as_str(), "-e" | "-p" | "-pe" | "--eval" | "--print"),
            "perl" | "ruby" | "lua" | "osascript" => short && lower.ends_with('e'),
            _ => false,
        }
    }

    /// The script file that an interpreter is given.
    pub(super) fn script(&self) -> Option<&str> {
        let valued =
            |flag: &str| matches!(flag, "-r" | "--require" | "--import" | "-W" | "-X" | "-ExecutionPolicy" | "-ep");
        let mut skip = false;
        for arg in self.args {
            match arg.as_str() {
                _ if std::mem::take(&mut skip) => {}
                "run" if self.among(&["deno", "bun"]) => {}
                "-m" | "-s" => return None,
                flag if self.takes_code(flag) => return None,
                flag if flag.starts_with('-') => skip = valued(flag),
                script => return Some(script),
            }
        }
        None
    }

    /// Runs what arrives on standard input.
    pub(super) fn runs_input(&self) -> bool {
        if self.is_evaluator() {
            return true;
        }
        let fed = |script: &str| matches!(script, "/dev/stdin" | "-");
        let no_code = self.is_interpreter() && self.code().is_none() && !self.has(&["-m", "--version", "-n"]);
        no_code && self.script().is_none_or(fed)
    }

    /// Runs what a substitution puts among its words.
    pub(super) fn runs_words(&self) -> bool {
        let holds = |text: &str| text.contains(INSERT);
        if self.is_evaluator() {
            return self.args.iter().any(|a| holds(a));
        }
        self.is_interpreter() && (self.code().is_some_and(|c| holds(&c)) || self.script().is_some_and(holds))
            || self.path == "\u{1}"
    }

    /// Where it fetches from or sends to, if it uses the network.
    pub(super) fn network(&self) -> Option<Host> {
        let fetches = self.among(FETCHERS) || self.args.iter().any(|a| downloads(a));
        let copies = self.name == "rsync" && self.args.iter().any(|a| a.contains(':'));
        let certutil = self.name == "certutil" && self.has(&["-urlcache"]);
        if !fetches && !copies && !certutil && !self.among(SENDERS) {
            return None;
        }
        let named = self.args.iter().find_map(|a| host::of(a));
        let bare = || self.args.iter().map(String::as_str).find(|a| !a.starts_with('-') && a.contains(['.', ':']));
        let host = named.or_else(|| bare().map(|a| a.split(['/', ':']).next().unwrap_or(a)));
        Some(host.map_or(Host::Other, host::kind))
    }

    /// Sends data along.
    pub(super) fn uploads(&self) -> bool {
        let flag = |a: &String| {
            let lower = a.to_ascii_lowercase();
            ["--data", "--form", "--upload-file", "--post", "--body", "-body", "-infile", "--json"]
                .iter()
                .any(|f| lower.starts_with(f))
                || ["-d", "-F", "-T"].iter().any(|f| a.starts_with(f))
        };
        self.among(SENDERS) || self.name == "rsync" || self.among(FETCHERS) && self.args.iter().any(flag)
    }

    /// Files that a download is written to.
    pub(super) fn saves(&self) -> impl Iterator<Item = &str> {
        let flags = ["-o", "-O", "--output", "--output-document", "-OutFile", "-outfile"];
        let after = self.args.windows(2).filter(move |w| flags.contains(&w[0].as_str())).map(|w| w[1].as_str());
        let named = self.args.iter().filter(|_| self.has(&["-O", "--remote-name"]) || self.name == "wget");
        after.chain(named.filter(|a| a.contains("://")).filter_map(|a| a.rsplit('/').next()))
    }

    /// Turns encoded text into plain.
    pub(super) fn decodes(&self) -> bool {
        match self.name.as_str() {
            "base64" | "base32" | "basenc" | "gbase64" => self.has(&["-d", "-D", "--decode", "-di", "-id"]),
            "openssl" => self.has(&["-d"]) && self.has(&["base64", "enc", "-base64", "-a"]),
            "xxd" => self.args.iter().any(|a| a.starts_with("-r") || a == "-pr"),
            "certutil" => self.has(&["-decode"]),
            "uudecode" | "rev" => true,
            "tr" => self.args.iter().any(|a| a.to_ascii_lowercase().contains("n-za-m")),
            "printf" | "echo" => self.args.iter().any(|a| a.matches("\\x").count() > 3 || a.matches("\\0").count() > 3),
            _ => false,
        }
    }

    /// Reads keys, tokens or the whole environment.
    pub(super) fn reads_secrets(&self, stage: &Stage) -> bool {
        let path = |a: &String| is_secret_path(a);
        let dump = match self.name.as_str() {
            "env" | "printenv" => self.args.is_empty() && !stage.words.is_empty(),
            "security" => self.args.iter().any(|a| a.starts_with("find-") || a == "dump-keychain"),
            "gh" => self.has(&["auth"]) && self.has(&["token"]),
            "gcloud" => self.has(&["print-access-token"]),
            "ps" => self.args.iter().any(|a| a.contains("eww")),
            _ => false,
        };
        let reader = self.among(READERS) || self.network().is_some() || self.name == "rsync";
        // What `cp` writes to is no reading.
        let read =
            if self.name == "cp" { self.args.split_last().map_or(self.args, |(_, read)| read) } else { self.args };
        dump || reader && read.iter().any(path)
    }

    /// Puts the value of an account's key where it is sent as data.
    pub(super) fn sends_variables(&self) -> bool {
        let header = |i: usize| i > 0 && matches!(self.args[i - 1].as_str(), "-H" | "--header" | "-u" | "--user");
        let holds = |a: &str| a.contains('$') && SECRET_VARIABLES.iter().any(|v| a.contains(v));
        let at = self.args.iter().enumerate().any(|(i, a)| holds(a) && !header(i) && !a.starts_with("-H"));
        at && self.network().is_some()
    }

    /// True when `flag` is among the arguments, whatever its case.
    pub(super) fn flag(&self, flags: &[&str]) -> bool {
        self.has(flags)
    }
}

fn downloads(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    ["downloadstring", "downloadfile", "downloaddata", "net.webclient"].iter().any(|part| lower.contains(part))
}

/// True when `word` names a place where keys or tokens lie.
pub(super) fn is_secret_path(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let name = lower.rsplit(['/', '@', '=', '<']).next().unwrap_or(&lower);
    let env_file = name == ".env" || name.starts_with(".env.") && !name.contains("example") && !name.contains("sample");
    let public = lower.ends_with(".pub") || lower.ends_with("known_hosts");
    !public && (env_file || SECRET_PATHS.iter().any(|part| lower.contains(part)))
}
