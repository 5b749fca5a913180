#!/usr/bin/env bash
# Checks the SARIF check itself: it takes a good file and refuses each way in which a file of testdata/ is bad.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
wrong=0
for file in "$here"/testdata/*.sarif; do
    wanted=refused found=accepted
    [ "${file##*/}" != good.sarif ] || wanted=accepted
    said=$("$here/sarif-check.sh" "$file" 2>&1) || found=refused
    if [ "$found" != "$wanted" ]; then
        printf '%s is %s, must be %s:\n%s\n' "${file##*/}" "$found" "$wanted" "$said"
        wrong=1
    fi
done
exit "$wrong"
