package dev.brushcast.egress.app;

import dev.brushcast.egress.audio.AudioPackets;
import dev.brushcast.egress.rendition.Rendition;
import dev.brushcast.egress.timeline.Chunk;
import dev.brushcast.kit.kafka.Patience;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Feeds one rendition from its topics until it is over or told to stop, then makes it whole. Everything but {@link #end()} and
 * {@link #leave()} belongs to the thread that runs it.
 */
final class RenditionLoop implements Runnable {

    /** How long to wait for records at a time: how late a stop may be noticed. */
    private static final Duration POLL = Duration.ofMillis(50);

    /** Sound is read this far ahead of the picture, no further: it arrives much faster. */
    private static final double AUDIO_LEAD_SECONDS = 10;

    /** A chunk whose successors are there and which has not come for so long does not come any more. */
    private static final Duration HOLE_PATIENCE = Duration.ofSeconds(1);

    private final Rendition rendition;
    private final PictureFeed<?> pictures;
    private final @Nullable AudioFeed audio;
    private final Pace pace;
    private final boolean endWithEpoch;
    private final Patience holes;
    private final Patience silence;
    private volatile boolean stopping;
    private volatile boolean leaving;

    /**
     * A loop; closes the rendition and the feeds when it ends.
     *
     * @param audio null: the rendition has none
     * @param audioPatience how long pictures wait for sound
     * @param nanoClock for patience
     */
    RenditionLoop(
            Rendition rendition,
            PictureFeed<?> pictures,
            @Nullable AudioFeed audio,
            Pace pace,
            boolean endWithEpoch,
            Duration audioPatience,
            LongSupplier nanoClock) {
        this.rendition = rendition;
        this.pictures = pictures;
        this.audio = audio;
        this.pace = pace;
        this.endWithEpoch = endWithEpoch;
        this.holes = new Patience(HOLE_PATIENCE, nanoClock);
        this.silence = new Patience(audioPatience, nanoClock);
    }

    @Override
    public void run() {
        try (rendition;
                pictures;
                audio) {
            while (!stopping
                    && !pictures.over()
                    && !(endWithEpoch && rendition.finishedEpochs() > 0 && rendition.idle())) {
                hear();
                if (!rendition.picturesOver()) {
                    look();
                }
            }
            if (leaving) {
                rendition.leave();
            } else {
                makeWhole();
            }
        } finally {
            pace.left();
        }
    }

    /**
     * Ends the loop and the stream's output soon: what is out by then is made whole, its audio waited for. May be called by any
     * thread.
     */
    void end() {
        stopping = true;
    }

    /**
     * Ends the loop soon, as if the stream went on elsewhere, unless it has ended; waits for nothing. May be called by any thread.
     */
    void leave() {
        leaving = !stopping;
        stopping = true;
    }

    private void makeWhole() {
        rendition.endPictures();
        while (rendition.picturesOver()) {
            hear();
        }
        rendition.end();
    }

    private void hear() {
        AudioFeed feed = audio;
        if (feed == null) {
            return;
        }
        boolean alone = rendition.picturesOver();
        boolean heard = false;
        if (alone || rendition.audioAheadSeconds() < AUDIO_LEAD_SECONDS) {
            List<AudioPackets> chunks = feed.poll(alone ? POLL : Duration.ZERO);
            chunks.forEach(rendition::audio);
            heard = !chunks.isEmpty();
        }
        if (silence.lost(rendition.waitsForAudio() && !heard)) {
            rendition.goOnWithoutAudio();
            boolean _ = silence.lost(false); // what is waited for next has its own time
        }
    }

    private void look() {
        if (!pace.mayGoOn(rendition.position())) {
            pace.await(POLL);
            return;
        }
        List<Chunk> chunks = pictures.poll(POLL);
        for (Chunk chunk : chunks) {
            rendition.pictures(chunk);
        }
        pace.reached(rendition.position());
        if (holes.lost(chunks.isEmpty() && rendition.hasHole())) {
            rendition.settle();
        }
    }
}
