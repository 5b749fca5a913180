//! The languages. To add one, add a row; rules that several share stand above.
//!
//! It holds no code. Invariant: longer opening marks stand before their own prefixes (tested).

use super::super::escape::Escape;
use super::language::{Kind, Language, Place, Prefix, Reach, Rule};

const fn rule(open: &'static str, kind: Kind) -> Rule {
    Rule { open, place: Place::Any, kind }
}

const fn line(open: &'static str) -> Rule {
    rule(open, Kind::Comment)
}

const fn spaced(open: &'static str) -> Rule {
    Rule { open, place: Place::Spaced, kind: Kind::Comment }
}

const fn first(open: &'static str) -> Rule {
    Rule { open, place: Place::Line, kind: Kind::Comment }
}

const fn block(open: &'static str, close: &'static str) -> Rule {
    rule(open, Kind::Block { close, nests: false })
}

const fn nested(open: &'static str, close: &'static str) -> Rule {
    rule(open, Kind::Block { close, nests: true })
}

const fn text(open: &'static str, close: &'static str, escape: Escape, reach: Reach) -> Rule {
    rule(open, Kind::Text { close, escape, reach, prefix: Prefix::None })
}

const fn prefixed(open: &'static str, reach: Reach, prefix: Prefix) -> Rule {
    rule(open, Kind::Text { close: open, escape: Escape::Code, reach, prefix })
}

/// Backslash escapes, one line.
const fn quote(open: &'static str) -> Rule {
    text(open, open, Escape::Code, Reach::Line)
}

/// Backslash escapes, several lines.
const fn wide(open: &'static str) -> Rule {
    text(open, open, Escape::Code, Reach::Near)
}

/// Backslash escapes, to the end of the text.
const fn triple(open: &'static str) -> Rule {
    text(open, open, Escape::Code, Reach::Far)
}

/// No escapes, several lines.
const fn raw(open: &'static str, close: &'static str) -> Rule {
    text(open, close, Escape::None, Reach::Near)
}

/// Doubled quotes, one line.
const fn doubled(open: &'static str, byte: u8, reach: Reach) -> Rule {
    text(open, open, Escape::Doubled(byte), reach)
}

const SLASHES: Rule = line("//");
const STARS: Rule = block("/*", "*/");
const NESTED_STARS: Rule = nested("/*", "*/");
const CHAR: Rule = rule("'", Kind::Char);
const REGEX: Rule = rule("/", Kind::Regex { perl: false });
const HEREDOC: Rule = rule("<<", Kind::Heredoc);
const HIDE: Rule = rule("\\", Kind::Skip);

const C: &[Rule] = &[SLASHES, STARS, quote("\""), quote("'")];
const CPP: &[Rule] = &[SLASHES, STARS, prefixed("\"", Reach::Line, Prefix::Delimiter), quote("'")];
const OBJC: &[Rule] = &[SLASHES, STARS, first("%"), quote("\""), quote("'")];
const JAVA: &[Rule] = &[SLASHES, STARS, triple("\"\"\""), quote("\""), quote("'")];
const SCALA: &[Rule] = &[SLASHES, NESTED_STARS, raw("\"\"\"", "\"\"\""), quote("\""), CHAR];
const KOTLIN: &[Rule] = &[SLASHES, NESTED_STARS, raw("\"\"\"", "\"\"\""), quote("\""), quote("'")];
const GROOVY: &[Rule] = &[SLASHES, STARS, triple("\"\"\""), triple("'''"), quote("\""), quote("'"), REGEX];
const DART: &[Rule] = &[SLASHES, NESTED_STARS, triple("\"\"\""), triple("'''"), letters("\""), letters("'")];
const CSHARP: &[Rule] = &[SLASHES, STARS, raw("\"\"\"", "\"\"\""), prefixed("\"", Reach::Line, Prefix::At), quote("'")];
const GO: &[Rule] = &[SLASHES, STARS, quote("\""), raw("`", "`"), quote("'")];
const RUST: &[Rule] = &[SLASHES, NESTED_STARS, prefixed("\"", Reach::Near, Prefix::Hashes), CHAR];
const SWIFT: &[Rule] = &[SLASHES, NESTED_STARS, triple("\"\"\""), prefixed("\"", Reach::Line, Prefix::Hashes)];
const ZIG: &[Rule] = &[SLASHES, quote("\""), CHAR, rule("\\\\", Kind::LineText)];
const JS: &[Rule] =
    &[SLASHES, STARS, quote("\""), quote("'"), rule("`", Kind::Template), REGEX, rule(">", Kind::Markup)];
