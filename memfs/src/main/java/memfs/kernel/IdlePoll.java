package memfs.kernel;

import java.lang.foreign.MemorySegment;

/**
 * Looks for the next request a while before the worker sleeps, since to be woken on an idle core costs more than to serve
 * a request.
 *
 * <p>
 * It pays only where the next request comes soon and nobody else wants the core. Both are learnt: each look in vain
 * doubles the number of waits that pass without one, and a core that was taken away meanwhile ends it for longer.
 */
final class IdlePoll {
    static final long LIMIT_NANOS = Long.getLong("poll", 100) * 1000;
    static final long TAKEN_NANOS = Long.getLong("taken", 200) * 1000;
    static final int MOST_SKIPPED = Integer.getInteger("skip", 64);
    static final boolean YIELD = !Boolean.getBoolean("noyield");

    private final FuseDevice device;
    private int penalty;
    private int skip;

    IdlePoll(FuseDevice device) {
        this.device = device;
    }

    int await(MemorySegment buffer) {
        if (LIMIT_NANOS == 0) {
            return FuseDevice.AGAIN;
        }
        if (skip > 0) {
            skip--;
            return FuseDevice.AGAIN;
        }
        long start = System.nanoTime();
        long last = start;
        while (true) {
            if (YIELD) {
                Thread.yield();
            }
            int length = device.poll(buffer);
            if (length != FuseDevice.AGAIN) {
                penalty = 0;
                return length;
            }
            long now = System.nanoTime();
            if (now - last > TAKEN_NANOS) {
                skip = 1000;
                return FuseDevice.AGAIN;
            }
            last = now;
            if (now - start > LIMIT_NANOS) {
                penalty = Math.min(MOST_SKIPPED, 2 * penalty + 1);
                skip = penalty;
                return FuseDevice.AGAIN;
            }
        }
    }
}
