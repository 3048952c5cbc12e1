#!/bin/sh
# load.sh [<options of kiosksim load>]: people at the kiosk's machines, one after another; the report comes to the folder load-report (KIOSKSIM_REPORT).
set -eu

here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd)
name=${KIOSKSIM_PROJECT:-kiosksim}-load
report=${KIOSKSIM_REPORT:-load-report}
trap 'docker rm -f -v "$name" >/dev/null 2>&1 || true' EXIT INT TERM

[ $# -gt 0 ] || set -- --users 4 --issues 500
code=0
"$here/compose.sh" run --use-aliases --name "$name" prover load --deployment /run/secrets/prover --data /data --world /world --out /reports "$@" || code=$?
mkdir -p "$report"
docker cp "$name:/reports/." "$report"
exit "$code"
