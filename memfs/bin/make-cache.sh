#!/usr/bin/env bash
# Makes target/memfs.aot, the classes that a server loads until it has served its first requests, loaded and linked
# beforehand (JEP 483, JEP 514). The build runs it; without the file MemFS starts slower, and that is all.
#
# The rehearsal is a server's whole life, by its own launcher and on the java that this finds. Where this machine lets us
# mount, it serves a few files; elsewhere it ends at the mount, and the cache lacks what comes after.
set -eu

cd "$(dirname "$(dirname "$(readlink -f "$0")")")/target"
rm -rf --one-file-system memfs.aot rehearsal
mkdir -p rehearsal/mount
# The server ends when nobody holds this pipe's other end any more.
mkfifo rehearsal/input rehearsal/output
MEMFS_JAVA_OPTS=-XX:AOTCacheOutput=rehearsal/memfs.aot timeout 120 ../bin/memfs --exit-on-stdin-eof rehearsal/mount \
    <rehearsal/input >rehearsal/output 2>/dev/null &
exec 8>rehearsal/input 9<rehearsal/output

read -r line <&9 || line=
if [[ $line == '{"event":"ready"'* ]]; then
    timeout 20 sh -c 'cp -r ../bin rehearsal/mount && diff -r ../bin rehearsal/mount/bin && rm -r rehearsal/mount/bin' || true
fi
exec 8>&-
cat <&9 >/dev/null
wait $! || true

[ ! -f rehearsal/memfs.aot ] || mv rehearsal/memfs.aot .
rm -rf --one-file-system rehearsal
[ -f memfs.aot ] || echo "no memfs/target/memfs.aot could be made; MemFS works, and takes longer to start" >&2