const CSS: &[Rule] = &[STARS, quote("\""), quote("'")];
const SCSS: &[Rule] = &[STARS, spaced("//"), quote("\""), quote("'")];
const PYTHON: &[Rule] = &[
    line("#"),
    prefixed("\"\"\"", Reach::Far, Prefix::Letters),
    prefixed("'''", Reach::Far, Prefix::Letters),
    letters("\""),
    letters("'"),
];
const HASH: &[Rule] = &[line("#"), quote("\""), quote("'")];
const COFFEE: &[Rule] =
    &[block("###", "###"), line("#"), triple("\"\"\""), triple("'''"), wide("\""), wide("'"), REGEX];
const RUBY: &[Rule] = &[
    spaced("#"),
    section("=begin", "=end"),
    wide("\""),
    wide("'"),
    HEREDOC,
    rule("%q", Kind::Chosen),
    rule("%Q", Kind::Chosen),
    rule("%w", Kind::Chosen),
    rule("%(", Kind::Chosen),
    REGEX,
];
const PERL: &[Rule] = &[
    spaced("#"),
    section("=", "=cut"),
    HIDE,
    rule("$", Kind::Skip),
    wide("\""),
    wide("'"),
    HEREDOC,
    chosen("qq"),
    chosen("qw"),
    chosen("q"),
    rule("/", Kind::Regex { perl: true }),
];
const PHP: &[Rule] =
    &[SLASHES, STARS, line("#"), wide("\""), wide("'"), HEREDOC, text("?>", "<?", Escape::None, Reach::Far)];
const SHELL: &[Rule] =
    &[spaced("#"), HIDE, rule("$#", Kind::Skip), wide("\""), text("'", "'", Escape::None, Reach::Near), HEREDOC];
const POWERSHELL: &[Rule] = &[
    block("<#", "#>"),
    spaced("#"),
    rule("`", Kind::Skip),
    raw("@\"", "\n\"@"),
    raw("@'", "\n'@"),
    text("\"", "\"", Escape::Backtick, Reach::Near),
    doubled("'", b'\'', Reach::Near),
];
const BATCH: &[Rule] = &[
    first("@rem "),
    first("@REM "),
    first("rem "),
    first("REM "),
    first("Rem "),
    first("::"),
    text("\"", "\"", Escape::None, Reach::Line),
];
const LUA: &[Rule] = &[
    rule("--[", Kind::Long { comment: true }),
    line("--"),
    rule("[", Kind::Long { comment: false }),
    quote("\""),
    quote("'"),
];
const CMAKE: &[Rule] =
    &[rule("#[", Kind::Long { comment: true }), line("#"), rule("[", Kind::Long { comment: false }), HIDE, wide("\"")];
const JULIA: &[Rule] = &[nested("#=", "=#"), line("#"), triple("\"\"\""), wide("\""), CHAR];
const HASKELL: &[Rule] = &[nested("{-", "-}"), line("--"), wide("\""), CHAR];
const OCAML: &[Rule] = &[nested("(*", "*)"), raw("{|", "|}"), wide("\""), CHAR];
const FSHARP: &[Rule] =
    &[nested("(*", "*)"), SLASHES, raw("\"\"\"", "\"\"\""), prefixed("\"", Reach::Near, Prefix::At), CHAR];
