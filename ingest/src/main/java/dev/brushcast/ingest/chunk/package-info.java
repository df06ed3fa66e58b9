/** Puts frames and sound packets into chunks; pure, without Kafka, clock and FFmpeg. */
package dev.brushcast.ingest.chunk;
