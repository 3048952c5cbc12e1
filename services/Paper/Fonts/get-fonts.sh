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

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

echo "Fetching$missing ..."
# shellcheck disable=SC2086 # a list of names
"$checkout/build/unpack-debian.sh" "$work" $missing || fail "the packages of the fonts could not be had."

mkdir -p "$target"
for name in $missing; do
    # The licence first: no font without it.
    cp "$work/$name/usr/share/doc/$name/copyright" "$target/$name.copyright"
    find "$work/$name/usr/share/fonts" -type f -name '*.ttf' -exec sh -c 'mv "$1" "$2/.part" && mv "$2/.part" "$2/$(basename "$1")"' _ {} "$target" \;
done

for font in ipaexm.ttf ipamjm.ttf; do
    is_there "$font" || fail "the packages hold no $font."
done
echo "The fonts are in $target."
