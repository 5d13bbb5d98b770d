/**
 * Control arms of the study, chosen by the mount option content: files as the original of 2017 kept them, and files that keep
 * nothing. No other part of the product needs them.
 */
package memfs.store.content.control;
