package memfs.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import memfs.testing.MemfsProcess;
import memfs.testing.MountDirectory;
import memfs.testing.Requirements;

/** Databases with their files on {@code profile=data}: processes that share files, map them, and check what they find. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DatabasesIT {
    private static final int WRITERS = 4;
    private static final int ROWS = 500;
    private static final int TRANSACTIONS = 200;

    private MountDirectory directory;
    private MemfsProcess server;

    @BeforeEach
    void mount() throws IOException {
        Requirements.root();
        Requirements.fuse();
        directory = MountDirectory.create();
        server = MemfsProcess.mount(directory.path(), "-o", "profile=data,size=1g,allow_other,mode=1777");
        assertThat(server.ready().get("settings").get("passthrough").asBoolean()).isTrue();
    }

    @AfterEach
    void unmount() throws IOException {
        if (server != null) {
            killPostgres();
            server.close();
        }
        directory.close();
    }

    /** Where a test has failed before it stopped it. */
    private void killPostgres() throws IOException {
        Path file = at("data").resolve("postmaster.pid");
        if (Files.exists(file)) {
            ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst())).ifPresent(process -> {
                Stream<ProcessHandle> children = process.children();
                process.destroyForcibly();
                children.forEach(ProcessHandle::destroyForcibly);
            });
        }
    }

    /** The build doesn't install them. */
    private static void needs(String... programs) {
        for (String program : programs) {
            assumeTrue(Stream.of(System.getenv("PATH").split(":")).anyMatch(
                    folder -> Files.isExecutable(Path.of(folder, program))), "needs the program " + program);
        }
    }

    private Path at(String name) {
        return directory.path().resolve(name);
    }

    private static Process start(String input, String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        return process;
    }

    /** What a command prints; it must succeed. */
    private static String output(String input, String... command) throws IOException, InterruptedException {
        return output(start(input, command), String.join(" ", command));
    }

    private static String output(Process process, String what) throws IOException, InterruptedException {
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(what).isTrue();
        assertThat(process.exitValue()).as(what + ": " + printed).isZero();
        return printed;
    }

    /** WAL shares an index between the processes by a mapping. */
    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "WAL"})
    void sqliteLosesNoRowOfFourWriters(String journal) throws IOException, InterruptedException {
        needs("sqlite3");
        String database = at("test.db").toString();
        output("PRAGMA journal_mode=" + journal + "; CREATE TABLE t (writer INT, n INT, text TEXT);"
                + "CREATE INDEX i ON t (n);", "sqlite3", database);
        List<Process> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            StringBuilder script = new StringBuilder(".timeout 60000\n");
            for (int row = 0; row < ROWS; row++) {
                script.append("INSERT INTO t VALUES (%d, %d, hex(randomblob(50)));%n".formatted(writer, row));
            }
            writers.add(start(script.toString(), "sqlite3", database));
        }
        for (Process writer : writers) {
            assertThat(output(writer, "a writer")).isEmpty();
        }
        assertThat(
                output("SELECT count(*), count(DISTINCT writer * 1000 + n) FROM t; PRAGMA integrity_check;", "sqlite3",
                        database))
                .isEqualTo("2000|2000\nok");
    }

    private String postgres(String input, String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("setpriv", "--reuid=postgres", "--regid=postgres",
                "--clear-groups", "env", "PGHOST=" + directory.path(), "PGDATA=" + at("data"), "LC_ALL=C"));
        all.addAll(List.of(command));
        return output(input, all.toArray(String[]::new));
    }

    /** An immediate stop is a crash to PostgreSQL: the next start replays its log. */
    @Test
    void postgresqlRecoversWhatItCommitted() throws IOException, InterruptedException {
        needs("initdb", "pg_ctl", "pgbench", "psql", "setpriv");
        assumeTrue(Files.readString(Path.of("/etc/passwd")).contains("\npostgres:"), "needs the user postgres");
        postgres("", "initdb", "-A", "trust", "-U", "postgres", "--no-instructions");
        startPostgres();
        postgres("", "pgbench", "-q", "-i", "-s", "1", "-U", "postgres", "postgres");
        assertThat(postgres("", "pgbench", "-n", "-c", Integer.toString(WRITERS), "-t", Integer.toString(TRANSACTIONS),
                "-U", "postgres", "postgres")).contains("number of failed transactions: 0");
        postgres("", "pg_ctl", "stop", "-m", "immediate");
        startPostgres();
        try {
            assertThat(query("SELECT count(*) FROM pgbench_history"))
                    .isEqualTo(Integer.toString(WRITERS * TRANSACTIONS));
            assertThat(query("SELECT count(*) FROM pgbench_accounts")).isEqualTo("100000");
            query("CREATE EXTENSION amcheck");
            assertThat(query("SELECT count(bt_index_parent_check(i.indexrelid, true)) > 0 FROM pg_index i "
                    + "JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam "
                    + "WHERE a.amname = 'btree' AND i.indisvalid AND c.relpersistence = 'p'")).isEqualTo("t");
            assertThat(query("SELECT count(*) FROM verify_heapam('pgbench_accounts')")).isEqualTo("0");
        } finally {
            postgres("", "pg_ctl", "stop", "-m", "fast");
        }
    }

    private void startPostgres() throws IOException, InterruptedException {
        postgres("", "pg_ctl", "start", "-w", "-l", at("log").toString(), "-o",
                "-c listen_addresses= -c unix_socket_directories=" + directory.path());
    }

    private String query(String sql) throws IOException, InterruptedException {
        return postgres("", "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-U", "postgres", "-c", sql,
                "postgres");
    }
}
