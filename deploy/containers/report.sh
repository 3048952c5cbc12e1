#!/bin/sh
# report.sh <container> <folder> <what the command is to do>: one run of a command beside the containers that are up; what it writes to /reports comes to the
# folder here, also when it fails.
set -eu

here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd)
service=$1
folder=$2
shift 2
name=${KIOSKSIM_PROJECT:-kiosksim}-$service-report
trap 'docker rm -f -v "$name" >/dev/null 2>&1 || true' EXIT INT TERM

code=0
"$here/compose.sh" run --use-aliases --name "$name" "$service" "$@" --deployment "/run/secrets/$service" --data /data --world /world --out /reports || code=$?
mkdir -p "$folder"
docker cp "$name:/reports/." "$folder"
exit "$code"
