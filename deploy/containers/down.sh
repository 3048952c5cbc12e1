#!/bin/sh
# down.sh: ends the containers and removes what they kept, with their keys: what comes up next is another KioskSim.
set -eu

here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd)
"$here/compose.sh" --profile people down --volumes --remove-orphans
rm -rf "${KIOSKSIM_CONTAINERS:-$here/../../artifacts/containers}/secrets"
