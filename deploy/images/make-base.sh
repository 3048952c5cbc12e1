#!/bin/sh
# make-base.sh <image>: a base for KioskSim's images where none can be pulled: the libraries that .NET needs, from Debian's packages, and the
# ASP.NET runtime that is installed here. No shell, no package manager, a user of its own, as in the public image that is the default.
set -eu

image=$1
here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd)
dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
version=$(dotnet --list-runtimes | sed -n 's/^Microsoft.AspNetCore.App \([0-9.]*\) .*/\1/p' | tail -n 1)
packages="libc6 libgcc-s1 libstdc++6 libssl3 zlib1g"

[ -n "$version" ] || {
    echo "make-base: no ASP.NET runtime is installed beside this dotnet." >&2
    exit 1
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

# shellcheck disable=SC2086 # a list of names
"$here/../../build/unpack-debian.sh" "$work/packages" $packages

root=$work/root
mkdir -p "$root/etc" "$root/tmp" "$root/var/lib/dpkg/status.d" "$root/usr/share/dotnet/shared" "$root/usr/bin" "$root/usr/lib" "$root/usr/lib64"
chmod 1777 "$root/tmp"
# As in Debian itself, where /lib is a name of /usr/lib.
ln -s usr/lib "$root/lib"
ln -s usr/lib64 "$root/lib64"
for name in $packages; do
    tar -C "$work/packages/$name" -c . | tar -C "$root" -x --keep-directory-symlink
    cp "$work/packages/$name.control" "$root/var/lib/dpkg/status.d/$name"
done
rm -rf "$root/usr/share/lintian" "$root/usr/share/doc-base" "$root/usr/lib/"*/gconv "$root/usr/lib/"*/perl-base
find "$root/usr/share/doc" -type f ! -name copyright -delete

printf 'root:x:0:0::/:/none\nkiosksim:x:1654:1654::/:/none\n' >"$root/etc/passwd"
printf 'root:x:0:\nkiosksim:x:1654:\n' >"$root/etc/group"
printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"
cp /etc/os-release "$root/etc/os-release"

cp -r "$dotnet/dotnet" "$dotnet/host" "$root/usr/share/dotnet/"
for framework in Microsoft.NETCore.App Microsoft.AspNetCore.App; do
    mkdir -p "$root/usr/share/dotnet/shared/$framework"
    cp -r "$dotnet/shared/$framework/$version" "$root/usr/share/dotnet/shared/$framework/"
done
ln -s ../share/dotnet/dotnet "$root/usr/bin/dotnet"

tar -C "$root" --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -c . | docker import - "$image" >/dev/null
echo "$image: Debian's libraries and ASP.NET $version."
