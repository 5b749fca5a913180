#!/usr/bin/env bash
# Keeps the README's excerpt real: it is what PROGRAM says about one file of the made repository.
#
#     readme-excerpt.sh [--write] PROGRAM
#
# Without --write, a difference is shown and fails.
set -euo pipefail

write=no
if [ "${1:-}" = --write ]; then
    write=yes
    shift
fi
[ $# = 1 ] || { sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p;}' "$0" >&2; exit 2; }
program=$(realpath "$1")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readme=$here/../README.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$here/made-repository.sh" "$work/made"
status=0
(cd "$work/made" && "$program" scan --no-config --color never AGENTS.md) >"$work/said" || status=$?
[ "$status" = 1 ] || { echo "the scan exits with $status, not with 1"; exit 1; }
{
    echo '```text'
    # shellcheck disable=SC2016 # the dollar is a prompt
    echo '$ promptsweep scan AGENTS.md'
    cat "$work/said"
    echo '```'
} >"$work/excerpt"

awk -v excerpt="$work/excerpt" '
    /^<!-- end of excerpt/ { inside = 0 }
    !inside { print }
    /^<!-- excerpt:/ { inside = 1; while ((getline line < excerpt) > 0) print line }
' "$readme" >"$work/README.md"
[ "$write" = no ] || cat "$work/README.md" >"$readme"
diff -u "$readme" "$work/README.md" || { echo 'stale: run .ci/readme-excerpt.sh --write PROGRAM'; exit 1; }
