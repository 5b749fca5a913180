//! What commands can be caught doing, and how much each deed weighs by who makes the command run.

use super::Trigger;
use super::Verdict;
use super::call::{Call, is_secret_path};
use super::code;
use super::parse::{INSERT, Stage};
use crate::check::host::{self, Host};
use crate::check::raise::shift;

/// Something that a command does.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Deed {
    DecodeRun,
    DownloadRun,
    DownloadRunPlain,
    DownloadRunAddress,
    SecretOut,
    ReverseShell,
    CodeRun,
    Encoded,
    Persist,
    Profile,
    PackageUrl,
    PackageForge,
    Temporary,
    Hidden,
    Destroy,
    Archive,
    Unquarantine,
    GuardOff,
    AgentFree,
    Upload,
    Fetch,
    SecretRead,
    Package,
    Local,
    Tool,
}

/// Weight of a deed.
pub(super) struct Weight {
    deed: Deed,
    /// When it runs by itself.
    pub(super) event: f32,
    /// When a document asks for it.
    asked: f32,
    reason: &'static str,
}

const fn weight(deed: Deed, event: f32, asked: f32, reason: &'static str) -> Weight {
    Weight { deed, event, asked, reason }
}

/// All deeds, in the order of [`Deed`].
pub(super) static DEEDS: &[Weight] = &[
    weight(Deed::DecodeRun, 0.97, 0.94, "decodes a text and runs it"),
    weight(Deed::DownloadRun, 0.95, 0.22, "downloads a program and runs it at once"),
    weight(
        Deed::DownloadRunPlain,
        0.96,
        0.45,
        "downloads a program over an unprotected connection and runs it at once",
    ),
    weight(Deed::DownloadRunAddress, 0.97, 0.72, "downloads a program from an anonymous machine and runs it at once"),
    weight(Deed::SecretOut, 0.97, 0.94, "reads keys, tokens or the environment and sends them away"),
    weight(Deed::ReverseShell, 0.97, 0.9, "connects a shell to another machine"),
    weight(Deed::CodeRun, 0.94, 0.85, "runs program text that it decodes or fetches"),
    weight(Deed::Encoded, 0.95, 0.92, "runs an encoded command"),
    weight(Deed::Persist, 0.9, 0.3, "installs something that outlives the session"),
    weight(Deed::Profile, 0.86, 0.05, "writes to a start-up file of the user's shell"),
    weight(Deed::PackageUrl, 0.9, 0.5, "runs a package straight from a web address"),
    weight(Deed::PackageForge, 0.34, 0.05, "runs a package from an unpinned repository"),
    weight(Deed::Temporary, 0.85, 0.3, "runs a program in a folder for temporary files"),
    weight(Deed::Hidden, 0.66, 0.2, "runs a program out of a hidden folder in which nobody expects one"),
    weight(Deed::Destroy, 0.9, 0.4, "deletes the user's files"),
    weight(Deed::Archive, 0.75, 0.8, "opens a password-protected archive, which no scanner can look into"),
    weight(Deed::Unquarantine, 0.7, 0.2, "takes the system's download mark off a program"),
    weight(Deed::GuardOff, 0.88, 0.45, "switches a protection of the system off"),
    weight(Deed::AgentFree, 0.8, 0.12, "starts an agent that asks nobody for approval"),
    weight(Deed::Upload, 0.36, 0.02, "sends data to another machine"),
    weight(Deed::Fetch, 0.36, 0.02, "fetches something from another machine"),
    weight(Deed::SecretRead, 0.36, 0.1, "reads a place where keys or tokens lie"),
    weight(Deed::Package, 0.17, 0.02, "runs a package without a pinned version"),
    weight(Deed::Local, 0.2, 0.0, "runs a command of the repository by itself"),
    weight(Deed::Tool, 0.12, 0.0, "runs a known development tool by itself"),
];

/// The verdict on what was found; nothing found means an unknown local command.
pub(super) fn weigh(deeds: &[Deed], trigger: Trigger, quiet: bool) -> Verdict {
    let of = |deed: &Deed| &DEEDS[*deed as usize];
    let base = |w: &Weight| if trigger == Trigger::Asked { w.asked } else { w.event };
    let worst = deeds.iter().map(of).max_by(|a, b| base(a).total_cmp(&base(b))).unwrap_or(of(&Deed::Local));
    let both =
        deeds.contains(&Deed::Unquarantine) && deeds.iter().any(|d| matches!(d, Deed::Fetch | Deed::DownloadRun));
    let mut odds = 0.0;
    if worst.deed != Deed::Tool && worst.deed != Deed::Local {
        odds += if trigger == Trigger::Opened { 0.4 } else { 0.0 };
        odds += if quiet && trigger != Trigger::Asked { 0.4 } else { 0.0 };
        odds += if both { 1.5 } else { 0.0 };
    }
    let strength = base(worst);
    Verdict { strength: if strength > 0.0 { shift(strength, odds) } else { 0.0 }, reason: worst.reason }
}

