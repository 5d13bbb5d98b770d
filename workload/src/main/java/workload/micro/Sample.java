package workload.micro;

import java.util.Map;

/**
 * One measured value: raw, never a mean of rounds.
 *
 * @param work
 *            what was done, in words for people
 * @param target
 *            on what, as the user named it
 * @param round
 *            from 1 on
 * @param shot
 *            of those in the round's one fork, from 1 on; always 1 where a fork brings one value
 * @param units
 *            how many files, calls or entries the work was; 1 where the work is one operation
 * @param micros
 *            µs for each of them
 * @param serverMicros
 *            the server's processor time for each of them, µs; 0 without a server
 * @param messages
 *            answered by the server for all of them, by opcode; empty where they weren't counted
 */
public record Sample(String work, Condition variant, String target, int round, int shot, long units, double micros,
        double serverMicros, Map<String, Long> messages) {

    /** Stands where a target's name would: what two processes pay to hand over to each other, without a file system. */
    public static final String FLOOR = "switch floor";

    /** Of all units. */
    public long messageCount() {
        return messages.values().stream().mapToLong(Long::longValue).sum();
    }

    /** With work that belonged to the same. */
    Sample and(Sample more) {
        double whole = micros + more.micros * more.units / units;
        return new Sample(work, variant, target, round, shot, units, whole, serverMicros, messages);
    }

    /** The whole work, in ms. */
    public double millis() {
        return micros * units / 1_000;
    }
}
