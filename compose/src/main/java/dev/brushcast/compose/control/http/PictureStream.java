package dev.brushcast.compose.control.http;

import dev.brushcast.compose.control.picture.Jpegs;
import dev.brushcast.compose.control.picture.Picture;
import dev.brushcast.compose.control.picture.Picture.Image;
import dev.brushcast.compose.control.picture.Watch;
import dev.brushcast.compose.control.picture.Watch.Sent;
import dev.brushcast.compose.control.picture.Watched;
import dev.brushcast.compose.control.store.StoreUnavailableException;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.kit.log.RateLimitedLog;
import dev.brushcast.media.MediaException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Pictures as parts of one answer (RFC 2046), each with what is known of its frame; a part without a body has nothing new to show:
 * the picture that was stands. Confined to the thread of its request.
 */
final class PictureStream {

    static final String TYPE = "multipart/mixed";
    static final String JPEG = "image/jpeg";

    /** A client that is gone is noticed by writing. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(5);
    /** Streams that are removed send nothing any more. */
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    private static final byte[] NOTHING = {};
    private static final String END_OF_LINE = "\r\n";
    private static final RateLimitedLog WARNINGS =
            new RateLimitedLog(LoggerFactory.getLogger(PictureStream.class), Level.WARN);

    private final Watch watch;
    private final Set<Watched> what;
    private final Function<String, Optional<DesiredStream>> streams;
    private final LongSupplier nanoClock = System::nanoTime;
    private final String boundary = "picture-" + UUID.randomUUID();
    private long lookedAt = nanoClock.getAsLong();

    /**
     * @param watch closed with the last part
     * @param streams those that there are, by id
     */
    PictureStream(Watch watch, Collection<Watched> what, Function<String, Optional<DesiredStream>> streams) {
        this.watch = watch;
        this.what = new LinkedHashSet<>(what);
        this.streams = streams;
    }

    String contentType() {
        return TYPE + "; boundary=" + boundary;
    }

    /** Writes until the client is gone, the streams are removed, or nothing more is told. */
    void write(OutputStream out) throws IOException {
        try (watch;
                Jpegs jpegs = new Jpegs()) {
            long wroteAt = nanoClock.getAsLong();
            part(out, Map.of(), NOTHING);
            while (!watch.isOver() && !what.isEmpty()) {
                Optional<Sent> next = watch.next(Duration.ofNanos(LOOK_NANOS));
                if (next.isPresent()) {
                    wroteAt = nanoClock.getAsLong();
                    part(out, headers(next.get().picture()), image(jpegs, next.get()));
                } else if (nanoClock.getAsLong() - wroteAt >= SIGN_OF_LIFE.toNanos()) {
                    wroteAt = nanoClock.getAsLong();
                    part(out, Map.of(), NOTHING);
                }
                if (nanoClock.getAsLong() - lookedAt >= LOOK_NANOS) {
                    tellRemoved(out);
                }
            }
            out.write(("--" + boundary + "--" + END_OF_LINE).getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void tellRemoved(OutputStream out) throws IOException {
        lookedAt = nanoClock.getAsLong();
        Set<Watched> gone = new LinkedHashSet<>(what);
        gone.removeIf(this::isThere);
        for (Watched one : gone) {
            what.remove(one);
            part(
                    out,
                    Map.of(
                            "Brushcast-Stream", one.streamId(),
                            "Brushcast-Kind", one.kind().word(),
                            "Brushcast-Outcome", "removed"),
                    NOTHING);
        }
    }

    private boolean isThere(Watched one) {
        try {
            return streams.apply(one.streamId())
                    .filter(stream -> stream.getSlot() == one.slot())
                    .isPresent();
        } catch (StoreUnavailableException _) {
            return true; // nobody has said otherwise
        }
    }

    /** The JPEG to be shown; empty: what was stands, or there is none that can be shown. */
    static byte[] image(Jpegs jpegs, Sent sent) {
        Image image = sent.picture().image();
        if (!sent.isNew() || image == null) {
            return NOTHING;
        }
        try {
            return jpegs.of(image);
        } catch (MediaException e) {
            WARNINGS.log(
                    "a picture cannot be shown",
                    line -> line.addKeyValue("stream", sent.picture().streamId())
                            .addKeyValue("because", e.getMessage()));
            return NOTHING;
        }
    }

    /** What is known of a frame. */
    static Map<String, String> headers(Picture picture) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Brushcast-Stream", picture.streamId());
        headers.put("Brushcast-Kind", picture.kind().word());
        headers.put("Brushcast-Epoch", Long.toString(picture.epoch()));
        headers.put("Brushcast-Frame", Long.toString(picture.number()));
        Image image = picture.image();
        if (image != null) {
            headers.put("Brushcast-Picture-Frame", Long.toString(image.number()));
        }
        headers.put("Brushcast-Media-Time", Papers.time(picture.mediaTimeUs()));
        headers.put("Brushcast-Captured-At", Papers.time(picture.capturedAtUs()));
        headers.put("Brushcast-Style-Revision", Long.toString(picture.styleRevision()));
        headers.put("Brushcast-Outcome", picture.outcome());
        String reason = picture.reason();
        if (reason != null) {
            headers.put("Brushcast-Reason", reason.replaceAll("[^ -~]", "?"));
        }
        return headers;
    }

    private void part(OutputStream out, Map<String, String> headers, byte[] body) throws IOException {
        StringBuilder head = new StringBuilder("--" + boundary + END_OF_LINE);
        head.append("Content-Type: ").append(JPEG).append(END_OF_LINE);
        head.append("Content-Length: ").append(body.length).append(END_OF_LINE);
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append(END_OF_LINE));
        out.write(head.append(END_OF_LINE).toString().getBytes(StandardCharsets.UTF_8));
        out.write(body);
        out.write(END_OF_LINE.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
