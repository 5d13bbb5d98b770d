/**
 * Takes the original's slow clone apart: the same clone with one factor changed at a time, and the time that each took.
 *
 * <p>
 * {@code Arms} says what is run, {@code Explain} runs it, {@code ExplainStore} keeps the raw clones. Everything from
 * {@code Findings} on is a function of that file.
 */
package workload.explain;
