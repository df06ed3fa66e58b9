package dev.brushcast.egress.push.srt;

import dev.brushcast.egress.push.PushAddress;
import dev.brushcast.egress.push.PushConnection;
import dev.brushcast.egress.push.PushException;
import dev.brushcast.egress.push.PushItem;
import dev.brushcast.egress.push.PushTarget;
import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.ffmpeg.output.LiveSession;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An SRT receiver that is called, or one that calls ({@code mode=listener}: one viewer at a time).
 *
 * @param address with its passphrase and stream id
 * @param patience how long the receiver may keep one call waiting
 */
public record SrtTarget(PushAddress address, Duration patience) implements PushTarget {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** libsrt's own, where the address names none. */
    private static final Duration LATENCY = Duration.ofMillis(120);

    /** What receivers of transport streams know. */
    private static final Set<String> CARRIED = Set.of("aac", "mp2", "mp3", "ac3", "eac3");

    public SrtTarget(PushAddress address) {
        this(address, PATIENCE);
    }

    @Override
    public boolean listens() {
        return address.listens();
    }

    @Override
    public Set<String> carried(@Nullable AudioFormat format) {
        return CARRIED;
    }

    @Override
    public PushConnection connect(PushItem.Begin epoch, BooleanSupplier abort) {
        try {
            return new SrtConnection(
                    new LiveSession(
                            LiveSession.Container.MPEG_TS,
                            address.url(),
                            options(),
                            epoch.video(),
                            epoch.audio(),
                            patience,
                            abort),
                    this);
        } catch (MediaException e) {
            throw new PushException(SrtReasons.notConnected(this, e), e);
        }
    }

    /** libsrt gives up later than we do: what it says earlier is a refusal, which it does not tell from silence. */
    private Map<String, String> options() {
        return Map.of("connect_timeout", Long.toString(patience.multipliedBy(2).toMillis()));
    }

    /** How long a receiver keeps what it has before it gives it out. */
    Duration latency() {
        return address.option("latency")
                .map(us -> Duration.ofNanos(Long.parseLong(us) * 1000))
                .orElse(LATENCY);
    }

    /** The address without what is secret in it. */
    @Override
    public String toString() {
        return address.toString();
    }
}
