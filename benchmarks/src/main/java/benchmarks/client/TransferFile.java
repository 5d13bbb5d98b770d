package benchmarks.client;

import java.lang.foreign.MemorySegment;

/** One file that is written or read by calls of many sizes, and memory for the largest of them. */
abstract class TransferFile {
    TransferPlan plan;
    Syscalls calls;
    Phases phases;
    MemorySegment path;
    MemorySegment data;

    final void use(Client client) {
        plan = new TransferPlan(client.settings);
        calls = client.calls;
        phases = new Phases(client.settings);
        path = client.path("file");
        data = calls.buffer(TransferPlan.LARGEST_CALL).fill((byte) 'x');
    }
}
