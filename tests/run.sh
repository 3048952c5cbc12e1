#!/usr/bin/env bash
# Runs every test program that was built, two at a time, and ends with one line of numbers. Arguments go to each program
# (tests/run.sh --filter-class '*OcspFuzzTests').
set -uo pipefail

cd "$(dirname "$0")/.."
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT

[ $# = 0 ] || set -- "$@" --ignore-exit-code 8 # where nothing fits a filter, nothing is to run

# The solution's projects in tests/ that xunit runs: other programs there are run by tests. Those that take longest, by far, go first, the longest before
# the others, or a core would have nothing to do at the end.
longest=(KioskSim.Web.Tests KioskSim.Cli.Tests KioskSim.Residue.Tests KioskSim.Proof.Tests KioskSim.Crash.Tests KioskSim.Simulation.Tests KioskSim.Inquiry.Tests KioskSim.Security.Tests)
programs() {
  printf '%s\n' "${longest[@]}"
  sed -nE 's/^Project.* = "([^"]*)", "tests.*/\1/p' KioskSim.sln | while read -r project; do
    [ ! -f "artifacts/bin/$project/release/xunit.v3.runner.inproc.console.dll" ] || echo "$project"
  done | grep -vxF "$(printf '%s\n' "${longest[@]}")"
}

# What a test runs, it runs for seconds: code that counts how it is used, so as to be compiled better in the long run, costs a tenth of all the time.
export DOTNET_TieredPGO=0

export logs
programs | xargs -P 2 -I{} bash -c '
  TIMEFORMAT="%0R s, %0U + %0S s of processor"
  { time dotnet "artifacts/bin/$1/release/$1.dll" --no-progress --no-ansi "${@:2}" > "$logs/$1" 2>&1; } 2> "$logs/$1.time"
  code=$?
  took=$(tail -1 "$logs/$1.time") && rm "$logs/$1.time"
  [ $code != 8 ] || ! grep -q "^skipped " "$logs/$1" || code=0 # all of it skipped, each with its reason
  if [ $code = 0 ]; then
    grep -A 1 "^skipped " "$logs/$1"
    echo "$1: passed ($took)"
  else
    sed "s/^/  /" "$logs/$1"
    echo "$1: FAILED (exit code $code, $took)"
    touch "$logs/$1.failed"
  fi
  exit $code
' program {} "$@"
code=$?

# Again at the end, where somebody who sees only the end of it looks: which test, and what a program said that died.
for failed in "$logs"/*.failed; do
  [ -e "$failed" ] || continue
  log=${failed%.failed}
  echo "--- ${log##*/}"
  grep -A 8 '^failed ' "$log" | head -60 | grep . || tail -30 "$log"
done

count() { cat "$logs"/* | awk -v key="$1:" '$1 == key { n += $2 } END { print n + 0 }'; }
echo "$(count succeeded) passed, $(count failed) failed, $(count skipped) skipped"
exit $code
