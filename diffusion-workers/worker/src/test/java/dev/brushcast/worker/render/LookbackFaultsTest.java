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
import dev.brushcast.worker.Chunks;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What goes wrong, or late, with a model that looks back: each frame has one outcome, in order, and the stream goes on. */
class LookbackFaultsTest extends OnLookbackRigs {

    private final LookbackRig rig = rig(1);

    @Test
    void anEngineThatDoesNotAnswerCostsWhatItHasOfTheStreamAndNotItsLook() {
        LookbackRig undisturbed = rig(1);
        for (int sequence = 0; sequence < 5; sequence++) {
            undisturbed.send(chunk(sequence));
            rig.engine.silent(sequence == 2);
            rig.send(chunk(sequence));
            rig.nanos += Duration.ofSeconds(2).toNanos(); // an engine that hangs is tried again by then
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
    void aSessionThatForgotIsReplacedByOneThatIsShownWhatItHadSeen() {
        LookbackRig undisturbed = rig(0);
        LookbackRig failing = rig(0);
        for (int sequence = 0; sequence < 9; sequence++) {
            if (sequence == 5) {
                failing.engine.failOnce();
            }
            undisturbed.send(chunk(sequence));
            failing.send(chunk(sequence));
        }

        assertThat(failing.sequences()).containsExactlyElementsOf(undisturbed.sequences());
        assertThat(outcomes(failing.published.get(5))).containsOnly(FrameOutcome.HELD_ERROR);
        for (int sequence = 6; sequence < 9; sequence++) {
            assertThat(failing.published.get(sequence).getFrames())
                    .extracting(StyledFrame::getData)
                    .isEqualTo(undisturbed.published.get(sequence).getFrames().stream()
                            .map(StyledFrame::getData)
                            .toList());
        }
        assertThat(failing.engine.opened()).as("sessions").isEqualTo(2);
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
        assertThat(rig.asked(false)).containsExactly(4L);
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

        assertThat(rig.asked(false)).isEmpty();
        assertThat(rig.sequences()).containsExactly(0L);
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

    private static VideoChunk chunk(long sequence) {
        return VideoChunk.newBuilder(Chunks.chunk(STREAM, 1, sequence))
                .setLive(true)
                .build();
    }
}
