package dev.brushcast.ingest.publish;

import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.contract.fallback.Fallback;
import dev.brushcast.contract.fallback.FallbackPolicy;
import dev.brushcast.contract.fallback.Shown;
import dev.brushcast.ingest.capture.IngestClock;
import dev.brushcast.ingest.config.FallbackConfig;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Stands in for a live stream's workers when they say nothing: they are gone, hang, or have never come. What they say is the
 * {@code timings} of the stream's slot, of which there is one for each styled chunk. If none comes for as long as the policy holds a
 * picture while chunks wait, those chunks are answered here, and each that follows at once, until chunks were answered in time by a
 * worker for as long as the policy wants. Whose answer to a chunk is first in the log counts, for everybody who reads it.
 *
 * <p>Nothing waits for it, and it has no thread: time passes for it as chunks are published. Used by one thread.
 */
final class Understudy implements AutoCloseable {

    /** Pictures that wait for a worker; of older chunks the last picture is held. */
    private static final long MOST_PICTURE_BYTES = 16L << 20;

    /** Nobody comes back to answer older ones in time. */
    private static final int MOST_CHUNKS = 4_096;

    /** A process that was stopped, or a machine that slept, has heard of nobody meanwhile, and must hear of them first. */
    private static final long LONGEST_STEP_US = 1_000_000;

    private static final long UNBLOCK_EVERY_US = 500_000;

    /** Where it says what it does. */
    interface Stage {

        /** Answers a chunk. */
        void play(VideoChunk source, Shown shown, long timestampMs);

        /** What workers have left open is in the way of what is played. */
        void unblock();

        /** What viewers see from now on. */
        void tell(long epoch, Shown shown) throws InterruptedException;
    }

    private record Waiting(VideoChunk chunk, long bytes, long timestampMs, long atUs) {}

    private final FallbackConfig config;
    private final FallbackPolicy policy;
    private final WorkerAnswers answers;
    private final Stage stage;
    private final IngestClock clock;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private Fallback fallback = Fallback.NONE;
    private long pictureBytes;
    private long clockNs;
    private long nowUs;
    private long heardAtUs;
    private long unblockedAtUs;
    private boolean everHeard;

    /**
     * @param answers closed with this
     * @param heardBefore whether workers have answered the stream's chunks a moment ago, before this: its first picture is no more
     *     waited for than any
     */
    Understudy(FallbackConfig config, WorkerAnswers answers, Stage stage, IngestClock clock, boolean heardBefore) {
        this.everHeard = heardBefore;
        this.config = config;
        this.policy = config.policy();
        this.answers = answers;
        this.stage = stage;
        this.clock = clock;
        this.clockNs = clock.monotonicNs();
    }

    /** Before a chunk is published; returns it, with a word to the worker where it is the first that is left to it again. */
    VideoChunk before(VideoChunk chunk) throws InterruptedException {
        passTime();
        Shown shown = fallback.shown();
        listen();
        judge();
        if (shown == fallback.shown()) {
            return chunk;
        }
        stage.tell(chunk.getEpoch(), fallback.shown());
        return fallback.isOn()
                ? chunk
                : VideoChunk.newBuilder(chunk).setModelReturns(true).build();
    }

    /** After it was published. */
    void after(VideoChunk chunk, long timestampMs) {
        if (fallback.isOn()) {
            stage.play(chunk, fallback.shown(), timestampMs);
            remember(withoutPictures(new Waiting(chunk, bytes(chunk), timestampMs, nowUs)));
        } else {
            remember(new Waiting(chunk, bytes(chunk), timestampMs, nowUs));
        }
    }

    private void passTime() {
        long ns = clock.monotonicNs();
        nowUs += Math.min((ns - clockNs) / 1_000, LONGEST_STEP_US);
        clockNs = ns;
    }

    private void listen() {
        WorkerAnswers.Place reached = answers.reached();
        while (!waiting.isEmpty() && reached.isAtLeast(waiting.getFirst().chunk())) {
            Waiting answered = waiting.removeFirst();
            pictureBytes -= answered.bytes();
            heardAtUs = nowUs;
            everHeard = true;
            if (fallback.isOn()) {
                fallback = isInTime(answered)
                        ? fallback.given(policy, nowUs, nowUs)
                        : fallback.missed(policy, nowUs, nowUs);
            }
        }
    }

    private void judge() {
        if (waiting.isEmpty()) {
            return;
        }
        Waiting oldest = waiting.getFirst();
        if (fallback.isOn()) {
            if (!isInTime(oldest)) {
                fallback = fallback.missed(policy, nowUs, nowUs);
                unblock();
            }
        } else if (nowUs - Math.max(heardAtUs, oldest.atUs()) >= patienceUs()) {
            fallback = fallback.fallen(policy, nowUs, nowUs);
            for (Waiting unanswered : waiting) {
                stage.play(unanswered.chunk(), fallback.shown(), unanswered.timestampMs());
            }
            letGoOfPictures();
            unblock();
        }
    }

    private void unblock() {
        if (nowUs - unblockedAtUs >= UNBLOCK_EVERY_US) {
            unblockedAtUs = nowUs;
            stage.unblock();
        }
    }

    private boolean isInTime(Waiting chunk) {
        return nowUs - chunk.atUs() <= policy.holdFor().toNanos() / 1_000;
    }

    private long patienceUs() {
        return (everHeard ? policy.holdFor() : config.startPatience()).toNanos() / 1_000;
    }

    private void remember(Waiting chunk) {
        waiting.add(chunk);
        pictureBytes += chunk.bytes();
        if (waiting.size() > MOST_CHUNKS) {
            pictureBytes -= waiting.removeFirst().bytes();
        }
        if (pictureBytes > MOST_PICTURE_BYTES) {
            letGoOfPictures();
        }
    }

    /** Those that were answered need none; of those that were not, half of the room is left for the newest. */
    private void letGoOfPictures() {
        Deque<Waiting> kept = new ArrayDeque<>();
        long bytes = 0;
        while (!waiting.isEmpty()) {
            Waiting chunk = waiting.removeLast();
            boolean stays = !fallback.isOn() && bytes + chunk.bytes() <= MOST_PICTURE_BYTES / 2;
            Waiting keeps = stays ? chunk : withoutPictures(chunk);
            bytes += keeps.bytes();
            kept.addFirst(keeps);
        }
        waiting.addAll(kept);
        pictureBytes = bytes;
    }

    private static Waiting withoutPictures(Waiting chunk) {
        return chunk.bytes() == 0
                ? chunk
                : new Waiting(StandIn.withoutPictures(chunk.chunk()), 0, chunk.timestampMs(), chunk.atUs());
    }

    private static long bytes(VideoChunk chunk) {
        long bytes = 0;
        for (VideoFrame frame : chunk.getFrames()) {
            bytes += frame.getData().remaining();
        }
        return bytes;
    }

    @Override
    public void close() {
        answers.close();
    }
}
