#!/usr/bin/env bash
# The study's front door: finds or installs what is missing, builds when sources are newer than the jars, and hands
# over to the program that does the work. No study logic here.
set -euo pipefail

# A standard descriptor that is closed would be that of the first file that Java opens. Where output can't go it fails.
{ : <&0; } 2>/dev/null || exec </dev/null
{ : >&1; } 2>/dev/null || exec 1</dev/null
{ : >&2; } 2>/dev/null || exec 2>/dev/null

# Java reads and writes file names in the locale's characters, and tree hashes hang on them.
export LC_ALL=C.UTF-8

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)

say() { printf 'benchmark.sh: %s\n' "$*" >&2; }
fail() {
    say "$@"
    exit 1
}

# In this locale a dot matches no byte that isn't UTF-8.
[[ $root =~ ^.*$ ]] || fail "Java can't read $root, whose name isn't UTF-8; rename the folder."

usage() {
    cat <<'TEXT'
Usage: ./benchmark.sh [OPTIONS] PROJECT...   clone, build and stat the projects on every target, and report
       ./benchmark.sh [OPTIONS] all          the six projects; says first what time, disk and memory that takes
       ./benchmark.sh demo                   a taste: one small project on disk, tmpfs and memfs, in about a minute
       ./benchmark.sh report [RUN...]        draw runs' reports again from their raw files (the newest study by default)
       ./benchmark.sh compare RUN_A RUN_B    whether the second run is slower (OPTIONS: ./benchmark.sh compare --help)
       ./benchmark.sh calibrate PROJECT      a target with itself, and with itself slowed down: what the verdicts say of both
       ./benchmark.sh list                   projects and targets, with what each still needs
       ./benchmark.sh mount DIR [OPTIONS]    a MemFS by hand, in the foreground (OPTIONS: ./benchmark.sh mount --help)
       ./benchmark.sh micro [OPTIONS]        the JMH benchmarks (OPTIONS: ./benchmark.sh micro --help)
       ./benchmark.sh memory [OPTIONS]       what files cost in memory, and what is given back (OPTIONS: ./benchmark.sh memory --help)
       ./benchmark.sh explain clone [NAME]   what made a clone slow in the original, factor by factor (OPTIONS: ./benchmark.sh explain --help)
       ./benchmark.sh package [--check]      MemFS to install, without Java; --check: in a fresh Debian, as root (docs/install.md)
       ./benchmark.sh test [MAVEN OPTIONS]   set up, then run all tests
       ./benchmark.sh --enable-uring ...     any of these with FUSE over io_uring enabled in the kernel meanwhile (as root)

Try ./benchmark.sh --quick redis nginx      (4 to 13 minutes: one repetition on disk, tmpfs, memfs and memfs-jnr)

TEXT
}

# --- what is missing -------------------------------------------------------------------------------------------------

# install WHY PACKAGE...: by apt-get as root, otherwise says the command; fails where it could not.
install() {
    local why=$1
    shift
    if ! command -v apt-get >/dev/null; then
        say "$why; install what your system calls: $*"
        return 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        say "$why; run: sudo apt-get install -y $*"
        return 1
    fi
    say "$why; installing $*"
    if ! DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >/dev/null 2>&1; then
        apt-get update -q >/dev/null 2>&1 || true
        if ! DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >&2; then
            say "apt-get could not install $*; see its lines above"
            return 1
        fi
    fi
}

# The first of the named packages that apt knows; a fresh machine's apt knows none before its first update.
known_package() {
    first_known "$@" && return 0
    [ "$(id -u)" -eq 0 ] && apt-get update -q >/dev/null 2>&1 && first_known "$@"
}

first_known() {
    local name
    for name in "$@"; do
        if apt-cache show "$name" >/dev/null 2>&1; then
            echo "$name"
            return 0
        fi
    done
    return 1
}

# Not a pipe: a grep -q that finds ends it early, and under pipefail the library would then seem to be missing.
has_library() {
    local libraries
    libraries=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null) || true
    [[ $libraries == *"$1"* ]]
}

# Sets JDK to the home of a JDK from 25 on.
find_jdk() {
    local java
    java=$(find_java) || return 1
    JDK=$(dirname "$(dirname "$(readlink -f "$java")")")
    [ -x "$JDK/bin/javac" ]
}

