package dev.brushcast.worker.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.worker.Chunks;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model that looks back and brings chunks out later: what goes in comes out once, in order, looking the same. */
class LookbackTest extends OnLookbackRigs {

    private static final int CHUNKS = 9;

    @Test
    void aChunkComesOutWithTheNextOneAndTheLastOnesAtTheEnd() {
        LookbackRig rig = rig(1);

        assertThat(rig.send(chunk(0)).chunks()).isEmpty();
        assertThat(rig.send(chunk(1)).chunks()).hasSize(1);
        assertThat(rig.sequences()).containsExactly(0L);
        assertThat(rig.send(end(2)).chunks()).hasSize(2);

        assertThat(rig.sequences()).containsExactly(0L, 1L, 2L);
        assertThat(rig.published.getLast().getEndOfEpoch()).isTrue();
        assertThat(rig.published)
                .flatExtracting(StyledChunk::getFrames)
                .extracting(StyledFrame::getOutcome)
                .containsOnly(FrameOutcome.STYLED);
        assertThat(rig.states).isEmpty();
        assertThat(rig.engine.open()).isZero();
    }

    @Test
    void anEmptyLastChunkBringsTheOthersOut() {
        LookbackRig rig = rig(2);
        rig.send(chunk(0));
        rig.send(chunk(1));
        rig.send(Chunks.builder(STREAM, 1, 2, List.of()).setEndOfEpoch(true).build());

        assertThat(rig.sequences()).containsExactly(0L, 1L, 2L);
    }

    @Test
    void aChunkThatOnlyHoldsBringsTheOthersOutAndIsHandedOnBehindThem() {
        LookbackRig rig = rig(2);
        rig.send(chunk(0));
        rig.send(chunk(1));
        rig.send(Chunks.builder(STREAM, 1, 2, List.of())
                .setLive(true)
                .setHeldUntilUs(2_000_000L)
                .setSlateFromUs(1_500_000L)
                .build());

        assertThat(rig.sequences()).containsExactly(0L, 1L, 2L);
        assertThat(rig.published).extracting(StyledChunk::getHeldUntilUs).containsExactly(null, null, 2_000_000L);
        assertThat(rig.published.getLast().getSlateFromUs()).isEqualTo(1_500_000L);
        assertThat(rig.published.getLast().getFrames()).isEmpty();
    }

    @Test
    void aStreamHasOneSessionAsLongAsNothingHappens() {
        LookbackRig rig = rig(1);
        sendAll(rig, CHUNKS, -1, Mishap.NONE);

        assertThat(rig.engine.opened()).isEqualTo(1);
        assertThat(rig.log.read()).isEmpty();
        assertThat(rig.primings).isEmpty();
    }

