/** Tests of the documents: each figure stands in a committed sample, and each link leads somewhere. */
package workload.documents;