const ELIXIR: &[Rule] = &[
    spaced("#"),
    rule("?", Kind::Skip),
    triple("\"\"\""),
    triple("'''"),
    wide("\""),
    rule("~s", Kind::Chosen),
    rule("~S", Kind::Chosen),
];
const ERLANG: &[Rule] = &[rule("$", Kind::Skip), line("%"), triple("\"\"\""), wide("\""), quote("'")];
const PROLOG: &[Rule] = &[line("%"), STARS, wide("\""), quote("'")];
const LISP: &[Rule] = &[HIDE, nested("#|", "|#"), line(";"), wide("\"")];
const ELISP: &[Rule] = &[HIDE, rule("?\\", Kind::Skip), rule("?", Kind::Skip), line(";"), wide("\"")];
const SQL: &[Rule] = &[
    line("--"),
    STARS,
    first("#"),
    text("$$", "$$", Escape::None, Reach::Near),
    doubled("'", b'\'', Reach::Near),
    doubled("\"", b'"', Reach::Near),
];
const NIM: &[Rule] = &[nested("##[", "]##"), nested("#[", "]#"), line("#"), triple("\"\"\""), letters("\""), CHAR];
const HCL: &[Rule] = &[line("#"), SLASHES, STARS, quote("\""), HEREDOC];
const MAKE: &[Rule] = &[HIDE, line("#"), quote("\""), quote("'")];
const DOCKER: &[Rule] = &[first("#"), HEREDOC, wide("\""), wide("'")];
const ASSEMBLER: &[Rule] = &[SLASHES, STARS, line(";"), spaced("#"), spaced("@ "), quote("\"")];
const VIM: &[Rule] = &[first("\""), quote("\""), doubled("'", b'\'', Reach::Line)];
const FORTRAN: &[Rule] = &[line("!"), doubled("'", b'\'', Reach::Line), doubled("\"", b'"', Reach::Line)];
const FORTRAN_77: &[Rule] = &[
    line("!"),
    column("C"),
    column("c"),
    column("*"),
    doubled("'", b'\'', Reach::Line),
    doubled("\"", b'"', Reach::Line),
];
const PASCAL: &[Rule] = &[block("{", "}"), block("(*", "*)"), SLASHES, doubled("'", b'\'', Reach::Line)];
const ADA: &[Rule] = &[line("--"), doubled("\"", b'"', Reach::Line), CHAR];
const VERILOG: &[Rule] = &[SLASHES, STARS, quote("\"")];
const BASIC: &[Rule] = &[first("REM "), first("Rem "), line("'"), doubled("\"", b'"', Reach::Line)];
const GRAPHQL: &[Rule] = &[line("#"), triple("\"\"\""), quote("\"")];
const THRIFT: &[Rule] = &[SLASHES, STARS, line("#"), quote("\""), quote("'")];
const NIX: &[Rule] = &[line("#"), STARS, wide("\""), raw("''", "''")];
const TCL: &[Rule] = &[HIDE, first("#"), line(";#"), wide("\"")];
const WAT: &[Rule] = &[line(";;"), nested("(;", ";)"), quote("\"")];
const MESON: &[Rule] = &[line("#"), triple("'''"), quote("'")];
const AWK: &[Rule] = &[spaced("#"), quote("\""), REGEX];
const IGNORE: &[Rule] = &[spaced("#")];

/// A quote whose prefix letters belong to the literal.
const fn letters(open: &'static str) -> Rule {
    prefixed(open, Reach::Line, Prefix::Letters)
}

const fn section(open: &'static str, close: &'static str) -> Rule {
    Rule { open, place: Place::Column, kind: Kind::Section { close } }
}

const fn column(open: &'static str) -> Rule {
    Rule { open, place: Place::Column, kind: Kind::Comment }
}

const fn chosen(open: &'static str) -> Rule {
    Rule { open, place: Place::Word, kind: Kind::Chosen }
}

const fn row(
    id: &'static str,
    extensions: &'static [&'static str],
    names: &'static [&'static str],
    rules: &'static [Rule],
) -> Language {
    Language { id, extensions, names, rules, adjacent: false, docstrings: false, embedded: false }
}

impl Language {
    const fn adjacent(mut self) -> Self {
        self.adjacent = true;
        self
    }

    const fn embedded(mut self) -> Self {
        self.embedded = true;
        self
    }

    const fn documented(mut self) -> Self {
        self.docstrings = true;
        self
    }
}

