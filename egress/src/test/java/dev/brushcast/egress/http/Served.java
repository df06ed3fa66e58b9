package dev.brushcast.egress.http;

import dev.brushcast.egress.live.LiveStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A server's only stream, which is at the top too. */
final class Served {

    private Served() {}

    static ServedStreams served(Path folder, LiveStream live, double segmentSeconds, BooleanSupplier healthy) {
        ServedStreams streams = new ServedStreams("main");
        streams.add(
                "main",
                new ServedStream(
                        folder, live, segmentSeconds, () -> Map.of("state", "running"), healthy, List::of, Map::of));
        return streams;
    }
}
