/** Records that are passed over: where they go, who is told, and whose fault it is not. */
package dev.brushcast.worker.faults;
