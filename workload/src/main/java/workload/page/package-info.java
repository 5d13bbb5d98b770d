/**
 * The page kit: a {@link Page} is a list of sections, tables ({@link Columns}) and charts, described once and written as HTML
 * and as Markdown by the templates in its resources. A chart in the page is SVG of this package, whose text is text at any
 * width and in any theme; the file beside it is a PNG by {@link workload.page.picture}, or that SVG where XChart has no such
 * chart.
 */
package workload.page;
