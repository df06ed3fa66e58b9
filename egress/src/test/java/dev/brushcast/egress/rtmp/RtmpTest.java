package dev.brushcast.egress.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.audio.AudioPackets;
import dev.brushcast.egress.rendition.Ticks;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.kit.retry.Backoff;
import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.Rational;
import dev.brushcast.media.VideoFormat;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RtmpTest {

    private static final Rational FPS = new Rational(25, 1);
    private static final EpochInfo EPOCH = new EpochInfo(1, 0, 64, 48, FPS, true);
    private static final VideoFormat VIDEO = new VideoFormat(new byte[0], 64, 48, FPS, new Rational(1, 90_000));
    private static final AudioFormat AAC =
            new AudioFormat("aac", new byte[] {1, 2}, 48_000, 2, "stereo", 1, 1024, 0, new Rational(1, 48_000));

    @Test
    void theStreamKeyIsNeverShown() {
        assertThat(target("rtmp://user:pw@live.example:1936/app/sk_us_123?token=abc")
                        .toString())
                .isEqualTo("rtmp://live.example:1936/app/***");
        assertThat(target("rtmp://live.example/key").toString()).isEqualTo("rtmp://live.example/***");
        assertThat(target("rtmps://live.example/app/instance/key").toString())
                .isEqualTo("rtmps://live.example/app/***");
    }

    @Test
    void waitsGrowToALimitAndAreNeverTheSameForAll() {
        Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15), new SplittableRandom(1));
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            waits.add(backoff.next().toMillis());
        }

        assertThat(waits.getFirst()).isBetween(250L, 500L);
        assertThat(waits.get(3)).isBetween(2000L, 4000L);
        assertThat(waits.subList(10, 50)).allSatisfy(wait -> assertThat(wait).isBetween(7500L, 15_000L));
        assertThat(waits.subList(10, 50).stream().distinct().count()).isGreaterThan(30);
        backoff.reset();
        assertThat(backoff.next().toMillis()).isBetween(250L, 500L);
    }

    @Test
    void audioIsKeptUntilItsTime() {
        List<RtmpItem> items = new ArrayList<>();
        RtmpFeed feed = new RtmpFeed(items::add);
        feed.begin(EPOCH, VIDEO);
        feed.audio(new AudioPackets(1, 0, AAC, List.of(audio(0), audio(48_000), audio(96_000)), false));
        feed.picture(picture(0, true));
        feed.picture(picture(Ticks.PER_SECOND, false));
        feed.epochEnded();

        assertThat(items)
                .extracting(RtmpTest::describe)
                .containsExactly(
                        "begin aac", "sound 0", "picture 0", "sound 48000", "picture 90000", "sound 96000", "end");
    }

    @Test
    void picturesWaitUntilItIsKnownWhetherThereIsAudio() {
        List<RtmpItem> items = new ArrayList<>();
        RtmpFeed feed = new RtmpFeed(items::add);
        feed.begin(EPOCH, VIDEO);
        feed.picture(picture(0, true));
        assertThat(items).isEmpty();
        feed.audio(new AudioPackets(1, 0, null, List.of(), true));

        assertThat(items).extracting(RtmpTest::describe).containsExactly("begin silent", "picture 0");
    }

    @Test
    void audioThatNeverComesIsNotWaitedForForEver() {
        List<RtmpItem> items = new ArrayList<>();
        RtmpFeed feed = new RtmpFeed(items::add);
        feed.begin(EPOCH, VIDEO);
        for (int i = 0; i < 100; i++) {
            feed.picture(picture(i * 3600L, i % 50 == 0));
        }

        assertThat(items).hasSize(101);
        assertThat(describe(items.getFirst())).isEqualTo("begin silent");
    }

    @Test
    void aFullQueueDropsUpToTheNextKey() throws Exception {
        RtmpQueue queue = new RtmpQueue(3);
        queue.offer(new RtmpItem.Begin(VIDEO, null, true));
        queue.offer(new RtmpItem.Picture(picture(0, true)));
        queue.offer(new RtmpItem.Picture(picture(1, false)));
        queue.offer(new RtmpItem.Picture(picture(2, false))); // full
        queue.take(1);
        queue.take(1);
        queue.offer(new RtmpItem.Picture(picture(3, false))); // there is room, but nothing to decode it with
        queue.offer(new RtmpItem.Picture(picture(4, true)));

        assertThat(queue.droppedPictures()).isEqualTo(2);
        assertThat(describe(queue.take(1))).isEqualTo("picture 1");
        assertThat(describe(queue.take(1))).isEqualTo("picture 4");
        assertThat(queue.take(1)).isNull();
    }

    @Test
    void aRecordingWaitsWhileTheServerTakesPackets() throws Exception {
        RtmpQueue queue = new RtmpQueue(1);
        queue.offer(new RtmpItem.Begin(VIDEO, null, false));
        queue.taking(true);
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                queue.offer(new RtmpItem.Picture(picture(0, true)));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(waiting.join(Duration.ofMillis(100))).isFalse();
        assertThat(describe(queue.take(1000))).isEqualTo("begin silent");

        assertThat(waiting.join(Duration.ofSeconds(5))).isTrue();
        assertThat(queue.droppedPictures()).isZero();
        assertThat(describe(queue.take(1000))).isEqualTo("picture 0");
    }

    private static RtmpTarget target(String address) {
        return new RtmpTarget(URI.create(address));
    }

    private static MediaPacket picture(long pts, boolean key) {
        return new MediaPacket(new byte[1], pts, 3600, key);
    }

    private static MediaPacket audio(long pts) {
        return new MediaPacket(new byte[1], pts, 1024, true);
    }

    private static String describe(@org.jspecify.annotations.Nullable RtmpItem item) {
        return switch (item) {
            case RtmpItem.Begin begin ->
                begin.audio() == null
                        ? "begin silent"
                        : "begin " + begin.audio().codec();
            case RtmpItem.Picture picture -> "picture " + picture.packet().pts();
            case RtmpItem.Audio audio -> "sound " + audio.packet().pts();
            case RtmpItem.End _ -> "end";
            case null -> "nothing";
        };
    }
}