/// Deeds of one command by itself.
pub(super) fn alone(call: &Call<'_>, stage: &Stage, deeds: &mut Vec<Deed>) {
    network(call, stage, deeds);
    program(call, deeds);
    package(call, deeds);
    place(call, deeds);
    system(call, stage, deeds);
    if TOOLS.contains(&call.name.as_str()) {
        deeds.push(Deed::Tool);
    } else if call.path != "\u{1}" && !QUIET.contains(&call.name.as_str()) {
        deeds.push(Deed::Local);
    }
}

fn network(call: &Call<'_>, stage: &Stage, deeds: &mut Vec<Deed>) {
    if call.network().is_some_and(|host| host != Host::Local) {
        deeds.push(if call.uploads() { Deed::Upload } else { Deed::Fetch });
        if call.sends_variables() {
            deeds.push(Deed::SecretOut);
        }
    }
    if call.reads_secrets(stage) {
        deeds.push(Deed::SecretRead);
    }
    let device = |w: &String| w.contains("/dev/tcp/") || w.contains("/dev/udp/");
    let shell =
        ["nc", "ncat", "netcat"].contains(&call.name.as_str()) && call.flag(&["-e", "-c", "--exec", "--sh-exec"]);
    if shell || stage.words.iter().chain(&stage.outputs).any(device) {
        deeds.push(Deed::ReverseShell);
    }
}

/// Program text on the command line.
fn program(call: &Call<'_>, deeds: &mut Vec<Deed>) {
    let powershell = matches!(call.name.as_str(), "powershell" | "pwsh");
    let encoded = |a: &String| {
        let lower = a.to_ascii_lowercase();
        lower.len() > 1 && (lower == "-ec" || lower.len() > 2 && "-encodedcommand".starts_with(lower.as_str()))
    };
    if powershell && call.args.iter().any(encoded) {
        deeds.push(Deed::Encoded);
    }
    if !call.is_interpreter() || call.is_shell() && !powershell {
        return;
    }
    let Some(text) = call.code() else { return };
    let code = code::read(&text);
    let fetched = code.evaluates || code.spawns && code.decodes;
    if code.evaluates && code.decodes || fetched && code.reaches || code.decodes && text.contains(INSERT) {
        deeds.push(Deed::CodeRun);
    }
    if code.secrets && code.reaches {
        deeds.push(Deed::SecretOut);
    } else if code.reaches {
        deeds.push(Deed::Fetch);
    }
}

/// Package runners and installers with a source of their own.
fn package(call: &Call<'_>, deeds: &mut Vec<Deed>) {
    let runner = match call.name.as_str() {
        "npx" | "bunx" | "uvx" | "pipx" | "dlx" => true,
        "npm" | "pnpm" | "yarn" | "bun" => call.flag(&["exec", "dlx", "x", "i", "install", "add"]),
        "pip" | "pip3" | "uv" | "cargo" | "go" | "gem" => call.flag(&["install", "run", "tool"]),
        "deno" => call.flag(&["run"]),
        "docker" | "podman" => return container(call, deeds),
        _ => false,
    };
    if !runner {
        return;
    }
    let source = |a: &String| {
        let git = a.starts_with("git+") || a.starts_with("github:") || a.starts_with("gitlab:") || a.ends_with(".git");
        let web = a.contains("://") && !a.starts_with('-');
        match host::of(a).map(host::kind) {
            Some(Host::Local) => None,
            Some(Host::Forge) => Some(Deed::PackageForge),
            None if git => Some(Deed::PackageForge),
            Some(_) if git || web => Some(Deed::PackageUrl),
            _ => None,
        }
    };
    let from = packages(call).into_iter().filter_map(source);
    let worst = from.max_by(|a, b| DEEDS[*a as usize].event.total_cmp(&DEEDS[*b as usize].event));
    deeds.push(worst.unwrap_or(Deed::Package));
}

