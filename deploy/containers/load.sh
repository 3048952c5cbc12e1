#!/bin/sh
# load.sh [<options of kiosksim load>]: people at the kiosk's machines, as many at a time as --users; the report comes to the folder load-report
# (KIOSKSIM_REPORT).
set -eu

here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd)
[ $# -gt 0 ] || set -- --users 4 --issues 500
exec "$here/report.sh" prover "${KIOSKSIM_REPORT:-load-report}" load "$@"
