/** What a worker counts and times. */
package dev.brushcast.worker.metrics;
