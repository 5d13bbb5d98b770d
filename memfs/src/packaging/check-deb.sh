#!/usr/bin/env bash
# check-deb.sh: installs, runs and removes the built .deb in a fresh Debian without Java, and shows that nothing is left. Needs
# root, /dev/fuse, and the network for the first time; ./benchmark.sh package --check runs it. Its output is the transcript of
# docs/install.md.
set -euo pipefail
umask 022

sources=$(dirname "$(readlink -f "$0")")
module=${sources%/src/packaging}
cache=${module%/*}/.cache

fail() {
    printf 'check-deb.sh: %s\n' "$*" >&2
    exit 1
}

[ "$(id -u)" -eq 0 ] || fail "a fresh root needs root; run: sudo ./benchmark.sh package --check"
[ -c /dev/fuse ] || fail "/dev/fuse is missing; load the kernel's module as root: modprobe fuse"
shopt -s nullglob
packages=("$module"/target/memfs-linux-*.deb)
[ ${#packages[@]} -eq 1 ] || fail "there is no package in $module/target; make it: ./benchmark.sh package"
command -v debootstrap >/dev/null || fail "debootstrap is missing; install it: apt-get install debootstrap"

# A Debian with what the package depends on, and no more; kept for the next time.
suite=bookworm
fresh=$cache/fresh-debian-$suite.tar
if [ ! -f "$fresh" ]; then
    mkdir -p "$cache"
    building=$(mktemp -d "$cache/debian.XXXXXXXX")
    trap 'rm -rf --one-file-system "$building"' EXIT
    debootstrap --variant=minbase --include=mount,fuse3 "$suite" "$building/root" >&2 ||
        fail "debootstrap could not make a Debian; see its lines above"
    tar -C "$building/root" --exclude='./dev/*' -cf "$building/tar" .
    mv -T "$building/tar" "$fresh"
    rm -rf --one-file-system "$building"
    trap - EXIT
fi

work=$(mktemp -d)
trap 'umount -l "$work" 2>/dev/null || true; rmdir "$work"' EXIT
# In memory, in namespaces of its own: what the check leaves, a failed one too, ends with them.
unshare --mount --pid --fork --kill-child --mount-proc bash -euo pipefail -c '
    mount -t tmpfs -o size=2g,mode=755 fresh "$1"
    tar -C "$1" -xf "$2"
    cp "$3" "$1/root/memfs.deb"
    cp "$4" "$1/root/check.sh"
    mount -t proc proc "$1/proc"
    mount -t tmpfs dev "$1/dev"
    for device in null zero full random urandom tty fuse; do cp -a "/dev/$device" "$1/dev"; done
    ln -s /proc/self/fd "$1/dev/fd"
    chmod 666 "$1/dev/fuse"
    exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 chroot "$1" bash /root/check.sh
' bash "$work" "$fresh" "${packages[0]}" "$sources/check-installed.sh" || fail "the check failed; its last command is above"
