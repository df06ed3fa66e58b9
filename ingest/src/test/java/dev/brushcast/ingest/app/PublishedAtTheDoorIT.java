package dev.brushcast.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.door.DoorConfig;
import dev.brushcast.ingest.door.DoorLimits;
import dev.brushcast.ingest.door.PublishDoor;
import dev.brushcast.kafkaundertest.RunsOnKafka;
import dev.brushcast.media.source.MediaSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@RunsOnKafka
final class PublishedAtTheDoorIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String KEY = "the-key-of-this-test";

    /** Frames of recorded.webm, VP8 and Opus as a browser's MediaRecorder puts them. */
    private static final int FRAMES = 24;

    private static final int PIECE = 700;

    @RegisterExtension
    private static final IngestWorld world = new IngestWorld();

    @Test
    void whoeverHasTheKeyIsTakenInAndComesBackAsAnotherEpochOfTheSameStream() throws Exception {
        IngestConfig config =
                IngestConfig.of(MediaSource.parse("publish:" + KEY)).withAddress(new StreamAddress("door", 20));
        PublishDoor door = new PublishDoor(
                new DoorConfig("localhost", 0, null, List.of(), DoorLimits.DEFAULT), new SimpleMeterRegistry());
        door.start();
        try (door;
                IngestHost host = world.host(new Doors(door, null));
                IngestStream stream = host.stream(config)) {
            stream.start();
            publish(door);
            Awaitility.await().atMost(LIMIT).until(() -> frames(config, 1) == FRAMES);
            publish(door);
            Awaitility.await().atMost(LIMIT).until(() -> frames(config, 2) == FRAMES);

            assertThat(stream.summary().framesRead()).isEqualTo(2L * FRAMES);
        }
        List<VideoChunk> chunks = world.values(Topics.UNPREFIXED.sourceVideo(), config);
        assertThat(chunks.getLast().getEndOfEpoch()).isTrue();
        assertThat(world.values(Topics.UNPREFIXED.sourceAudio(), config)).isNotEmpty();
    }

    /** Frames of an epoch, carried or named in a gap. */
    private static long frames(IngestConfig config, long epoch) {
        return world.values(Topics.UNPREFIXED.sourceVideo(), config).stream()
                .filter(chunk -> chunk.getEpoch() == epoch)
                .mapToLong(chunk -> chunk.getFrames().size()
                        + chunk.getGaps().stream().mapToLong(FrameGap::getCount).sum())
                .sum();
    }

    /** Publishes the recording and leaves. */
    private static void publish(PublishDoor door) throws Exception {
        CompletableFuture<Void> welcome = new CompletableFuture<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            WebSocket socket = client.newWebSocketBuilder()
                    .buildAsync(
                            URI.create("ws://localhost:" + door.port() + "/publish/door"), new WebSocket.Listener() {
                                @Override
                                public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                                    welcome.complete(null);
                                    from.request(1); // the close that answers ours
                                    return CompletableFuture.completedStage(null);
                                }
                            })
                    .join();
            socket.sendText(KEY, true).join();
            welcome.get(30, TimeUnit.SECONDS);
            byte[] recording = recording();
            for (int at = 0; at < recording.length; at += PIECE) {
                socket.sendBinary(ByteBuffer.wrap(recording, at, Math.min(PIECE, recording.length - at)), true)
                        .join();
            }
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        }
    }

    private static byte[] recording() throws IOException {
        try (InputStream in = PublishedAtTheDoorIT.class.getResourceAsStream("/clips/recorded.webm")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
