package dev.brushcast.ingest.epoch;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an ingest has done so far, all epochs together. {@code framesRead} is always the sum of the published and the
 * dropped ones.
 *
 * @param epochs captures begun
 * @param framesRead frames of the source
 * @param framesPublished frames put into chunks
 * @param framesDropped by the cause their gap names
 * @param audioPackets published
 * @param cues announcements of splices (SCTE 35)
 * @param unreadableCues sections of splice information that could not be read, or only be passed on as a whole
 * @param mediaTime from the start of the source to the end of its last frame so far, summed over epochs
 * @param endedEarly why the source of the last epoch ended before its end; null: it did not, or has not ended
 */
public record IngestSummary(
        int epochs,
        long framesRead,
        long framesPublished,
        Map<String, Long> framesDropped,
        long audioPackets,
        long cues,
        long unreadableCues,
        Duration mediaTime,
        @Nullable String endedEarly) {

    public static final IngestSummary NOTHING = new IngestSummary(0, 0, 0, Map.of(), 0, 0, 0, Duration.ZERO, null);

    public IngestSummary {
        framesDropped = Map.copyOf(framesDropped);
    }

    IngestSummary epochBegun() {
        return new IngestSummary(
                epochs + 1,
                framesRead,
                framesPublished,
                framesDropped,
                audioPackets,
                cues,
                unreadableCues,
                mediaTime,
                null);
    }

    IngestSummary published(Duration longer) {
        return new IngestSummary(
                epochs,
                framesRead + 1,
                framesPublished + 1,
                framesDropped,
                audioPackets,
                cues,
                unreadableCues,
                mediaTime.plus(longer),
                endedEarly);
    }

    IngestSummary dropped(String cause, long frames) {
        Map<String, Long> dropped = new TreeMap<>(framesDropped);
        dropped.merge(cause, frames, Long::sum);
        return new IngestSummary(
                epochs,
                framesRead + frames,
                framesPublished,
                dropped,
                audioPackets,
                cues,
                unreadableCues,
                mediaTime,
                endedEarly);
    }

    IngestSummary audio() {
        return new IngestSummary(
                epochs,
                framesRead,
                framesPublished,
                framesDropped,
                audioPackets + 1,
                cues,
                unreadableCues,
                mediaTime,
                endedEarly);
    }

    IngestSummary ended(@Nullable String cause) {
        return new IngestSummary(
                epochs,
                framesRead,
                framesPublished,
                framesDropped,
                audioPackets,
                cues,
                unreadableCues,
                mediaTime,
                cause);
    }

    IngestSummary cues(int added) {
        return new IngestSummary(
                epochs,
                framesRead,
                framesPublished,
                framesDropped,
                audioPackets,
                cues + added,
                unreadableCues,
                mediaTime,
                endedEarly);
    }

    IngestSummary unreadableCue() {
        return new IngestSummary(
                epochs,
                framesRead,
                framesPublished,
                framesDropped,
                audioPackets,
                cues,
                unreadableCues + 1,
                mediaTime,
                endedEarly);
    }
}
