package dev.brushcast.worker.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.Style;
import dev.brushcast.worker.Chunks;
import dev.brushcast.worker.style.StyleHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What goes wrong, or late, with a model that looks back: each frame has one outcome, in order, and the stream goes on. */
class LookbackFaultsTest {

    private static final String STREAM = "cats";
    private static final Instant IN_TIME = Instant.ofEpochMilli(Chunks.START_MS);

    private final List<LookbackRig> rigs = new ArrayList<>();
    private final LookbackRig rig = rig(1);

    @AfterEach
    void close() {
        rigs.forEach(LookbackRig::close);
        assertThat(rigs).allSatisfy(each -> assertThat(each.engine.open()).isZero());
    }

    @Test
    void aWorkerThatIsALittleLateRendersEverySecondChunkAsAWhole() {
        rig.now = IN_TIME.plusMillis(700);
        for (int sequence = 0; sequence < 6; sequence++) {
            rig.send(chunk(sequence));
        }
        rig.bringOut(STREAM);

        assertThat(rig.sequences()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        for (StyledChunk chunk : rig.published) {
            assertThat(outcomes(chunk))
                    .hasSize(Chunks.FRAMES)
                    .containsOnly(chunk.getSequence() % 2 == 0 ? FrameOutcome.STYLED : FrameOutcome.REUSED_LATE);
        }
        assertThat(rig.engine.opened()).isEqualTo(1);
    }

    @Test
    void afterAShortGapTheSessionGoesOnWithWhatItHasOnAnyWorker() {
        List<LookbackRig> both = List.of(rig, rig(1));
        for (LookbackRig each : both) {
            each.send(chunk(0));
            each.send(chunk(1));
            each.now = IN_TIME.plusSeconds(2);
            each.send(chunk(2));
            each.send(chunk(3));
            each.send(chunk(4)); // twelve frames, as many as the model looks back
            each.now = IN_TIME;
            if (each != rig) {
                each.failOver();
            }
            each.send(chunk(5));
            each.bringOut(STREAM);
        }

        assertThat(rig.sequences()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(rig.engine.opened()).isEqualTo(1);
        assertThat(both.get(1).pictures()).isEqualTo(rig.pictures());
    }

    @Test
    void afterAnOutageTheModelIsShownTheNewestChunksThatWerePassedThrough() {
        rig.send(chunk(0));
        rig.send(chunk(1));
        rig.now = IN_TIME.plusSeconds(60);
        for (int sequence = 2; sequence < 9; sequence++) {
            rig.send(chunk(sequence));
        }
        rig.now = IN_TIME;
        rig.send(chunk(9));
        rig.send(chunk(10));

        assertThat(rig.sequences()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(rig.published.subList(2, 9))
                .flatExtracting(LookbackFaultsTest::outcomes)
                .containsOnly(FrameOutcome.PASSTHROUGH);
        assertThat(rig.log.read()).containsExactly(100L, 105L, 106L, 107L, 108L); // the first for the look
        assertThat(shown(false)).containsExactly(0L, 5L, 6L, 7L, 8L);
        assertThat(rig.primings).hasSize(1);
    }

    @Test
    void anEngineThatDoesNotAnswerCostsWhatItHasOfTheStreamAndNotItsLook() {
        LookbackRig undisturbed = rig(1);
        for (int sequence = 0; sequence < 5; sequence++) {
            undisturbed.send(chunk(sequence));
            rig.engine.silent(sequence == 2);
            rig.send(chunk(sequence));
        }

        assertThat(rig.sequences()).containsExactly(0L, 1L, 2L, 3L);
        assertThat(rig.published.subList(1, 3))
                .flatExtracting(StyledChunk::getFrames)
                .extracting(StyledFrame::getReason)
                .containsOnly("timeout");
        assertThat(rig.published.get(3).getFrames())
                .extracting(StyledFrame::getData)
                .isEqualTo(undisturbed.published.get(3).getFrames().stream()
                        .map(StyledFrame::getData)
                        .toList());
        assertThat(rig.engine.opened()).isEqualTo(2);
    }

    @Test
    void anEngineThatDoesNotAnswerToTheChunksOfAnotherWorkerCostsThemAndTheOneThatWaits() {
        rig.send(chunk(0));
        rig.send(chunk(1));
        rig.failOver();
        rig.engine.silent(true);
        rig.send(chunk(2));

        assertThat(rig.sequences()).containsExactly(0L, 1L, 2L);
        assertThat(rig.published.subList(1, 3))
                .flatExtracting(StyledChunk::getFrames)
                .extracting(StyledFrame::getReason)
                .containsOnly("timeout");
        assertThat(rig.engine.open()).isZero();
        assertThat(rig.pending(STREAM)).isZero();
    }

    @Test
    void aSessionThatFailedIsNotUsedAnyMore() {
        rig.send(chunk(0));
        rig.send(chunk(1));
        rig.engine.failToDrainOnce();
        assertThatIllegalStateException().isThrownBy(() -> rig.bringOut(STREAM));
        rig.bringOut(STREAM);

        assertThat(rig.sequences()).containsExactly(0L, 1L);
        assertThat(outcomes(rig.published.getLast())).containsOnly(FrameOutcome.STYLED);
    }

    @Test
    void whatAnEngineBringsOutNothingOfIsHeld() {
        rig.send(chunk(0));
        rig.engine.mute();
        rig.bringOut(STREAM);

        assertThat(rig.published.getFirst().getFrames())
                .hasSize(Chunks.FRAMES)
                .extracting(StyledFrame::getReason)
                .containsOnly("unanswered");
    }

    @Test
    void aStreamWithoutRoomIsPassedThroughAndTriedAgainWithEachChunk() {
        rig.engine.full(true);
        rig.send(chunk(0));
        rig.send(chunk(1));
        assertThat(rig.sequences()).containsExactly(0L, 1L);
        assertThat(rig.published).flatExtracting(LookbackFaultsTest::outcomes).containsOnly(FrameOutcome.PASSTHROUGH);
        assertThat(rig.published.getFirst().getFrames())
                .extracting(StyledFrame::getReason)
                .containsOnly("memory");
        assertThat(rig.engine.opened()).isEqualTo(2);
        assertThat(rig.engine.open()).isZero();

        rig.engine.full(false);
        rig.send(chunk(2));
        rig.bringOut(STREAM);
        assertThat(outcomes(rig.published.getLast())).containsOnly(FrameOutcome.STYLED);
        assertThat(rig.log.read()).isEmpty();
    }

    @Test
    void whatIsPendingComesOutBeforeTheChunkThatThereIsNoRoomFor() {
        rig.send(chunk(0));
        rig.engine.full(true);
        rig.send(chunk(1));

        assertThat(rig.sequences()).containsExactly(0L, 1L);
        assertThat(outcomes(rig.published.get(0))).containsOnly(FrameOutcome.STYLED);
        assertThat(outcomes(rig.published.get(1))).containsOnly(FrameOutcome.PASSTHROUGH);
    }

    @Test
    void aWorkerThatHasNoRoomForAStreamWhichItTakesOverPassesItThrough() {
        rig.send(chunk(0));
        rig.send(chunk(1));
        rig.failOver();
        rig.engine.full(true);
        rig.send(chunk(2));

        assertThat(rig.sequences()).containsExactly(0L, 1L, 2L);
        assertThat(rig.published.subList(1, 3))
                .flatExtracting(LookbackFaultsTest::outcomes)
                .containsOnly(FrameOutcome.PASSTHROUGH);
        rig.engine.full(false);
        rig.send(chunk(3));
        rig.bringOut(STREAM);
        assertThat(outcomes(rig.published.getLast())).containsOnly(FrameOutcome.STYLED);
    }

    @Test
    void aTransitionGoesChunkByChunk() {
        rig.styles = time -> time < Chunks.msOf(0)
                ? new StyleHistory.Entry(Style.of("ink"), 0, 0)
                : new StyleHistory.Entry(Style.of("oil"), Chunks.msOf(0), 3 * Chunks.FRAMES * Chunks.FRAME_US);
        for (int sequence = 0; sequence < 4; sequence++) {
            rig.send(chunk(sequence));
        }

        assertThat(rig.engine.requests())
                .extracting(request -> request.frames().stream()
                        .map(frame -> frame.style().prompts().positive())
                        .distinct()
                        .toList())
                .allSatisfy(prompts -> assertThat(prompts).hasSize(1))
                .doesNotHaveDuplicates();
    }

    @Test
    void withoutRoomAndWithoutPicturesThereIsNothingToPassThrough() {
        rig.engine.full(true);
        rig.send(Chunks.prompted(STREAM, 1, 0));

        assertThat(rig.published.getFirst().getFrames())
                .extracting(StyledFrame::getOutcome, StyledFrame::getReason)
                .containsOnly(tuple(FrameOutcome.HELD_ERROR, "memory"));
    }

    @Test
    void damagedChunksAreHeldInTheirPlaceAndSetAsideOnce() {
        byte[] damaged = new byte[1];
        rig.send(chunk(0));
        Progress whole = rig.send(
                Chunks.builder(STREAM, 1, 1, Collections.nCopies(4, damaged)).build());
        Progress half =
                rig.send(Chunks.builder(STREAM, 1, 2, List.of(Chunks.picture(8), damaged, Chunks.picture(10), damaged))
                        .build());
        rig.failOver();
        Progress after = rig.send(chunk(3));

        assertThat(rig.sequences()).containsExactly(0L, 1L, 2L);
        assertThat(outcomes(rig.published.get(1))).containsOnly(FrameOutcome.HELD_ERROR);
        assertThat(outcomes(rig.published.get(2)))
                .containsExactly(
                        FrameOutcome.STYLED, FrameOutcome.HELD_ERROR, FrameOutcome.STYLED, FrameOutcome.HELD_ERROR);
        assertThat(whole.corruption()).isNotNull();
        assertThat(half.corruption()).isNotNull();
        assertThat(after.corruption()).isNull();
    }

    @Test
    void chunksThatAreNotInTheLogAnyMoreAreLeftOutAndToldOnce() {
        for (int sequence = 0; sequence < 6; sequence++) {
            rig.send(chunk(sequence));
        }
        rig.failOver();
        rig.log.expire(104);
        List<String> warnings = warnings(() -> {
            rig.send(chunk(6));
            rig.send(chunk(7));
        });

        assertThat(rig.sequences()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(shown(false)).containsExactly(4L);
        assertThat(warnings)
                .containsExactly(
                        "3 of the 5 source chunks that the stream's picture goes back to are not in the log any"
                                + " more; 0 of them had not been published and are lost");
    }

    @Test
    void aTopicThatWasMadeAnewIsNotTakenForTheOldOne() {
        rig.send(chunk(0));
        rig.send(chunk(1));
        rig.failOver();
        rig.log.add(new SourceRecord(Chunks.chunk("dogs", 1, 0), "dogs", 0, 100));
        rig.log.add(new SourceRecord(Chunks.chunk(STREAM, 1, 7), STREAM, 0, 101));
        rig.send(chunk(2));

        assertThat(shown(false)).isEmpty();
        assertThat(rig.sequences()).containsExactly(0L);
    }

    @Test
    void aStyleThatBeginsInTheMiddleOfAChunkShowsFromTheNextOneOn() {
        long since = Chunks.msOf(2 * Chunks.FRAMES + 1);
        rig.styles = time -> new StyleHistory.Entry(Style.of("").withRevision(time < since ? 1 : 2), 0, 0);
        for (int sequence = 0; sequence < 4; sequence++) {
            rig.send(chunk(sequence));
        }
        rig.failOver();
        rig.bringOut(STREAM);

        assertThat(rig.published)
                .extracting(chunk -> chunk.getFrames().stream()
                        .map(StyledFrame::getStyleRevision)
                        .distinct()
                        .toList())
                .containsExactly(List.of(1L), List.of(1L), List.of(1L), List.of(2L));
        assertThat(rig.engine.requests())
                .extracting(request -> request.frames().stream()
                        .map(SourceFrame::style)
                        .distinct()
                        .count())
                .containsOnly(1L);
    }

    @Test
    void aSizeThatTheModelDoesNotTakeIsHeldInItsPlace() {
        rig.send(chunk(0));
        rig.send(VideoChunk.newBuilder(chunk(1)).setWidth(17).build());
        rig.send(chunk(2));
        rig.bringOut(STREAM);

        assertThat(rig.sequences()).containsExactly(0L, 1L, 2L);
        assertThat(rig.published.get(1).getFrames())
                .extracting(StyledFrame::getReason)
                .containsOnly("size");
        assertThat(rig.engine.opened()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void picturesOfAnotherSizeBeginAnew(boolean elsewhere) {
        rig.send(chunk(0));
        rig.send(chunk(1));
        if (elsewhere) {
            rig.failOver();
        }
        rig.send(wide(2));
        rig.send(wide(3));
        rig.failOver();
        rig.send(wide(4));
        rig.bringOut(STREAM);

        assertThat(rig.sequences()).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(rig.published).flatExtracting(LookbackFaultsTest::outcomes).containsOnly(FrameOutcome.STYLED);
        assertThat(shown(false)).containsExactly(2L);
        assertThat(shown(true)).containsExactly(3L, 4L);
    }

    private static VideoChunk wide(long sequence) {
        byte[] picture = new byte[3 * 2 * Chunks.SIDE * Chunks.SIDE];
        return Chunks.builder(STREAM, 1, sequence, Collections.nCopies(Chunks.FRAMES, picture))
                .setWidth(2 * Chunks.SIDE)
                .build();
    }

    @Test
    void chunksThatAreShownAgainAreNotTooLateToLeaveSomething() {
        rig.send(chunk(0));
        rig.send(chunk(1));
        rig.failOver();
        rig.now = IN_TIME.plusSeconds(60);
        rig.send(chunk(2));

        assertThat(rig.engine.requests())
                .extracting(RenderRequest::deadlineNanos)
                .hasSize(2)
                .containsOnly(LagPolicy.DEFAULT.reuseAfter().toNanos());
        assertThat(rig.sequences()).containsExactly(0L, 1L, 2L);
    }

    /** Sequence numbers of the chunks that the engine of now was asked for, to be shown or not. */
    private List<Long> shown(boolean shown) {
        return rig.engine.requests().stream()
                .filter(request -> request.shown() == shown)
                .map(RenderRequest::frames)
                .map(frames -> frames.getFirst().number() / Chunks.FRAMES)
                .toList();
    }

    private static List<String> warnings(Runnable work) {
        Logger logger = (Logger) LoggerFactory.getLogger(Priming.class);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger.addAppender(appender);
        try {
            work.run();
        } finally {
            logger.detachAppender(appender);
        }
        return appender.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private LookbackRig rig(int delay) {
        LookbackRig made = new LookbackRig(delay);
        rigs.add(made);
        return made;
    }

    private static VideoChunk chunk(long sequence) {
        return VideoChunk.newBuilder(Chunks.chunk(STREAM, 1, sequence))
                .setLive(true)
                .build();
    }

    private static List<FrameOutcome> outcomes(StyledChunk chunk) {
        return chunk.getFrames().stream().map(StyledFrame::getOutcome).toList();
    }
}
