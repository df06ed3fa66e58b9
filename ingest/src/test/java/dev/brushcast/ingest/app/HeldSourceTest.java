package dev.brushcast.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.ingest.capture.Captured;
import dev.brushcast.ingest.capture.OpenSource;
import dev.brushcast.ingest.capture.SourceConnection;
import dev.brushcast.ingest.config.HoldConfig;
import dev.brushcast.ingest.config.WaitLimit;
import dev.brushcast.ingest.publish.DeliveryException;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.ffmpeg.input.EndKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is published of a live source while it is away. */
@Timeout(60)
class HeldSourceTest {

    private static final Captured.Ended BROKEN = new Captured.Ended(EndKind.BROKEN, "reset");
    private static final Duration STEP = Duration.ofMillis(500);

    private final CaptureBench bench = new CaptureBench();

    /** One for each chunk that holds. */
    private final Semaphore told = new Semaphore(0);

    @BeforeEach
    void listen() {
        bench.config = bench.config.withConnection(bench.config
                .connection()
                .withHold(new HoldConfig(Duration.ofSeconds(1), Duration.ofMillis(50), WaitLimit.ofSeconds(10)))
                .withReconnect(bench.config.connection().reconnect().withGiveUpAfter(WaitLimit.ofSeconds(60))));
        bench.output.heard = chunk -> {
            if (chunk.getHeldUntilUs() != null && !chunk.getEndOfEpoch()) {
                told.release();
            }
        };
    }

    @Test
    void theEpochOfASourceThatIsAwayEndsWhereTheNextOneBegins() throws Exception {
        bench.capture(broken(false), backAfter(8, FakeSource.thatEnds(EndKind.COMPLETE)));

        List<VideoChunk> first = epoch(1);
        assertThat(first).extracting(VideoChunk::getSequence).isSorted().doesNotHaveDuplicates();
        assertThat(held(first)).hasSizeGreaterThanOrEqualTo(9).isSorted().doesNotHaveDuplicates();
        assertThat(first).filteredOn(VideoChunk::getEndOfEpoch).containsExactly(first.getLast());
        assertThat(epoch(2).getFirst().getEpochStartUs())
                .isEqualTo(first.getFirst().getEpochStartUs() + first.getLast().getHeldUntilUs());
        assertThat(bench.tally.summary().framesRead()).isEqualTo(27);
        assertThat(bench.output.audio)
                .as("nobody waits for audio that there is none of")
                .hasSize(2);
    }

    @Test
    void whatIsHeldGoesOnAsTheClockDoesAndFramesAreNotHeldBack() throws Exception {
        bench.capture(broken(false), backAfter(8, FakeSource.thatEnds(EndKind.COMPLETE)));

        List<Long> held = held(epoch(1));
        for (int i = 3; i + 1 < held.size(); i++) { // the first one has the pause before the try in it
            assertThat(held.get(i) - held.get(i - 1)).isEqualTo(STEP.toNanos() / 1_000);
        }
        assertThat(epoch(1).stream().mapToInt(chunk -> chunk.getFrames().size()).sum())
                .isEqualTo(25);
    }

    @Test
    void silenceIsToldForTheAudioTooAndBothEndTogether() throws Exception {
        bench.capture(broken(true), backAfter(8, FakeSource.thatEnds(EndKind.COMPLETE)));

        List<AudioChunk> audio = bench.output.audio.stream()
                .filter(chunk -> chunk.getEpoch() == 1)
                .toList();
        assertThat(audio.stream().filter(chunk -> chunk.getHeldUntilUs() != null))
                .hasSizeGreaterThanOrEqualTo(9)
                .allSatisfy(chunk -> assertThat(chunk.getCodec()).isEqualTo("aac"));
        assertThat(audio.getLast().getEndOfEpoch()).isTrue();
        assertThat(audio.getLast().getHeldUntilUs())
                .isEqualTo(epoch(1).getLast().getHeldUntilUs());
        assertThat(audio).extracting(AudioChunk::getSequence).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void viewersAreToldOfEachChangeOnceAndOfTheBreakAtOnce() throws Exception {
        bench.capture(broken(false), backAfter(24, FakeSource.thatEnds(EndKind.COMPLETE)));

        assertThat(bench.output.events)
                .extracting(StreamEvent::getType)
                .containsExactly(
                        StreamEventType.EPOCH_STARTED,
                        StreamEventType.ERROR,
                        StreamEventType.HOLD,
                        StreamEventType.SLATE,
                        StreamEventType.EPOCH_ENDED,
                        StreamEventType.EPOCH_STARTED,
                        StreamEventType.LIVE,
                        StreamEventType.EPOCH_ENDED);
        assertThat(epoch(1).getLast().getSlateFromUs()).isEqualTo(1_000_000 + 10_000_000);
    }

    @Test
    void oneThatIsGivenUpIsHeldUntilThen() throws Exception {
        Object[] sources = new Object[20];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = i == 0 ? broken(false) : nobodyAfter(4);
        }
        bench.config = bench.config.withConnection(bench.config
                .connection()
                .withReconnect(bench.config.connection().reconnect().withGiveUpAfter(WaitLimit.ofSeconds(20))));
        bench.capture(sources);

        VideoChunk last = bench.output.video.getLast();
        assertThat(last.getEndOfEpoch()).isTrue();
        assertThat(last.getHeldUntilUs()).isBetween(18_000_000L, 24_000_000L);
        assertThat(bench.tally.summary().epochs()).isEqualTo(1);
        assertThat(bench.tally.summary().endedEarly()).isEqualTo("reset");
    }

