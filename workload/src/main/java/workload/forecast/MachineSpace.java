package workload.forecast;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import workload.os.ProcFiles;

/** This machine's room. */
public final class MachineSpace implements AvailableSpace {
    @Override
    public Space disk(Path directory) {
        Path there = directory.toAbsolutePath();
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        try {
            return new Space(Files.getAttribute(there, "unix:dev"), Files.getFileStore(there).getUsableSpace());
        } catch (IOException _) {
            return new Space(there, null);
        }
    }

    @Override
    public Long memory() {
        try {
            return ProcFiles.availableBytes(ProcFiles.MEMINFO, Path.of("/sys/fs/cgroup"));
        } catch (IOException _) {
            return null;
        }
    }
}
