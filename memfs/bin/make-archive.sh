#!/usr/bin/env bash
# make-archive.sh [FOLDER]: makes memfs.jsa in target, or in the folder with the jar of an image, a class data archive: what a
# server loads until it has served its first requests, parsed and linked beforehand. The build runs it; without the file MemFS
# starts slower, and that is all.
#
# A rehearsal records these classes: a complete run of a server, by its own launcher and on the java that this finds.
# Where this machine lets us mount, it serves a few files; elsewhere it ends at the mount, and the archive lacks the rest.
# -XX:AOTCacheOutput would do it in one step, but the method profiles in its file cost a start 45 ms of CPU, and C1 alone
# has no use for them. Neither takes picocli, whose class files are too old to be linked beforehand.
set -eu

cd "${1:-$(dirname "$(dirname "$(readlink -f "$0")")")/target}"
rm -rf --one-file-system memfs.jsa rehearsal.*
# A new directory that only this user may write to.
rehearsal=$(mktemp -d rehearsal.XXXXXXXX)
mkdir "$rehearsal/mount"
# The server ends when the other end of its input is closed.
mkfifo "$rehearsal/input" "$rehearsal/output"
MEMFS_JAVA_OPTS="-Xshare:off -XX:DumpLoadedClassList=$rehearsal/classes" \
    timeout 60 ../bin/memfs --exit-on-stdin-eof "$rehearsal/mount" <"$rehearsal/input" >"$rehearsal/output" 2>/dev/null &
exec 8>"$rehearsal/input" 9<"$rehearsal/output"

read -r ready <&9 || ready=
if [ -n "$ready" ]; then
    timeout 20 sh -c 'cp -r ../bin "$0" && diff -r ../bin "$0/bin" && rm -r "$0/bin"' "$rehearsal/mount" || true
fi
exec 8>&-
wait $! || true

MEMFS_JAVA_OPTS="-Xshare:dump -XX:+AOTClassLinking -XX:SharedClassListFile=$rehearsal/classes -XX:SharedArchiveFile=$rehearsal/memfs.jsa" \
    timeout 60 ../bin/memfs >"$rehearsal/log" 2>&1 && mv -T "$rehearsal/memfs.jsa" memfs.jsa ||
    echo "no archive $PWD/memfs.jsa could be made; MemFS works, and takes longer to start" >&2
rm -rf --one-file-system "$rehearsal"
