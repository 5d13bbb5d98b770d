package memfs.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import memfs.testing.MemfsProcess;
import memfs.testing.Requirements;

/** A mounted file system under test. */
interface ContractMount extends AutoCloseable {
    /** Bytes that fit: small, so that the cases can fill it. */
    int SIZE_MIB = 64;
    /** Inodes that fit: enough for the 10,000 entries of {@link ReaddirContract}. */
    int INODES = 12_000;

    /** An existing directory on it. */
    Path directory();

    boolean isAlive();

    /** Ends it at once, so that calls which hang in it fail. */
    void kill() throws IOException;

    @Override
    void close() throws IOException;

    /** A fresh tmpfs; without root a directory of /dev/shm, where the cases that need root or limits are skipped. */
    static ContractMount tmpfs(Path mountPoint) throws IOException {
        if (!Requirements.isRoot()) {
            System.err.println("not root: the contract's oracle is /dev/shm instead of a fresh tmpfs");
            return new Tmpfs(Files.createTempDirectory(Path.of("/dev/shm"), "memfs-contract-"), false);
        }
        String options = "size=" + SIZE_MIB + "m,nr_inodes=" + INODES;
        Tmpfs.run("mount", "-t", "tmpfs", "-o", options, "memfs-contract", mountPoint.toString());
        return new Tmpfs(mountPoint, true);
    }

    /**
     * A MemFS of its own process; only root may let other users in, and does unless the settings say root_only.
     *
     * @param settings
     *            more mount options
     */
    static ContractMount memfs(Path mountPoint, String settings) throws IOException {
        Requirements.fuse();
        String options = settings + ",size=" + SIZE_MIB + "m,nr_inodes=" + INODES + ",mode=1777"
                + (Requirements.isRoot() && !settings.contains("root_only") ? ",allow_other" : "");
        return new Memfs(MemfsProcess.mount(mountPoint, "-o", options));
    }

    /** The kernel's own. */
    record Tmpfs(Path directory, boolean mounted) implements ContractMount {
        @Override
        public boolean isAlive() {
            return true;
        }

        /** A tmpfs never hangs: the case itself waits for something. */
        @Override
        public void kill() {}

        @Override
        public void close() throws IOException {
            if (mounted) {
                run("umount", "-l", directory.toString());
            } else {
                Contract.deleteTree(directory);
            }
        }

        private static void run(String... command) throws IOException {
            try {
                int status = new ProcessBuilder(command).inheritIO().start().waitFor();
                if (status != 0) {
                    throw new IOException(String.join(" ", command) + ": status " + status);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }

    /** Ours. */
    record Memfs(MemfsProcess server) implements ContractMount {
        @Override
        public Path directory() {
            return server.mountPoint();
        }

        @Override
        public boolean isAlive() {
            return server.process().isAlive();
        }

        /** The end of the server ends its connection, and so each request that waits for it. */
        @Override
        public void kill() throws IOException {
            server.process().destroyForcibly();
            server.exitStatus();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
