/** Which arms of a study are compared with which, round by round; knows the study's records, neither files nor pages. */
package workload.pairs;
