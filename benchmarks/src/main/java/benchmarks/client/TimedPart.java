package benchmarks.client;

import java.util.Map;

/**
 * One timed part of a shot.
 *
 * @param units
 *            how many files, calls or entries it was; 0 where it was left out, and then {@code nanos} is the number of its
 *            {@link Reason}
 * @param serverNanos
 *            processor time of the server meanwhile, in ticks of 10 ms; 0 without a server
 * @param messages
 *            that the server answered meanwhile, by opcode; empty where they aren't counted
 */
record TimedPart(String name, long units, long nanos, long serverNanos, Map<String, Long> messages) {}
