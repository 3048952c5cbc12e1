#!/usr/bin/env bash
# check-sbom.sh <file>: holds a bill of materials against cdxgen, a program of other people's: its validator, and the packages that it finds by itself in
# what is committed, tests apart. Ends with 1 and what differs. cdxgen is fetched from npm into artifacts/cdxgen; it is too much for every run of the tests.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
bill=$(realpath "$1")
cdxgen=$PWD/artifacts/cdxgen/node_modules/.bin

npm install --prefix artifacts/cdxgen --omit=optional --ignore-scripts --no-audit --no-fund --loglevel=error @cyclonedx/cdxgen@12.8.4 > /dev/null

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git clone -q . "$work/kiosksim"
rm -rf "$work/kiosksim/tests" "$work/kiosksim/build"

# Its benchmarks ask for what no source can have, such as a signature: what is to fit is the schema, and what it calls critical.
"$cdxgen/cdx-validate" -i "$bill" --strict --fail-severity critical -r json -o "$work/said.json"
"$cdxgen/cdxgen" -t dotnet --no-install-deps --spec-version 1.6 -o "$work/found.json" "$work/kiosksim" > "$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }

# Our own projects are packages to cdxgen: those without a version.
packages() {
  node -e '
    const { components } = JSON.parse(require("fs").readFileSync(process.argv[1]));
    const found = components.filter(c => c.version && c.purl.startsWith("pkg:nuget/")).map(c => c.purl);
    process.stdout.write(found.sort().map(p => `${p}\n`).join(""));
  ' "$1"
}
packages "$bill" > "$work/ours"
packages "$work/found.json" > "$work/found"

diff "$work/ours" "$work/found" || { echo "check-sbom: < only in ours, > only in cdxgen's" >&2; exit 1; }
echo "check-sbom: valid, and cdxgen finds the same $(wc -l < "$work/ours") packages"
