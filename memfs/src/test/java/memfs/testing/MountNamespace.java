package memfs.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs scripts where mount(8) finds this source tree's mount.memfs, an fstab of the test's own and a /dev of its own: in a
 * mount namespace that ends with the script and the servers it started, so that the machine keeps none of it.
 */
public final class MountNamespace {
    private static final long DEADLINE_SECONDS = 60;

    /** {@code $folder} is the test's, {@code $folder/m} an empty directory; a server that is left is ended by its pid. */
    private static final String SET_UP = """
            set -eu
            folder=$1 helper=$2
            mkdir "$folder/over" "$folder/m"
            mount -t tmpfs none "$folder/over"
            mkdir "$folder/over/"{upper,work,dev}
            mount -t overlay none -o "lowerdir=/usr/sbin,upperdir=$folder/over/upper,workdir=$folder/over/work" /usr/sbin
            ln -s "$helper" /usr/sbin/mount.memfs
            ln -s "$helper" /usr/sbin/mount.fuse.memfs
            touch "$folder/over/fstab"
            mount --bind "$folder/over/fstab" /etc/fstab
            for device in null zero random urandom fuse; do
                cp -a "/dev/$device" "$folder/over/dev"
            done
            mount --bind "$folder/over/dev" /dev
            chmod 755 "$folder" "$folder/over"
            # In this locale every byte is a character.
            export PATH="$PATH:/usr/sbin" LC_ALL=C
            nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
            # The server of a mount point's name, which is that of this test alone.
            server() { pgrep -f "memfs.cli.MountHelper .*$folder/"; }
            ends() { timeout 30 tail --pid="$1" -f /dev/null; }
            trap 'for left in $(server || true); do kill -9 "$left"; done' EXIT
            """;

    private final Path folder;

    /**
     * @param folder
     *            for the mounts, empty and of this test alone
     */
    public MountNamespace(Path folder) {
        this.folder = folder;
    }

    /**
     * What a script did.
     *
     * @param output
     *            both of its outputs, a character a byte
     */
    public record Result(int status, String output) {}

    /** Runs a script of bash that fails at its first command that does. */
    public Result run(String script) throws IOException {
        Requirements.root();
        Requirements.fuse();
        Requirements.program("unshare");
        Requirements.program("setpriv");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Process process = new ProcessBuilder("unshare", "--mount", "bash", "-c", SET_UP + script, "bash",
                folder.toString(), MemfsProcess.launcher().resolveSibling("mount.memfs").toString())
                .redirectErrorStream(true).start();
        try {
            CompletableFuture<byte[]> output = CompletableFuture.supplyAsync(() -> readAll(process.getInputStream()));
            byte[] bytes = output.orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS).join();
            return new Result(process.onExit().join().exitValue(), new String(bytes, StandardCharsets.ISO_8859_1));
        } finally {
            process.destroy();
        }
    }

    private static byte[] readAll(InputStream output) {
        try {
            return output.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a script that must succeed; its output. */
    public String succeeds(String script) throws IOException {
        Result result = run(script);
        assertThat(result.status()).as(result.output()).isZero();
        return result.output();
    }
}