need_jdk() {
    if find_jdk; then
        return 0
    fi
    local package
    if package=$(known_package openjdk-25-jdk-headless) && install "no JDK 25 found" "$package" && find_jdk; then
        return 0
    fi
    fail "$(no_java_message)"
}

need_maven() {
    command -v mvn >/dev/null || install "Maven is missing" maven || fail "Maven is needed for the build."
}

# libfuse 2 is one transport's need: where it can't be had, that transport says so and all else runs.
need_libfuse2() {
    has_library libfuse.so.2 && return 0
    local package
    package=$(known_package libfuse2 libfuse2t64 || echo libfuse2)
    install "libfuse 2 is missing (jnr-fuse needs it)" "$package" || true
}

# A run that names its targets, and memfs-jnr not among them; one that is resumed has named them before.
runs_without_jnr() {
    [[ " $*" == *" --target"* && "$*" != *memfs-jnr* && " $*" != *" --resume"* ]]
}

# Root mounts by itself; others, the tests' ordinary user included, through fusermount3.
need_fuse() {
    if [ "$(id -u)" -ne 0 ] || [ "${1:-}" = tests ]; then
        command -v fusermount3 >/dev/null || command -v fusermount >/dev/null ||
            install "fusermount3 is missing (mounts by ordinary users need it)" fuse3 || true
    fi
    if [ ! -e /dev/fuse ] && [ "$(id -u)" -eq 0 ]; then
        modprobe fuse 2>/dev/null || true
    fi
}

# Programs whose copies of access control lists the tests compare.
need_acl_programs() {
    command -v setfacl >/dev/null && command -v rsync >/dev/null ||
        install "setfacl or rsync is missing (tests of access control lists run them)" acl rsync || true
}

# Chromium shows the reports to their tests (PagesInBrowserIT); without it these are skipped, and say so.
need_browser() {
    command -v chromium >/dev/null && command -v chromedriver >/dev/null ||
        install "chromium or its driver is missing (tests of the reports' pages use them)" chromium chromium-driver ||
        say "the tests of the reports' pages in a browser are skipped"
}

need_study() {
    command -v git >/dev/null || install "git is missing" git || fail "git is needed to serve the repositories."
    # Java draws text through fontconfig, headless or not.
    if ! has_library libfontconfig.so.1 || [ -z "$(ls -A /usr/share/fonts 2>/dev/null)" ]; then
        install "a font is missing (the charts need it)" libfontconfig1 fonts-dejavu-core || true
    fi
}

# Enables FUSE over io_uring for the mounts of one command, and sets the kernel's switch back when that has ended.
with_uring() {
    local status=0
    need_fuse
    uring_switch=/sys/module/fuse/parameters/enable_uring
    [ -e "$uring_switch" ] || modprobe fuse 2>/dev/null || true
    [ -e "$uring_switch" ] ||
        fail "this kernel has no FUSE over io_uring (Linux 6.14 and later have); leave --enable-uring out."
    [ "$(id -u)" -eq 0 ] || fail "--enable-uring changes $uring_switch, which needs root; run: sudo ./benchmark.sh --enable-uring $*"
    exec 8<"$root/benchmark.sh"
    flock -n 8 || fail "another command with --enable-uring is running; wait for its end."
    uring_before=$(cat "$uring_switch")
    trap 'echo "$uring_before" >"$uring_switch"' EXIT
    echo Y >"$uring_switch"
    # In the background, so that a signal to this script reaches the command too; Ctrl-C reaches it by itself.
    with_default_signals "$root/benchmark.sh" "$@" <&0 8<&- &
    uring_child=$!
    trap : INT
    trap 'kill -TERM "$uring_child" 2>/dev/null' TERM HUP
    while kill -0 "$uring_child" 2>/dev/null; do
        status=0
        wait "$uring_child" || status=$?
    done
    exit "$status"
}

# --- build -----------------------------------------------------------------------------------------------------------

stale() {
    local jar
    for jar in memfs workload benchmarks; do
        [ -f "$root/$jar/target/$jar.jar" ] || return 0
    done
    [ -n "$(find "$root"/{memfs,workload,benchmarks}/{src/main,pom.xml} "$root/pom.xml" -newer "$root/memfs/target/.built" -print -quit 2>/dev/null)" ] ||
        [ ! -f "$root/memfs/target/.built" ]
}

