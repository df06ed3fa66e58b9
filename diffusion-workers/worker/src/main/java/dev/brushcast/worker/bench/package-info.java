/** Measures the worker's own part of the way, with an engine that costs nothing. */
package dev.brushcast.worker.bench;
