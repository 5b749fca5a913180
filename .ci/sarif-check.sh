#!/usr/bin/env bash
# Checks SARIF files as GitHub's code scanning will read them:
#
#     sarif-check.sh FILE...
#
# First against the SARIF 2.1.0 JSON schema, then with Microsoft's sarif-multitool and GitHub's own rules. A schema
# error, or a finding of level error or warning, fails; a note is only printed, the first of each rule. The multitool's exit status says nothing
# (it is 0 with errors), so its results are read; it also finds nothing in a file that the schema refuses (an unknown
# enum value, say), so such a file goes no further.
set -euo pipefail

[ $# -gt 0 ] || { sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p;}' "$0" >&2; exit 2; }

tools=$("$(dirname "${BASH_SOURCE[0]}")/tools.sh")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 # the multitool needs no ICU library then

# Prints what the multitool found and fails if any of it is worse than a note, or if the multitool did not do its work.
read_results() {
    python3 - "$@" <<'PY'
import collections, json, sys

checked, report = sys.argv[1:]
try:
    with open(report, encoding="utf-8-sig") as stream:
        runs = json.load(stream)["runs"]
except (OSError, ValueError, KeyError) as error:
    sys.exit(f"{checked}: sarif-multitool left no report: {error}")
bad = len(runs) != 1
for run in runs:
    for invocation in run.get("invocations", []):
        bad |= not invocation["executionSuccessful"]
        for note in invocation.get("toolExecutionNotifications", []) + invocation.get("toolConfigurationNotifications", []):
            if note.get("level", "warning") != "note":
                bad = True
                print(f"{checked}: multitool: {note['message'].get('text', note)}")
    rules = run["tool"]["driver"].get("rules", [])
    notes = collections.Counter()
    for result in run["results"]:
        index = result.get("ruleIndex", -1)
        rule = rules[index] if 0 <= index < len(rules) else {}
        level = result.get("level") or rule.get("defaultConfiguration", {}).get("level", "warning")
        bad |= level in ("error", "warning")
        notes[result.get("ruleId")] += level == "note"
        if level == "note" and notes[result.get("ruleId")] > 1:
            continue
        message = result["message"]
        text = message.get("text") or rule.get("messageStrings", {}).get(message.get("id"), {}).get("text", "")
        for number, argument in enumerate(message.get("arguments", [])):
            text = text.replace("{%d}" % number, argument)
        region = result.get("locations", [{}])[0].get("physicalLocation", {}).get("region", {})
        print(f"{checked}:{region.get('startLine', 1)}: {level}: {result.get('ruleId')}: {text}")
    for rule, count in notes.items():
        if count > 1:
            print(f"{checked}: note: {rule}: {count - 1} more")
sys.exit(bad)
PY
}

failed=0
number=0
for file in "$@"; do
    number=$((number + 1))
    report=$work/$number.sarif
    if [ ! -r "$file" ]; then
        echo "$file: cannot be read"
        failed=1
        continue
    fi
    # The schema's patterns are refused by the checker's default engine.
    if ! "$tools/check-jsonschema" --regex-variant nonunicode --schemafile "$tools/../sarif-schema.json" "$file"; then
        failed=1
        continue
    fi
    "$tools/sarif-multitool" validate "$file" --rule-kind 'Sarif;Ghas' --level 'Error;Warning;Note' \
        --output "$report" --log ForceOverwrite >"$work/log" 2>&1 || cat "$work/log"
    read_results "$file" "$report" || failed=1
done
exit "$failed"
