package dev.brushcast.egress.http;

import dev.brushcast.egress.live.LiveStream;
import dev.brushcast.egress.style.StyleChoice;
import java.nio.file.Path;
import java.util.List;
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
 * @param styles those of its source that viewers can choose, its own among them; none: there is no choice
 * @param recordings what there is of them, written as JSON
 */
public record ServedStream(
        Path folder,
        LiveStream live,
        double segmentSeconds,
        Supplier<?> status,
        BooleanSupplier healthy,
        Supplier<List<StyleChoice>> styles,
        Supplier<?> recordings) {}
