package workload.target;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import workload.os.Processes;
import workload.study.ServerMemory;
import workload.result.TargetSettings;

/** A built-in target with a label of the user's; its settings name the target. */
record LabelledTarget(TargetSpec spec, Target target) implements Target {

    @Override
    public OpenTarget open(Path directory, TrialFiles files) throws TargetException {
        return new OpenLabelled(target.open(directory, files), spec.toString());
    }

    @Override
    public List<String> needs() {
        return target.needs();
    }

    record OpenLabelled(OpenTarget open, String spec) implements OpenTarget {
        @Override
        public TargetSettings settings() {
            TargetSettings settings = open.settings();
            Map<String, Object> negotiated = new LinkedHashMap<>();
            negotiated.put("target", spec);
            negotiated.putAll(settings.negotiated());
            return new TargetSettings(settings.fileSystemType(), settings.mountOptions(), negotiated,
                    settings.serverPid(), settings.note(), settings.build());
        }

        @Override
        public Path directory() {
            return open.directory();
        }

        @Override
        public boolean atCommonPath() {
            return open.atCommonPath();
        }

        @Override
        public Processes server() {
            return open.server();
        }

        @Override
        public LongSupplier heldBytes() {
            return open.heldBytes();
        }

        @Override
        public Map<String, Long> messages() throws IOException {
            return open.messages();
        }

        @Override
        public ServerCounts counts() throws IOException {
            return open.counts();
        }

        @Override
        public ServerMemory memory() throws IOException {
            return open.memory();
        }

        @Override
        public void onEnd(Runnable action) {
            open.onEnd(action);
        }

        @Override
        public void abort() {
            open.abort();
        }

        @Override
        public void close() throws TargetException {
            open.close();
        }
    }
}
