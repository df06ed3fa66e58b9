package dev.brushcast.compose.faults.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.compose.faults.ledger.Account.Wrong;
import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.StageTimings;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.media.testing.FrameBarcode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Each thing that can be wrong is found, alone: a ledger that cannot find it proves nothing. */
class JudgeTest {

    private static final int WIDTH = 96;
    private static final int HEIGHT = 54;
    private static final long FRAME_US = 100_000;

    /** What the source showed before it was taken in. */
    private static final int FIRST_PICTURE = 40;

    private static final Wrong NOTHING = new Wrong(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private final Captured captured = new Captured();
    private final Answered answered = new Answered();
    private final List<ShownPicture> shown = new ArrayList<>();

    JudgeTest() {
        for (int sequence = 0; sequence < 3; sequence++) {
            captured.add(source(sequence, List.of()));
            answered.add(styled(sequence, FrameOutcome.STYLED));
        }
        for (int frame = 0; frame < 12; frame++) {
            shown.add(picture(frame, frame));
        }
    }

    @Test
    void nothingIsWrongWithAnOutputOfEveryFrameAtItsTime() {
        Account account = judge();

        assertThat(account.wrong()).isEqualTo(NOTHING);
        assertThat(account.captured()).isEqualTo(12);
        assertThat(account.outcomes()).containsEntry("styled", 12L);
    }

    @Test
    void aPictureThatIsNotThereIsLost() {
        shown.remove(5);

        assertThat(judge().wrong()).isEqualTo(new Wrong(0, 0, 0, 1, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void aPictureInAnothersPlaceIsDoubledAndTheOtherOneIsLost() {
        shown.set(5, picture(5, 4));

        assertThat(judge().wrong()).isEqualTo(new Wrong(0, 0, 0, 1, 1, 0, 0, 0, 0, 0));
    }

    @Test
    void aPictureThatComesAgainLaterGoesBackwards() {
        shown.set(7, picture(7, 3));

        assertThat(judge().wrong()).isEqualTo(new Wrong(0, 0, 0, 1, 0, 1, 0, 0, 0, 0));
    }

    @Test
    void aPictureAheadOfItsTimeIsMisplaced() {
        shown.set(5, picture(5, 6));
        shown.set(6, picture(6, 6));

        assertThat(judge().wrong()).isEqualTo(new Wrong(0, 0, 0, 2, 1, 0, 1, 0, 0, 0));
    }

    @Test
    void theSourceInTheModelsPlaceIsAnotherPicture() {
        shown.set(5, new ShownPicture(1, 0.5, FIRST_PICTURE + 5, false));

        assertThat(judge().wrong()).isEqualTo(new Wrong(0, 0, 0, 0, 0, 0, 0, 1, 0, 0));
    }

    @Test
    void aPictureWithoutANumberIsUnreadableAndItsFrameLost() {
        shown.set(5, new ShownPicture(1, 0.5, -1, false));

        assertThat(judge().wrong()).isEqualTo(new Wrong(0, 0, 0, 1, 0, 0, 0, 0, 1, 0));
    }

    @Test
    void aTimeThatComesTwiceDoesNotRise() {
        shown.add(6, shown.get(5));

        assertThat(judge().wrong()).isEqualTo(new Wrong(0, 0, 0, 0, 1, 0, 0, 0, 0, 1));
    }

    @Test
    void aPictureBetweenFramesThatShowsTheOneBeforeIsAFiller() {
        shown.add(6, new ShownPicture(1, 0.55, FIRST_PICTURE + 5, true));

        Account account = judge();
        assertThat(account.wrong()).isEqualTo(NOTHING);
        assertThat(account.fillers()).isEqualTo(1);
    }

    @Test
    void aHeldFrameShowsThePictureBeforeItAndIsNeitherLostNorDoubled() {
        captured.add(source(3, List.of()));
        answered.add(styled(3, FrameOutcome.HELD_ERROR));
        for (int frame = 12; frame < 16; frame++) {
            shown.add(picture(frame, 11));
        }

        assertThat(judge().wrong()).isEqualTo(NOTHING);
    }

    @Test
    void framesThatNobodyAnsweredAreUnaccounted() {
        captured.add(source(3, List.of()));

        Wrong wrong = judge().wrong();
        assertThat(wrong).isEqualTo(new Wrong(0, 0, 4, 0, 0, 0, 0, 0, 0, 0));
        assertThat(wrong.unaccounted()).isEqualTo(4);
    }

    @Test
    void numbersThatNoChunkAndNoGapHasAreUnexplained() {
        captured.add(source(4, List.of()));
        answered.add(styled(4, FrameOutcome.HELD_ERROR));

        assertThat(judge().wrong()).isEqualTo(new Wrong(4, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void numbersOfAGapAreExplainedByItsCause() {
        captured.add(source(4, List.of(new FrameGap(12L, 4L, "overrun"))));
        answered.add(styled(4, FrameOutcome.HELD_ERROR));

        Account account = judge();
        assertThat(account.wrong()).isEqualTo(NOTHING);
        assertThat(account.gaps()).containsEntry("overrun", 4L);
    }

    @Test
    void theFirstAnswerCountsAndTheOthersAreIgnored() {
        answered.add(styled(1, FrameOutcome.HELD_ERROR));

        Account account = judge();
        assertThat(account.wrong()).isEqualTo(NOTHING);
        assertThat(account.repliesIgnored()).isEqualTo(1);
    }

    @Test
    void framesBehindTheLastWholeSegmentAreTheTail() {
        shown.subList(8, 12).clear();

        Account account = judge();
        assertThat(account.wrong()).isEqualTo(NOTHING);
        assertThat(account.tail()).isEqualTo(4);
    }

    @Test
    void theHeadOfACaptureShowsNoNumberWhereThereIsNoPictureYetAndNothingElseMay() {
        Captured late = new Captured();
        Answered byIt = new Answered();
        List<FrameOutcome> outcomes = List.of(FrameOutcome.HELD_ERROR, FrameOutcome.STYLED, FrameOutcome.HELD_ERROR);
        for (int sequence = 0; sequence < 3; sequence++) {
            late.add(source(sequence, List.of()));
            byIt.add(styled(sequence, outcomes.get(sequence)));
        }
        List<ShownPicture> slateFirst = new ArrayList<>();
        for (int frame = 0; frame < 12; frame++) {
            slateFirst.add(frame < 4 ? nothing(frame) : picture(frame, Math.min(frame, 7)));
        }
        assertThat(Judge.account(late, byIt, slateFirst).wrong()).isEqualTo(NOTHING);

        slateFirst.set(9, nothing(9));
        assertThat(Judge.account(late, byIt, slateFirst).wrong())
                .as("a held frame behind a picture")
                .isEqualTo(new Wrong(0, 0, 0, 0, 0, 0, 0, 0, 1, 0));

        shown.set(0, nothing(0));
        assertThat(judge().wrong()).as("a styled frame at the head").isEqualTo(new Wrong(0, 0, 0, 1, 0, 0, 0, 0, 1, 0));
    }

    private static ShownPicture nothing(int atFrame) {
        return new ShownPicture(1, atFrame * FRAME_US / 1e6, -1, false);
    }

    private Account judge() {
        return Judge.account(captured, answered, shown);
    }

    private static ShownPicture picture(int atFrame, int number) {
        return new ShownPicture(1, atFrame * FRAME_US / 1e6, FIRST_PICTURE + number, true);
    }

    private static VideoChunk source(int sequence, List<FrameGap> gaps) {
        List<VideoFrame> frames = LongStream.range(sequence * 4L, sequence * 4L + 4)
                .mapToObj(number -> new VideoFrame(
                        number,
                        number * FRAME_US,
                        FRAME_US,
                        0L,
                        ByteBuffer.wrap(FrameBarcode.draw(FIRST_PICTURE + (int) number, WIDTH, HEIGHT)
                                .rgb()),
                        null))
                .toList();
        return VideoChunk.newBuilder()
                .setStreamId("s")
                .setEpoch(1)
                .setSequence(sequence)
                .setEpochStartUs(0)
                .setPublishedAtUs(0)
                .setWidth(WIDTH)
                .setHeight(HEIGHT)
                .setFormat(PayloadFormat.RGB24)
                .setFrames(frames)
                .setGaps(gaps)
                .build();
    }

    private static StyledChunk styled(int sequence, FrameOutcome outcome) {
        List<StyledFrame> frames = LongStream.range(sequence * 4L, sequence * 4L + 4)
                .mapToObj(number -> StyledFrame.newBuilder()
                        .setNumber(number)
                        .setPtsUs(number * FRAME_US)
                        .setDurationUs(FRAME_US)
                        .setCapturedAtUs(0)
                        .setOutcome(outcome)
                        .setStyleRevision(0)
                        .setTimings(new StageTimings(0L, 0L, 0L, 0L))
                        .build())
                .toList();
        return StyledChunk.newBuilder()
                .setStreamId("s")
                .setEpoch(1)
                .setSequence(sequence)
                .setEpochStartUs(0)
                .setWidth(WIDTH)
                .setHeight(HEIGHT)
                .setFormat(PayloadFormat.RGB24)
                .setFrames(frames)
                .setModel("fake")
                .setDevice("")
                .setWorker("w")
                .setPublishedAtUs(0)
                .setReceivedAtUs(0)
                .setFinishedAtUs(0)
                .build();
    }
}
