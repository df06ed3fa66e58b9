package dev.brushcast.ingest.restream;

import dev.brushcast.contract.MediaTime;
import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.ingest.capture.GapCause;
import dev.brushcast.ingest.epoch.CaptureContext;
import dev.brushcast.media.source.StreamSource;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what another stream has taken in, capture by capture. Pictures lead: a capture begins with its first frame that is wanted, and
 * audio waits for it. Used by one thread.
 */
final class Restream {

    private static final Logger LOGGER = LoggerFactory.getLogger(Restream.class);

    /** How long the one kind of record is waited for before the other is looked at. */
    private static final Duration LOOK = Duration.ofMillis(20);

    /** Audio's end is written right after the pictures'. */
    private static final Duration AUDIO_PATIENCE = Duration.ofSeconds(1);

    /** How often a stream that is silent is looked for elsewhere. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    /** How far what is live may be behind before it drops frames, as of any live source. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A recording that is taken in just now goes on at once, or not at all. */
    private static final Duration RECORDING_PATIENCE = Duration.ofSeconds(5);

    private final CaptureContext context;
    private final StreamSource source;
    private final OriginalRecords from;
    private final EpochStart newest;
    private final LongSupplier nextEpoch;
    private final BooleanSupplier moved;
    private final Lateness lateness = new Lateness(PATIENCE);
    private @Nullable EpochCopy current;
    private long lastOriginal;
    private long lastEpoch;
    private long lookedNs = Long.MIN_VALUE / 2;
    private boolean first = true;
    private boolean wasLive = true;
    private boolean endedItself = true;
    private boolean past;

    /**
     * Of records that are opened.
     *
     * @param newest what is known of the newest capture
     * @param nextEpoch reads the lowest number that a capture of this stream may have now
     * @param moved reads whether the other stream goes on in another slot; asked while it is silent
     */
    Restream(
            CaptureContext context,
            StreamSource source,
            OriginalRecords from,
            EpochStart newest,
            LongSupplier nextEpoch,
            BooleanSupplier moved) {
        this.moved = moved;
        this.context = context;
        this.source = source;
        this.from = from;
        this.newest = newest;
        this.nextEpoch = nextEpoch;
    }

    /** Returns when the other stream has ended, what was asked for of it is over, or the stop signal is given. */
    void run() throws InterruptedException {
        long heardNs = context.clock().monotonicNs();
        while (!context.stop().isGiven() && !past) {
            VideoChunk next = from.pictures().peek(LOOK);
            passAudio(next);
            if (next == null) {
                if (from.pictures().isOver() || isSilent(heardNs)) {
                    break;
                }
                lateness.caughtUp();
                continue;
            }
            heardNs = context.clock().monotonicNs();
            from.pictures().take();
            show(next);
        }
        finish();
    }

    /** True: nothing of it was there. */
    boolean isEmpty() {
        return lastEpoch == 0;
    }

    private boolean isSilent(long heardNs) {
        if (from.recorded()) {
            return false;
        }
        long nowNs = context.clock().monotonicNs();
        Duration silent = Duration.ofNanos(nowNs - heardNs);
        if (nowNs - Math.max(heardNs, lookedNs) >= LOOK_AGAIN.toNanos()) {
            lookedNs = nowNs;
            if (moved.getAsBoolean()) {
                return true;
            }
        }
        if (!wasLive && current == null) {
            return silent.compareTo(RECORDING_PATIENCE) >= 0;
        }
        return context.config().connection().reconnect().giveUpAfter().isOver(silent);
    }

    private void show(VideoChunk chunk) throws InterruptedException {
        if (chunk.getEpoch() <= lastOriginal && (current == null || chunk.getEpoch() != current.original())) {
            return; // of a capture that is over
        }
        past = !from.range().hasEpoch(chunk.getEpoch())
                ? chunk.getEpoch() > from.range().lastEpoch()
                : isPast(chunk);
        EpochCopy copy = current;
        if (copy != null && copy.original() != chunk.getEpoch()) {
            finish();
            copy = null;
        }
        if (copy == null && !past && isWanted(chunk)) {
            copy = begin(chunk);
        }
        if (copy == null) {
            return;
        }
        boolean late = chunk.getLive()
                && !from.recorded()
                && lateness.isLate(chunk.getPublishedAtUs(), context.clock().wallUs());
        copy.picture(chunk, late);
        endedItself = chunk.getEndOfEpoch();
        if (chunk.getEndOfEpoch()) {
            finish();
        }
    }

    private boolean isPast(VideoChunk chunk) {
        return !chunk.getFrames().isEmpty()
                && from.range().isAfter(chunk, chunk.getFrames().getFirst());
    }

