package dev.brushcast.worker.topology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Which streams of a task have paused: for so long that what is pending of them must not wait for their next chunk any more,
 * and for so long that their sessions are not worth their memory. Owned by the stream thread.
 */
final class QuietStreams {

    /** A session takes a good part of a device's memory; priming another one takes less than a second of work. */
    static final Duration IDLE = Duration.ofSeconds(60);

    /** On top of two chunks' length: the network's delays, which are no pause. */
    static final Duration GRACE = Duration.ofSeconds(1);

    private static final int CHUNKS = 2;

    private final Map<String, Heard> streams = new HashMap<>();

    private static final class Heard {

        private final long atMs;
        private final long waitMs;
        private boolean pending;

        Heard(long atMs, long waitMs, boolean pending) {
            this.atMs = atMs;
            this.waitMs = waitMs;
            this.pending = pending;
        }
    }

    /**
     * A chunk has come.
     *
     * @param nowMs by the clock that the other calls are by
     * @param length of the chunk
     * @param pending whether something waits for the next one
     */
    void heard(String streamId, long nowMs, Duration length, boolean pending) {
        long waitMs = length.multipliedBy(CHUNKS).plus(GRACE).toMillis();
        streams.put(streamId, new Heard(nowMs, waitMs, pending));
    }

    /** Nothing is left of the stream, which has ended. */
    void ended(String streamId) {
        streams.remove(streamId);
    }

    boolean knows(String streamId) {
        return streams.containsKey(streamId);
    }

    /** Streams whose next chunk is not to be waited for any longer; each is said once. */
    List<String> overdue(long nowMs) {
        List<String> overdue = new ArrayList<>();
        streams.forEach((streamId, heard) -> {
            if (heard.pending && nowMs - heard.atMs >= heard.waitMs) {
                heard.pending = false;
                overdue.add(streamId);
            }
        });
        return overdue;
    }

    /** Streams that have paused for {@link #IDLE}; each is said once, and forgotten. */
    List<String> idle(long nowMs) {
        List<String> idle = new ArrayList<>();
        for (Iterator<Map.Entry<String, Heard>> all = streams.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, Heard> stream = all.next();
            if (nowMs - stream.getValue().atMs >= IDLE.toMillis()) {
                idle.add(stream.getKey());
                all.remove();
            }
        }
        return idle;
    }
}
