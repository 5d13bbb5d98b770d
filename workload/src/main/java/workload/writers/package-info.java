/** Who wrote in pieces of which size: the record and its sums. */
package workload.writers;
