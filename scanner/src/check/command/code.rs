//! Program text handed to an interpreter on the command line (`node -e`, `python -c`, `powershell -Command`): which
//! dangerous parts it combines. Looks for names only; it does not read the language.

/// Parts that make text into program.
static EVALUATES: &[&str] = &[
    "eval(",
    "new function(",
    "exec(compile",
    "vm.run",
    "import('data:",
    "import(`data:",
    "import(\"data:",
    "runinthiscontext",
    "iex ",
    "iex(",
    "invoke-expression",
    "marshal.loads",
];
/// Parts that start programs.
static SPAWNS: &[&str] =
    &["child_process", "execsync", "os.system", "subprocess", "popen", "system(", "start-process", "spawn("];
/// Parts that reach out.
static REACHES: &[&str] = &[
    "fetch(",
    "http.get",
    "https.get",
    "require('http",
    "require(\"http",
    "urllib",
    "urlopen",
    "requests.",
    "httpx",
    "net/http",
    "open-uri",
    "downloadstring",
    "downloadfile",
    "net.webclient",
    "invoke-webrequest",
    "iwr ",
    "irm ",
    "socket",
    "lwp::",
    "file_get_contents('http",
    "file_get_contents(\"http",
    "axios",
    "net.connect",
    "xmlhttp",
];
/// Parts that undo an encoding.
static DECODES: &[&str] = &[
    "base64",
    "atob(",
    "b64decode",
    "fromcharcode",
    "fromhex",
    "unhexlify",
    "chr(",
    "pack(\"m",
    "pack('m",
    "unpack(",
    "'hex'",
    "\"hex\"",
    "rot13",
    "zlib.decompress",
    "unescape(",
];
/// Parts that read keys.
static SECRETS: &[&str] = &[
    ".ssh",
    "process.env)",
    "os.environ)",
    "os.environ,",
    ".aws",
    ".env'",
    ".env\"",
    "keychain",
    ".netrc",
    "/proc/self/environ",
];

/// What a program text combines.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Code {
    /// Runs text.
    pub(super) evaluates: bool,
    /// Starts programs.
    pub(super) spawns: bool,
    /// Uses the network with an address that is not this machine.
    pub(super) reaches: bool,
    /// Decodes.
    pub(super) decodes: bool,
    /// Reads keys or the whole environment.
    pub(super) secrets: bool,
}

/// Looks at `text`.
pub(super) fn read(text: &str) -> Code {
    let lower = text.to_lowercase();
    let any = |parts: &[&str]| parts.iter().any(|part| lower.contains(part));
    let local = ["://localhost", "://127.0.0.1", "://[::1]"].iter().any(|h| lower.contains(h));
    // `re.exec(` in JavaScript only matches; Python's `exec(` stands alone.
    let exec = lower.match_indices("exec(").any(|(at, _)| !lower[..at].ends_with(['.', '_']));
    Code {
        evaluates: any(EVALUATES) || exec || text.contains("Function("),
        spawns: any(SPAWNS),
        reaches: any(REACHES) && !local,
        decodes: any(DECODES),
        secrets: any(SECRETS),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_told_apart() {
        let c = read("eval(Buffer.from('Y2FuYXJ5','base64').toString())");
        assert!(c.evaluates && c.decodes && !c.reaches);
        let c = read("import sys, json; print(json.load(sys.stdin)['version'])");
        assert_eq!(c, Code::default());
        assert!(!read("fetch('http://localhost:3000/health')").reaches);
    }
}
