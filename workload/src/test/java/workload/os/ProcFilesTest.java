package workload.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFilesTest {
    @Test
    void readsOurOwnMemory() throws IOException {
        long self = ProcessHandle.current().pid();
        assertThat(ProcFiles.statusBytes(self, "VmHWM")).isGreaterThan(1 << 20);
        assertThat(ProcFiles.statusBytes(self, "NoSuchField")).isZero();
    }

    @Test
    void aLineOfTheMachinesMemoryIsInBytes(@TempDir Path directory) throws IOException {
        Path meminfo = Files.writeString(directory.resolve("meminfo"), "MemTotal: 9000 kB\nSlab:  30 kB\n");
        assertThat(ProcFiles.memoryBytes(meminfo, "Slab")).isEqualTo(30 << 10);
        assertThatThrownBy(() -> ProcFiles.memoryBytes(meminfo, "MemAvailable")).isInstanceOf(IOException.class)
                .hasMessageEndingWith("has no line MemAvailable");
        assertThat(ProcFiles.memoryBytes(ProcFiles.MEMINFO, "MemTotal")).isPositive();
    }

    @Test
    void theTighterOfMachineAndControlGroupCounts(@TempDir Path directory) throws IOException {
        Path meminfo = Files.writeString(directory.resolve("meminfo"), "MemTotal: 9000 kB\nMemAvailable: 4000 kB\n");
        assertThat(ProcFiles.availableBytes(meminfo, directory)).isEqualTo(4000 * 1024);
        Files.writeString(directory.resolve("memory.max"), "3000000\n");
        Files.writeString(directory.resolve("memory.current"), "2500000\n");
        Files.writeString(directory.resolve("memory.stat"), "anon 1\ninactive_file 400000\nactive_file 100000\n");
        assertThat(ProcFiles.availableBytes(meminfo, directory)).isEqualTo(1_000_000);
        Files.writeString(directory.resolve("memory.max"), "max\n");
        assertThat(ProcFiles.availableBytes(meminfo, directory)).isEqualTo(4000 * 1024);
    }
}
