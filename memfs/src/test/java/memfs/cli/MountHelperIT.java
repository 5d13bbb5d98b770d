package memfs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import memfs.testing.FailingThread;
import memfs.testing.MountNamespace;
import memfs.testing.Requirements;

/** MemFS as util-linux' mount, fstab and mount.fuse3 mount it, as root and as an ordinary user. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MountHelperIT {
    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    private MountNamespace namespace;

    @BeforeEach
    void namespace() {
        namespace = new MountNamespace(folder);
    }

    /** The command substitution ends when the server has let go of the outputs that it was started with. */
    @Test
    void aLineOfFstabAndNamesOfAnyBytes() throws IOException {
        assertThat(namespace.succeeds("""
                mkdir "$folder/a b"$'\\377'
                printf '%s\\\\040\\377 %s/a\\\\040b\\377 fuse.memfs %s 0 0\\n' my "$folder" \
                        defaults,size=1m,noauto,nofail,_netdev,x-systemd.automount,noatime,nosuid >/etc/fstab
                said=$(mount -o size=2m "$folder/a b"$'\\377' 2>&1)
                [ -z "$said" ]
                grep -a " $folder.* fuse.memfs " /proc/mounts
                stat -f -c '%S * %b' "$folder/a b"$'\\377'
                echo text >"$folder/a b"$'\\377/file'
                server=$(server)
                readlink "/proc/$server/cwd" "/proc/$server/fd/"[012]
                [ "$(ps -o sid= -p "$server")" -eq "$server" ]
                umount "$folder/a b"$'\\377'
                ends "$server"
                """)).contains("my\\040\u00FF " + folder + "/a\\040b\u00FF fuse.memfs rw,nosuid,noatime,user_id=0,")
                .contains("4096 * 512\n").endsWith("\n/\n/dev/null\n/dev/null\n/dev/null\n");
    }

    @Test
    void aLineOfFstabForUsers() throws IOException {
        Requirements.program("fusermount3");
        assertThat(namespace.succeeds("""
                chown 65534 "$folder/m"
                chmod 666 /dev/fuse
                echo "mine $folder/m fuse.memfs user,exec,noauto 0 0" >/etc/fstab
                nobody mount "$folder/m"
                grep " $folder.* fuse.memfs " /proc/mounts
                nobody sh -c 'echo text >"$1/file" && cat "$1/file"' sh "$folder/m"
                server=$(server)
                nobody umount "$folder/m"
                ends "$server"
                """))
                .contains("mine " + folder + "/m fuse.memfs rw,nosuid,nodev,relatime,user_id=65534,group_id=65534,")
                .endsWith("text\n");
    }

    @Test
    void flagsAsMountHasThem() throws IOException {
        Requirements.program("setpriv");
        String mounts = namespace.succeeds(
                """
                        echo "-fn $folder/m fuse.memfs suid,dev,noauto 0 0" >/etc/fstab
                        mount "$folder/m" && grep " $folder.* fuse.memfs " /proc/mounts && umount "$folder/m"
                        mount -t memfs -r -s -o nodev,noexec,fsname='b\\,c',subtype=x,max_read=8k,whatever=1 two "$folder/m"
                        grep " fuse.x " /proc/mounts
                        mount -i -o remount,rw "$folder/m" && grep " fuse.x " /proc/mounts && umount "$folder/m"
                        """);
        assertThat(mounts.lines()).satisfiesExactly(
                line -> assertThat(line).startsWith("-fn ").contains(" rw,relatime,user_id=0,"),
                line -> assertThat(line).startsWith("b,c ").contains(" ro,nodev,noexec,relatime,", ",max_read=8192"),
                line -> assertThat(line).startsWith("b,c ").contains(" rw,"));
    }

    @Test
    void throughMountFuse() throws IOException {
        Requirements.program("fusermount3");
        assertThat(namespace.succeeds("""
                mount -t fuse -o size=1m,nosuid 'mount.memfs#a name' "$folder/m"
                grep " $folder.* fuse.memfs " /proc/mounts
                umount "$folder/m"
                """)).startsWith("a\\040name ").contains(" rw,nosuid,relatime,");
    }

    @Test
    void theDirectoryAndTheFilesOfItsCallerStayFree() throws IOException {
        namespace.succeeds("""
                mkdir "$folder/other"
                mount -t tmpfs none "$folder/other"
                (
                    cd "$folder/other" && mkdir here
                    exec 9>lock && flock 9
                    mount.memfs name "$PWD/here" -o size=1m
                )
                [ "$(stat -f -c %b "$folder/other/here")" -eq 256 ]
                flock -n "$folder/other/lock" true
                umount "$folder/other/here"
                umount "$folder/other"
                """);
    }

    @Test
    void inFrontItPrintsTheReadyLineAndEndsWithTheMount() throws IOException {
        assertThat(namespace.succeeds("""
                ln -s /proc/self/fd /dev/fd
                exec {line}< <(exec mount.memfs name "$folder/m" -o ro -f)
                server=$!
                read -r -u "$line" ready
                echo "$ready"
                umount "$folder/m"
                wait "$server"
                mount.memfs -h
                """)).startsWith("{\"event\":\"ready\"").contains("\"ro\":true").contains("\nUsage: mount.memfs ");
    }

    /** Of what ends it by itself, too: its mount is dead then, and umount removes it. */
    @Test
    void aCrashIsReportedWhereLogsAre() throws IOException {
        assertThat(namespace.succeeds("""
                mount -t tmpfs none /var/log
                ulimit -c 0
                mount.memfs name "$folder/m"
                server=$(server)
                kill -SEGV "$server"
                ends "$server"
                ls /var/log "/hs_err_pid$server.log" 2>/dev/null || true
                rm -f "/hs_err_pid$server.log"
                umount "$folder/m"
                """)).matches("/var/log:\nmemfs-crash-\\d+\\.log\n");
    }

    /** Perl is the log's program here. */
    @Test
    void messagesGoToTheLogOfTheSystem() throws IOException {
        Requirements.program("perl");
        FailingThread.install(folder.resolve("boot"));
        assertThat(namespace.succeeds(
                """
                        mount.memfs name "$folder/m"
                        server=$(server)
                        kill -USR1 "$server"
                        umount "$folder/m"
                        ends "$server"

                        ln -s /proc/self/fd /dev/fd
                        exec {log}< <(exec perl -MSocket -e '$| = 1; alarm 30; socket(S, AF_UNIX, SOCK_DGRAM, 0);
                                bind(S, pack_sockaddr_un("/dev/log")) or die; print "bound\\n";
                                for (1, 2) { recv(S, $line, 9999, 0); print "$line\\n" }')
                        read -r -u "$log" _
                        mkfifo "$folder/fifo"
                        MEMFS_JAVA_OPTS="-Xbootclasspath/a:$folder/boot -Djava.util.logging.config.class=memfs.testing.FailingThread
                                -Dmemfs.testing.fifo=$folder/fifo" mount.memfs name "$folder/m"
                        server=$(server)
                        kill -USR1 "$server"
                        read -r -u "$log" line
                        echo "$line"
                        : >"$folder/fifo"
                        read -r -u "$log" line
                        echo "$line"
                        read -r -u "$log" line
                        echo "$line"
                        umount "$folder/m"
                        ends "$server"
                        """))
                .matches("<28>\\w{3} [ \\d]\\d [\\d:]{8} memfs\\[\\d+]: no operations are counted, [^\n]*\n"
                        + "<27>.* memfs\\[\\d+]: the thread failing ended by a bug, please report it\n"
                        + "java.lang.IllegalStateException: nothing caught me\n");
    }
}
