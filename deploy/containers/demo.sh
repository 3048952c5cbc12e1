#!/bin/sh
# demo.sh [<what the command is to do>]: somebody stands before the machine; the paper comes to the folder out-tray (KIOSKSIM_TRAY). Without words: one
# certificate of each kind.
set -eu

here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd)
[ $# -gt 0 ] || set -- demo --text
exec "$here/report.sh" machine "${KIOSKSIM_TRAY:-out-tray}" "$@"
