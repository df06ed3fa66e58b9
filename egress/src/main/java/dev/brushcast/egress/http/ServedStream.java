package dev.brushcast.egress.http;

import dev.brushcast.egress.live.LiveStream;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A stream whose output is served. Safe for use by several threads.
 *
 * @param folder its output folder
 * @param live the edge of its live renditions
 * @param segmentSeconds how long a segment lasts
 * @param status how it goes, written as JSON
 * @param healthy false: the output has failed
 */
public record ServedStream(
        Path folder, LiveStream live, double segmentSeconds, Supplier<?> status, BooleanSupplier healthy) {}
