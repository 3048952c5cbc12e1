#!/bin/sh
# down.sh: ends the stack and removes what it kept, with its keys.
set -eu

here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd)
stack=${KIOSKSIM_PROJECT:-kiosksim}
docker stack rm "$stack" >/dev/null
while docker ps -aq --filter "label=com.docker.stack.namespace=$stack" | grep -q .; do
    sleep 1
done
docker volume ls -q --filter "label=com.docker.stack.namespace=$stack" | xargs -r docker volume rm >/dev/null
rm -rf "${KIOSKSIM_CONTAINERS:-$here/../../artifacts/containers}/secrets"
