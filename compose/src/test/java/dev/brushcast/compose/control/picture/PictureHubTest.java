package dev.brushcast.compose.control.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.brushcast.compose.control.picture.PictureHub.Feeds;
import dev.brushcast.compose.control.picture.PictureHub.Place;
import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.StageTimings;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.RecordSource;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PictureHubTest {

    private static final Watched A = new Watched("a", 0, PictureKind.STYLED);
    private static final Watched B = new Watched("b", 1, PictureKind.STYLED);

    private final PaperFeeds feeds = new PaperFeeds();
    private final PictureHub hub = new PictureHub(feeds, System::nanoTime);

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void onlyWhatSomebodyLooksAtIsReadAndOnlyForSoLong() {
        assertThat(hub.reading()).isZero();
        Watch first = watch(A);
        Watch second = watch(A);
        assertThat(hub.reading()).isEqualTo(1);
        await().atMost(Duration.ofSeconds(20)).until(() -> feeds.opened.get() == 1);
        first.close();
        assertThat(hub.reading()).isEqualTo(1);
        second.close();
        assertThat(hub.reading()).isZero();
        await().atMost(Duration.ofSeconds(20)).until(() -> feeds.closed.get() == 1);
    }

    @Test
    void whoComesLaterSeesAtOnceWhatThereIs() throws InterruptedException {
        Watch first = watch(A);
        feeds.add(0, "a", 0);
        assertThat(number(first)).isZero();

        assertThat(number(watch(A))).isZero();
    }

    @Test
    void framesOfAStreamThatHadTheSlotBeforeAreNotShown() throws InterruptedException {
        Watch watch = watch(A);
        feeds.add(0, "other", 5);
        feeds.add(0, "a", 0);

        assertThat(watch.next(Duration.ofSeconds(20)).orElseThrow().picture().streamId())
                .isEqualTo("a");
    }

    @Test
    void aClusterThatIsAwayIsTriedAgainAndPicturesGoOn() throws InterruptedException {
        feeds.refuse.set(2);
        Watch watch = watch(A);
        feeds.add(0, "a", 3);

        assertThat(number(watch)).isEqualTo(3);
    }

    @Test
    void soManyLookAndNoMore() {
        List<Watch> all = new ArrayList<>();
        for (Optional<Watch> one = hub.watch(List.of(A), 1); one.isPresent(); one = hub.watch(List.of(A), 1)) {
            all.add(one.get());
        }
        assertThat(all).hasSize(64);
        all.getFirst().close();
        assertThat(hub.watch(List.of(B), 1)).isPresent();
    }

    @Test
    void whoLooksIsToldWhenAllIsClosed() throws InterruptedException {
        Watch watch = watch(A);
        hub.close();

        assertThat(watch.next(Duration.ofSeconds(20))).isEmpty();
        assertThat(watch.isOver()).isTrue();
    }

    private Watch watch(Watched what) {
        return hub.watch(List.of(what), 25).orElseThrow();
    }

    private static long number(Watch watch) throws InterruptedException {
        return watch.next(Duration.ofSeconds(20)).orElseThrow().picture().number();
    }

    /** Slots in memory. */
    private static final class PaperFeeds implements Feeds {

        final AtomicInteger refuse = new AtomicInteger();
        final AtomicInteger opened = new AtomicInteger();
        final AtomicInteger closed = new AtomicInteger();
        private final Map<Integer, LinkedBlockingQueue<StyledChunk>> slots = new ConcurrentHashMap<>();

        void add(int slot, String streamId, long number) {
            slot(slot).add(chunk(streamId, number));
        }

        private LinkedBlockingQueue<StyledChunk> slot(int slot) {
            return slots.computeIfAbsent(slot, _ -> new LinkedBlockingQueue<>());
        }

        @Override
        public PictureFeed<?> of(Place place) {
            return new PictureFeed<StyledChunk>(
                    "test",
                    () -> {
                        if (refuse.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                            throw new UserError("Kafka does not answer");
                        }
                        opened.incrementAndGet();
                        return new PaperSource(place.slot(), slot(place.slot()), closed);
                    },
                    ChunkPictures::of);
        }

        @Override
        public void close() {}
    }

    private record PaperSource(int slot, LinkedBlockingQueue<StyledChunk> chunks, AtomicInteger closed)
            implements RecordSource<StyledChunk> {

        @Override
        public ConsumerRecords<String, StyledChunk> poll(Duration wait) {
            try {
                StyledChunk chunk = chunks.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
                if (chunk == null) {
                    return ConsumerRecords.empty();
                }
                var record = new ConsumerRecord<>(
                        "styled-video",
                        slot,
                        chunk.getSequence(),
                        1_000,
                        TimestampType.CREATE_TIME,
                        1,
                        1,
                        chunk.getStreamId(),
                        chunk,
                        new RecordHeaders(),
                        Optional.empty());
                return new ConsumerRecords<>(
                        Map.of(new TopicPartition("styled-video", slot), List.of(record)), Map.of());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return ConsumerRecords.empty();
            }
        }

        @Override
        public void seek(TopicPartition place, long offset) {}

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    private static StyledChunk chunk(String streamId, long number) {
        StyledFrame frame = StyledFrame.newBuilder()
                .setNumber(number)
                .setPtsUs(number * 40_000)
                .setDurationUs(40_000)
                .setCapturedAtUs(1_000_000)
                .setOutcome(FrameOutcome.STYLED)
                .setStyleRevision(1)
                .setTimings(StageTimings.newBuilder().build())
                .setData(ByteBuffer.wrap(new byte[] {1}))
                .build();
        return StyledChunk.newBuilder()
                .setStreamId(streamId)
                .setEpoch(1)
                .setSequence(number)
                .setEpochStartUs(1_000_000)
                .setWidth(64)
                .setHeight(64)
                .setFormat(PayloadFormat.JPEG)
                .setFrames(List.of(frame))
                .setModel("m")
                .setDevice("cpu")
                .setWorker("w")
                .setPublishedAtUs(1_000_000)
                .setReceivedAtUs(1_000_000)
                .setFinishedAtUs(1_000_000)
                .build();
    }
}
