#!/bin/sh
# Installs the Debian packages that tests use. Where it may not (no root), the tests that need them say so and are skipped.
set -eu

packages="openssl qpdf poppler-utils mupdf-tools python3-grpcio python3-protobuf python3-grpc-tools grpc-proto cups-ipp-utils dbus-daemon fonts-dejavu-core opensc pcscd vsmartcard-vpcd libpcsclite1 iproute2 postgresql-15 tesseract-ocr tesseract-ocr-jpn imagemagick libjpeg-turbo-progs libtiff-tools img2pdf ghostscript strace linux-libc-dev procps chromium"

missing=
for package in $packages; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "setup-tests: this is no Debian; tests that need$missing are skipped." >&2
    exit 0
fi

as_root=
if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        echo "setup-tests: not root; tests that need$missing are skipped. To install: sudo apt-get install$missing" >&2
        exit 0
    fi
fi

export DEBIAN_FRONTEND=noninteractive
$as_root apt-get -qq update
# shellcheck disable=SC2086 # a list of words
$as_root apt-get -qq install --no-install-recommends -y $missing >/dev/null
