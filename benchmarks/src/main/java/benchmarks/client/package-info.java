/**
 * What runs in JMH's forks: the clients of a mount. They know a directory and, for its figures, a server's process id; not which
 * file system it is.
 */
package benchmarks.client;
