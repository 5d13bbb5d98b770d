/** What Java offers no way to: system calls through the foreign function interface, signals, another process's groups and capabilities. */
package memfs.sys;
