package dev.brushcast.egress.push.rtmp;

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
 * An RTMP server.
 *
 * @param address with its stream key
 * @param patience how long the server may keep one call waiting
 */
public record RtmpTarget(PushAddress address, Duration patience) implements PushTarget {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** FLV has no name for other rates of MP3; HLS's other codecs it does not carry. */
    private static final Set<Integer> FLV_MP3_RATES = Set.of(11_025, 22_050, 44_100);

    public RtmpTarget(PushAddress address) {
        this(address, PATIENCE);
    }

    @Override
    public Set<String> carried(@Nullable AudioFormat format) {
        boolean mp3 = format != null && FLV_MP3_RATES.contains(format.sampleRate());
        return mp3 ? Set.of("aac", "mp3") : Set.of("aac");
    }

    @Override
    public PushConnection connect(PushItem.Begin epoch, BooleanSupplier abort) {
        try {
            return new RtmpConnection(
                    new LiveSession(
                            LiveSession.Container.FLV,
                            address.url(),
                            Map.of(),
                            epoch.video(),
                            epoch.audio(),
                            patience,
                            abort),
                    this);
        } catch (MediaException e) {
            throw new PushException(RtmpReasons.notConnected(this, e), e);
        }
    }

    /** The address without what is secret in it. */
    @Override
    public String toString() {
        return address.toString();
    }
}
