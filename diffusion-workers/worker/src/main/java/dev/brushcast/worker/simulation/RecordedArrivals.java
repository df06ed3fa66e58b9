package dev.brushcast.worker.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Arrivals that were recorded; how, is said in the files. */
public final class RecordedArrivals {

    private static final String SIX_STREAMS = "six-streams.csv";

    private RecordedArrivals() {}

    /** Six live sources through ingest and a broker, on two cores that were busy with other things. */
    public static ArrivalTrace sixStreams() {
        try (InputStream table = RecordedArrivals.class.getResourceAsStream(SIX_STREAMS)) {
            if (table == null) {
                throw new IllegalStateException(SIX_STREAMS + " is missing beside " + RecordedArrivals.class.getName());
            }
            return ArrivalTrace.read("six streams", table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