build() {
    stale || return 0
    need_maven
    mkdir -p "$root/memfs/target"
    # One build at a time: a second start waits for the first. The directory's own lock needs no file.
    exec 9<"$root/memfs/target"
    flock 9
    if stale; then
        say "building (the first time downloads the libraries)"
        # The moment before the build counts: a file saved while it runs makes it stale again.
        local building
        building=$(mktemp "$root/memfs/target/.building.XXXXXXXX")
        maven -q -DskipTests package >&2 || fail "the build failed; see Maven's lines above."
        mv -T "$building" "$root/memfs/target/.built"
    fi
    exec 9>&-
}

# Maven runs on whatever Java it finds; JAVA25_HOME shows the toolchain plugin the JDK that was found.
maven() {
    (cd "$root" && JAVA25_HOME=$JDK with_default_signals mvn -B -Dstyle.color=never "$@")
}

# A signal that was ignored where this was started (nohup, a shell's &) would be ignored by the servers under test, too.
with_default_signals() {
    if env --default-signal true 2>/dev/null; then
        env --default-signal "$@"
    else
        "$@"
    fi
}

run_jar() {
    local module=$1
    shift
    exec "$JDK/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
        -Djava.awt.headless=true "-Dstudy.home=$root" -jar "$root/$module/target/$module.jar" "$@"
}

# --- commands --------------------------------------------------------------------------------------------------------

# shellcheck source=memfs/bin/find-jdk.sh
. "$root/memfs/bin/find-jdk.sh"

case "${1:-}" in
--enable-uring)
    shift
    with_uring "$@"
    ;;
'' | -h | --help | help)
    usage
    [ $# -gt 0 ] || exit 2
    # The options of a run are the harness's to tell, once it is built.
    if [ -f "$root/workload/target/workload.jar" ] && find_jdk; then
        run_jar workload --help
    fi
    ;;
mount)
    shift
    need_jdk
    need_fuse
    [[ "$*" != *transport=jnr* ]] || need_libfuse2
    build
    exec "$root/memfs/bin/memfs" "$@"
    ;;
micro | memory)
    need_jdk
    need_fuse
    # Both draw charts, and measure memfs-jnr where nobody says otherwise.
    need_study
    runs_without_jnr "$@" || need_libfuse2
    build
    run_jar benchmarks "$@"
    ;;
test)
    shift
    need_jdk
    need_maven
    need_study
    need_fuse tests
    need_libfuse2
    need_acl_programs
    need_browser
    required=true
    if [ "$(id -u)" -ne 0 ]; then
        say "not root: the tests that need root are skipped"
        required=false
    elif [ -e /dev/fuse ] && [ "$(stat -c %a /dev/fuse)" != 666 ]; then
        say "chmod 666 /dev/fuse, as udev does elsewhere: some tests mount as an ordinary user"
        chmod 666 /dev/fuse
    fi
    maven verify "-Dfuse.required=$required" "$@"
    ;;
demo)
    need_jdk
    need_study
    need_fuse
    build
    run_jar workload "$@"
    ;;
package)
    need_jdk
    need_maven
    case "$#${2:-}" in
    1) ;;
    2--check) [ "$(id -u)" -eq 0 ] || fail "--check installs in a fresh root, which needs root; run: sudo ./benchmark.sh package --check" ;;
    *) fail "package takes --check alone." ;;
    esac
    say "packaging (the first time downloads the build's plugins)"
    MEMFS_JAVA=$JDK/bin/java maven -q -DskipTests -Pdist -pl memfs package >&2 || fail "nothing was packaged; see the lines above."
    ls -l "$root"/memfs/target/memfs-linux-*
    if [ $# -eq 2 ]; then
        command -v debootstrap >/dev/null || install "debootstrap is missing (it makes the fresh root)" debootstrap || exit 1
        need_fuse
        exec "$root/memfs/src/packaging/check-deb.sh"
    fi
    ;;
compare)
    need_jdk
    build
    run_jar workload "$@"
    ;;
report | list)
    need_jdk
    need_study
    build
    run_jar workload "$@"
    ;;
*)
    need_jdk
    need_study
    need_fuse
    runs_without_jnr "$@" || need_libfuse2
    build
    run_jar workload "$@"
    ;;
esac
