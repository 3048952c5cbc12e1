#!/bin/sh
# kit.sh: an invented prefecture, and what each container is given, where they are not there yet: in KIOSKSIM_CONTAINERS (artifacts/containers).
set -eu

here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd)
cd "$here/../.."
export KIOSKSIM_FONTS=artifacts/images/fonts
kiosksim="${DOTNET:-dotnet} artifacts/images/kiosksim/kiosksim.dll"
folder=${KIOSKSIM_CONTAINERS:-artifacts/containers}

mkdir -p "$folder"
[ -e "$folder/world" ] || $kiosksim seed --residents "${RESIDENTS:-3000}" --world "$folder/world" >/dev/null
[ -e "$folder/secrets" ] || $kiosksim deployment --kiosks "${KIOSKS:-4}" --world "$folder/world" --out "$folder/secrets"
