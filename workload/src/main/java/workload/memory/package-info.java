/** What the memory experiments record, and their page: a function of these records. */
package workload.memory;