/// The arguments that name what is run or installed; what a runner hands on to the package is none of them.
fn packages<'c>(call: &'c Call<'_>) -> Vec<&'c String> {
    let named = |flag: &str| matches!(flag, "--from" | "--package" | "-p" | "--with" | "--spec");
    let flagged = call.args.windows(2).filter(|w| named(&w[0])).map(|w| &w[1]);
    let installs = matches!(
        call.name.as_str(),
        "npm" | "pnpm" | "yarn" | "pip" | "pip3" | "cargo" | "go" | "gem" | "uv" | "bun" | "pipx"
    );
    let skip = |i: usize| i > 0 && call.args[i - 1].starts_with("--") && !named(&call.args[i - 1]);
    let words = call.args.iter().enumerate().filter(|(i, a)| !a.starts_with('-') && !skip(*i)).map(|(_, a)| a);
    flagged
        .chain(
            words
                .filter(|a| !matches!(a.as_str(), "run" | "exec" | "tool" | "install" | "dlx" | "x"))
                .take(if installs { 32 } else { 1 }),
        )
        .collect()
}

fn container(call: &Call<'_>, deeds: &mut Vec<Deed>) {
    let whole =
        |a: &String| ["/:/", "$HOME:/", "${HOME}:/", "~:/", "/var/run/docker.sock:"].iter().any(|m| a.starts_with(m));
    deeds.push(if call.flag(&["--privileged"]) || call.args.iter().any(whole) { Deed::Hidden } else { Deed::Package });
}

/// Programs and scripts by the folder in which they lie.
fn place(call: &Call<'_>, deeds: &mut Vec<Deed>) {
    let script = if call.is_interpreter() || call.is_evaluator() { call.script() } else { None };
    for path in [Some(call.path), script].into_iter().flatten().filter(|p| p.contains('/')) {
        let lower = path.to_ascii_lowercase();
        if ["/tmp/", "/var/tmp/", "/dev/shm/", "$tmpdir/", "${tmpdir}/", "%temp%"].iter().any(|t| lower.starts_with(t))
        {
            deeds.push(Deed::Temporary);
        } else if is_hidden(&lower) {
            deeds.push(Deed::Hidden);
        }
        if host::of(path).is_some() && call.is_interpreter() {
            deeds.push(Deed::DownloadRun);
        }
    }
}

/// Dot folders in which tools keep programs that people know of.
static FOLDERS: &[&str] = &[
    ".",
    "..",
    ".claude",
    ".claude-plugin",
    ".cursor",
    ".codex",
    ".gemini",
    ".kiro",
    ".windsurf",
    ".github",
    ".husky",
    ".venv",
    ".yarn",
    ".bin",
    ".agents",
    ".agent",
    ".devcontainer",
    ".opencode",
    ".factory",
    ".pixi",
    ".nix-profile",
    ".cargo",
    ".local",
    ".bun",
    ".deno",
    ".config",
    ".nvm",
    ".pyenv",
    ".rbenv",
    ".asdf",
    ".volta",
    ".rye",
    ".githooks",
    ".hooks",
    ".ci",
    ".circleci",
    ".gitlab",
    ".buildkite",
    ".scripts",
    ".tools",
    ".build",
    ".output",
    ".next",
    ".specify",
    ".bmad-core",
    ".roo",
    ".clinerules",
    ".continue",
    ".tox",
    ".nox",
];

/// True when a relative path leads into a dot folder that is not known for holding programs.
fn is_hidden(path: &str) -> bool {
    let Some((folders, name)) = path.rsplit_once('/') else { return false };
    let odd = |part: &str| part.starts_with('.') && !FOLDERS.contains(&part);
    folders.split('/').any(odd)
        || name.starts_with('.') && name.len() > 1 && !folders.is_empty() && !name.ends_with("rc")
}

