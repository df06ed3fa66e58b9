package dev.brushcast.egress.app;

import dev.brushcast.contract.MediaTime;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.egress.consume.SlotReader;
import java.util.Optional;

/**
 * Where to begin reading.
 *
 * @param epoch earlier ones are passed over
 * @param fromMs record timestamp from which everything of the epoch lies; empty: from the oldest record
 */
record StartPoint(long epoch, Optional<Long> fromMs) {

    /** Sound may begin before its epoch does (priming), and so may a record's timestamp. */
    private static final long MARGIN_MS = 10_000;

    static StartPoint earliest(long firstEpoch) {
        return new StartPoint(firstEpoch, Optional.empty());
    }

    /**
     * The beginning of the newest capture in the recording.
     *
     * @param recording is read to its end
     * @param firstEpoch not before this one
     */
    static StartPoint newestEpoch(SlotReader<VideoChunk> recording, long firstEpoch) {
        return recording
                .newest()
                .filter(chunk -> chunk.getEpoch() >= firstEpoch)
                .map(chunk -> new StartPoint(
                        chunk.getEpoch(),
                        Optional.of(MediaTime.toRecordTimestamp(chunk.getEpochStartUs()) - MARGIN_MS)))
                .orElseGet(() -> earliest(firstEpoch));
    }

    /** Sends a reader there. */
    <V> SlotReader<V> apply(SlotReader<V> reader) {
        fromMs.ifPresent(reader::seekToTime);
        return reader;
    }
}
