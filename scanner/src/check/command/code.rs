//! Program text handed to an interpreter on the command line (`node -e`, `python -c`, `powershell -Command`): which
//! dangerous parts it combines. Looks for names only; it does not read the language.

/// Parts that make text into program.
static RUNS: &[&str] = &[
    "eval(",
    "exec(",
    "execsync",
    "spawn(",
    "function(",
    "child_process",
    "os.system",
    "subprocess",
    "popen",
    "system(",
    "iex",
    "invoke-expression",
    "compile(",
    "vm.run",
    "import(",
    "runinthiscontext",
    "start-process",
    "marshal.loads",
];
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
    /// Runs text or programs.
    pub(super) runs: bool,
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
    Code { runs: any(RUNS), reaches: any(REACHES) && !local, decodes: any(DECODES), secrets: any(SECRETS) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_told_apart() {
        let c = read("eval(Buffer.from('Y2FuYXJ5','base64').toString())");
        assert!(c.runs && c.decodes && !c.reaches);
        let c = read("import sys, json; print(json.load(sys.stdin)['version'])");
        assert_eq!(c, Code::default());
        assert!(!read("fetch('http://localhost:3000/health')").reaches);
    }
}
