#!/bin/sh
# kit.sh: an invented prefecture, and what each container is given, where they are not there yet: in KIOSKSIM_CONTAINERS (artifacts/containers).
set -eu

here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd)
cd "$here/../.."
export KIOSKSIM_FONTS=artifacts/images/fonts
kiosksim="${DOTNET:-dotnet} artifacts/images/kiosksim/kiosksim.dll"
folder=${KIOSKSIM_CONTAINERS:-artifacts/containers}
project=${KIOSKSIM_PROJECT:-kiosksim}

tables_of() { # <label that the engine's tools give to what is theirs>
    docker volume ls -q --filter "label=com.docker.$1=$project"
}

# New keys and accounts would open none of an earlier one's tables.
[ -e "$folder/secrets" ] || [ -z "$(tables_of compose.project)$(tables_of stack.namespace)" ] || {
    echo "up: tables of an earlier KioskSim are here and its keys are not: make down (of a stack deploy/swarm/down.sh) removes them." >&2
    exit 1
}
mkdir -p "$folder"
[ -e "$folder/world" ] || $kiosksim seed --residents "${RESIDENTS:-3000}" --world "$folder/world" >/dev/null
[ -e "$folder/secrets" ] || $kiosksim deployment --kiosks "${KIOSKS:-4}" --world "$folder/world" --out "$folder/secrets"
