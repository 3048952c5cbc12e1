#!/bin/sh
# Fetches the two fonts of the certificates, IPAex Mincho and IPAmj Mincho, from Debian's packages into a folder (by default the
# checkout's artifacts/fonts), with their licences. Needs no root: apt works in a folder of its own. Does nothing where the fonts are
# there already or installed in the system.
set -eu

checkout=$(cd "$(dirname "$0")/../../.." && pwd)
target=${1:-$checkout/artifacts/fonts}
system=/usr/share/fonts

fail() {
    echo "get-fonts: $1" >&2
    echo "get-fonts: put ipaexm.ttf and ipamjm.ttf (https://moji.or.jp/) into a folder and name it in KIOSKSIM_FONTS." >&2
    exit 1
}

is_there() {
    for folder in "${KIOSKSIM_FONTS:-}" "$target"; do
        [ -n "$folder" ] && [ -s "$folder/$1" ] && return 0
    done
    # An explicit target is to be filled whatever the system has.
    [ "$explicit" = no ] && [ -d "$system" ] && [ -n "$(find "$system" -name "$1" -size +0 2>/dev/null | head -n 1)" ]
}

explicit=no
[ $# -gt 0 ] && explicit=yes

missing=
is_there ipaexm.ttf || missing="$missing fonts-ipaexfont-mincho"
is_there ipamjm.ttf || missing="$missing fonts-ipamj-mincho"
if [ -z "$missing" ]; then
    echo "The fonts are there."
    exit 0
fi

for program in apt-get dpkg-deb; do
    command -v "$program" >/dev/null || fail "this is no Debian ($program is missing)."
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/packages" "$work/files"

# The system's own package lists may be empty, as in a fresh container, and may not be ours to renew: apt gets private ones. It still
# checks the archive's signature with the system's keys.
private_apt() {
    apt-get -q \
        -o Dir::State="$work" -o Dir::State::Lists="$work/lists" -o Dir::State::status=/var/lib/dpkg/status \
        -o Dir::Cache="$work/cache" -o APT::Sandbox::User="$(id -un)" -o Acquire::Languages=none "$@"
}

echo "Fetching$missing ..."
log=$work/log
private_apt update >"$log" 2>&1 || true # another repository's trouble is not ours: the download below decides
# shellcheck disable=SC2086 # a list of names
(cd "$work/packages" && private_apt download $missing) >>"$log" 2>&1 || {
    tail -n 5 "$log" >&2
    fail "the packages$missing could not be downloaded; is there a network, and main in apt's sources?"
}

mkdir -p "$target"
for package in "$work"/packages/*.deb; do
    name=$(dpkg-deb -f "$package" Package)
    dpkg-deb -x "$package" "$work/files"
    # The licence first: no font without it.
    cp "$work/files/usr/share/doc/$name/copyright" "$target/$name.copyright"
    find "$work/files/usr/share/fonts" -type f -name '*.ttf' -exec sh -c 'mv "$1" "$2/.part" && mv "$2/.part" "$2/$(basename "$1")"' _ {} "$target" \;
done

for font in ipaexm.ttf ipamjm.ttf; do
    is_there "$font" || fail "the packages hold no $font."
done
echo "The fonts are in $target."
