#!/usr/bin/env bash
# make-image.sh VERSION TIMESTAMP: makes, in target/package, what the packages hold; the profile dist of the build runs it.
# memfs/ is MemFS with a Java runtime of its own, root/ the tree of the .deb, control/ what describes that.
set -euo pipefail
umask 022

version=$1 timestamp=$2
sources=$(dirname "$(readlink -f "$0")")
module=${sources%/src/packaging}
package=$module/target/package
image=$package/memfs root=$package/root

# shellcheck source=memfs/bin/find-jdk.sh
. "$module/bin/find-jdk.sh"
java=$(find_java) || {
    no_java_message >&2
    exit 1
}
jdk=$(dirname "$(dirname "$(readlink -f "$java")")")
[ -x "$jdk/bin/jlink" ] || {
    echo "$jdk has no jlink; set MEMFS_JAVA to the java of a full JDK." >&2
    exit 1
}

machine=$(sed -n 's/^OS_ARCH="\(.*\)"/\1/p' "$jdk/release")

rm -rf --one-file-system "$image" "$root" "$package/control"
mkdir -p "$image/bin" "$image/app"
cp "$module/bin/"{memfs,mount.memfs,launch.sh} "$image/bin"
cp -r "$module/target/memfs.jar" "$module/target/lib" "$image/app"
echo "$version" >"$image/app/version"
echo "$machine" >"$image/app/machine"
# The modules that run (Jackson loads java.xml's classes); jdeps names those of libraries' unused parts, too. Compressed by the
# package, once.
"$jdk/bin/jlink" --add-modules java.base,java.logging,java.xml,jdk.unsupported --no-header-files --no-man-pages \
    --output "$image/runtime"

# Java takes the archive of classes only where the times of jar and runtime are those that it was made with, and packages
# have one time for all files.
find "$image" -exec touch -h -d "$timestamp" {} +
"$module/bin/make-archive.sh" "$image/app"

documents=$image/share/doc/memfs
mkdir -p "$image/share/man/man1" "$image/share/man/man8" "$image/share/bash-completion/completions" "$documents/examples"
gzip -9nc "$package/man/memfs.1" >"$image/share/man/man1/memfs.1.gz"
gzip -9nc "$package/man/mount.memfs.8" >"$image/share/man/man8/mount.memfs.8.gz"
cp "$package/completion/"* "$image/share/bash-completion/completions"
cp "$sources/mnt-mem.mount" "$documents/examples"
cp "$sources/copyright" "$package/THIRD-PARTY.txt" "$package/bom.json" "$documents"
cp "$module/../LICENSE" "$documents/LICENSE"
chmod -R u=rwX,go=rX "$image"
find "$image" -exec touch -h -d "$timestamp" {} +

mkdir -p "$root/usr/lib" "$root/usr/bin" "$root/usr/sbin" "$package/control"
cp -a "$image" "$root/usr/lib/memfs"
mv "$root/usr/lib/memfs/share" "$root/usr/share"
rm "$root/usr/share/doc/memfs/LICENSE"
ln -s ../lib/memfs/bin/memfs "$root/usr/bin/memfs"
ln -s ../lib/memfs/bin/mount.memfs "$root/usr/sbin/mount.memfs"
# mount(8) looks for the first, and calls mount.fuse3 where it is missing.
ln -s mount.memfs "$root/usr/sbin/mount.fuse.memfs"

case $machine in
x86_64) architecture=amd64 ;;
aarch64) architecture=arm64 ;;
*)
    echo "Debian's name of the architecture $machine isn't known here; build on x86_64 or aarch64." >&2
    exit 1
    ;;
esac
sed "s/ARCHITECTURE/$architecture/" "$sources/control/control" >"$package/control/control"

# One owner, one order and one time: equal trees make equal archives.
pack() { tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="$timestamp" --format=gnu -c "$@"; }
pack -C "$root" . >"$package/root.tar"
pack -C "$package" memfs | gzip -9n >"$module/target/memfs-linux-$machine.tar.gz"
