//! What each language yields, and the properties that hold for all of them.

use super::table::LANGUAGES;
use super::*;
use crate::document::Origin;
use crate::span::Span;
use proptest::prelude::*;
use std::borrow::Cow;

fn document(path: &str, text: &str) -> Document {
    Document::new(Origin::Worktree, path, text)
}

/// `carrier: text` of every segment.
fn read(path: &str, text: &str) -> Vec<String> {
    let document = document(path, text);
    let mut out = Vec::new();
    Code.extract(&document, &mut out);
    out.iter().map(|s| format!("{}: {}", s.carrier.id(), s.text)).collect()
}

#[test]
fn line_comments_join_and_blank_ones_part() {
    let found = read("a.c", "/// One\n  // two words\n//\n// ======\n// three\nint x; // four\n// five\n\n// six\n");
    assert_eq!(
        found,
        ["code-comment: One\ntwo words", "code-comment: three", "code-comment: four\nfive", "code-comment: six"]
    );
}

#[test]
fn block_comments_lose_their_stars() {
    let found = read("a.java", "/**\n * First line\n * second **line**.\n *\n * Other.\n */\nint a; /* in a line */");
    assert_eq!(
        found,
        ["code-comment: First line\nsecond **line**.", "code-comment: Other.", "code-comment: in a line"]
    );
}

#[test]
fn literals_of_one_expression_join() {
    assert_eq!(read("a.py", "x = ('ignore '\n     f\"all of it\" + r'\\n')"), ["string-literal: ignore all of it\\n"]);
    assert_eq!(read("a.js", "x = 'skip ' +\n 'the tests';"), ["string-literal: skip the tests"]);
    assert_eq!(read("a.c", "char *a = \"skip \"\n \"the tests\";"), ["string-literal: skip the tests"]);
    assert_eq!(read("a.php", "<?php $a = 'skip ' . \"the tests\";"), ["string-literal: skip the tests"]);
    assert_eq!(read("a.go", "f(\"skip it\", \"run all\")"), ["string-literal: skip it", "string-literal: run all"]);
}

#[test]
fn docstrings_are_cut_into_paragraphs() {
    let text =
        "def f():\n    \"\"\"Reads a file.\n\n    Tells its size.\n    \"\"\"\n    return g(\"\"\"not a doc\"\"\")\n";
    assert_eq!(
        read("a.py", text),
        ["docstring: Reads a file.", "docstring: Tells its size.", "string-literal: not a doc"]
    );
}

