#!/usr/bin/env bash
# Measures line coverage of chosen paths by the unit and integration tests and fails below a minimum.
#
#     coverage.sh PATH=MIN... [-- NEXTEST-ARGUMENT...]
#     coverage.sh scanner/src/decode=90 scanner/src/report=90 -- -p promptsweep
#
# PATH is a file or folder relative to the workspace root, MIN a percentage. The tests run under cargo-nextest in an
# instrumented build of its own (target/llvm-cov-target), binaries that they start included; a failing test fails here.
# Lines of `#[cfg(test)] mod ... {` do not count (they would flatter; clippy's items_after_test_module keeps them last).
# Doc tests do not count either. The whole record stays in target/coverage.lcov.
#
# RUSTFLAGS in the environment is added to; rustflags in Cargo's configuration files are not seen by this build.
set -euo pipefail

usage() { sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p;}' "$0" >&2; exit 2; }

wanted=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do
    [[ $1 =~ ^[^=]+=[0-9]+(\.[0-9]+)?$ ]] || usage
    wanted+=("$1")
    shift
done
[ ${#wanted[@]} -gt 0 ] || usage
[ $# -eq 0 ] || shift

tools=$("$(dirname "${BASH_SOURCE[0]}")/tools.sh")
export PATH="$tools:$PATH" LLVM_COV="$tools/llvm-cov" LLVM_PROFDATA="$tools/llvm-profdata"
# Some builds of llvm-profdata come without zlib, which rustc's profiles use unless told otherwise.
export RUSTFLAGS="${RUSTFLAGS:-} -Cllvm-args=-enable-name-compression=false"

root=$(dirname "$(cargo locate-project --workspace --message-format plain)")
record=${CARGO_TARGET_DIR:-$root/target}/coverage.lcov
mkdir -p "${record%/*}"
cargo llvm-cov nextest --no-cfg-coverage --lcov --output-path "$record" "$@" >&2

awk -v root="$root/" -v wanted="${wanted[*]}" '
# The first line of the test module of a source file, or a number past its end.
function test_line(path,    line, number, pending, found) {
    found = 1e9
    while (found == 1e9 && (getline line < path) > 0) {
        number++
        if (line ~ /^#\[cfg\((all\()?test[,)]/) pending = 1
        else if (pending && line ~ /^(pub(\([^)]*\))? )?mod [a-z0-9_]+ \{/) found = number
        else if (line ~ /^[a-z]/) pending = 0
    }
    close(path)
    return found
}
function close_gap() { if (gap) missed[file] = missed[file] " " gap (gap == last ? "" : "-" last); gap = 0 }
BEGIN { FS = "[:,]"; count = split(wanted, want, " ") }
/^SF:/ {
    path = substr($0, 4)
    file = index(path, root) == 1 ? substr(path, length(root) + 1) : ""
    limit = file == "" ? 0 : test_line(path)
}
/^DA:/ && $2 + 0 < limit {
    if (!lines[file]++) files[++known] = file
    if ($3 > 0) { hit[file]++; close_gap() }
    else { if (!gap) gap = $2; last = $2 }
}
/^end_of_record/ { close_gap() }
END {
    for (i = 1; i <= count; i++) {
        split(want[i], part, "=")
        prefix = part[1]; minimum = part[2]; sub(/\/+$/, "", prefix)
        all = covered = 0; detail = ""
        for (j = 1; j <= known; j++) {
            file = files[j]
            if (file != prefix && index(file, prefix "/") != 1) continue
            all += lines[file]; covered += hit[file]
            if (missed[file] != "") detail = detail sprintf("  %s: not covered:%s\n", file, missed[file])
        }
        percent = all ? 100 * covered / all : 0
        bad = !all || percent < minimum
        failed += bad
        printf "coverage %s: %s %.2f %% (%d of %d lines), at least %s %%\n", bad ? "LOW" : "ok", prefix, percent, covered, all, minimum
        if (!all) print "  no line of it was measured: is the path right?"
        if (bad) printf "%s", detail
    }
    exit failed > 0
}' "$record"
