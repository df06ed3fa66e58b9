package dev.brushcast.ingest.epoch;

import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.ingest.capture.Captured;
import dev.brushcast.ingest.capture.GapCause;
import dev.brushcast.ingest.capture.Handoff;
import dev.brushcast.ingest.capture.IngestClock;
import dev.brushcast.ingest.capture.OpenSource;
import dev.brushcast.ingest.capture.Reading;
import dev.brushcast.ingest.capture.ReadingPlan;
import dev.brushcast.ingest.capture.StopSignal;
import dev.brushcast.ingest.chunk.EpochHeader;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.config.Pacing;
import dev.brushcast.ingest.config.PictureConfig;
import dev.brushcast.ingest.publish.StreamOutput;
import dev.brushcast.kit.lifecycle.OwnedThread;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One capture of a source, from its first frame to its last: a reading thread, and this one, which publishes. */
public final class EpochRun {

    private static final Logger LOGGER = LoggerFactory.getLogger(EpochRun.class);

    private static final Duration IDLE = Duration.ofSeconds(1);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(15);

    private final CaptureContext context;
    private final IngestConfig config;
    private final EpochPlan plan;
    private final StreamOutput publisher;
    private final StreamEvents events;
    private final IngestClock clock;
    private final StopSignal stop;
    private final Tally tally;

    /** Prepares an epoch; {@link #run} must follow. */
    public EpochRun(CaptureContext context, EpochPlan plan) {
        this.context = context;
        this.config = context.config();
        this.plan = plan;
        this.publisher = context.output();
        this.clock = context.clock();
        this.events = new StreamEvents(context, plan.header().epoch());
        this.stop = context.stop();
        this.tally = context.tally();
    }

    /**
     * Captures until the source ends or goes on as another, or the stop signal is given. The input is closed then, unless it
     * goes on. A live source that breaks off is looked for, and its last picture is held until it is back or given up: only
     * then does the epoch end, where the next one begins.
     *
     * @return what follows; everything before is delivered by then
     */
    public Sequel run(OpenSource input, Comeback comeback) throws InterruptedException {
        EpochHeader header = plan.header();
        Handoff handoff = Handoff.forPictures(3 * header.width() * header.height());
        Reading reader = reading(input, handoff);
        OwnedThread reading = new OwnedThread("ingest-" + config.streamId() + "-reader", reader::run, failure -> {
            if (failure != null) {
                handoff.fail(failure);
            }
        });
        boolean begun = false;
        boolean ended = false;
        try (EpochChunks output = new EpochChunks(context, plan, input)) {
            begin(input, output);
            if (!header.live() && config.chunks().readAhead().isBounded()) {
                publisher.holdBack(header.epoch(), config.chunks().readAhead().bytes());
            }
            if (header.live()) {
                publisher.standBy(config.fallback());
            }
            begun = true;
            reading.start();
            Captured last = publishAll(handoff, output);
            ended = true;
            return new EpochEnding(context, plan, events, output)
                    .end(last, input, comeback, () -> awaitClosed(reading));
        } finally {
            if (!begun) {
                reader.close();
            } else if (!ended) { // publishing failed: the reader waits for room, or for its source
                reading.interrupt();
            }
            awaitClosed(reading);
            handoff.abandon();
        }
    }

    private Reading reading(OpenSource source, Handoff handoff) {
        boolean paced = config.pacing() == Pacing.REAL_TIME && !source.info().live();
        EpochHeader header = plan.header();
        PictureConfig pictures = config.pictures();
        ReadingPlan how =
                new ReadingPlan(header.width(), header.height(), pictures.fit(), pictures.maxFrameRate(), paced);
        return source.reading(how, clock, stop, handoff);
    }

    private void begin(OpenSource input, EpochChunks output) throws InterruptedException {
        EpochHeader header = plan.header();
        tally.epochBegun();
        publisher.publish(plan.start(config, clock.wallUs()));
        String message = config.source().redacted() + " as " + header.width() + "x" + header.height();
        events.tell(
                StreamEventType.EPOCH_STARTED,
                message,
                Map.of(
                        "codec",
                        input.info().videoCodec(),
                        "container",
                        input.info().container(),
                        "interlaced",
                        Boolean.toString(input.info().interlaced())));
        LOGGER.atInfo()
                .addKeyValue("stream", config.streamId())
                .addKeyValue("epoch", header.epoch())
                .log("capturing {}", message);
        output.begin();
    }

    private Captured publishAll(Handoff handoff, EpochChunks output) throws InterruptedException {
        boolean live = plan.header().live();
        while (true) {
            Captured item = handoff.poll(live ? untilDue(output) : IDLE);
            long sinceNs = clock.monotonicNs();
            switch (item) {
                case null -> hold(output);
                case Captured.Frame frame -> show(output, frame);
                case Captured.Audio audio -> {
                    output.audio(audio);
                    hold(output);
                }
                case Captured.Splice splice ->
                    events.cues(output.splice(splice), splice.splice().trouble());
                case Captured.Missing missing -> {
                    output.missing(missing);
                    events.gap(missing.cause(), missing.count());
                }
                case Captured.Ended ended -> {
                    return ended;
                }
                case Captured.Failed failed -> {
                    return failed;
                }
                case Captured.Turned turned -> {
                    return turned;
                }
            }
            if (live) {
                output.flushDue();
            }
            output.busy(clock.monotonicNs() - sinceNs);
        }
    }

    private void show(EpochChunks output, Captured.Frame frame) throws InterruptedException {
        if (output.frame(frame)) {
            events.shows(StreamEventType.LIVE);
        } else {
            events.gap(GapCause.HELD_OVER, 1);
        }
    }

    private void hold(EpochChunks output) throws InterruptedException {
        Optional<StreamEventType> shown = output.hold();
        if (shown.isPresent()) {
            events.shows(shown.get());
        }
    }

    private Duration untilDue(EpochChunks output) {
        long waitUs =
                Math.min(output.dueAtUs() - clock.wallUs(), output.untilHold().toNanos() / 1_000);
        return Duration.of(Math.clamp(waitUs, 0, IDLE.toNanos() / 1_000), ChronoUnit.MICROS);
    }

    /** A source that is opened again may be one that can be open only once, as a listener's port. */
    private void awaitClosed(OwnedThread reading) {
        reading.join(CLOSE_LIMIT)
                .ifPresent(stuck -> LOGGER.atWarn()
                        .addKeyValue("stream", config.streamId())
                        .setCause(stuck)
                        .log("{} takes long to close", config.source().redacted()));
    }
}
