package dev.brushcast.engine.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.model.LatentShape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchPlannersTest {

    private static final LatentShape SMALL = new LatentShape(4, 8, 8);
    private static final LatentShape LARGE = new LatentShape(4, 16, 16);

    private record Row(String name, String streamId, LatentShape shape, int step, int rows, boolean moreToCome)
            implements Candidate {

        static Row of(String name, int step) {
            return new Row(name, name.substring(0, 1), SMALL, step, 1, false);
        }

        Row expecting() {
            return new Row(name, streamId, shape, step, rows, true);
        }

        Row doubled() {
            return new Row(name, streamId, shape, step, 2, moreToCome);
        }

        Row large() {
            return new Row(name, streamId, LARGE, step, rows, moreToCome);
        }
    }

    private static List<String> plan(BatchPlanner planner, Row... ready) {
        return planner.plan(List.of(ready)).stream().map(Row::name).toList();
    }

    @Test
    void sequentialFinishesTheFrameBegunBeforeTheNext() {
        assertThat(plan(new SequentialPlanner(), Row.of("a1", 0), Row.of("b1", 2)))
                .containsExactly("b1");
        assertThat(plan(new SequentialPlanner(), Row.of("a1", 0), Row.of("b1", 0)))
                .containsExactly("a1");
    }

    @Test
    void streamBatchTakesAllStepsOfSuccessiveFramesOfOneStream() {
        assertThat(plan(
                        new StreamBatchPlanner(1),
                        Row.of("a1", 2),
                        Row.of("b1", 1),
                        Row.of("a2", 1),
                        Row.of("a3", 0),
                        Row.of("a4", 0)))
                .containsExactly("a1", "a2", "a3");
    }

    @Test
    void streamBatchWaitsForTheNextFrameOfItsStreamAndDrainsOnceThereIsNone() {
        StreamBatchPlanner planner = new StreamBatchPlanner(1);
        assertThat(plan(planner, Row.of("a1", 1).expecting())).isEmpty();
        assertThat(plan(planner, Row.of("a1", 1))).containsExactly("a1");
    }

    @Test
    void aStreamThatWaitsDoesNotHoldUpAnother() {
        assertThat(plan(new StreamBatchPlanner(1), Row.of("a1", 1).expecting(), Row.of("b1", 0)))
                .containsExactly("b1");
    }

    @Test
    void aFrameBufferLetsSeveralFramesBeginTogether() {
        StreamBatchPlanner planner = new StreamBatchPlanner(2);
        assertThat(plan(planner, Row.of("a1", 1), Row.of("a2", 1), Row.of("a3", 0), Row.of("a4", 0), Row.of("a5", 0)))
                .containsExactly("a1", "a2", "a3", "a4");
    }

    @Test
    void continuousTakesRowsOfAnyStreamAndStep() {
        assertThat(plan(
                        new ContinuousPlanner(new FixedBatchSize(4)),
                        Row.of("a1", 2),
                        Row.of("b1", 0),
                        Row.of("c1", 1),
                        Row.of("a2", 0)))
                .containsExactly("a1", "b1", "c1", "a2");
    }

    @Test
    void aLoneFrameIsNotHeldBack() {
        assertThat(plan(
                        new ContinuousPlanner(new FixedBatchSize(8)),
                        Row.of("a1", 0).expecting()))
                .containsExactly("a1");
    }

    @Test
    void theMostUrgentIsInEveryBatchEvenIfTooLargeForIt() {
        ContinuousPlanner planner = new ContinuousPlanner(new FixedBatchSize(1));
        assertThat(plan(planner, Row.of("a1", 0).doubled(), Row.of("b1", 0))).containsExactly("a1");
    }

    @Test
    void rowsThatNeedTheNegativePromptCountTwice() {
        ContinuousPlanner planner = new ContinuousPlanner(new FixedBatchSize(4));
        assertThat(plan(planner, Row.of("a1", 0).doubled(), Row.of("b1", 0).doubled(), Row.of("c1", 0)))
                .containsExactly("a1", "b1");
    }

    @Test
    void picturesOfAnotherSizeAreNotInTheBatch() {
        ContinuousPlanner planner = new ContinuousPlanner(new FixedBatchSize(4));
        assertThat(plan(planner, Row.of("a1", 0), Row.of("b1", 0).large(), Row.of("c1", 0)))
                .containsExactly("a1", "c1");
    }

    @Test
    void theSmallestOfEquallyFastBatchesIsTaken() {
        BatchCurve curve = BatchCurve.exact(Map.of(1, 10.0, 2, 12.0, 4, 24.0, 8, 48.0));
        assertThat(curve.best(1)).isEqualTo(1);
        assertThat(curve.best(2)).isEqualTo(2);
        assertThat(curve.best(8)).isEqualTo(2);
        assertThat(curve.padded(3)).isEqualTo(3);
    }

    @Test
    void whereLargerBatchesPayTheLargestIsTaken() {
        BatchCurve curve = BatchCurve.padded(Map.of(1, 10.0, 2, 11.0, 4, 13.0, 8, 17.0));
        assertThat(curve.best(100)).isEqualTo(8);
        assertThat(curve.best(7)).isEqualTo(7);
        assertThat(curve.padded(5)).isEqualTo(8);
        assertThat(curve.nanos(5)).isEqualTo(17.0);
    }

    @Test
    void theEncoderLeavesMeasuringTheUnetToItsOwnThread() {
        MeasuredBatchSizes unet = new MeasuredBatchSizes(_ -> {
            throw new AssertionError("measured by the encoder");
        });
        MeasuredBatchSizes encoder = new MeasuredBatchSizes(_ -> BatchCurve.exact(Map.of(1, 2.0, 4, 4.0)));
        assertThat(new EncoderBatchSizes(encoder, unet).best(SMALL, 8)).isEqualTo(4);
    }

    @Test
    void asManyPicturesAreEncodedAsTheNextUnetCallTakesWhereThatIsQuick() {
        MeasuredBatchSizes unet = new MeasuredBatchSizes(_ -> BatchCurve.exact(Map.of(1, 100.0, 2, 120.0)));
        unet.best(SMALL, 1);
        BatchSizes quick =
                new EncoderBatchSizes(new MeasuredBatchSizes(_ -> BatchCurve.exact(Map.of(1, 2.0, 2, 4.0))), unet);
        BatchSizes slow =
                new EncoderBatchSizes(new MeasuredBatchSizes(_ -> BatchCurve.exact(Map.of(1, 60.0, 2, 120.0))), unet);
        assertThat(quick.best(SMALL, 8)).isEqualTo(2);
        assertThat(quick.best(SMALL, 1)).isEqualTo(1);
        assertThat(slow.best(SMALL, 4)).isEqualTo(1);
    }

    @Test
    void picturesAreEncodedInTheEncodersOwnBuckets() {
        MeasuredBatchSizes encoder = new MeasuredBatchSizes(_ -> BatchCurve.padded(Map.of(1, 2.0, 4, 4.0)));
        MeasuredBatchSizes unet = new MeasuredBatchSizes(_ -> BatchCurve.exact(Map.of(1, 100.0)));
        assertThat(new EncoderBatchSizes(encoder, unet).padded(SMALL, 3)).isEqualTo(4);
        assertThat(unet.padded(SMALL, 3)).isEqualTo(3);
    }
}
