package workload.result;

/**
 * The repository that a project was cloned from.
 *
 * @param project
 *            name in projects.yaml; behind that of the whole and a slash for a part
 * @param origin
 *            mirror, upstream or source-package: where it was made from, also when the cache has kept it since
 * @param source
 *            path, URL, or name and version of the package that it was made from
 * @param ref
 *            pinned ref as the project names it
 * @param commit
 *            hash of the commit
 * @param tree
 *            hash of the commit's tree
 * @param commits
 *            number of commits reachable
 * @param bytes
 *            size of the repository's packs
 * @param linesOfCode
 *            lines in the C, C++, header, assembler, yacc and lex files of the tree, blank lines included
 * @param files
 *            files in the tree
 * @param treeBytes
 *            sum of their sizes
 */
public record CorpusInfo(String project, String origin, String source, String ref, String commit, String tree,
        long commits, long bytes, long linesOfCode, long files, long treeBytes) {
    /** The same as a part of a project: {@code apache/apr}. */
    public CorpusInfo asPartOf(String whole) {
        return new CorpusInfo(whole + "/" + project, origin, source, ref, commit, tree, commits, bytes, linesOfCode,
                files,
                treeBytes);
    }
}
