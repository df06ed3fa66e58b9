package dev.brushcast.ingest.epoch;

import dev.brushcast.ingest.chunk.EpochHeader;
import dev.brushcast.ingest.chunk.Held;
import dev.brushcast.ingest.config.HoldConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The air time of one epoch of a live source: what it has sent, and until when that is held. A source that is connected is
 * held once it has sent no frame for a while beyond the time between its frames; one that broke off, at once. Air time goes
 * on from the last frame as the clock does, a little behind it, so that a frame that is a little late still has its time.
 *
 * <p>A source that is fetched in pieces sends many frames at once and nothing then: it is silent only when what it sent has
 * been on air. Many send what they have when they are connected, and air time is ahead of the clock by that; so that it does not
 * run further ahead each time that they are back, what is held goes a little slower until it is not, and no further ahead than
 * {@value #MOST_AHEAD_US} µs.
 *
 * <p>Presentation times in the epoch, µs; times of the clock in ns, never going back. Used by one thread.
 */
final class AirTime {

    /** How late a frame may be that comes just when it is held. */
    static final long MARGIN_US = 200_000;

    /** Silence comes in packets: it goes so much further than the picture, so that each of its parts has all of its audio. */
    static final long SILENCE_AHEAD_US = 100_000;

    private static final long MOST_AHEAD_US = 10_000_000;
    /** A tenth: what a viewer has in hand lasts for it. */
    private static final long CATCHING_UP = 10;

    private static final long NONE = Long.MIN_VALUE;
    private static final Duration NEVER = Duration.ofDays(1);
    private static final double SECOND_US = 1e6;

    private final HoldConfig config;
    private final boolean inPieces;
    private final long periodUs;
    private final long startNs;
    private final long startAheadUs;

    private boolean begun;
    private boolean lost;
    private boolean holding;
    private long lastPtsUs;
    private long lastNs;
    private long stepUs;
    private long endUs;
    private long heardNs;
    private long toldNs;
    private long heldUntilUs = NONE;
    private long audioEndUs = NONE;
    private long audioNs = NONE;
    private long audioHeldUntilUs = NONE;

    /**
     * Of an epoch that begins.
     *
     * @param inPieces true: its source is fetched in pieces
     * @param startNs when its source began to send
     * @param startAheadUs how far the epoch's start is ahead of that
     */
    AirTime(HoldConfig config, EpochHeader header, boolean inPieces, long startNs, long startAheadUs) {
        this.config = config;
        this.startNs = startNs;
        this.startAheadUs = startAheadUs;
        this.inPieces = inPieces;
        this.periodUs = header.frameRate().num() == 0
                ? 0
                : Math.round(SECOND_US / header.frameRate().value());
    }

    /** A frame has come; false: its time was held already, and it comes too late. */
    boolean frame(long ptsUs, long durationUs, long nowNs) {
        heardNs = nowNs;
        if (ptsUs < heldUntilUs) {
            return false;
        }
        stepUs = begun && !holding ? Math.max(ptsUs - lastPtsUs, durationUs) : durationUs;
        begun = true;
        holding = false;
        lastPtsUs = ptsUs;
        lastNs = nowNs;
        endUs = Math.max(endUs, ptsUs + durationUs);
        return true;
    }

    /** A frame has come that is not wanted: the source is there. */
    void heard(long nowNs) {
        heardNs = nowNs;
    }

    /** A packet of audio has come; false: it begins before what is silent already. */
    boolean audio(long ptsUs, long durationUs, long nowNs) {
        audioNs = nowNs;
        if (ptsUs < audioHeldUntilUs) {
            return false;
        }
        audioEndUs = Math.max(audioEndUs, ptsUs + durationUs);
        return true;
    }

    /** The source could not be listened to for so long. */
    void busy(long ns) {
        heardNs += ns;
        audioNs = audioNs == NONE ? NONE : audioNs + ns;
    }

    /** The source has broken off: it is held from now on. */
    void lost() {
        lost = true;
    }

    /**
     * How long until it is to be held, or told again; 0: now. Without a frame nothing ever is. While frames come that are too
     * late, it is not held any further, or they would be too late for ever.
     */
    Duration untilDue(long nowNs) {
        if (!begun) {
            return NEVER;
        }
        long silentNs = heardNs + config.after().toNanos() + 1_000 * Math.max(periodUs, stepUs);
        if (inPieces) {
            silentNs += 1_000 * Math.max(0, aheadUs(lastNs, lastPtsUs));
        }
        long againNs = holding ? toldNs + config.every().toNanos() : nowNs;
        return Duration.ofNanos(Math.max(0, (lost ? againNs : Math.max(silentNs, againNs)) - nowNs));
    }

    /** Until when it is held now; null: no further than before. */
    @Nullable
    Held hold(long nowNs) {
        holding = true;
        toldNs = nowNs;
        long sinceUs = (nowNs - lastNs) / 1_000;
        long until = lastPtsUs + sinceUs - MARGIN_US;
        long aheadUs = Math.max(0, aheadUs(nowNs, until));
        until -= Math.max(Math.min(aheadUs, sinceUs / CATCHING_UP), aheadUs - MOST_AHEAD_US);
        if (until <= Math.max(lastPtsUs, heldUntilUs)) {
            return null;
        }
        heldUntilUs = until;
        return held();
    }

    /** Until when there is silence now; null: the source sends audio, or no further than before. */
    @Nullable
    Long silence(long nowNs) {
        boolean silent =
                lost || audioNs == NONE || nowNs - audioNs >= config.after().toNanos();
        if (!silent || heldUntilUs <= Math.max(audioEndUs, audioHeldUntilUs)) {
            return null;
        }
        audioHeldUntilUs = heldUntilUs + SILENCE_AHEAD_US;
        return audioHeldUntilUs;
    }

    /** True once it has been held. */
    boolean isHeld() {
        return heldUntilUs != NONE;
    }

    /** Where picture, audio and what is held end. */
    long endUs() {
        return Math.max(Math.max(endUs, audioEndUs), Math.max(heldUntilUs, audioHeldUntilUs));
    }

    /** The epoch is held until it ends, there. */
    Held heldToEnd(long untilUs) {
        heldUntilUs = Math.max(heldUntilUs, untilUs);
        return held();
    }

    private Held held() {
        return new Held(heldUntilUs, slateFromUs());
    }

    private @Nullable Long slateFromUs() {
        if (config.slateAfter().isForever()) {
            return null;
        }
        long from = endUs + config.slateAfter().countable().toNanos() / 1_000;
        return from < heldUntilUs ? from : null;
    }

    /** How far a presentation time is ahead of a time of the clock. */
    private long aheadUs(long atNs, long ptsUs) {
        return startAheadUs + ptsUs - (atNs - startNs) / 1_000;
    }
}
