/**
 * Draws a run: tables, charts, and the page and the Markdown file that hold both.
 *
 * <p>
 * A pure function of {@code results/<run-id>/}: equal input gives equal bytes, and nothing is measured here.
 *
 * <pre>
 * RunData ──► Summary ──► …Table, …Chart ──► Page (a list of Blocks) ──► HtmlWriter, MarkdownWriter
 * </pre>
 */
package workload.report;
