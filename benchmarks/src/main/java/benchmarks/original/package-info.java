/** What the 2017 study claimed, which this one tests. */
package benchmarks.original;
