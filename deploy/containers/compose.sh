#!/bin/sh
# compose.sh <what docker compose is to do>: by whichever of the two is installed, and on whichever PostgreSQL there is. KIOSKSIM_PROJECT and
# KIOSKSIM_CONTAINERS (the folder of world and secrets) make a second KioskSim beside the first.
set -eu

here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd)
cd "$here/../.."

if [ -z "${KIOSKSIM_POSTGRES:-}" ] && docker image inspect kiosksim-postgres:local >/dev/null 2>&1; then
    export KIOSKSIM_POSTGRES=kiosksim-postgres:local
fi
project=${KIOSKSIM_PROJECT:-kiosksim}
folder=${KIOSKSIM_CONTAINERS:-$PWD/artifacts/containers}
export KIOSKSIM_WORLD="$folder/world" KIOSKSIM_SECRETS="$folder/secrets"
if docker compose version >/dev/null 2>&1; then
    exec docker compose -p "$project" "$@"
elif command -v docker-compose >/dev/null; then
    exec docker-compose -p "$project" "$@"
fi
echo "compose: neither 'docker compose' nor docker-compose is installed." >&2
exit 1