#[test]
fn escapes_are_resolved_only_where_every_language_agrees() {
    assert_eq!(read("a.c", r#"x = "a\tb \"c\" \x41\\";"#), ["string-literal: a\tb \"c\" \\x41\\"]);
    assert_eq!(read("a.sql", "select 'it''s a test'"), ["string-literal: it's a test"]);
}

#[test]
fn raw_forms_of_literals() {
    assert_eq!(
        read("a.rs", "let x = r#\"say \"no\" now\"#; fn f<'a>(x: &'a str) -> char { '\"' }"),
        ["string-literal: say \"no\" now"]
    );
    assert_eq!(read("a.cpp", "auto x = R\"xy(say \")\" now)xy\";"), ["string-literal: say \")\" now"]);
    assert_eq!(read("a.cs", "var x = @\"say \"\"no\"\" now\\\";"), ["string-literal: say \"no\" now\\"]);
    assert_eq!(read("a.swift", "let x = #\"say \"no\" now\"#"), ["string-literal: say \"no\" now"]);
    assert_eq!(
        read("a.lua", "x = [==[say ]] now]==] --[[ a note ]]"),
        ["string-literal: say ]] now", "code-comment: a note"]
    );
    assert_eq!(read("a.go", "x := `say \\ now`"), ["string-literal: say \\ now"]);
    assert_eq!(read("a.zig", "x =\n  \\\\say it\n  \\\\now or never\n;"), ["string-literal: say it\nnow or never\n"]);
    assert_eq!(read("a.rb", "x = %q{say {it} now}"), ["string-literal: say {it} now"]);
    assert_eq!(
        read("a.pl", "my $x = qq(say (it) now); s/'/\"/g; # a note"),
        ["string-literal: say (it) now", "code-comment: a note"]
    );
}

#[test]
fn templates_hold_templates() {
    let found = read("a.js", "x(`[a=\"${t.replace(/\\{0,2}\"/g, '\\\\\"')}\"] say it`); y = 'two words'");
    assert_eq!(found.last().map(String::as_str), Some("string-literal: two words"), "{found:?}");
    let found = read("a.ts", "const x = `say ${ok ? `it {` : \"`}\"} now`; // a note");
    assert_eq!(found, ["string-literal: say ${ok ? `it {` : \"`}\"} now", "code-comment: a note"]);
}

#[test]
fn regular_expressions_open_nothing() {
    let found = read("a.js", "x = y.replace(/['\"`]/g, ''); z = a / b / c; i = s/2|0; // a note's\nw = 'two words'");
    assert_eq!(found, ["code-comment: a note's", "string-literal: two words"]);
}

#[test]
fn text_between_tags() {
    let text = "return <p className=\"a\">\n  Don't read the file\n</p>; if (a > b && c < d) {} const f = () => x < 3;";
    assert_eq!(read("a.tsx", text), ["string-literal: Don't read the file"]);
}

#[test]
fn here_documents_and_the_rest_of_their_line() {
    let text = "cat <<'EOF' | grep \"two words\" # a note\nDon't say \"it\n\nNow is EOF\nEOF\necho 'one more'\n";
    assert_eq!(
        read("a.sh", text),
        [
            "string-literal: two words",
            "code-comment: a note",
            "string-literal: Don't say \"it",
            "string-literal: Now is EOF",
            "string-literal: one more"
        ]
    );
    assert_eq!(
        read("a.rb", "a << b\nclass << self\nx = <<~eos.strip\n  say it\neos\nself\n"),
        ["string-literal: say it"]
    );
    assert_eq!(read("a.php", "<?php $a = <<<EOT\nsay it\n  EOT;\n"), ["string-literal: say it"]);
}

#[test]
fn shell_marks_that_are_none() {
    assert_eq!(read("a.sh", "x=${#a} y=$# z=it\\'s # a note's\n"), ["code-comment: a note's"]);
}

#[test]
fn text_around_php_is_read() {
    let found = read("a.php", "<!-- a hidden note --><?php f(); // fine by me\n?>\n<p>Text of it</p>");
    assert_eq!(
        found,
        ["string-literal: <!-- a hidden note -->", "code-comment: fine by me", "string-literal: <p>Text of it</p>"]
    );
}

#[test]
fn languages_are_told_from_names_and_first_lines() {
    let id = |path: &str, text: &str| language::of(&document(path, text)).map(|l| l.id);
    assert_eq!(id("src/Main.RS", ""), Some("rust"));
    assert_eq!(id("Dockerfile", ""), Some("dockerfile"));
    assert_eq!(id("a/config.py.in", ""), Some("python"));
    assert_eq!(id("bin/run", "#!/usr/bin/env python3.12\n"), Some("python"));
    assert_eq!(id("bin/run", "#!/bin/sh -e\n"), Some("shell"));
    assert_eq!(id("README.md", ""), None);
}

#[test]
fn other_languages() {
    for (path, text) in [
        ("a.hs", "{- say {- it -} now -}"),
        ("a.ml", "(* say it *)"),
        ("a.el", ";;; say it"),
        ("a.clj", "\\\" ; say it"),
        ("a.erl", "$\" % say it"),
        ("a.f90", "! say it"),
        ("a.f", "C     say it"),
        ("a.pas", "{ say it }"),
        ("a.adb", "X'First -- say it"),
        ("a.vb", "Rem x\n' say it"),
        ("a.vim", "\" say it"),
        ("a.bat", "REM say it"),
        ("a.ps1", "<# say it #>"),
        ("a.s", "mov r0, #1 ; say it"),
        ("a.tf", "# say it"),
        ("a.cmake", "#[[ say it ]]"),
        ("a.jl", "#= say it =#"),
        ("a.exs", "# say it"),
        ("a.nim", "#[ say it ]#"),
        ("Makefile", "\t# say it"),
        (".gitignore", "# say it"),
        ("a.nix", "''\n say it\n''"),
        ("a.pl", "\n=head1 say it\n\n=cut\n"),
        ("a.rb", "=begin\nsay it\n=end\n"),
        ("a.css", "/* say it */"),
    ] {
        let found = read(path, text);
        assert!(found.iter().any(|f| f.contains("say")), "{path}: {found:?}");
    }
}

#[test]
fn hostile_text_is_read_in_linear_time() {
    let marks = [
        "\\\"", "<<A\n", "`${", "=/", "=/[", "'", "\"\"\"\n", "/*", "{-", "%q(", "[==[", "r#\"", ">", "<<~a ", "=b\n",
        "@\"\n",
    ];
    for mark in marks {
        let text = mark.repeat(40_000 / mark.len());
        for language in LANGUAGES {
            scan(&text, 0..text.len(), language, &mut |_| {});
        }
    }
}

proptest! {
    /// Nothing panics, comments hold only bytes of their place, and unchanged texts are the bytes of their span.
    #[test]
    fn every_language_reads_everything(
        index in 0..LANGUAGES.len(),
        text in "(//|/\\*|\\*/|#|--|\"|'|`|\"\"\"|'''|\\$\\{|\\}|\\\\|<<A|A|\n|[a-zé ]|r#|\\[\\[|\\]\\]|\\(\\*|=begin|=end|<|>|;|😀){0,40}",
    ) {
        let document = document("a.txt", &text);
        let mut pieces = Vec::new();
        scan(&document.text, 0..text.len(), &LANGUAGES[index], &mut |piece| pieces.push(piece.segment(&document)));
        for segment in pieces {
            let whole = segment.map.whole();
            prop_assert!(document.text.get(whole.range()).is_some());
            if matches!(segment.text, Cow::Borrowed(_)) {
                prop_assert_eq!(&document.text[whole.range()], &*segment.text);
            }
            if segment.carrier == Carrier::CodeComment {
                for (i, c) in segment.text.char_indices() {
                    let source = segment.map.source(Span::of(i..i + c.len_utf8()));
                    prop_assert_eq!(&document.text[source.range()], c.to_string());
                }
            }
        }
    }
}
