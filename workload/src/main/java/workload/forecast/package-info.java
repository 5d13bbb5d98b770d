/** What a run will take in time, disk and memory, by earlier runs or else by the projects' file. */
package workload.forecast;
