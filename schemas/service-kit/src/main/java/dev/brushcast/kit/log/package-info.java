/** Log lines of what may happen thousands of times a second. */
package dev.brushcast.kit.log;
