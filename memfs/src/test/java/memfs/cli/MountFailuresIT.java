package memfs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import memfs.testing.MountNamespace;
import memfs.testing.Requirements;

/** What mount.memfs can't mount: one sentence, a status of mount(8)'s, and nothing left behind. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MountFailuresIT {
    /** Runs a command, and prints its status before what it says. */
    private static final String REFUSED = """
            refused() {
                local status=0 said
                said=$("$@" 2>&1) || status=$?
                echo "$status $said"
            }
            """;

    @TempDir
    private Path folder;

    private void refuses(String script, String... expected) throws IOException {
        String[] lines = new MountNamespace(folder)
                .succeeds(REFUSED + script + "\n! grep \" $folder.* fuse.memfs \" /proc/mounts\n")
                .split("\n");
        assertThat(lines).hasSameSizeAs(expected);
        for (int i = 0; i < lines.length; i++) {
            String[] words = expected[i].split(" ", 2);
            assertThat(lines[i]).startsWith(words[0] + " mount.memfs: ").contains(words[1]).endsWith(".");
        }
    }

    @Test
    void wrongOptions() throws IOException {
        refuses("""
                refused mount -t fuse.memfs -o sizee=1g x "$folder/m"
                refused mount -t fuse.memfs -o noexec,max_read=1 x "$folder/m"
                refused mount -t fuse.memfs -o remount,ro x "$folder/m"
                refused mount.memfs x "$folder/m" -N /proc/self/ns/mnt
                refused mount.memfs x
                """, "1 there is no mount option 'sizee'; known are ", "1 max_read=1 is out of range; give 4k or more",
                "1 give mount -i: mount -i -o remount,ro " + folder + "/m", "1 nsenter --mount=NAMESPACE",
                "1 Missing required parameter: 'DIR'");
    }

    @Test
    void directoriesThatCantBeMountedOn() throws IOException {
        refuses("""
                refused mount.memfs x "$folder/none"
                refused mount -t fuse.memfs x "$folder"
                mount -t fuse.memfs x "$folder/m"
                server=$(server)
                refused mount -t fuse.memfs y "$folder/m"
                umount "$folder/m"
                ends "$server"
                """, "32 does not exist; create it: mkdir -p " + folder + "/none",
                "32 mount point " + folder + " is not empty", "32 m is already a mount point (fuse.memfs)");
    }

    @Test
    void whatTheMachineLacks() throws IOException {
        Requirements.program("fusermount3");
        refuses("""
                chown 65534 "$folder/m"
                chmod 600 /dev/fuse
                refused nobody mount.memfs x "$folder/m"
                chmod 666 /dev/fuse
                mount --bind /dev/null /usr/bin/fusermount3
                refused nobody mount.memfs x "$folder/m"
                rm /dev/fuse
                refused mount -t fuse.memfs x "$folder/m"
                """, "32 you may not use /dev/fuse", "32 fusermount3 is missing", "32 /dev/fuse is missing; load");
    }

    /** Its lines are no ready line, and its statuses aren't those of mount(8), as the server's own are. */
    @Test
    void aJavaThatFailsByItself() throws IOException {
        assertThat(new MountNamespace(folder).succeeds("""
                mkdir -p "$folder/java/bin"
                echo 'JAVA_VERSION="25"' >"$folder/java/release"
                printf '#!/bin/sh\\neval "$FAILURE"\\n' >"$folder/java/bin/java"
                chmod 755 "$folder/java/bin/java"
                fails() {
                    local status=0
                    FAILURE=$1 MEMFS_JAVA=$folder/java/bin/java mount.memfs x "$folder/m" 2>&1 || status=$?
                    echo "$status"
                }
                fails 'echo no memory; exit 1'
                fails 'exit 0'
                fails 'exit 3'
                fails 'exit 127'
                fails 'kill -ABRT $$'
                fails 'kill -KILL $$'
                fails 'kill -TERM $$'
                fails 'exit 65'
                fails 'exit 96'
                """)).matches("""
                no memory
                mount.memfs: Java ended with status 1 before the mount answered; see its lines above, .*\\.
                32
                mount.memfs: Java ended with status 0 before .*\\.
                32
                mount.memfs: Java's heap was full before the mount answered; give it more: .*\\.
                32
                mount.memfs: setsid or .*/java can't be run, see the line above; install .*\\.
                32
                mount.memfs: Java crashed before .*; please report it with /\\S+/memfs-crash-\\d+\\.log\\.
                32
                mount.memfs: the server was killed \\(signal 9\\) before .*; dmesg .*\\.
                32
                mount.memfs: the server ended by signal 15 before the mount answered; mount again\\.
                32
                1
                32
                """);
    }

    /** A Java that never becomes ready. */
    @Test
    void anInterruptionEndsTheServerToo() throws IOException {
        assertThat(new MountNamespace(folder).succeeds("""
                mkdir -p "$folder/java/bin"
                echo 'JAVA_VERSION="25"' >"$folder/java/release"
                printf '#!/bin/sh\\necho $$ >"%s/pid"\\nexec sleep 60\\n' "$folder" >"$folder/java/bin/java"
                chmod 755 "$folder/java/bin/java"
                mkfifo "$folder/pid"
                MEMFS_JAVA=$folder/java/bin/java mount.memfs x "$folder/m" &
                read -r java <"$folder/pid"
                kill "$!"
                status=0
                wait "$!" || status=$?
                ends "$java"
                echo "$status"
                """)).isEqualTo("8\n");
    }
}