    private enum Mishap {
        NONE,
        FAILOVER,
        ABORT,
        RELEASED
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void whereverAnotherWorkerTakesOverEachChunkComesOutOnceAndLooksTheSame(int delay) {
        everywhere(delay, Mishap.FAILOVER);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void whereverATransactionIsAbortedEachChunkComesOutOnceAndLooksTheSame(int delay) {
        everywhere(delay, Mishap.ABORT);
    }

    @Test
    void whereverASessionIsFreedForItsStreamPausesEachChunkComesOutOnceAndLooksTheSame() {
        everywhere(2, Mishap.RELEASED);
    }

    private void everywhere(int delay, Mishap mishap) {
        LookbackRig undisturbed = rig(delay);
        sendAll(undisturbed, CHUNKS, -1, Mishap.NONE);
        List<ByteBuffer> pictures = undisturbed.pictures();
        assertThat(pictures)
                .hasSize(CHUNKS * Chunks.FRAMES)
                .doesNotContainNull()
                .doesNotHaveDuplicates();

        for (int at = 0; at < CHUNKS; at++) {
            LookbackRig rig = rig(delay);
            sendAll(rig, CHUNKS, at, mishap);

            assertThat(rig.sequences())
                    .as("%s before chunk %d", mishap, at)
                    .containsExactlyElementsOf(
                            LongStream.range(0, CHUNKS).boxed().toList());
            assertThat(rig.pictures()).as("%s before chunk %d", mishap, at).isEqualTo(pictures);
            assertThat(rig.primings).hasSize(at == 0 ? 0 : 1);
        }
    }

    private static void sendAll(LookbackRig rig, int chunks, int mishapAt, Mishap mishap) {
        for (int sequence = 0; sequence < chunks; sequence++) {
            VideoChunk chunk = sequence == chunks - 1 ? end(sequence) : chunk(sequence);
            if (sequence != mishapAt) {
                rig.send(chunk);
                continue;
            }
            switch (mishap) {
                case NONE -> rig.send(chunk);
                case FAILOVER -> {
                    rig.failOver();
                    rig.send(chunk);
                }
                case ABORT -> rig.sendWithAbort(chunk);
                case RELEASED -> {
                    rig.bringOut(STREAM);
                    rig.release(STREAM);
                    rig.send(chunk);
                }
            }
        }
    }

    @Test
    void aSessionThatSawAChunkWhichWasSetAsideIsNotUsedAnyMore() {
        LookbackRig without = rig(1);
        LookbackRig rig = rig(1);
        for (long sequence : new long[] {0, 1, 2, 4, 5}) {
            without.send(chunk(sequence));
            if (sequence == 4) {
                rig.sendInVain(chunk(3));
            }
            rig.send(chunk(sequence));
        }

        assertThat(rig.sequences()).isEqualTo(without.sequences()).containsExactly(0L, 1L, 2L, 4L);
        assertThat(rig.pictures()).isEqualTo(without.pictures());
        assertThat(rig.engine.opened()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsPendingOfAnEpochComesOutBeforeTheNextOneBegins(boolean elsewhere) {
        LookbackRig rig = rig(2);
        rig.send(chunk(0));
        rig.send(chunk(1));
        if (elsewhere) {
            rig.failOver();
        }
        rig.send(Chunks.chunk(STREAM, 2, 0));
        rig.send(VideoChunk.newBuilder(Chunks.chunk(STREAM, 2, 1))
                .setEndOfEpoch(true)
                .build());

        assertThat(rig.published)
                .extracting(StyledChunk::getEpoch, StyledChunk::getSequence)
                .containsExactly(tuple(1L, 0L), tuple(1L, 1L), tuple(2L, 0L), tuple(2L, 1L));
        assertThat(rig.published)
                .flatExtracting(StyledChunk::getFrames)
                .extracting(StyledFrame::getOutcome)
                .containsOnly(FrameOutcome.STYLED);
        LookbackRig fresh = rig(2);
        fresh.send(Chunks.chunk(STREAM, 2, 0));
        fresh.send(VideoChunk.newBuilder(Chunks.chunk(STREAM, 2, 1))
                .setEndOfEpoch(true)
                .build());
        assertThat(rig.pictures().subList(8, 16)).isEqualTo(fresh.pictures());
    }

    @Test
    void whatIsPendingOfAStreamThatPausesComesOutAndItGoesOnAsBefore() {
        LookbackRig rig = rig(2);
        LookbackRig undisturbed = rig(2);
        for (int sequence = 0; sequence < 6; sequence++) {
            rig.send(chunk(sequence));
            undisturbed.send(chunk(sequence));
            if (sequence == 3) {
                rig.bringOut(STREAM);
                assertThat(rig.sequences()).containsExactly(0L, 1L, 2L, 3L);
            }
        }
        rig.bringOut(STREAM);
        undisturbed.bringOut(STREAM);

        assertThat(rig.sequences()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(rig.pictures()).isEqualTo(undisturbed.pictures());
        assertThat(rig.engine.opened()).isEqualTo(1);
    }

    @Test
    void whatAnotherWorkerLeftPendingOfAStreamThatPausesComesOut() {
        LookbackRig rig = rig(2);
        rig.send(chunk(0));
        rig.send(chunk(1));
        rig.failOver();
        rig.bringOut(STREAM);

        assertThat(rig.sequences()).containsExactly(0L, 1L);
        assertThat(rig.pending(STREAM)).isZero();
    }

    @Test
    void streamsOfOneSlotDoNotGetIntoEachOther() {
        LookbackRig alone = rig(1);
        LookbackRig rig = rig(1);
        for (int sequence = 0; sequence < CHUNKS; sequence++) {
            alone.send(chunk(sequence));
            rig.send(chunk(sequence));
            rig.send(Chunks.chunk("dogs", 1, 40 + sequence));
            if (sequence == 5) {
                rig.failOver();
            }
        }

        assertThat(rig.published.stream().filter(chunk -> chunk.getStreamId().equals(STREAM)))
                .isEqualTo(alone.published.stream()
                        .map(chunk -> StyledChunk.newBuilder(chunk).build())
                        .toList());
        assertThat(rig.published.stream().filter(chunk -> chunk.getStreamId().equals("dogs")))
                .extracting(StyledChunk::getSequence)
                .containsExactlyElementsOf(
                        LongStream.range(40, 40 + CHUNKS - 1).boxed().toList());
        assertThat(rig.engine.open()).isEqualTo(2);
    }

    private static VideoChunk chunk(long sequence) {
        return Chunks.chunk(STREAM, 1, sequence);
    }

    private static VideoChunk end(long sequence) {
        return VideoChunk.newBuilder(chunk(sequence)).setEndOfEpoch(true).build();
    }
}