/// All languages.
pub(super) static LANGUAGES: &[Language] = &[
    row("c", &["c", "h"], &[], C).adjacent(),
    row(
        "cpp",
        &["cc", "cpp", "cxx", "c++", "hpp", "hh", "hxx", "h++", "inl", "ipp", "tpp", "cu", "cuh", "ino"],
        &[],
        CPP,
    )
    .adjacent(),
    row("objective-c", &["m", "mm"], &[], OBJC).adjacent(),
    row("shader", &["glsl", "vert", "frag", "comp", "geom", "hlsl", "wgsl", "metal", "cl", "fx", "shader"], &[], C),
    row("java", &["java", "aidl"], &[], JAVA),
    row("kotlin", &["kt", "kts"], &[], KOTLIN),
    row("scala", &["scala", "sc", "sbt"], &[], SCALA),
    row("groovy", &["groovy", "gradle", "gvy", "jenkinsfile"], &["jenkinsfile"], GROOVY),
    row("csharp", &["cs", "csx", "c#"], &[], CSHARP),
    row("dart", &["dart"], &[], DART).adjacent(),
    row("go", &["go", "golang"], &["go.mod", "go.work"], GO),
    row("rust", &["rs"], &[], RUST),
    row("swift", &["swift", "swiftinterface"], &[], SWIFT),
    row("zig", &["zig", "zon"], &[], ZIG).adjacent(),
    row("javascript", &["js", "jsx", "mjs", "cjs", "es6", "jsm", "node"], &[], JS),
    row("typescript", &["ts", "tsx", "mts", "cts"], &[], JS),
    row("css", &["css", "pcss", "postcss"], &[], CSS),
    row("scss", &["scss", "sass", "less", "styl"], &[], SCSS),
    row(
        "python",
        &["py", "pyi", "pyw", "pyx", "pxd", "bzl", "star", "starlark", "gyp", "gypi", "tac", "smk", "mojo"],
        &[
            "build",
            "build.bazel",
            "workspace",
            "workspace.bazel",
            "module.bazel",
            "sconstruct",
            "sconscript",
            "wscript",
            "snakefile",
            "tiltfile",
            "buck",
        ],
        PYTHON,
    )
    .adjacent()
    .documented(),
    row(
        "ruby",
        &["rb", "rake", "gemspec", "ru", "podspec", "rbi", "cr", "builder", "jbuilder"],
        &[
            "rakefile",
            "gemfile",
            "vagrantfile",
            "podfile",
            "brewfile",
            "fastfile",
            "guardfile",
            "capfile",
            "appraisals",
            "dangerfile",
        ],
        RUBY,
    )
    .adjacent(),
    row("perl", &["pl", "pm", "pod", "t", "psgi", "raku", "rakumod"], &["cpanfile", "makefile.pl", "build.pl"], PERL),
    row("php", &["php", "phtml", "php5", "php7", "phps", "phpt"], &[], PHP).embedded(),
    row(
        "shell",
        &["sh", "bash", "zsh", "ksh", "fish", "ash", "bats", "command", "ebuild", "eclass"],
        &[
            ".bashrc",
            ".bash_profile",
            ".bash_aliases",
            ".profile",
            ".zshrc",
            ".zshenv",
            ".zprofile",
            ".envrc",
            "pkgbuild",
            "configure.ac",
            "apkbuild",
        ],
        SHELL,
    ),
    row("powershell", &["ps1", "psm1", "psd1", "pwsh"], &[], POWERSHELL),
    row("batch", &["bat", "cmd"], &[], BATCH),
    row("lua", &["lua", "luau", "rockspec", "p8"], &[".luacheckrc"], LUA),
    row("r", &["r", "rprofile"], &[".rprofile"], HASH),
    row("julia", &["jl"], &[], JULIA).documented(),
    row("haskell", &["hs", "lhs", "hsc", "elm", "purs", "idr", "agda", "cabal", "dhall"], &[], HASKELL),
    row("ocaml", &["ml", "mli", "mll", "mly", "sml", "thy"], &["dune-project"], OCAML),
    row("fsharp", &["fs", "fsi", "fsx", "f#"], &[], FSHARP),
    row("elixir", &["ex", "exs", "heex", "leex"], &["mix.lock"], ELIXIR).documented(),
    row("erlang", &["erl", "hrl", "escript"], &["rebar.config"], ERLANG).adjacent(),
    row("prolog", &["pro", "prolog", "plt"], &[], PROLOG),
    row(
        "lisp",
        &[
            "clj", "cljs", "cljc", "edn", "lisp", "lsp", "asd", "scm", "ss", "rkt", "fnl", "hy", "clojure", "scheme",
            "racket", "bb",
        ],
        &["dune"],
        LISP,
    ),
    row("emacs-lisp", &["el", "elisp"], &[".emacs", "cask"], ELISP),
    row("sql", &["sql", "psql", "pgsql", "mysql", "ddl", "dml", "plsql", "hql", "cql"], &[], SQL),
    row("puppet", &["pp", "zeek", "rego", "gd", "sage"], &[], HASH),
    row("nim", &["nim", "nims", "nimble"], &[], NIM),
    row("terraform", &["tf", "tfvars", "hcl", "nomad", "terraform"], &[], HCL),
    row("make", &["mk", "mak", "make", "am", "makefile"], &["makefile", "gnumakefile", "kbuild", "bsdmakefile"], MAKE),
    row("just", &["just"], &["justfile", ".justfile"], HASH),
    row("dockerfile", &["dockerfile", "containerfile"], &["dockerfile", "containerfile", "earthfile"], DOCKER),
    row("cmake", &["cmake"], &["cmakelists.txt"], CMAKE),
    row("meson", &["meson"], &["meson.build", "meson_options.txt", "meson.options"], MESON),
    row("assembler", &["s", "asm", "nasm", "a51", "ll"], &[], ASSEMBLER),
    row("vim", &["vim", "vimrc"], &[".vimrc", "vimrc", "_vimrc", ".gvimrc"], VIM),
    row("fortran", &["f90", "f95", "f03", "f08"], &[], FORTRAN),
    row("fortran-77", &["f", "for", "f77", "ftn"], &[], FORTRAN_77),
    row("pascal", &["pas", "dpr", "lpr", "dfm"], &[], PASCAL),
    row("ada", &["adb", "ads", "ada", "vhd", "vhdl", "gpr"], &[], ADA),
    row("verilog", &["v", "sv", "svh", "vh"], &[], VERILOG),
    row("basic", &["vb", "vbs", "bas", "vba", "frm"], &[], BASIC),
    row("protobuf", &["proto", "proto3"], &[], C).adjacent(),
    row("graphql", &["graphql", "gql", "graphqls"], &[], GRAPHQL).documented(),
    row("solidity", &["sol"], &[], C).adjacent(),
    row("thrift", &["thrift", "capnp", "avdl", "fbs", "idl", "jsonnet", "libsonnet"], &[], THRIFT),
    row("nix", &["nix"], &[], NIX),
    row("coffeescript", &["coffee", "litcoffee", "cson"], &[], COFFEE),
    row("tcl", &["tcl", "tk", "exp", "sdc", "xdc"], &[], TCL),
    row("webassembly", &["wat", "wast"], &[], WAT),
    row("awk", &["awk", "gawk", "jq", "bc"], &[], AWK),
    row("d", &["d", "di", "vala", "vapi", "hx", "as", "pde", "bicep", "cue", "odin", "cairo", "move"], &[], GO),
    row(
        "gitignore",
        &[
            "gitignore",
            "dockerignore",
            "npmignore",
            "prettierignore",
            "eslintignore",
            "gitattributes",
            "gcloudignore",
            "helmignore",
        ],
        &["codeowners", "requirements.txt", "constraints.txt", "manifest.in", ".mailmap", "authors.in"],
        IGNORE,
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn rows_are_unique_and_reachable() {
        let mut ids = BTreeSet::new();
        for language in LANGUAGES {
            assert!(ids.insert(language.id), "{} twice", language.id);
            assert!(language.rules.len() <= 32, "{}: rules are bits of a u32", language.id);
            for name in language.extensions.iter().chain(language.names) {
                assert_eq!(*name, name.to_ascii_lowercase());
            }
            for (i, rule) in language.rules.iter().enumerate() {
                assert!(rule.open.is_ascii() && !rule.open.is_empty());
                for before in &language.rules[..i] {
                    let always = matches!(before.kind, Kind::Comment | Kind::Skip | Kind::Block { .. });
                    let hidden = always && before.place == Place::Any && rule.open.starts_with(before.open);
                    assert!(!hidden, "{}: {} is never tried", language.id, rule.open);
                }
            }
        }
    }
}