/// Deeds against the system and the user.
fn system(call: &Call<'_>, stage: &Stage, deeds: &mut Vec<Deed>) {
    let arg = |parts: &[&str]| call.args.iter().any(|a| parts.iter().any(|p| a.to_ascii_lowercase().contains(p)));
    let found = match call.name.as_str() {
        "crontab" | "launchctl" | "schtasks" | "at" => {
            arg(&["-", "load", "bootstrap", "/create", "now"]).then_some(Deed::Persist)
        }
        "systemctl" => arg(&["enable"]).then_some(Deed::Persist),
        "reg" => arg(&["currentversion\\run", "currentversion/run", "currentversionrun"]).then_some(Deed::Persist),
        "rm" => (arg(&["-r", "-f"]) && call.args.iter().any(|a| is_home(a))).then_some(Deed::Destroy),
        "mkfs" | "shred" => Some(Deed::Destroy),
        "dd" => arg(&["of=/dev/sd", "of=/dev/nvme", "of=/dev/disk"]).then_some(Deed::Destroy),
        "unzip" => call.args.iter().any(|a| a.starts_with("-P")).then_some(Deed::Archive),
        "7z" | "7za" | "unrar" | "rar" => {
            call.args.iter().any(|a| a.starts_with("-p") && a.len() > 2).then_some(Deed::Archive)
        }
        "xattr" => (arg(&["com.apple.quarantine"]) || call.flag(&["-c", "-rc", "-cr"])).then_some(Deed::Unquarantine),
        "spctl" => arg(&["disable"]).then_some(Deed::GuardOff),
        "setenforce" => call.flag(&["0"]).then_some(Deed::GuardOff),
        "csrutil" | "set-mppreference" | "add-mppreference" => arg(&["disable", "exclusion"]).then_some(Deed::GuardOff),
        _ => is_free_agent(call).then_some(Deed::AgentFree),
    };
    deeds.extend(found);
    let written = stage.outputs.iter().chain(if call.name == "tee" { call.args } else { &[] });
    for file in written {
        let lower = file.to_ascii_lowercase();
        if PROFILES.iter().any(|p| lower.ends_with(p)) {
            deeds.push(Deed::Profile);
        } else if lower.ends_with("authorized_keys")
            || lower.contains("launchagents/")
            || lower.starts_with("/etc/cron")
        {
            deeds.push(Deed::Persist);
        } else if is_secret_path(file) && !lower.ends_with(".npmrc") && !lower.contains(".env") {
            deeds.push(Deed::SecretRead);
        }
    }
}

static PROFILES: &[&str] = &[
    ".bashrc",
    ".bash_profile",
    ".zshrc",
    ".zshenv",
    ".zprofile",
    "/.profile",
    "config.fish",
    "$profile",
    "/etc/profile",
];

fn is_home(word: &str) -> bool {
    matches!(word.trim_end_matches(['/', '*']), "" | "~" | "$HOME" | "${HOME}" | "/home" | "/Users")
        && word.contains(['/', '~', '$'])
}

/// Command-line agents.
pub(in crate::check) static AGENTS: &[&str] = &[
    "claude",
    "gemini",
    "codex",
    "q",
    "qchat",
    "kiro-cli",
    "copilot",
    "cursor-agent",
    "qwen",
    "amp",
    "opencode",
    "goose",
    "aider",
    "droid",
    "crush",
    "auggie",
    "cline",
];

/// Switches that let an agent act without approval.
pub(in crate::check) static FREE: &[&str] = &[
    "--dangerously-skip-permissions",
    "--dangerously-bypass-approvals-and-sandbox",
    "--dangerously-allow-all",
    "--yolo",
    "--trust-all-tools",
    "--full-auto",
    "--allow-all-tools",
    "--allow-all-paths",
    "--approval-mode=yolo",
    "--permission-mode=bypassPermissions",
    "--skip-permissions-unsafe",
];

fn is_free_agent(call: &Call<'_>) -> bool {
    let runner = matches!(call.name.as_str(), "npx" | "bunx" | "node");
    let agent = AGENTS.contains(&call.name.as_str())
        || runner && call.args.iter().any(|a| AGENTS.iter().any(|n| a.contains(n)));
    agent
        && (call.flag(FREE) || call.args.windows(2).any(|w| w[0] == "--permission-mode" && w[1] == "bypassPermissions"))
}

/// Commands that do nothing by themselves.
static QUIET: &[&str] =
    &["echo", "printf", "true", "cd", "exit", "test", "[", "[[", "set", "export", "fi", "done", "esac", "return", ":"];

/// Development tools that hooks call every day.
static TOOLS: &[&str] = &[
    "prettier",
    "eslint",
    "biome",
    "tsc",
    "jest",
    "vitest",
    "ruff",
    "black",
    "isort",
    "mypy",
    "pyright",
    "pytest",
    "flake8",
    "pylint",
    "pre-commit",
    "cargo",
    "rustfmt",
    "gofmt",
    "goimports",
    "go",
    "golangci-lint",
    "npm",
    "pnpm",
    "yarn",
    "make",
    "just",
    "task",
    "mvn",
    "gradle",
    "gradlew",
    "dotnet",
    "swiftlint",
    "swiftformat",
    "ktlint",
    "rubocop",
    "bundle",
    "rake",
    "phpstan",
    "composer",
    "shellcheck",
    "shfmt",
    "clang-format",
    "git",
    "jq",
    "rg",
    "grep",
    "ls",
    "cat",
    "head",
    "tail",
    "date",
    "notify-send",
    "osascript",
    "afplay",
    "say",
    "terraform",
    "tflint",
    "markdownlint",
    "stylelint",
    "dprint",
    "mix",
    "stack",
    "cabal",
    "zig",
    "deno",
    "turbo",
    "nx",
    "lefthook",
    "husky",
];