    @Test
    void oneThatIsStoppedWhileItIsAwayEndsWhereItIsHeld() throws Exception {
        try (SourceConnection connection = bench.connection()) {
            bench.coming.add(broken(true));
            Supplier<OpenSource> stopped = () -> {
                awaitHolds(4);
                connection.stop().give();
                throw new MediaException("stopped");
            };
            bench.coming.add(stopped);
            bench.run(connection);
        }

        assertThat(bench.output.video.getLast().getEndOfEpoch()).isTrue();
        assertThat(bench.output.video.getLast().getHeldUntilUs()).isGreaterThan(2_000_000);
        assertThat(bench.output.audio.getLast().getEndOfEpoch()).isTrue();
    }

    @Test
    void brokersThatGoAwayMeanwhileCostWhatIsHeldAndNotTheSourceThatIsBack() throws Exception {
        bench.output.heard = chunk -> {
            if (chunk.getHeldUntilUs() != null && bench.output.video.size() > 10) {
                throw new DeliveryException(new TimeoutException("expired"));
            }
            if (chunk.getHeldUntilUs() != null) {
                told.release();
            }
        };
        bench.capture(broken(false), backAfter(2, FakeSource.thatEnds(EndKind.COMPLETE)));

        assertThat(bench.tally.summary().epochs()).isEqualTo(2);
        assertThat(bench.opened).isEqualTo(2);
        VideoChunk before = epoch(1).getLast();
        assertThat(epoch(2).getFirst().getEpochStartUs())
                .as("nothing is on air twice")
                .isGreaterThanOrEqualTo(before.getEpochStartUs() + before.getHeldUntilUs());
    }

    @Test
    void aConnectionThatFallsSilentIsHeldAndItsFramesAreAccountedForWhenItIsBack() throws Exception {
        bench.capture(new ScriptedSource(true, to -> {
            to.frames(0, 25, 0);
            to.audio(50, 0);
            bench.clock.pass(STEP.multipliedBy(2));
            awaitHolds(6);
            to.frames(25, 50, 1_000_000); // two seconds of which half a second more is held
            to.frames(75, 50, 10_000_000);
            to.end(Captured.Ended.COMPLETE);
        }));

        assertThat(bench.tally.summary().epochs()).isEqualTo(1);
        long lost = bench.tally.summary().framesDropped().getOrDefault("held-over", 0L);
        assertThat(lost).isPositive();
        assertThat(bench.tally.summary().framesPublished() + lost).isEqualTo(125);
        List<Long> numbers = new ArrayList<>();
        for (VideoChunk chunk : bench.output.video) {
            chunk.getFrames().forEach(frame -> numbers.add(frame.getNumber()));
            for (FrameGap gap : chunk.getGaps()) {
                assertThat(gap.getCause()).isEqualTo("held-over");
                for (long i = 0; i < gap.getCount(); i++) {
                    numbers.add(gap.getFirstFrame() + i);
                }
            }
        }
        assertThat(numbers).doesNotHaveDuplicates().hasSize(125);
        long held = held(bench.output.video).getLast();
        assertThat(bench.output.video.stream().flatMap(chunk -> chunk.getFrames().stream()))
                .filteredOn(frame -> frame.getNumber() >= 25)
                .allMatch(frame -> frame.getPtsUs() >= held);
        assertThat(bench.output.events)
                .extracting(StreamEvent::getType)
                .contains(StreamEventType.HOLD, StreamEventType.LIVE, StreamEventType.GAP);
    }

    @Test
    void aRecordingIsNeverHeld() throws Exception {
        bench.capture(FakeSource.thatEnds(EndKind.COMPLETE).asRecording());

        assertThat(bench.output.video).extracting(VideoChunk::getHeldUntilUs).containsOnlyNulls();
    }

    /** A second of pictures, and of audio, and then it breaks off. */
    private ScriptedSource broken(boolean withAudio) {
        return new ScriptedSource(withAudio, to -> {
            bench.clock.pass(Duration.ofSeconds(1));
            to.frames(0, 25, 0);
            if (withAudio) {
                to.audio(50, 0);
            }
            to.end(BROKEN);
        });
    }

    /** A source that is there after so many steps of time, each of which is told. */
    private Supplier<OpenSource> backAfter(int steps, OpenSource source) {
        return () -> {
            awaitHolds(steps);
            return source;
        };
    }

    private Supplier<OpenSource> nobodyAfter(int steps) {
        return () -> {
            awaitHolds(steps);
            throw bench.nobody;
        };
    }

    private void awaitHolds(int steps) {
        for (int i = 0; i <= steps; i++) {
            awaitHold();
        }
    }

    /** Time that passes while what came before is still published does not count as silence: it passes until it is held. */
    private void awaitHold() {
        told.drainPermits();
        do {
            bench.clock.pass(STEP);
        } while (!isTold());
    }

    private boolean isTold() {
        try {
            return told.tryAcquire(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<VideoChunk> epoch(long number) {
        return bench.output.video.stream()
                .filter(chunk -> chunk.getEpoch() == number)
                .toList();
    }

    private static List<Long> held(List<VideoChunk> chunks) {
        return chunks.stream()
                .filter(chunk -> chunk.getHeldUntilUs() != null && !chunk.getEndOfEpoch())
                .map(VideoChunk::getHeldUntilUs)
                .toList();
    }
}
