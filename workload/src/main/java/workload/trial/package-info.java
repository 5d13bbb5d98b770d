/** One trial: set-up, timed phases, validation, and its end, whatever happened. */
package workload.trial;
