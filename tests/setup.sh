#!/bin/sh
# Installs what tests use: Debian's packages, and npm's in artifacts/npm. Where it may not (no root, no network), the tests that need them say
# so and are skipped.
set -eu

packages="openssl qpdf poppler-utils mupdf-tools python3-grpcio python3-protobuf python3-grpc-tools grpc-proto cups-ipp-utils dbus-daemon fonts-dejavu-core opensc pcscd vsmartcard-vpcd libpcsclite1 iproute2 postgresql-15 tesseract-ocr tesseract-ocr-jpn imagemagick libjpeg-turbo-progs libtiff-tools img2pdf ghostscript strace linux-libc-dev procps chromium hey testssl.sh"

here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd)
npm_folder=$here/../artifacts/npm

install_debian() {
    missing=
    for package in $packages; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
    done
    command -v node >/dev/null && command -v npm >/dev/null || missing="$missing nodejs npm"
    [ -n "$missing" ] || return 0

    if ! command -v apt-get >/dev/null; then
        echo "setup-tests: this is no Debian; tests that need$missing are skipped." >&2
        return 0
    fi

    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
            as_root="sudo -n"
        else
            echo "setup-tests: not root; tests that need$missing are skipped. To install: sudo apt-get install$missing" >&2
            return 0
        fi
    fi

    export DEBIAN_FRONTEND=noninteractive
    $as_root apt-get -qq update
    # shellcheck disable=SC2086 # a list of words
    $as_root apt-get -qq install --no-install-recommends -y $missing >/dev/null
}

install_npm() {
    cmp -s "$here/npm/package-lock.json" "$npm_folder/package-lock.json" && [ -d "$npm_folder/node_modules" ] && return 0
    command -v npm >/dev/null || return 0
    mkdir -p "$npm_folder"
    cp "$here/npm/package.json" "$here/npm/package-lock.json" "$npm_folder"
    npm ci --prefix "$npm_folder" --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null || {
        rm -rf "$npm_folder"
        echo "setup-tests: npm's packages cannot be fetched; tests that need them are skipped." >&2
    }
}

install_debian
install_npm
