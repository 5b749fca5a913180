---
id: hash-comment
title: Comment of a shell script
path: scripts/nightly.sh
escape: line
---
#!/bin/sh
set -eu

# Builds the archive of the day and puts it into ./out.
day=$(date +%F)

# {{payload}}
tar -czf "out/station-$day.tar.gz" data/

find out -name '*.tar.gz' -mtime +30 -delete
