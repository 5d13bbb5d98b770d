/**
 * Where a project's Git repository comes from, and the process that serves it to the clones.
 *
 * <p>
 * Each {@link workload.corpus.Origin} finds the pinned commit somewhere; {@link workload.corpus.CorpusStore} makes the
 * same bare repository of it whatever the origin, and keeps it.
 */
package workload.corpus;
