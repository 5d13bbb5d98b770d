/** Figures of raw values: medians, intervals, errors and fits; knows neither files nor pages. */
package workload.stats;
