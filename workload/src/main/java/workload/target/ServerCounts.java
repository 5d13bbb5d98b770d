package workload.target;

import java.util.Map;

/**
 * What a server has counted since its start, as its statistics file tells it.
 *
 * @param messages
 *            requests by opcode; null on a transport that doesn't see them
 * @param operations
 *            of the store by name, such as "write"; null unless it was started to count them
 */
public record ServerCounts(Map<String, Long> messages, Map<String, Operation> operations, Store store) {

    /**
     * One kind of operation.
     *
     * @param bytes
     *            read or written by it
     */
    public record Operation(long count, long bytes) {}

    /**
     * The store as a whole.
     *
     * @param copiedBytes
     *            that content=contiguous copied to grow and shrink files
     * @param backedBytes
     *            in files of its private tmpfs, which the kernel uses itself (passthrough); null where it doesn't tell
     */
    public record Store(long copiedBytes, Long backedBytes) {}

    /** How often an operation of the store was asked for. */
    public long count(String operation) {
        return of(operation).count();
    }

    /** How many bytes an operation of the store moved. */
    public long bytes(String operation) {
        return of(operation).bytes();
    }

    private Operation of(String operation) {
        return operations.getOrDefault(operation, new Operation(0, 0));
    }
}
