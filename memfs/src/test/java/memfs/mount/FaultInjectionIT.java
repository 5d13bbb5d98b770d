package memfs.mount;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import memfs.sys.Libc;
import memfs.testing.MemfsProcess;
import memfs.testing.MountDirectory;
import memfs.testing.Requirements;

/**
 * A store that fails at random under a mount: nobody hangs, no acknowledged byte is lost, and in the end nothing is left of
 * what was removed. docs/fuzzing.md says how to run more of it.
 */
@ParameterizedClass
@EnumSource(Transport.class)
@Timeout(value = 1800, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FaultInjectionIT {
    private static final int OPERATIONS = Integer.getInteger("memfs.faults.operations", 2_000);
    private static final long SEED = Long.getLong("memfs.faults.seed", System.nanoTime());
    private static final int CLIENTS = 4;
    private static final int ONE_IN = 40;
    /** What the kernel caches of names and attributes is wrong after a call that failed with its work done. */
    private static final String UNCACHED = "entry_timeout=0,negative_timeout=0,attr_timeout=0";

    @Parameter
    private Transport transport;

    private MountDirectory directory;
    private Process server;
    private BufferedReader answers;
    private PrintStream commands;
    private Path errors;
    private Path clientErrors;

    @BeforeEach
    void requirements() throws IOException {
        Requirements.root();
        Requirements.fuse();
        directory = MountDirectory.create();
    }

    /**
     * @param options
     *            more mount options
     */
    private void mount(String options) throws IOException {
        errors = Files.createTempFile("memfs-faulty-", ".err");
        clientErrors = Files.createTempFile("memfs-faulty-", ".err");
        server = java(errors, "FaultyServer", "transport=" + transport + ",size=256m," + UNCACHED + options,
                Long.toString(SEED),
                Integer.toString(ONE_IN), directory.path().toString());
        answers = server.inputReader(StandardCharsets.UTF_8);
        commands = new PrintStream(server.getOutputStream(), true, StandardCharsets.UTF_8);
        assertThat(answers.readLine()).isEqualTo("ready");
    }

    @AfterEach
    void end() throws Exception {
        if (server != null) {
            server.destroyForcibly().waitFor();
            Files.delete(errors);
            Files.delete(clientErrors);
            if (MemfsProcess.isMounted(directory.path())) {
                Libc.umount2(directory.path(), Libc.MNT_DETACH);
            }
        }
        if (directory != null) {
            directory.close();
        }
    }

    /** One of the main classes beside this test. */
    private static Process java(Path errors, String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow", "-Dfile.encoding=ISO-8859-1", "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "memfs.mount." + main));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile())).start();
    }

    private String tell(String command) throws IOException {
        commands.println(command);
        return answers.readLine();
    }

    /** One inode is the root. The kernel forgets what is gone without waiting for us; the class's timeout ends this. */
    private void awaitNothingLeft() throws IOException {
        String usage = tell("usage");
        while (!usage.equals("1 0 0")) {
            assertThat(server.isAlive()).isTrue();
            LockSupport.parkNanos(1_000_000);
            usage = tell("usage");
        }
    }

    @Test
    void noAcknowledgedByteIsLost() throws Exception {
        System.out.println("FaultInjectionIT: seed " + SEED + ", " + transport);
        mount("");
        tell("arm");
        List<Process> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(java(clientErrors, "FaultClient",
                    directory.path().resolve("client" + i).toString(), Long.toString(SEED + i),
                    Integer.toString(OPERATIONS / CLIENTS)));
        }
        for (Process client : clients) {
            String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            System.out.print("FaultInjectionIT: " + said);
            assertThat(client.waitFor()).as(Files.readString(clientErrors)).isZero();
        }
        tell("disarm");
        System.out.println("FaultInjectionIT: " + tell("thrown") + " faults");
        awaitNothingLeft();
        unmount();
    }

    private void unmount() throws InterruptedException {
        Libc.umount2(directory.path(), 0);
        assertThat(server.waitFor()).isZero();
    }

    private List<String> operations() {
        List<String> operations = new ArrayList<>(List.of("lookup", "getattr", "setattr", "readlink", "getxattr",
                "listxattr", "setxattr", "removexattr", "open", "read", "write", "fallocate", "release", "opendir",
                "readdir", "releasedir", "statfs", "mknod", "mkdir", "symlink", "link", "create", "unlink", "rmdir"));
        if (transport == Transport.KERNEL) {
            operations.addAll(List.of("tmpfile", "lseek", "copyFileRange", "fsync", "fsyncdir"));
        }
        operations.add("rename");
        return operations;
    }

    /** A killed program stays until its request is answered: so it is, and what it was given is taken back. */
    @Test
    @Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aClientKilledInTheMiddleOfAnyRequestLeavesNothing() throws Exception {
        mount(transport == Transport.KERNEL ? ",profile=safe" : "");
        String root = directory.path().toString();
        OneCallClient.prepare(root);
        for (String operation : operations()) {
            tell("hold " + operation);
            Process client = java(clientErrors, "OneCallClient", operation, root);
            assertThat(tell("await")).isEqualTo("done");
            client.destroyForcibly();
            assertThat(tell("release")).isEqualTo("done");
            client.waitFor();
        }
        try (Stream<Path> left = Files.list(directory.path())) {
            for (Path path : left.toList()) {
                Files.delete(path);
            }
        }
        awaitNothingLeft();
        unmount();
    }
}
