#!/usr/bin/env bash
# Runs every test program that was built and ends with one line of numbers.
set -uo pipefail

cd "$(dirname "$0")/.."
log=$(mktemp)
trap 'rm -f "$log"' EXIT

dotnet test --solution KioskSim.sln -c Release --no-build --max-parallel-test-modules 2 --no-progress "$@" 2>&1 | tee "$log"
code=$?

count() { awk -v key="$1:" '$1 == key { n = $2 } END { print n + 0 }' "$log"; }
echo "$(count succeeded) passed, $(count failed) failed, $(count skipped) skipped"
exit $code
