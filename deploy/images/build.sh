#!/bin/sh
# build.sh [<base>]: an image of each program, from what publish.sh has put together. Without a base that is named: on the one that make-base.sh has
# made here, if there is one, else on the Dockerfile's own.
set -eu

here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd)
base=${1:-}
[ -n "$base" ] || ! docker image inspect kiosksim-base:local >/dev/null 2>&1 || base=kiosksim-base:local

build() { # <target> <image>
    docker build -q ${base:+--build-arg "BASE=$base"} --target "$1" -t "$2:local" -f "$here/Dockerfile" "$here/../.." >/dev/null
    echo "$2:local"
}

for service in jpki centre city kiosk inquiry; do
    build "$service" "kiosksim-$service"
done
build kiosksim kiosksim
