package dev.brushcast.ingest.restream;

import dev.brushcast.contract.MediaTime;
import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.Captures;
import dev.brushcast.kit.kafka.SlotReader;
import dev.brushcast.media.source.StreamSource;
import dev.brushcast.media.source.StreamSource.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Finds in the slot of another stream where what is wanted of it begins and ends. Used by one thread. */
final class RecordsOpening {

    /** What was published longer ago than this is no running stream's newest chunk. */
    private static final Duration RECENT = Duration.ofSeconds(30);

    private final SlotReader<VideoChunk> pictures;
    private final SlotReader<AudioChunk> audio;
    private final StreamAddress original;
    private final StreamSource source;

    RecordsOpening(
            SlotReader<VideoChunk> pictures,
            SlotReader<AudioChunk> audio,
            StreamAddress original,
            StreamSource source) {
        this.pictures = pictures;
        this.audio = audio;
        this.original = original;
        this.source = source;
    }

    /**
     * Opens.
     *
     * @param nowUs wall clock
     * @throws UserError if a recording has nothing of what is asked for
     */
    OriginalRecords open(long nowUs) {
        return source.isRecorded() ? recorded() : live(nowUs);
    }

    private OriginalRecords live(long nowUs) {
        long end = pictures.end();
        long audioEnd = audio.end();
        Optional<VideoChunk> newest = pictures.newestBefore(end)
                .map(SlotReader.Placed::value)
                .filter(chunk -> source.head() || isRunning(chunk, nowUs));
        if (newest.isEmpty()) {
            return records(end, Long.MAX_VALUE, audioEnd, Long.MAX_VALUE, MediaRange.ALL, false);
        }
        long epoch = newest.get().getEpoch();
        // a picture that is held is that of the newest frame, however long ago that was
        long first = (source.head()
                        ? Captures.beginning(pictures, newest.get())
                        : pictures.newestBefore(
                                end,
                                chunk -> chunk.getEpoch() == epoch
                                        && !chunk.getFrames().isEmpty()))
                .map(SlotReader.Placed::offset)
                .orElse(end);
        long firstAudio = (source.head()
                        ? Captures.audio(audio, newest.get())
                        : audio.newestBefore(audioEnd, chunk -> chunk.getEpoch() == epoch))
                .map(SlotReader.Placed::offset)
                .orElse(audioEnd);
        return records(first, Long.MAX_VALUE, firstAudio, Long.MAX_VALUE, MediaRange.ALL, source.head());
    }

    private static boolean isRunning(VideoChunk newest, long nowUs) {
        return !newest.getEndOfEpoch() && nowUs - newest.getPublishedAtUs() < RECENT.toNanos() / 1_000;
    }

    private OriginalRecords recorded() {
        SlotReader.Placed<VideoChunk> newest = pictures.newestBefore(pictures.end())
                .orElseThrow(() -> new UserError("Nothing of stream " + original.streamId()
                        + " is recorded any more: its slot of the topic is empty"));
        long lastAudio =
                audio.newestBefore(audio.end()).map(SlotReader.Placed::offset).orElse(-1L);
        boolean ofOneCapture =
                source.epoch() != null || source.from() instanceof Moment.After || source.to() instanceof Moment.After;
        if (!ofOneCapture) {
            return between(newest, lastAudio, new MediaRange(0, Long.MAX_VALUE, fromUs(0), toUs(0)));
        }
        VideoChunk chosen = capture(newest).value();
        SlotReader.Placed<VideoChunk> first =
                Captures.beginning(pictures, chosen).orElseThrow(this::gone);
        long firstAudio =
                Captures.audio(audio, chosen).map(SlotReader.Placed::offset).orElse(lastAudio + 1);
        long start = chosen.getEpochStartUs();
        MediaRange range = new MediaRange(chosen.getEpoch(), chosen.getEpoch(), fromUs(start), toUs(start));
        return records(first.offset(), newest.offset(), firstAudio, lastAudio, range, true);
    }

    /** The newest chunk of the capture that is asked for. */
    private SlotReader.Placed<VideoChunk> capture(SlotReader.Placed<VideoChunk> newest) {
        Long wanted = source.epoch();
        Optional<SlotReader.Placed<VideoChunk>> found = Optional.of(newest);
        while (wanted != null && found.isPresent() && found.get().value().getEpoch() > wanted) {
            found = Captures.before(pictures, found.get().value());
        }
        return found.filter(chunk -> wanted == null || chunk.value().getEpoch() == wanted)
                .orElseThrow(this::gone);
    }

    private UserError gone() {
        return new UserError("Capture " + source.epoch() + " of stream " + original.streamId() + " is not recorded: "
                + reach(pictures));
    }

    /** What was begun before a moment reaches beyond it, so that reading begins with the record before. */
    private OriginalRecords between(SlotReader.Placed<VideoChunk> newest, long lastAudio, MediaRange range) {
        long fromMs = Math.max(0, MediaTime.toRecordTimestamp(range.fromUs()));
        long at = pictures.offsetOfTime(fromMs);
        Optional<Long> before = pictures.newestBefore(at).map(SlotReader.Placed::offset);
        long audioAt = audio.offsetOfTime(fromMs);
        long firstAudio =
                audio.newestBefore(audioAt).map(SlotReader.Placed::offset).orElse(audioAt);
        return records(before.orElse(at), newest.offset(), firstAudio, lastAudio, range, before.isEmpty());
    }

    private long fromUs(long epochStartUs) {
        return source.from() == null ? Long.MIN_VALUE : us(source.from(), epochStartUs);
    }

    private long toUs(long epochStartUs) {
        return source.to() == null ? Long.MAX_VALUE : us(source.to(), epochStartUs);
    }

    private static long us(Moment moment, long epochStartUs) {
        return switch (moment) {
            case Moment.At(Instant time) -> ChronoUnit.MICROS.between(Instant.EPOCH, time);
            case Moment.After(Duration start) -> epochStartUs + start.toNanos() / 1_000;
        };
    }

    /** From when to when there is a recording, for people. */
    static String reach(SlotReader<VideoChunk> pictures) {
        Optional<VideoChunk> first = pictures.first(0, _ -> true).map(SlotReader.Placed::value);
        Optional<VideoChunk> last = pictures.newest();
        if (first.isEmpty() || last.isEmpty()) {
            return "its slot of the topic is empty";
        }
        return "what is there begins with capture " + first.get().getEpoch() + " at " + time(first.get())
                + " and ends with capture " + last.get().getEpoch() + " at " + time(last.get());
    }

    private static Instant time(VideoChunk chunk) {
        long ptsUs =
                chunk.getFrames().isEmpty() ? 0 : chunk.getFrames().getFirst().getPtsUs();
        return Instant.EPOCH.plus(MediaTime.of(chunk.getEpochStartUs(), ptsUs), ChronoUnit.MICROS);
    }

    private OriginalRecords records(
            long first, long last, long firstAudio, long lastAudio, MediaRange range, boolean whole) {
        return new OriginalRecords(
                new SlotTrack<>(pictures, first, last),
                new SlotTrack<>(audio, firstAudio, lastAudio),
                range,
                whole,
                source.isRecorded());
    }
}
