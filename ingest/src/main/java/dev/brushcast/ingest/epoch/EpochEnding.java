package dev.brushcast.ingest.epoch;

import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.ingest.capture.Captured;
import dev.brushcast.ingest.capture.IngestClock;
import dev.brushcast.ingest.capture.OpenSource;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.publish.DeliveryException;
import dev.brushcast.ingest.publish.Outages;
import dev.brushcast.media.ffmpeg.input.EndKind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How an epoch ends whose source has: at once, or, where a live one broke off, when it is back or given up; until then its last
 * picture is held. Air time goes on without a hole: the epoch ends where the next one begins. Used by one thread.
 */
final class EpochEnding {

    private static final Logger LOGGER = LoggerFactory.getLogger(EpochEnding.class);

    private static final Duration IDLE = Duration.ofSeconds(1);

    /** What a source began to send later than so long after what was held does not follow it: the clock was set. */
    private static final long MOST_JOINED_US = 10_000_000;

    private final CaptureContext context;
    private final IngestConfig config;
    private final EpochPlan plan;
    private final StreamEvents events;
    private final EpochChunks output;
    private final IngestClock clock;
    private final Tally tally;

    EpochEnding(CaptureContext context, EpochPlan plan, StreamEvents events, EpochChunks output) {
        this.context = context;
        this.config = context.config();
        this.plan = plan;
        this.events = events;
        this.output = output;
        this.clock = context.clock();
        this.tally = context.tally();
    }

    /**
     * Ends it; may last for as long as the source is away.
     *
     * @param last how the source ended
     * @param closed returns once the source is closed
     * @return what follows; the cluster has everything before
     */
    Sequel end(Captured last, OpenSource input, Comeback comeback, Runnable closed) throws InterruptedException {
        boolean breaksOff = breaksOff(last, input);
        Sequel sequel = breaksOff ? hold((Captured.Ended) last, input, comeback, closed) : after(last);
        finish(last, sequel, breaksOff);
        return sequel;
    }

    private boolean breaksOff(Captured last, OpenSource input) {
        return last instanceof Captured.Ended ended
                && ended.kind() != EndKind.COMPLETE
                && input.info().live()
                && !context.stop().isGiven();
    }

    /** Of one that goes on otherwise the new clock begins where it does, or where this one is held to. */
    private Sequel after(Captured last) {
        if (!(last instanceof Captured.Turned turned)) {
            return new Sequel.Over(last);
        }
        long atUs = output.isHeld() ? Math.max(turned.atUs(), output.reachedUs()) : turned.atUs();
        return new Sequel.Next(turned.rest(), null, plan.header().epochStartUs() + atUs, true);
    }

    /** Shows what there is until the source is back, or does not come any more. */
    private Sequel hold(Captured.Ended last, OpenSource input, Comeback comeback, Runnable closed)
            throws InterruptedException {
        tellBreak(causeOf(last));
        output.lost();
        comeback.brokeOff(last, input.beginning(), tally.shownInEpoch(), closed);
        while (true) {
            Optional<StreamEventType> shown = output.hold();
            if (shown.isPresent()) {
                events.shows(shown.get());
            }
            Duration untilHold = output.untilHold();
            Comeback.Return came = comeback.poll(untilHold.compareTo(IDLE) < 0 ? untilHold : IDLE);
            switch (came) {
                case null -> {}
                case Comeback.Return.Back back -> {
                    return new Sequel.Next(back.source(), back.epoch(), startOf(back.source()), false);
                }
                case Comeback.Return.Gone(boolean whole) -> {
                    if (whole) {
                        tally.ended(null);
                    }
                    return new Sequel.Over(last);
                }
                case Comeback.Return.Refused(RuntimeException reason) -> {
                    return new Sequel.Over(new Captured.Failed(reason));
                }
            }
        }
    }

    /** When the source began to send again, and not before what is held ends. */
    private long startOf(OpenSource source) {
        long sinceUs = source.sinceConnected().toNanos() / 1_000;
        return Math.max(clock.wallUs() - sinceUs, plan.header().epochStartUs() + output.reachedUs());
    }

    private void finish(Captured last, Sequel sequel, boolean told) throws InterruptedException {
        boolean finished = false;
        try {
            output.end(heldUntilUs(sequel));
            end(last, told);
            context.output().awaitDelivery();
            finished = true;
        } catch (DeliveryException e) {
            if (!(sequel instanceof Sequel.Next next) || next.turned() || !Outages.isOutage(e)) {
                throw e;
            }
            LOGGER.atWarn().addKeyValue("stream", config.streamId()).log(e.getMessage());
            context.output().recover(); // what the brokers did not take is lost, and the source is there
            finished = true;
        } finally {
            if (!finished && sequel instanceof Sequel.Next next) {
                next.source().close();
            }
        }
    }

    /** Where the next epoch begins, unless the clock was set meanwhile: nobody is shown a picture for as long as that says. */
    private @Nullable Long heldUntilUs(Sequel sequel) {
        boolean joined = sequel instanceof Sequel.Next next && !next.turned();
        if (!joined && !output.isHeld()) {
            return null;
        }
        long reachedUs = output.reachedUs();
        long nextUs = sequel instanceof Sequel.Next next
                ? next.startUs() - plan.header().epochStartUs()
                : reachedUs;
        return nextUs - reachedUs <= MOST_JOINED_US ? Long.valueOf(nextUs) : Long.valueOf(reachedUs);
    }

    private void tellBreak(@Nullable String cause) throws InterruptedException {
        tally.ended(cause);
        events.tellGaps();
        if (cause != null) {
            events.tell(
                    StreamEventType.ERROR,
                    cause,
                    Map.of("source", config.source().redacted()));
            LOGGER.atWarn()
                    .addKeyValue("stream", config.streamId())
                    .log("{} ended before its end: {}", config.source().redacted(), cause);
        }
    }

    private void end(Captured last, boolean told) throws InterruptedException {
        String cause = causeOf(last);
        if (!told) {
            tellBreak(cause);
        }
        IngestSummary summary = tally.summary();
        events.tell(
                StreamEventType.EPOCH_ENDED,
                last instanceof Captured.Turned
                        ? "the source goes on otherwise"
                        : cause == null ? "the source has ended" : "the source broke off",
                Map.of("framesRead", Long.toString(summary.framesRead())));
    }

    static @Nullable String causeOf(Captured last) {
        return switch (last) {
            case Captured.Ended ended -> ended.cause();
            case Captured.Failed failed -> failed.reason().getMessage();
            case Captured.Turned _ -> null;
            default -> throw new IllegalArgumentException("not an end: " + last);
        };
    }
}
