/** The scheduler against simpler policies on recorded arrivals, with a device that takes its measured times. No clock but its own. */
package dev.brushcast.worker.simulation;
