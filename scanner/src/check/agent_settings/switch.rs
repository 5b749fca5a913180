//! Single keys that approve, redirect or point to a program: one table for all products, since a new product copies the
//! names of the old ones.

use super::ATTACK;
use crate::check::config::Config;
use crate::check::host::{self, Host};
use crate::check::leaf::Leaf;
use crate::check::raise::{Raise, short};

enum When {
    On,
    Off,
    Is(&'static str),
}

struct Rule {
    /// End of the key path in lower case; with a `*` in front, a part of the last key.
    key: &'static str,
    when: When,
    strength: f32,
    reason: &'static str,
}

const fn rule(key: &'static str, when: When, strength: f32, reason: &'static str) -> Rule {
    Rule { key, when, strength, reason }
}

const FREE: &str = "lets an agent act without asking for approval";
const OPEN: &str = "switches off the question whether to trust this folder";

static RULES: &[Rule] = &[
    rule("permissions.defaultmode", When::Is("bypasspermissions"), 0.9, FREE),
    rule("initialpermissionmode", When::Is("bypasspermissions"), 0.9, FREE),
    rule("chat.tools.autoapprove", When::On, 0.92, FREE),
    rule("chat.tools.global.autoapprove", When::On, 0.92, FREE),
    rule("approval_policy", When::Is("never"), 0.72, FREE),
    rule("sandbox_mode", When::Is("danger-full-access"), 0.82, "gives an agent the whole machine instead of a sandbox"),
    rule("approvalmode", When::Is("yolo"), 0.86, FREE),
    rule("defaultapprovalmode", When::Is("yolo"), 0.86, FREE),
    rule("*yolo", When::On, 0.88, FREE),
    rule("*dangerously", When::On, 0.85, FREE),
    rule("*skippermission", When::On, 0.85, FREE),
    rule("*skipdangerous", When::On, 0.85, FREE),
    rule("*bypasspermission", When::On, 0.85, FREE),
    rule("*autoapprove", When::On, 0.75, FREE),
    rule("*alwaysapprove", When::On, 0.75, FREE),
    rule("*alwaysallow", When::On, 0.7, FREE),
    rule("always_allow_tool_actions", When::On, 0.85, FREE),
    rule("autoaccept", When::On, 0.34, "accepts some tool calls without a question"),
    rule("permission.bash", When::Is("allow"), 0.34, "lets an agent run any command without asking"),
    rule("permission", When::Is("allow"), 0.6, FREE),
    rule(
        "enableallprojectmcpservers",
        When::On,
        0.42,
        "starts every server that the repository names, without a question",
    ),
    rule("security.workspace.trust.enabled", When::Off, 0.6, OPEN),
    rule("foldertrust.enabled", When::Off, 0.6, OPEN),
    rule("hastrustdialogaccepted", When::On, 0.6, OPEN),
    rule("task.allowautomatictasks", When::Is("on"), 0.5, "lets tasks run as soon as the folder is opened"),
    rule("trust", When::On, 0.33, "trusts a server's tools without a question"),
    rule("allowunsandboxedcommands", When::On, 0.3, "lets commands leave the sandbox"),
    rule("node_tls_reject_unauthorized", When::Is("0"), 0.5, "switches off the check of certificates"),
];

/// Judges one key of a settings file.
pub(super) fn judge(config: Config, leaf: &Leaf<'_>, raise: &mut Raise<'_>) {
    let path = leaf.bare().to_ascii_lowercase();
    let key = path.rsplit('.').next().unwrap_or(&path);
    if let Some(rule) = RULES.iter().find(|r| r.matches(&path, key, leaf)) {
        return raise.at(ATTACK, leaf.span, rule.strength, rule.reason);
    }
    let found = allowed(&path, leaf)
        .map(|(strength, reason)| (strength, reason.to_owned()))
        .or_else(|| variable(&path, key, leaf))
        .or_else(|| source(key, leaf))
        .or_else(|| program(config, key, leaf));
    if let Some((strength, reason)) = found {
        raise.at(ATTACK, leaf.span, strength, reason);
    }
}

impl Rule {
    fn matches(&self, path: &str, key: &str, leaf: &Leaf<'_>) -> bool {
        let here = match self.key.strip_prefix('*') {
            Some(part) => key.replace(['_', '-'], "").contains(part),
            None => path.strip_suffix(self.key).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')),
        };
        here && match self.when {
            When::On => leaf.is_on(),
            When::Off => leaf.text.trim().eq_ignore_ascii_case("false"),
            When::Is(value) => leaf.text.trim().eq_ignore_ascii_case(value),
        }
    }
}

/// Lists of what needs no approval.
static LISTS: &[&str] = &[
    "autoapprove",
    "alwaysallow",
    "allowedtools",
    "trustedcommands",
    "trustedtools",
    "allowedcommands",
    "permissions.allow",
    "tools.allowed",
    "coretools",
    "autoallow",
];

fn allowed(path: &str, leaf: &Leaf<'_>) -> Option<(f32, &'static str)> {
    let (list, at) = LISTS.iter().find_map(|l| path.find(l).map(|at| (l, at)))?;
    // `autoApprove: {"/.*/": true}` has the pattern as a key, a list has it as a value.
    let rest = leaf.path.get(at + list.len()..).unwrap_or_default();
    let pattern = match rest.strip_prefix('.') {
        Some(_) if !leaf.is_on() => return None,
        Some(pattern) => pattern,
        None => &leaf.text,
    };
    if crate::check::command::is_secret_path(pattern) && pattern.to_ascii_lowercase().starts_with("read") {
        return Some((0.7, "lets an agent read keys or tokens without asking"));
    }
    let bare = pattern.trim_matches(|c: char| !c.is_alphanumeric());
    let (tool, scope) = pattern.split_once('(').map_or((pattern, None), |(tool, rest)| (tool, Some(rest)));
    let everything = scope.is_none_or(|s| !s.contains(|c: char| c.is_alphanumeric()));
    match tool.to_ascii_lowercase().as_str() {
        _ if bare.is_empty() && !pattern.is_empty() => Some((0.88, "approves whatever an agent wants to run")),
        "bash" | "shell" | "shelltool" | "run_shell_command" | "execute_bash" | "powershell" if everything => {
            Some((0.58, "approves every shell command in advance"))
        }
        "bash" | "shell" if starts(scope) => Some((0.22, "approves commands that can run or fetch anything")),
        "curl" | "wget" | "sh" | "eval" | "iex" | "nc" if scope.is_none() => {
            Some((0.45, "approves commands that can run or fetch anything"))
        }
        _ => None,
    }
}

fn starts(scope: Option<&str>) -> bool {
    let first = scope.and_then(|s| s.split([':', ' ', ')', '*']).next()).unwrap_or_default();
    matches!(
        first,
        "curl" | "wget" | "sh" | "bash" | "zsh" | "eval" | "sudo" | "nc" | "ssh" | "python" | "python3" | "node" | "rm"
    )
}

/// Names that belong to an account of a model vendor.
static VENDORS: &[&str] = &[
    "anthropic",
    "claude",
    "openai",
    "gemini",
    "google",
    "codex",
    "openrouter",
    "groq",
    "mistral",
    "bedrock",
    "vertex",
    "chatgpt",
    "copilot",
];

/// Environment variables and addresses.
fn variable(path: &str, key: &str, leaf: &Leaf<'_>) -> Option<(f32, String)> {
    let address = ["base_url", "baseurl", "api_base", "api_url", "apiurl", "endpoint", "api_host"]
        .iter()
        .any(|end| key.ends_with(end));
    if address {
        let vendor = VENDORS.iter().any(|v| key.contains(v));
        let provider = path.contains("provider");
        let telemetry = key.contains("otel");
        let host = host::of(&leaf.text)?;
        let strength = match (host::kind(host), vendor) {
            (Host::Local | Host::Vendor, _) => return None,
            (Host::Collector, _) => 0.93,
            (Host::Internal, _) => 0.25,
            (_, true) if leaf.text.starts_with("http://") => 0.88,
            (_, true) => 0.84,
            _ if provider || telemetry => 0.4,
            _ => return None,
        };
        let what = if telemetry { "what the agent records" } else { "the model's traffic, with the key," };
        return Some((strength, format!("sends {what} to {}", short(host, 60))));
    }
    if !path.split('.').any(|part| part.starts_with("env")) {
        return None;
    }
    let preload = ["--require", "--import", "-r "].iter().any(|f| leaf.text.contains(f));
    match key {
        "https_proxy" | "http_proxy" | "all_proxy" => match host::kind(host::of(&leaf.text)?) {
            Host::Local | Host::Internal => None,
            _ => Some((0.7, "leads all traffic of the agent through a foreign machine".to_owned())),
        },
        "ld_preload" | "dyld_insert_libraries" | "bash_env" | "pythonstartup" | "perl5opt" | "rubyopt" => {
            Some((0.84, "loads program text into every program that the agent starts".to_owned()))
        }
        "node_options" if preload => {
            Some((0.78, "loads program text into every program that the agent starts".to_owned()))
        }
        "git_ssh_command" | "git_external_diff" | "git_askpass" | "editor" | "pager" => {
            let verdict = crate::check::command::judge(&leaf.text, crate::check::command::Trigger::Event);
            (verdict.strength > 0.3).then(|| (verdict.strength, verdict.reason.to_owned()))
        }
        _ => None,
    }
}

/// Where plugins come from, and `$schema` addresses of JSON validators.
fn source(key: &str, leaf: &Leaf<'_>) -> Option<(f32, String)> {
    if !leaf.under("extraKnownMarketplaces") || !matches!(key, "url" | "repo") {
        return None;
    }
    Some(match host::of(&leaf.text).map(host::kind) {
        None | Some(Host::Forge) => (0.2, "adds a marketplace of plugins".to_owned()),
        Some(Host::Local | Host::Internal) => return None,
        Some(_) => (0.5, "adds a marketplace of plugins at an address of its own".to_owned()),
    })
}

/// Folders in which a project's tools are installed.
static INSTALLED: &[&str] = &[
    ".venv",
    "venv",
    "env",
    ".env",
    "node_modules",
    ".yarn",
    ".tox",
    ".nox",
    "vendor/bin",
    "target",
    "build",
    "bazel",
    ".devenv",
    ".pixi",
    ".bin",
    ".direnv",
    ".nix",
    ".pnp",
    ".conda",
    "conda",
    ".dart_tool",
    ".fvm",
    ".toolchain",
    "_build",
    "_opam",
    ".stack-work",
];

/// Paths of programs that the editor starts by itself.
fn program(config: Config, key: &str, leaf: &Leaf<'_>) -> Option<(f32, String)> {
    let named = [
        "executablepath",
        "executable",
        "binpath",
        "binarypath",
        "nodepath",
        "phppath",
        "gitpath",
        "serverpath",
        "commandpath",
        "interpreterpath",
    ]
    .iter()
    .any(|end| key.ends_with(end))
        || matches!(
            leaf.bare(),
            "git.path" | "go.goroot" | "php.executable" | "rust-analyzer.server.path" | "clangd.path" | "deno.path"
        );
    if config != Config::Editor || !named {
        return None;
    }
    let text = leaf.text.replace('\\', "/");
    let inside = ["./", "../", "${workspace", "${workspacefolder", ".", "$pwd"]
        .iter()
        .any(|p| text.to_ascii_lowercase().starts_with(p));
    let relative = inside
        || text.contains('/') && !text.starts_with(['/', '~', '$', '%']) && text.as_bytes().get(1) != Some(&b':');
    let temporary = ["/tmp/", "/var/tmp/", "/dev/shm/"].iter().any(|p| text.starts_with(p));
    let installed = text.split("/.cache").count() < 2 && INSTALLED.iter().any(|f| text.contains(f));
    let parts = || text.split('/').rev().skip(1);
    let hidden = parts().any(|part| part.starts_with('.') && !part.trim_matches('.').is_empty());
    match (temporary, relative, installed, hidden) {
        (false, false, ..) | (false, _, true, _) => None,
        (true, ..) | (_, _, _, true) => {
            Some((0.82, "has the editor start a program that lies hidden in the repository".to_owned()))
        }
        _ => Some((0.55, "has the editor start a program that comes with the repository".to_owned())),
    }
}
