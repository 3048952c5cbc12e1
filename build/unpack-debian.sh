#!/bin/sh
# unpack-debian.sh <folder> <package>...: fetches Debian's packages and unpacks each into <folder>/<package>. Needs no root: apt works in a
# folder of its own. Ends with 1 and a reason where a package cannot be had.
set -eu

target=$1
shift

fail() {
    echo "unpack-debian: $1" >&2
    exit 1
}

for program in apt-get dpkg-deb; do
    command -v "$program" >/dev/null || fail "this is no Debian ($program is missing)."
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/packages"

# The system's own package lists may be empty, as in a fresh container, and may not be ours to renew: apt gets private ones. It still
# checks the archive's signature with the system's keys.
private_apt() {
    apt-get -q \
        -o Dir::State="$work" -o Dir::State::Lists="$work/lists" -o Dir::State::status=/var/lib/dpkg/status \
        -o Dir::Cache="$work/cache" -o APT::Sandbox::User="$(id -un)" -o Acquire::Languages=none "$@"
}

log=$work/log
private_apt update >"$log" 2>&1 || true # another repository's trouble is not ours: the download below decides
(cd "$work/packages" && private_apt download "$@") >>"$log" 2>&1 || {
    tail -n 5 "$log" >&2
    fail "the packages $* could not be downloaded; is there a network, and main in apt's sources?"
}

for package in "$work"/packages/*.deb; do
    folder=$target/$(dpkg-deb -f "$package" Package)
    mkdir -p "$folder"
    dpkg-deb -x "$package" "$folder"
    # Which version it was, where those who look for known weaknesses expect it.
    dpkg-deb -f "$package" >"$folder.control"
done
