package workload.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import workload.os.Mounts;
import workload.os.Processes;
import workload.testing.Await;
import workload.testing.Requirements;

/** Servers of all manners: MemFS as one that speaks FUSE, the kernel's tmpfs as one that doesn't. */
@Timeout(180)
class CommandTargetIT {
    private static final Path HOME = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().getParent();
    private static final String TMPFS = "mount -t tmpfs command-target-it {mount} && ";
    private static final CommandTarget.Deadlines SHORT = new CommandTarget.Deadlines(Duration.ofSeconds(2),
            Duration.ofSeconds(20), Duration.ofSeconds(2));

    @TempDir
    Path temporary;

    private Path trial;
    private Path log;

    @BeforeEach
    void prepare() throws TargetException, IOException {
        Requirements.root();
        Requirements.require(Targets.of(new TargetSpec("memfs", List.of()), HOME).needs());
        trial = temporary.resolve("trial");
        log = Files.createFile(temporary.resolve("log"));
        Files.writeString(log, "what was there before\n");
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        boolean clean = Mounts.below(temporary).isEmpty();
        Targets.cleanUp(trial, _ -> {});
        assertThat(clean).as("nothing was mounted").isTrue();
        assertThat(temporary).isDirectoryNotContaining(file -> !file.equals(log) && !file.endsWith("pid"));
    }

    private OpenTarget open(String command) throws TargetException {
        return open(new CommandTarget("mine", command));
    }

    private OpenTarget open(CommandTarget target) throws TargetException {
        return target.open(trial, new Target.TrialFiles(log, null, false));
    }

    private static String memfs() {
        return HOME.resolve("memfs/bin/memfs") + " {mount}";
    }

    @Test
    void aFuseServerIsStartedMeasuredAndEnded() throws Exception {
        long pid;
        try (OpenTarget target = open("exec " + memfs())) {
            assertThat(target.settings().fileSystemType()).isEqualTo("fuse.memfs");
            assertThat(target.settings().negotiated()).containsEntry("command", "exec " + memfs());
            pid = target.settings().serverPid();
            Files.writeString(target.directory().resolve("file"), "content");
            assertThat(target.directory().resolve("file")).hasContent("content");
            Processes server = target.server();
            assertThat(server.others()).isEmpty();
            assertThat(server.cpuNanos()).isPositive();
            assertThat(server.statusBytes("VmRSS")).isGreaterThan(10 << 20);
            assertThat(target.atCommonPath()).isTrue();
        }
        Await.end(pid);
        assertThat(log).content().contains("what was there before");
    }

    @Test
    void aTreeIsMeasuredWhole() throws Exception {
        try (OpenTarget target = open("sh -c 'while :; do :; done' & " + memfs() + "; exit $?")) {
            Processes server = target.server();
            assertThat(server.others()).hasSize(2);
            assertThat(server.statusBytes("VmRSS"))
                    .isGreaterThan(Processes.one(server.pid()).statusBytes("VmRSS") + (10 << 20));
            long before = server.cpuNanos();
            Await.until(() -> cpuNanos(server) > before, "the descendants' CPU time");
            assertThat(Processes.one(server.pid()).cpuNanos()).isLessThan(before);
        }
    }

    private static long cpuNanos(Processes server) {
        try {
            return server.cpuNanos();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theBackingStoresAreFreshAndTheOneInMemoryCounts() throws Exception {
        String command = "cp /etc/passwd {disk}/x && mkdir {tmpfs}/y && mount --bind {tmpfs}/y {mount} &&"
                + " exec sleep infinity";
        for (int i = 0; i < 2; i++) {
            try (OpenTarget target = open(command)) {
                long before = target.heldBytes().getAsLong();
                Files.write(target.directory().resolve("file"), new byte[1 << 20]);
                assertThat(target.heldBytes().getAsLong() - before).isGreaterThanOrEqualTo(1 << 20);
                assertThat(temporary.resolve("trial.disk/x")).isNotEmptyFile();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            no-such-server-at-all {mount}                       | status 127, a program of it is not there
            echo the reason >&2; exit 3 # {mount}               | ended with status 3 before its mount was ready: the reason
            exit 4 # {mount}                                    | status 4 before its mount was ready: it said nothing
            true {mount}                                        | must stay in the foreground
            mount -t tmpfs command-target-it {mount}            | must stay in the foreground
            echo waiting; exec sleep infinity # {mount}         | mounted nothing at {mount} within 2 s and was ended; its last line: waiting
            setsid -f {memfs} {mount}; exec sleep infinity      | has a server that went into the background
            exec 3<>/dev/fuse; mount -i -t fuse -o fd=3,rootmode=40000,user_id=0,group_id=0 mute {mount}; sleep infinity | did not answer within 2 s and it was ended; its last line: it said nothing
            """)
    void aServerThatDoesNotServeIsTold(String command, String message) {
        String expanded = command.replace("{memfs}", HOME.resolve("memfs/bin/memfs").toString());
        assertThatThrownBy(() -> open(new CommandTarget("mine", expanded, SHORT))).isInstanceOf(TargetException.class)
                .hasMessageContaining("The command of the target mine").hasMessageContaining(message);
    }

    @Test
    void aMountThatIsLeftIsDetachedAndNoted() throws Exception {
        try (OpenTarget target = open(TMPFS + "cd {mount} && exec sleep infinity")) {
            Files.writeString(target.directory().resolve("file"), "content");
        }
        assertThat(log).content().contains("left its mount at " + trial);
    }

    @Test
    void aServerThatIgnoresTheEndIsKilledAndTold() throws Exception {
        OpenTarget target = open(new CommandTarget("mine",
                TMPFS + "trap '' TERM; echo $$ >" + temporary + "/pid; while :; do sleep 600; done", SHORT));
        assertThatThrownBy(target::close).isInstanceOf(TargetException.class)
                .hasMessageContaining("did not end within 2 s of SIGTERM and was killed");
        Await.end(Long.parseLong(Files.readString(temporary.resolve("pid")).strip()));
    }

    @Test
    void aServerThatEndsInTheMiddleIsTold() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        OpenTarget target = open("exec " + memfs());
        target.onEnd(ended::countDown);
        ProcessHandle.of(target.settings().serverPid()).orElseThrow().destroyForcibly();
        assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(target::close).isInstanceOf(TargetException.class)
                .hasMessageContaining("ended with status 137 in the middle of the trial");
    }

    @Test
    void abortFreesACallThatHangs() throws Exception {
        OpenTarget target = open("exec " + memfs());
        new ProcessBuilder("kill", "-STOP", Long.toString(target.settings().serverPid())).start().waitFor();
        CountDownLatch returned = new CountDownLatch(1);
        Thread.ofPlatform().daemon().start(() -> {
            trial.resolve("file").toFile().exists();
            returned.countDown();
        });
        target.abort();
        assertThat(returned.await(60, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(target::close).isInstanceOf(TargetException.class).hasMessageContaining("in the middle");
    }
}
