/** One capture of a source, from its first frame to its last, and what it tells of itself. */
package dev.brushcast.ingest.epoch;
