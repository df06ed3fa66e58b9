package dev.brushcast.engine.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.engine.model.LatentShape;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How long batches take between and beyond the sizes that were measured. */
class BatchCurveTest {

    private static final LatentShape SHAPE = new LatentShape(4, 8, 8);
    private static final Map<Integer, Double> POINTS = Map.of(1, 10.0, 2, 14.0, 4, 30.0);

    @Test
    void betweenPointsEvenlyAndBeyondTheLargestInProportion() {
        BatchCurve curve = BatchCurve.exact(POINTS);
        assertThat(curve.nanos(1)).isEqualTo(10);
        assertThat(curve.nanos(3)).isEqualTo(22, within(1e-9));
        assertThat(curve.nanos(4)).isEqualTo(30);
        assertThat(curve.nanos(6)).isEqualTo(45, within(1e-9));
        assertThat(curve.padded(3)).isEqualTo(3);
    }

    @Test
    void whereBatchesArePaddedThreeRowsTakeAsLongAsFour() {
        BatchCurve curve = BatchCurve.padded(POINTS);
        assertThat(curve.padded(3)).isEqualTo(4);
        assertThat(curve.nanos(3)).isEqualTo(30);
        assertThat(curve.padded(5)).isEqualTo(5);
    }

    @Test
    void noMoreRowsAreTakenThanWaitOrWereMeasured() {
        BatchCurve curve = BatchCurve.exact(POINTS);
        assertThat(curve.best(1)).isEqualTo(1);
        assertThat(curve.best(2)).isEqualTo(2);
        assertThat(curve.best(100)).isEqualTo(2);
    }

    @Test
    void aShapeThatWasNotMeasuredGoesByTheNearestOneInProportion() {
        LatentShape large = new LatentShape(4, 32, 32);
        MeasuredBatchSizes sizes = new MeasuredBatchSizes(
                shape -> shape.equals(SHAPE) ? BatchCurve.exact(POINTS) : BatchCurve.exact(Map.of(1, 100.0, 2, 220.0)));
        sizes.best(SHAPE, 1);
        sizes.expect(large);
        sizes.best(large, 1);

        LatentShape twice = new LatentShape(4, 8, 16);
        assertThat(sizes.curve(twice).points()).isEqualTo(Map.of(1, 20.0, 2, 28.0)); // four might not fit
        assertThat(sizes.curve(new LatentShape(4, 4, 8)).points()).isEqualTo(Map.of(1, 5.0, 2, 7.0, 4, 15.0));
        assertThat(sizes.curve(new LatentShape(4, 32, 16)).points()).isEqualTo(Map.of(1, 50.0, 2, 110.0));
        assertThat(sizes.known(twice)).isPresent();
        sizes.expect(twice);
        assertThat(sizes.known(twice)).isEmpty();
        assertThat(sizes.curve(twice).points()).as("measured").isEqualTo(Map.of(1, 100.0, 2, 220.0));
    }

    @Test
    void aTenthOfAUnetCallIsQuickAndNoMore() {
        MeasuredBatchSizes unet = new MeasuredBatchSizes(_ -> BatchCurve.exact(Map.of(1, 100.0)));
        assertThat(new MeasuredBatchSizes(_ -> BatchCurve.exact(Map.of(1, 10.0)))
                        .isQuickBeside(unet.curve(SHAPE), SHAPE, 1))
                .isTrue();
        assertThat(new MeasuredBatchSizes(_ -> BatchCurve.exact(Map.of(1, 10.1)))
                        .isQuickBeside(unet.curve(SHAPE), SHAPE, 1))
                .isFalse();
    }

    @Test
    void aFixedBatchIsPaddedToItsSizeHoweverManyWait() {
        FixedBatchSize three = new FixedBatchSize(3);
        assertThat(three.best(SHAPE, 2)).isEqualTo(2);
        assertThat(three.best(SHAPE, 9)).isEqualTo(3);
        assertThat(three.padded(SHAPE, 1)).isEqualTo(3);
        assertThatIllegalArgumentException().isThrownBy(() -> new FixedBatchSize(0));
    }
}
