/** Charts and fits that the sections of several pages draw. */
package benchmarks.chart;
