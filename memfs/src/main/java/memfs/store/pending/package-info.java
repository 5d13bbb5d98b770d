/** What happens a little later than the request that is its reason: files that are freed, and closed ones that are moved. */
package memfs.store.pending;
