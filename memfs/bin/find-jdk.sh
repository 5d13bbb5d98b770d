# shellcheck shell=bash
# Sourced by the launchers: finds a JDK that can run MemFS Study.

MEMFS_JDK_MIN=25

# Sets version to the feature version ("25") of the java binary $1; to nothing where it does not run. A JDK says it in a file,
# which costs a start no process; what is no JDK's own binary (a version manager's) has to be asked.
find_feature_version() {
    local binary=$1 line
    [ ! -L "$binary" ] || binary=$(readlink -f "$binary")
    version=
    if [ -r "${binary%/bin/java}/release" ]; then
        while [ -z "$version" ] && read -r line; do
            [[ ! $line =~ ^JAVA_VERSION=\"([0-9]+) ]] || version=${BASH_REMATCH[1]}
        done <"${binary%/bin/java}/release"
    fi
    [ -n "$version" ] || version=$(ask_feature_version "$1")
}

ask_feature_version() {
    "$1" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.specification\.version = \([0-9]*\).*/\1/p'
}

is_new_java() {
    local version
    [ -x "$1" ] && find_feature_version "$1" && [ -n "$version" ] && [ "$version" -ge "$MEMFS_JDK_MIN" ]
}

# Prints the path of a java from version 25 on: $MEMFS_JAVA, $JAVA_HOME, the PATH, /usr/lib/jvm, in this order.
# Fails without a word where there is none.
find_java() {
    for candidate in "${MEMFS_JAVA:-}" "${JAVA_HOME:-/nonexistent}/bin/java" "$(command -v java)" /usr/lib/jvm/*/bin/java
    do
        if is_new_java "$candidate"; then
            printf '%s\n' "$candidate"
            return 0
        fi
    done
    return 1
}

# The message for the user when find_java fails.
no_java_message() {
    printf '%s\n' "no JDK $MEMFS_JDK_MIN or newer found; install one (apt-get install openjdk-$MEMFS_JDK_MIN-jdk, or https://adoptium.net) or set MEMFS_JAVA to its java."
}
