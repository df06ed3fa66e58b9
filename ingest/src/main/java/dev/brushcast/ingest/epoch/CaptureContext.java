package dev.brushcast.ingest.epoch;

import dev.brushcast.ingest.capture.IngestClock;
import dev.brushcast.ingest.capture.StopSignal;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.publish.StreamOutput;

/**
 * What all captures of a source share.
 *
 * @param config what is taken in, and how
 * @param output takes what is captured
 * @param clock what time it is
 * @param stop ends a capture
 * @param tally counts
 * @param air what viewers see
 */
public record CaptureContext(
        IngestConfig config, StreamOutput output, IngestClock clock, StopSignal stop, Tally tally, OnAir air) {}