    /** A capture begins with a frame. */
    private boolean isWanted(VideoChunk chunk) {
        if (!from.range().hasEpoch(chunk.getEpoch())) {
            return false;
        }
        for (VideoFrame frame : chunk.getFrames()) {
            if (!from.range().isBefore(chunk, frame) && !from.range().isAfter(chunk, frame)) {
                return true;
            }
        }
        return false;
    }

    private EpochCopy begin(VideoChunk chunk) throws InterruptedException {
        boolean headWanted = from.range().hasStart(chunk.getEpochStartUs());
        boolean joined = first && !from.whole();
        GapCause beforeFirst = joined || !headWanted ? GapCause.BEFORE_START : GapCause.EXPIRED;
        long lowest = first ? nextEpoch.getAsLong() : lastEpoch + 1;
        first = false;
        // the other stream's own number where it is free: whoever compares both finds the same names
        lastEpoch = Math.max(lowest, chunk.getEpoch());
        lastOriginal = chunk.getEpoch();
        wasLive = chunk.getLive();
        EpochCopy copy = new EpochCopy(
                context,
                new EpochCopy.Copied(chunk.getEpoch(), lastEpoch, from.range(), from.recorded(), source.speed()),
                beforeFirst);
        copy.begin(chunk, newest);
        if (beforeFirst == GapCause.EXPIRED && chunk.getSequence() > 0) {
            LOGGER.atWarn()
                    .addKeyValue("stream", context.config().streamId())
                    .addKeyValue("epoch", lastEpoch)
                    .log(
                            "the first {} frames of capture {} of {} have left the topic: they are counted as expired",
                            chunk.getFrames().getFirst().getNumber(),
                            chunk.getEpoch(),
                            source.streamId());
        }
        LOGGER.atInfo()
                .addKeyValue("stream", context.config().streamId())
                .addKeyValue("epoch", lastEpoch)
                .log("copying capture {} of {}", chunk.getEpoch(), source.streamId());
        current = copy;
        return copy;
    }

    /**
     * Passes on what audio there is before the next picture, so that neither runs ahead where much is waiting to be read.
     *
     * @param next picture; null: none is waiting, and what is live is passed on as it comes
     */
    private void passAudio(@Nullable VideoChunk next) throws InterruptedException {
        Duration wait = from.recorded() && next != null ? AUDIO_PATIENCE : Duration.ZERO;
        for (AudioChunk audio = from.audio().peek(wait);
                audio != null;
                audio = from.audio().peek(wait)) {
            if (audio.getEpoch() <= lastOriginal && !isOfCurrent(audio)) {
                from.audio().take(); // of a capture that is over
            } else if (!isOfCurrent(audio)) {
                if (next == null || audio.getEpoch() >= next.getEpoch()) {
                    return; // its pictures come first
                }
                from.audio().take(); // of a capture without pictures
            } else {
                if (next == null ? from.recorded() : startUs(audio) > startUs(next)) {
                    return;
                }
                from.audio().take();
                audioOfCurrent(audio);
            }
        }
    }

    private boolean isOfCurrent(AudioChunk audio) {
        return current != null && audio.getEpoch() == current.original();
    }

    private void audioOfCurrent(AudioChunk audio) throws InterruptedException {
        if (current != null) {
            current.audio(audio);
        }
    }

    private static long startUs(VideoChunk chunk) {
        return chunk.getFrames().isEmpty()
                ? Long.MAX_VALUE
                : chunk.getFrames().getFirst().getPtsUs();
    }

    private static long startUs(AudioChunk chunk) {
        return chunk.getPackets().isEmpty()
                ? Long.MIN_VALUE
                : MediaTime.ticksToUs(
                        chunk.getPackets().getFirst().getPts(), chunk.getTimeBaseNum(), chunk.getTimeBaseDen());
    }

    /** The other stream goes on when this one is stopped: its audio has no end then. */
    private boolean isBeyond(EpochCopy copy, AudioChunk audio) {
        return context.stop().isGiven() && startUs(audio) >= copy.endUs();
    }

    /** Ends the capture that is being copied, with the rest of its audio. */
    private void finish() throws InterruptedException {
        EpochCopy copy = current;
        if (copy == null) {
            return;
        }
        while (!copy.hasAllAudio()) {
            AudioChunk audio = from.audio().peek(AUDIO_PATIENCE);
            if (audio == null
                    || audio.getEpoch() > copy.original()
                    || from.range().isAfter(audio)
                    || isBeyond(copy, audio)) {
                break;
            }
            from.audio().take();
            if (audio.getEpoch() == copy.original()) {
                copy.audio(audio);
            }
        }
        boolean asAsked = endedItself || from.recorded() || context.stop().isGiven();
        copy.end(asAsked ? null : "stream " + source.streamId() + " has broken off");
        current = null;
    }
}
