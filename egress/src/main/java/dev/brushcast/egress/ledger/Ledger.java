package dev.brushcast.egress.ledger;

import dev.brushcast.egress.rendition.Air;
import dev.brushcast.egress.rendition.FrameObserver;
import dev.brushcast.egress.timeline.IgnoredChunk;
import dev.brushcast.egress.timeline.Journey;
import dev.brushcast.egress.timeline.Outcome;
import dev.brushcast.kit.log.RateLimitedLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Keeps the books of the styled rendition: outcomes, latencies, the rate of the output. Written by the rendition's thread;
 * {@link #progress()} and {@link #report()} may be called by any.
 */
public final class Ledger implements FrameObserver {

    /** The running mean of the way here is of about so many frames. */
    private static final int SMOOTHED = 16;

    private final InstantSource clock;
    private final EgressMetrics metrics;
    private final FrameTally tally = new FrameTally();
    private final LatencyBook latencies = new LatencyBook();
    private final RateMeter rate = new RateMeter(Duration.ofSeconds(5));
    private final SimulatedViewer viewer;
    private final Deque<Encoded> unpublished = new ArrayDeque<>();
    private volatile Provenance provenance = Provenance.NONE;
    private volatile long arrivedAtUs;
    private final AtomicLong filled = new AtomicLong();
    private final AtomicLong silentUs = new AtomicLong();
    private final RateLimitedLog warnings = new RateLimitedLog(LoggerFactory.getLogger(Ledger.class), Level.WARN);
    private final AtomicLong staleChunks = new AtomicLong();
    private final AtomicLong duplicateChunks = new AtomicLong();
    private final AtomicLong implausibleChunks = new AtomicLong();
    private volatile long latestUs;
    private volatile double newestLatencyMs;
    private final long partUs;
    private long wayUs;
    private volatile Consumer<Slack> slack = _ -> {};

    /** A frame that is encoded and cannot be played yet. */
    private record Encoded(long ptsUs, Journey journey, long encodedAtUs) {}

    /**
     * @param holdBack how far behind the newest part players begin
     * @param part how long a part lasts
     */
    public Ledger(InstantSource clock, EgressMetrics metrics, Duration holdBack, Duration part) {
        this.partUs = part.toNanos() / 1000;
        this.clock = clock;
        this.metrics = metrics;
        this.viewer = new SimulatedViewer(holdBack.toNanos() / 1000);
        metrics.play(() -> viewer.at(nowUs()));
    }

    /** Says whom to tell with each part how long a viewer can wait; called by the rendition's thread. */
    public void onSlack(Consumer<Slack> told) {
        slack = told;
    }

    /** A chunk has arrived whose frames come next. */
    public void chunkArrived(Provenance from) {
        provenance = from;
        long now = nowUs();
        if (arrivedAtUs > 0) {
            metrics.chunkGap(now - arrivedAtUs);
        }
        arrivedAtUs = now;
    }

    @Override
    public void shown(long ptsUs, Outcome outcome, Journey journey) {
        long now = nowUs();
        tally.count(outcome, 1);
        metrics.frames(outcome, 1);
        rate.mark(now);
        latestUs = ptsUs;
        if (journey.capturedAtUs() > 0) {
            stages(journey, now);
            unpublished.add(new Encoded(ptsUs, journey, now));
        }
    }

    @Override
    public void dropped(long count, String cause) {
        Outcome outcome = Outcome.dropped(cause);
        tally.count(outcome, count);
        metrics.frames(outcome, count);
    }

    @Override
    public void filled(int count) {
        filled.addAndGet(count);
        metrics.filled(count);
    }

    @Override
    public void air(Air state) {
        metrics.air(state);
    }

    @Override
    public void silent(long us) {
        silentUs.addAndGet(us);
        metrics.silent(us);
    }

    @Override
    public void ignored(IgnoredChunk reason) {
        switch (reason) {
            case STALE -> staleChunks.incrementAndGet();
            case DUPLICATE -> duplicateChunks.incrementAndGet();
            case IMPLAUSIBLE -> tellImplausible(implausibleChunks.incrementAndGet());
        }
        metrics.ignored(reason);
    }

    /** Nothing of the kind comes from a worker: somebody else writes to the topic. */
    private void tellImplausible(long soFar) {
        warnings.log(
                "a chunk is passed over, since its numbers cannot be beside those before it",
                line -> line.addKeyValue("implausible", soFar));
    }

    @Override
    public void published(long untilUs) {
        long now = nowUs();
        viewer.published(untilUs, now);
        long sumUs = 0;
        int count = 0;
        long publishedUntil = 0;
        while (!unpublished.isEmpty() && unpublished.getFirst().ptsUs() < untilUs) {
            Encoded frame = unpublished.remove();
            long endToEnd = now - frame.journey().capturedAtUs();
            latencies.record(Stage.SEGMENT, now - frame.encodedAtUs());
            latencies.record(Stage.END_TO_END, endToEnd);
            metrics.endToEnd(endToEnd);
            sumUs += endToEnd;
            count++;
            wayUs += (Math.max(0, frame.encodedAtUs() - frame.journey().finishedAtUs()) - wayUs) / SMOOTHED;
            publishedUntil = frame.journey().capturedAtUs() + untilUs - frame.ptsUs();
        }
        if (publishedUntil > 0) {
            tellSlack(now, publishedUntil);
        }
        if (count > 0) {
            newestLatencyMs = sumUs / 1000.0 / count;
        }
    }

    private void tellSlack(long nowUs, long publishedUntilUs) {
        viewer.heldUs(nowUs).ifPresent(held -> slack.accept(Slack.of(nowUs, held, publishedUntilUs, partUs, wayUs)));
    }

    /** How it goes. */
    public EgressProgress progress() {
        return new EgressProgress(
                tally.snapshot(), rate.perSecond(nowUs()), newestLatencyMs, latestUs / 1e6, filled.get(), provenance);
    }

    /** How it went. */
    public EgressReport report() {
        return EgressReport.of(
                tally.snapshot(),
                new EgressReport.Chunks(staleChunks.get(), duplicateChunks.get(), implausibleChunks.get()),
                rate.overall(),
                latencies.snapshot(),
                silentUs.get() / 1e6,
                viewer.at(nowUs()),
                provenance);
    }

    private void stages(Journey journey, long now) {
        latencies.record(Stage.INGEST, journey.publishedAtUs() - journey.capturedAtUs());
        latencies.record(Stage.TO_WORKER, journey.receivedAtUs() - journey.publishedAtUs());
        latencies.record(Stage.WORKER, journey.finishedAtUs() - journey.receivedAtUs());
        latencies.record(Stage.QUEUE, journey.queueUs());
        latencies.record(Stage.LATENT_ENCODE, journey.encodeUs());
        latencies.record(Stage.DENOISE, journey.denoiseUs());
        latencies.record(Stage.LATENT_DECODE, journey.decodeUs());
        latencies.record(Stage.PAYLOAD, journey.payloadUs());
        latencies.record(Stage.TO_EGRESS, arrivedAtUs - journey.finishedAtUs());
        latencies.record(Stage.ENCODE, now - arrivedAtUs);
    }

    private long nowUs() {
        var now = clock.instant();
        return TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + now.getNano() / 1000;
    }
}
