/** The store in process, without FUSE. */
package benchmarks.store;
