#!/bin/sh
# up.sh: KioskSim as a stack of this Swarm, until all of it serves. The images are this node's; on more nodes, those of a registry that all reach (KIOSKSIM_TAG
# stands behind their names).
set -eu

here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd)
stack=${KIOSKSIM_PROJECT:-kiosksim}
[ "$(docker info -f '{{.Swarm.LocalNodeState}}')" = active ] || {
    echo "up: this engine is in no Swarm (docker swarm init)." >&2
    exit 1
}
"$here/../containers/kit.sh"
if [ -z "${KIOSKSIM_POSTGRES:-}" ] && docker image inspect kiosksim-postgres:local >/dev/null 2>&1; then
    export KIOSKSIM_POSTGRES=kiosksim-postgres:local
fi
folder=$(CDPATH='' cd -- "${KIOSKSIM_CONTAINERS:-$here/../../artifacts/containers}" && pwd)
KIOSKSIM_WORLD="$folder/world" KIOSKSIM_SECRETS="$folder/secrets" docker stack deploy --resolve-image never -c "$here/stack.yaml" "$stack" >/dev/null

# A service is there when as many of its tasks run as there are to be.
left=300
while [ "$left" -gt 0 ]; do
    missing=$(docker stack services --format '{{.Name}} {{.Replicas}}' "$stack" | awk '{ split($2, n, "/"); if (n[1] != n[2]) print $1 }')
    [ -n "$missing" ] || {
        echo "KioskSim is up: docker stack services $stack"
        exit 0
    }
    left=$((left - 1))
    sleep 1
done
echo "up: not there after five minutes:" $missing >&2
exit 1
