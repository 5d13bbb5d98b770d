/**
 * The picture files beside a page, drawn by XChart: one class for each kind of chart. They get what the page kit computed, its
 * axes and values, and take their colours from the page's style sheet, so that a file and the page show the same.
 */
package workload.page.picture;
