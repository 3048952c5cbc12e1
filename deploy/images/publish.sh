#!/bin/sh
# publish.sh <folder>: what goes into images, from the programs that are built: without symbols, documentation of code and other systems' libraries.
set -eu

target=$1
here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd)
checkout=$here/../..

rm -rf "$target"
mkdir -p "$target/empty"
: >"$target/nothing"
"$checkout/services/Paper/Fonts/get-fonts.sh" "$target/fonts" >/dev/null

publish() { # <project> <name>
    "${DOTNET:-dotnet}" publish -c Release -nologo -v quiet -clp:NoSummary -p:UseSharedCompilation=true -o "$target/$2" "$checkout/$1"
    find "$target/$2" \( -name '*.pdb' -o -name 'KioskSim.*.xml' -o -name 'kiosksim.xml' \) -delete
    [ ! -d "$target/$2/runtimes" ] || find "$target/$2/runtimes" -mindepth 1 -maxdepth 1 ! -name linux-x64 ! -name linux-arm64 -exec rm -rf {} +
}

publish services/Jpki/KioskSim.Jpki.Host jpki
publish services/Centre/KioskSim.Centre.Host centre
publish services/City/KioskSim.City.Host city
publish kiosk-emulator/KioskSim.Kiosk.App kiosk
publish services/Inquiry/KioskSim.Inquiry.Host inquiry
publish services/Cli/KioskSim.Cli kiosksim
