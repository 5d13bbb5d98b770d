/**
 * The page kit: a {@link Page} is a list of sections, tables ({@link Columns}) and charts, described once and written as HTML
 * and as Markdown by the templates in its resources.
 */
package workload.page;
