package memfs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import memfs.testing.MemfsProcess;
import memfs.testing.MountDirectory;
import memfs.testing.Requirements;

/** Programs that read, set and copy access control lists do on MemFS what they do on tmpfs. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AclProgramsIT {
    private static final String TREE = """
            mkdir tree && cd tree && umask 027
            echo plain > plain
            echo more > more && setfacl -m u:1234:rw,g:5678:r more
            mkdir inheriting && setfacl -d -m u:1234:rwx,g::rx,o::- inheriting && setfacl -m g:5678:rx inheriting
            echo below > inheriting/file && mkdir inheriting/below && ln -s ../more inheriting/link
            cp more masked && setfacl -m u:1234:rwx,m::r masked && chmod g+w masked
            echo removed > removed && setfacl -m u:1234:rw removed && setfacl -b removed
            """;
    private static final String STATE = "find . -printf '%P %M\\n' | LC_ALL=C sort; "
            + "LC_ALL=C; export LC_ALL; find . ! -type l | sort | xargs getfacl -n";

    private MountDirectory ours;
    private MountDirectory oracle;
    private MemfsProcess memfs;
    private Path tmpfs;

    @BeforeEach
    void mount() throws IOException {
        Requirements.root();
        Requirements.fuse();
        Requirements.program("setfacl");
        ours = MountDirectory.create();
        oracle = MountDirectory.create();
        tmpfs = oracle.path();
        memfs = MemfsProcess.mount(ours.path(), "-o", "acl,size=16m");
        bash(ours.path(), "mount -t tmpfs -o size=16m memfs-test " + tmpfs);
    }

    @AfterEach
    void unmount() throws IOException {
        if (memfs != null) {
            memfs.close();
            bash(tmpfs.getParent(), "umount -l " + tmpfs);
            ours.close();
            oracle.close();
        }
    }

    /** What the script says, once it has succeeded. */
    private static String bash(Path folder, String script) throws IOException {
        Process process = new ProcessBuilder("bash", "-c", "set -e; cd \"$0\"; " + script, folder.toString())
                .redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.onExit().join().exitValue()).as(output).isZero();
        return output;
    }

    private void assertSame(String script) throws IOException {
        String expected = bash(tmpfs, script);
        assertThat(bash(memfs.mountPoint(), script)).isEqualTo(expected).contains("user:1234:");
    }

    @Test
    void setsAndInherits() throws IOException {
        assertSame(TREE + STATE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"cp | cp -a tree copy", "rsync | rsync -aA tree/ copy",
            "tar | mkdir copy && tar --acls -C tree -cf tree.tar . && tar --acls -C copy -xpf tree.tar"})
    void copiesWithin(String program, String command) throws IOException {
        Requirements.program(program);
        assertSame("(" + TREE + "); " + command + "; cd copy; " + STATE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"cp | cp -a", "rsync | rsync -aA"})
    void copiesFromAndToTmpfs(String program, String command) throws IOException {
        Requirements.program(program);
        bash(tmpfs, TREE);
        String expected = bash(tmpfs.resolve("tree"), STATE);
        bash(memfs.mountPoint(), command + " " + tmpfs + "/tree/. tree");
        assertThat(bash(memfs.mountPoint().resolve("tree"), STATE)).isEqualTo(expected).contains("user:1234:");
        bash(tmpfs, command + " " + memfs.mountPoint() + "/tree/. back");
        assertThat(bash(tmpfs.resolve("back"), STATE)).isEqualTo(expected);
    }
}
