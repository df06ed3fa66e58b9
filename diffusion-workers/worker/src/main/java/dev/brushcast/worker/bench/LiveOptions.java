package dev.brushcast.worker.bench;

import dev.brushcast.worker.config.Guarantee;
import java.time.Duration;

/**
 * What live streams a worker is tried with.
 *
 * @param streams how many, each in a slot of its own
 * @param pictures of each stream: their size, how many a chunk has, and how often one comes; how many chunks are sent while
 *     the worker runs
 * @param settling how long they run before what becomes of them is judged: programs that have just started are slower than they stay
 * @param backlog how much there is already of each stream when the worker starts
 * @param guarantee of the worker
 * @param smallestSize that the streams' styles allow, percent of each side; 0: full size
 */
public record LiveOptions(
        int streams, HopOptions pictures, Duration settling, Duration backlog, Guarantee guarantee, int smallestSize) {

    /** Pixels of the pictures: small, for codecs on the same machine are not what is measured. */
    public static final int WIDTH = 64;

    public static final int HEIGHT = 40;

    private static final int FRAMES_PER_CHUNK = 4;

    /**
     * Streams of so many frames a second.
     *
     * @param length how long they run after they have settled
     */
    public static LiveOptions of(int streams, int fps, Duration settling, Duration length, Duration backlog) {
        Duration interval = Duration.ofSeconds(FRAMES_PER_CHUNK).dividedBy(fps);
        int chunks = (int) Math.ceilDiv(settling.plus(length).toNanos(), interval.toNanos());
        return new LiveOptions(
                streams,
                new HopOptions(WIDTH, HEIGHT, FRAMES_PER_CHUNK, interval, 0, chunks),
                settling,
                backlog,
                Guarantee.EXACTLY_ONCE_V2,
                0);
    }

    public LiveOptions withSmallestSize(int percent) {
        return new LiveOptions(streams, pictures, settling, backlog, guarantee, percent);
    }

    public LiveOptions withGuarantee(Guarantee other) {
        return new LiveOptions(streams, pictures, settling, backlog, other, smallestSize);
    }

    int backlogChunks() {
        return (int) (backlog.toNanos() / pictures.interval().toNanos());
    }

    int framesPerStream() {
        return (backlogChunks() + pictures.chunks()) * pictures.framesPerChunk();
    }
}
