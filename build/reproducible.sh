#!/usr/bin/env bash
# reproducible.sh [project]: builds what is committed twice, from two clones in folders of other names and lengths, and compares every file that comes
# out, byte for byte. By default the command, which refers to every program; KioskSim.sln for all there is. Ends with 1 and the names of what differs.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
project=${1:-services/Cli/KioskSim.Cli}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for place in one another/folder-with-a-longer-name; do
  git clone -q . "$work/$place"
  (
    cd "$work/$place"
    ${DOTNET:-dotnet} build -c Release -nologo -v quiet -clp:NoSummary -p:ContinuousIntegrationBuild=true -p:UseSharedCompilation=true "$project" >&2
    cd artifacts/bin
    find . -type f -print0 | sort -z | xargs -0 sha256sum
  ) > "$work/${place%%/*}.sums"

  # Where it was built is nobody's business, and would make every machine's programs its own.
  if grep -rlF "$work" "$work/$place/artifacts/bin"; then
    echo "reproducible: the files above hold the folder that they were built in." >&2
    exit 1
  fi
done

if ! diff "$work/one.sums" "$work/another.sums" > "$work/differences"; then
  sed -nE 's/^[<>] [0-9a-f]+ +/differs: /p' "$work/differences" | sort -u >&2
  exit 1
fi
echo "reproducible: $(wc -l < "$work/one.sums") files of $project, built in two places, are the same"
