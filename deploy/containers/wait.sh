#!/bin/sh
# wait.sh <service>: until each of its containers serves (registers: until they have pushed). Ends with 1 and the last words of one that does not within two
# minutes.
set -eu

here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd)

serves() { # <container>
    state=$(docker inspect -f '{{.State.Status}} {{if .State.Health}}{{.State.Health.Status}}{{end}}' "$1")
    case $state in
    *" healthy") return 0 ;;
    "running ") docker logs "$1" 2>/dev/null | grep -qx pushed ;;
    "running "*) # the engine asks every twenty seconds, and we ask the same at once
        # shellcheck disable=SC2046 # a list of words
        docker exec "$1" $(docker inspect -f '{{join .Config.Healthcheck.Test " "}}' "$1" | sed 's/^CMD //') >/dev/null 2>&1 ;;
    *) return 1 ;;
    esac
}

for container in $("$here/compose.sh" ps -q "$1"); do
    left=120
    until serves "$container"; do
        left=$((left - 1))
        [ $left -gt 0 ] || {
            docker logs --tail 5 "$container" >&2
            echo "up: $1 is $state after two minutes." >&2
            exit 1
        }
        sleep 1
    done
done
