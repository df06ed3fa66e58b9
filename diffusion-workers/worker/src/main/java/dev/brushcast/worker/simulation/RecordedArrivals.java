package dev.brushcast.worker.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Arrivals that were recorded with the real pipeline, by {@code compose/arrivals/record.sh}. */
public final class RecordedArrivals {

    private static final String SIX_STREAMS = "six-streams.csv";

    private RecordedArrivals() {}

    /**
     * Six streams of 10 to 30 frames a second. One comes over RTMP from an encoder that stands still for 0.8 s each ten seconds, one
     * begins after fifteen seconds.
     */
    public static ArrivalTrace sixStreams() {
        return read("six streams, recorded", SIX_STREAMS);
    }

    private static ArrivalTrace read(String name, String resource) {
        try (InputStream table = RecordedArrivals.class.getResourceAsStream(resource)) {
            if (table == null) {
                throw new IllegalStateException("the jar lacks " + resource);
            }
            return ArrivalTrace.read(name, table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
