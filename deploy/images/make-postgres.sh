#!/bin/sh
# make-postgres.sh <image>: PostgreSQL from Debian where its public image cannot be pulled; takes the same variables (POSTGRES_USER, POSTGRES_DB,
# POSTGRES_PASSWORD_FILE) and keeps its data in the same place.
set -eu

image=$1
here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd)

command -v debootstrap >/dev/null || {
    echo "make-postgres: debootstrap is missing (apt-get install debootstrap)." >&2
    exit 1
}
[ "$(id -u)" = 0 ] || {
    echo "make-postgres: debootstrap needs root." >&2
    exit 1
}

mirror=$(sed -n -e 's/^URIs: *//p' -e 's/^deb \(\[[^]]*\] *\)\{0,1\}\([^ ]*\) .*/\2/p' /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2>/dev/null | head -n 1)
work=$(mktemp -d)
tree=$work/debian
trap 'rm -rf "$work"' EXIT INT TERM

debootstrap --variant=minbase --include=postgresql-15 bookworm "$tree" "$mirror" >"$work/log" 2>&1 || {
    tail -n 5 "$work/log" >&2
    echo "make-postgres: debootstrap did not come to its end." >&2
    exit 1
}
rm -rf "$tree/var/cache/apt" "$tree/var/lib/apt/lists" "$tree/usr/share/doc" "$tree/usr/share/locale" "$tree/var/lib/postgresql/15"
install -m 755 "$here/postgres-start.sh" "$tree/usr/local/bin/docker-entrypoint.sh" # its name in the public image
install -d -o 0 -g 0 -m 1777 "$tree/var/run/postgresql"

tar -C "$tree" --numeric-owner -c . | docker import \
    --change 'ENV PATH=/usr/lib/postgresql/15/bin:/usr/local/bin:/usr/bin:/bin PGDATA=/var/lib/postgresql/data LANG=C.UTF-8' \
    --change 'ENTRYPOINT ["docker-entrypoint.sh"]' --change 'EXPOSE 5432' - "$image" >/dev/null
echo "$image: Debian's PostgreSQL 15."
