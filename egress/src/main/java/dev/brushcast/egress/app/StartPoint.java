package dev.brushcast.egress.app;

import dev.brushcast.contract.MediaTime;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.egress.consume.CaptureHistory;
import dev.brushcast.egress.consume.SlotReader;
import java.util.List;
import java.util.Optional;

/**
 * Where to begin reading.
 *
 * @param epoch earlier ones are passed over
 * @param captures those that the recording holds up to this one, oldest first; empty: none yet, or all are put out
 * @param fromMs record timestamp from which everything of the epoch lies; empty: from the oldest record
 */
record StartPoint(long epoch, Optional<Long> fromMs, List<CaptureHistory.Capture> captures) {

    static StartPoint earliest(long firstEpoch) {
        return new StartPoint(firstEpoch, Optional.empty(), List.of());
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
                        Optional.of(MediaTime.toRecordTimestamp(chunk.getEpochStartUs()) - CaptureHistory.MARGIN_MS),
                        CaptureHistory.upTo(recording, chunk)))
                .orElseGet(() -> earliest(firstEpoch));
    }

    /** Sends a reader there. */
    <V> SlotReader<V> apply(SlotReader<V> reader) {
        fromMs.ifPresent(reader::seekToTime);
        return reader;
    }
}
