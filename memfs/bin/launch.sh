# shellcheck shell=bash
# Sourced by the launchers, which set self (their file), program (their name) and failure (the exit status of what can't be
# started): makes the array command, which is Java with its options and MemFS's jar. MEMFS_JAVA names a java to use,
# MEMFS_JAVA_OPTS more flags.

# A standard descriptor that is closed would be that of the first file that Java opens. Where output can't go it fails.
{ : 3<&0; } 2>/dev/null || exec </dev/null
{ : 3>&1; } 2>/dev/null || exec 1</dev/null
: 3>&2 || exec 2>/dev/null
# Bash itself opens the script there.
[ ! /proc/self/fd/2 -ef "$self" ] || exec 2>/dev/null

fail() {
    printf '%s: %s\n' "$program" "$1" >&2
    exit "$failure"
}

home=${self%/bin/*}
# An installed MemFS has its own Java.
app=$home/target
[ ! -d "$home/runtime" ] || app=$home/app

# An installed MemFS knows its version without Java.
if [ "$#" -eq 1 ] && [[ $1 = --version || $1 = -V && $program = mount.memfs ]] && [ -f "$app/version" ]; then
    printf 'memfs %s\n' "$(<"$app/version")"
    exit 0
fi

# Too few for Java to say itself what is wrong. It raises its own limit to this one.
files=$(ulimit -Hn)
[ "$files" = unlimited ] || [ "$files" -ge 64 ] || fail "only $files files may be open at once; raise it: ulimit -n 1024."

# The locale is for Java to keep every UTF-8 name on its command line, whatever the user's is; for other bytes MemFS reads
# /proc. ISO-8859-1 maps each byte of a file name to a character and back. File data is off the heap: the heap stays small.
export LC_ALL=C.UTF-8
# In this locale a dot matches no byte that isn't UTF-8.
[[ $home =~ ^.*$ ]] || fail "Java can't read $home, whose name isn't UTF-8; rename the folder."

jar=$app/memfs.jar
if [ "$app" = "$home/target" ]; then
    # shellcheck source=memfs/bin/find-jdk.sh
    . "$home/bin/find-jdk.sh"
    [ -f "$jar" ] || fail "$jar is missing; build it: mvn package -pl memfs (in ${home%/*})."
    java=$(find_java) || fail "$(no_java_message)"
else
    java=$home/runtime/bin/java
    made_for=$(<"$app/machine") machine=$(uname -m)
    [ "$made_for" = "$machine" ] ||
        fail "this package is for $made_for, and the machine is $machine; install the package for $machine."
fi

# A fixed threshold makes malloc map large buffers (the compiler's, libfuse's) by themselves, so that freed ones go back to
# the system; left alone, glibc raises it and keeps them. Few arenas, since libfuse makes and ends many threads.
export MALLOC_MMAP_THRESHOLD_=131072 MALLOC_ARENA_MAX=2
# The build's archive of loaded classes halves the start (make-archive.sh). Java checks that it fits and goes on without where
# it doesn't (another JDK, a damaged file); what it says of that would come before the ready line, on the standard output.
archive=$app/memfs.jsa
# What each of these gives is measured in docs/appendix/jvm.md.
command=(
    "$java"
    # C1 alone: a build on two cores paid more for C2's compiling than it got back (server CPU 2.2 s, against 1.05 s).
    -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -XX:+ExitOnOutOfMemoryError
    # A start is over before most of what it does is worth compiling; and one method of the JDK takes 6 MiB to compile.
    -XX:CompileThresholdScaling=3
    -XX:CompileCommand=quiet -XX:CompileCommand=exclude,jdk.internal.classfile.impl.StackMapGenerator::processBlock
    # What is inlined many times into one method takes much memory to compile: 10 MiB for Dispatcher.route, 7 for putStat.
    -XX:CompileCommand=dontinline,memfs.kernel.NodeRequests::* -XX:CompileCommand=dontinline,memfs.kernel.FileRequests::*
    -XX:CompileCommand=dontinline,memfs.kernel.protocol.ReplyWriter::put* -XX:CompileCommand=exclude,memfs.kernel.Rehearsal::*
    # The heap holds metadata only: it begins small, and a full collection takes it back to what is used.
    -Xms4m -XX:MaxRAMPercentage=25 -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 -XX:-ShrinkHeapInSteps
    # The archive at the address that it was made for: relocated, it is a private copy.
    -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0
    '-Xlog:aot*=off' '-Xlog:cds*=off'
    -Dfile.encoding=ISO-8859-1
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
)
[ ! -f "$archive" ] || command+=("-XX:SharedArchiveFile=$archive")
# shellcheck disable=SC2206 # the options are words
command+=(${MEMFS_JAVA_OPTS:-} -cp "$jar")
