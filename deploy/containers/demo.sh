#!/bin/sh
# demo.sh [<what the command is to do>]: somebody stands before the machine; the paper comes to the folder out-tray (KIOSKSIM_TRAY). Without words: one certificate of each kind.
set -eu

here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd)
name=${KIOSKSIM_PROJECT:-kiosksim}-people
tray=${KIOSKSIM_TRAY:-out-tray}
trap 'docker rm -f -v "$name" >/dev/null 2>&1 || true' EXIT INT TERM

[ $# -gt 0 ] || set -- demo --text
code=0
"$here/compose.sh" run --use-aliases --name "$name" machine "$@" --deployment /run/secrets/machine --data /data --world /world --out /reports || code=$?
mkdir -p "$tray"
docker cp "$name:/reports/." "$tray"
exit "$code"
