#!/bin/sh
# up.sh: the containers, until all of them serve. REPLICAS="city-482013=3 centre=2 jpki=2": so many of a service.
set -eu

here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd)
"$here/kit.sh"

scales=
for scale in ${REPLICAS:-}; do
    scales="$scales --scale $scale"
done
# shellcheck disable=SC2086 # a list of words
"$here/compose.sh" up -d $scales
for service in kiosk inquiry registers centre jpki city-482013 city-lgwan-asp; do
    "$here/wait.sh" "$service"
done
echo "KioskSim is up. make demo-compose issues one certificate of each kind; the inquiry site: http://127.0.0.1:${KIOSKSIM_INQUIRY_PORT:-8090}/"
