package dev.brushcast.ingest.capture;

import dev.brushcast.ingest.config.ConnectionConfig;
import dev.brushcast.ingest.config.WaitLimit;
import dev.brushcast.ingest.door.DoorStream;
import dev.brushcast.kit.retry.Backoff;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.PortException;
import dev.brushcast.media.SourceAbsentException;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.PublishSource;
import dev.brushcast.media.source.SourceInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Opens a source as often as it is needed, and no oftener: one that was looked at is kept open for whoever reads it, since a
 * listener has only one caller. Waits for a source that is not there yet. Used by one thread at a time; {@link #stop} and
 * {@link #waitingFor} by any.
 */
public final class SourceConnection implements AutoCloseable {

    /** Opens it once. */
    @FunctionalInterface
    public interface Opener extends AutoCloseable {
        OpenSource open(InputOptions limits, Cancellation cancellation);

        /** Lets go of what it keeps from time to time. */
        @Override
        default void close() {}
    }

    private final MediaSource source;
    private final ConnectionConfig config;
    private final Opener opener;
    private final IngestClock clock;
    private final RandomGenerator random;
    private final StopSignal stop;
    private final Consumer<String> progress;
    private @Nullable OpenSource kept;
    private volatile @Nullable String waitingFor;

    /**
     * A source on the machine's clock.
     *
     * @param progress is told, for people, when it must be waited for
     * @throws MediaException if it is a port that cannot be listened at, by its address alone
     */
    public static SourceConnection to(MediaSource source, ConnectionConfig config, Consumer<String> progress) {
        return new SourceConnection(
                source, config, opener(source), IngestClock.SYSTEM, RandomGenerator.getDefault(), progress);
    }

    /**
     * What somebody publishes at one of two doors, on the machine's clock.
     *
     * @param door null: there is none here
     * @param front null: there is none in front of it
     * @throws MediaException if there is neither
     */
    public static SourceConnection published(
            PublishSource source,
            ConnectionConfig config,
            @Nullable DoorStream door,
            MediaSource.@Nullable NetworkUrl front,
            Consumer<String> progress) {
        Opener opener = new DoorOpener(source, door, front);
        return new SourceConnection(source, config, opener, IngestClock.SYSTEM, RandomGenerator.getDefault(), progress);
    }

    private static Opener opener(MediaSource source) {
        if (source instanceof PublishSource published) {
            return new DoorOpener(published, null, null);
        }
        return source instanceof MediaSource.NetworkUrl url
                        && url.listens()
                        && url.scheme().equals("rtmp")
                ? new PublisherOpener(url)
                : (limits, cancellation) -> OpenSource.open(source, limits, cancellation);
    }

    /** With a clock, a way to open it and chance of its own. */
    public SourceConnection(
            MediaSource source,
            ConnectionConfig config,
            Opener opener,
            IngestClock clock,
            RandomGenerator random,
            Consumer<String> progress) {
        this.source = source;
        this.config = config;
        this.opener = opener;
        this.clock = clock;
        this.random = random;
        this.stop = new StopSignal();
        this.progress = progress;
    }

    /** Ends waiting and reading. */
    public StopSignal stop() {
        return stop;
    }

    /** What is being waited for, for people; empty while the source is there. */
    public Optional<String> waitingFor() {
        return Optional.ofNullable(waitingFor);
    }

    /**
     * Opens the source, waits for it if need be, and keeps it open.
     *
     * @throws MediaException if it does not come in time, is no video or has no picture
     */
    public SourceInfo look() throws InterruptedException {
        if (kept == null) {
            kept = await();
        }
        return kept.info();
    }

    /** The one that is kept, else as {@link #look}; whoever takes it closes it. */
    public OpenSource take() throws InterruptedException {
        OpenSource known = kept == null ? await() : kept;
        kept = null;
        return known;
    }

    /** Whether it is a port of this machine that somebody else connects or sends to. */
    public boolean listens() {
        return source.listens();
    }

    /**
     * Opens a source again that was there before, without waiting.
     *
     * @throws MediaException if that cannot be
     */
    public OpenSource takeAgain() {
        return tried(config.reconnect().giveUpAfter());
    }

    /** Tells that the source is gone for now. */
    public void lost(String what) {
        if (waitingFor == null) {
            progress.accept(what);
        }
        waitingFor = what;
    }

    /** Tells that the source is there. */
    public void found() {
        waitingFor = null;
    }

    private OpenSource await() throws InterruptedException {
        Backoff pauses = config.reconnect().pauses(random);
        long beganNs = clock.monotonicNs();
        if (listens()) {
            lost("listening for a publisher at " + source.redacted());
        }
        while (true) {
            try {
                return tried(config.waitFor());
            } catch (MediaException e) {
                if (!mayComeYet(e)) {
                    throw e;
                }
                Duration left = config.waitFor().left(Duration.ofNanos(clock.monotonicNs() - beganNs));
                if (stop.isGiven() || left.isZero()) {
                    throw e;
                }
                if (listens()) {
                    progress.accept(e.getMessage() + "; the next publisher is waited for");
                }
                lost("waiting for " + source.redacted() + " (" + e.getMessage() + ")");
                Duration pause = pauses.next();
                if (clock.await(pause.compareTo(left) < 0 ? pause : left, stop)) {
                    throw e;
                }
            }
        }
    }

    /** A publisher who sends what is no video is not the last one who comes. */
    private boolean mayComeYet(MediaException failure) {
        return failure instanceof SourceAbsentException || (listens() && !(failure instanceof PortException));
    }

    private OpenSource tried(WaitLimit patience) {
        OpenSource opened = opener.open(limits(patience), stop.cancellation());
        found();
        return opened;
    }

    /**
     * A port that is listened at stays open as long as its caller may still come: each new one would refuse it between. Over UDP and
     * TCP to wait for a caller and to find out what it sends is one.
     */
    private InputOptions limits(WaitLimit patience) {
        InputOptions usual = config.limits();
        Duration longest = longer(patience.countable(), usual.openTimeout());
        if (!source.listens()) {
            return usual;
        }
        boolean apart = !(source instanceof MediaSource.NetworkUrl url)
                || url.scheme().equals("rtmp")
                || url.scheme().equals("srt");
        return apart ? usual.withAcceptTimeout(longest) : usual.withOpenTimeout(longest);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Lets go of a source that nobody took. */
    @Override
    public void close() {
        stop.give();
        if (kept != null) {
            kept.close();
            kept = null;
        }
        opener.close();
    }
}
