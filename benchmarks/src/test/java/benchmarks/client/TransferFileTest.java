package benchmarks.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

import benchmarks.client.ClientSettings.Load;
import memfs.posix.OpenFlags;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workload.micro.Reason;
import workload.os.Commands;

/** What a shot tells of transfers: nothing is left out in silence, and a short write tells why. */
class TransferFileTest {
    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    private Path directory;
    private Client client;

    private void open(boolean quick, boolean copying) {
        new ClientSettings(directory, OptionalInt.empty(), OptionalLong.empty(), null, new Load(quick, 1000, copying))
                .jvmArguments().forEach(TransferFileTest::setProperty);
        client = new Client();
    }

    private static void setProperty(String argument) {
        System.setProperty(argument.substring("-D".length(), argument.indexOf('=')),
                argument.substring(argument.indexOf('=') + 1));
    }

    @AfterEach
    void close() {
        client.close();
        Stream.of("directory", "quick", "divisor", "copying")
                .forEach(name -> System.clearProperty("benchmark." + name));
        Phases.take();
    }

    private List<TimedPart> write() {
        WriteSize.OneFile file = new WriteSize.OneFile();
        file.prepare(client);
        new WriteSize().files(file);
        return Phases.take();
    }

    /** The next file to be made is one without room. */
    private void fill() throws IOException {
        Files.createSymbolicLink(directory.resolve("file"), FULL);
    }

    private static Reason reason(List<TimedPart> phases, String name) {
        return phases.stream().filter(phase -> phase.units() == 0 && phase.name().equals(name))
                .map(phase -> Reason.values()[(int) phase.nanos()]).findFirst().orElse(null);
    }

    @Test
    void aQuickRunTellsThatItOverwritesNothing() {
        open(true, false);
        List<TimedPart> phases = write();

        assertThat(reason(phases, "every overwrite")).isEqualTo(Reason.QUICK);
        assertThat(phases).noneMatch(phase -> phase.name().startsWith("overwrite"));
    }

    @Test
    void whereAppendsCopyTheirOverwritesAreLeftOutWithThem() {
        open(false, true);
        List<TimedPart> phases = write();

        assertThat(reason(phases, "append 1 MiB by 512")).isEqualTo(Reason.COPIES);
        assertThat(reason(phases, "overwrite 1 MiB by 512")).isEqualTo(Reason.COPIES);
        assertThat(phases).anyMatch(phase -> phase.name().equals("overwrite 1 MiB by 4,096") && phase.units() == 256);
    }

    @Test
    void aFileWithoutRoomIsntOverwrittenEither() throws IOException {
        open(false, false);
        WriteSize.OneFile file = new WriteSize.OneFile();
        file.prepare(client);
        fill();
        new WriteSize().files(file);
        List<TimedPart> phases = Phases.take();

        assertThat(reason(phases, "append 1 MiB by 4,107")).isEqualTo(Reason.NO_ROOM);
        assertThat(reason(phases, "overwrite 1 MiB by 4,107")).isEqualTo(Reason.NO_ROOM);
    }

    @Test
    void everyReadOfAFileWithoutRoomIsARow() throws IOException {
        open(true, false);
        ReadSize.OneFile file = new ReadSize.OneFile();
        file.prepare(client);
        fill();
        new ReadSize().files(file);

        assertThat(Phases.take()).allMatch(phase -> phase.units() == 0).extracting(TimedPart::name).containsExactly(
                "cold read 1 MiB by 4,096", "warm read 1 MiB by 4,096", "cold read 1 MiB by 4,107",
                "warm read 1 MiB by 4,107", "cold read 1 MiB by 131,072", "warm read 1 MiB by 131,072",
                "cold read 1 MiB by 1,048,576", "warm read 1 MiB by 1,048,576", "cold random read 1 MiB by 4,096",
                "warm random read 1 MiB by 4,096");
    }

    @Test
    void aShortWriteIsNoLackOfRoomWhereTheRestFailsOtherwise() throws IOException {
        open(true, false);
        Path pipe = directory.resolve("pipe");
        Commands.run("mkfifo", pipe.toString());
        int nonBlocking = 04000;
        int fd = client.calls.open(Syscalls.AT_FDCWD, client.calls.path(pipe), OpenFlags.O_RDWR | nonBlocking);
        try {
            // A pipe takes 64 KiB where nobody reads; pipe(7).
            assertThatThrownBy(
                    () -> FullTarget.tolerate(() -> client.calls.write(fd, client.calls.buffer(1 << 20), 1 << 20)))
                    .hasMessageContaining("write failed: EAGAIN");
        } finally {
            client.calls.close(fd);
        }
    }
}
