package dev.brushcast.engine.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.engine.EngineException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Which batches are tried on a device, how often, and what is believed of their times. */
class CurveMeasurementTest {

    private final List<Integer> tried = new ArrayList<>();

    @Test
    void measuringEndsWhereALargerBatchSavesNothing() {
        BatchCurve curve = new CurveMeasurement(rows -> 10 * rows).run();
        assertThat(curve.points()).containsOnlyKeys(1, 2);
        assertThat(curve.best(16)).isEqualTo(1);
    }

    @Test
    void aDeviceThatWorksInBucketsIsGivenFullOnes() {
        BatchCurve curve = new CurveMeasurement(rows -> 10 + 2.0 * Integer.highestOneBit(2 * rows - 1)).run();
        assertThat(curve.pads()).isTrue();
        assertThat(curve.padded(3)).isEqualTo(4);
    }

    @Test
    void nothingIsTriedThatWouldTakeTooLong() {
        BatchCurve curve = new CurveMeasurement(rows -> 9e8 * Math.sqrt(rows)).run();
        assertThat(curve.points()).containsOnlyKeys(1);
    }

    @Test
    void aFirstCallThatBuildsForMinutesDoesNotCount() {
        Set<Integer> built = new HashSet<>();
        BatchCurve curve = new CurveMeasurement(rows -> built.add(rows) ? 2e11 : 1e7 + 1e6 * rows).run();
        assertThat(curve.points()).containsEntry(1, 1.1e7).containsEntry(16, 2.6e7);
    }

    @Test
    void aBatchThatCannotBeRunEndsTheMeasurementButTheFirst() {
        assertThat(new CurveMeasurement(rows -> upTo(4, rows)).run().points()).containsOnlyKeys(1, 2, 3, 4);
        assertThatThrownBy(() -> new CurveMeasurement(rows -> upTo(0, rows)).run())
                .isInstanceOf(EngineException.class)
                .hasMessage("out of memory");
    }

    @Test
    void aMachineBusyForAMomentDoesNotLookLikeASlowBatch() {
        AtomicInteger runs = new AtomicInteger();
        BatchCurve curve = new CurveMeasurement(rows -> (10 + rows) * (runs.getAndIncrement() % 3 == 2 ? 1 : 7)).run();
        assertThat(curve.points()).containsEntry(1, 11.0).containsEntry(2, 12.0).containsEntry(16, 26.0);
    }

    private static double upTo(int most, int rows) {
        if (rows > most) {
            throw new EngineException("out of memory");
        }
        return 1e7 + 1e6 * rows;
    }

    @Test
    void aBatchThatSavesTwoPerCentIsWorthALargerOneAndLessIsNot() {
        assertThat(new CurveMeasurement(rows -> rows == 1 ? 1000 : rows * 980.0)
                        .run()
                        .points())
                .containsOnlyKeys(1, 2, 3, 4);
        assertThat(new CurveMeasurement(rows -> rows == 1 ? 1000 : rows * 981.0)
                        .run()
                        .points())
                .containsOnlyKeys(1, 2);
    }

    @Test
    void aDeviceThatTakesLessForThreeThanForFourIsNotPadded() {
        BatchCurve curve = new CurveMeasurement(rows -> 10 + rows).run();
        assertThat(curve.pads()).isFalse();
        assertThat(curve.points()).containsEntry(3, 13.0);
        assertThat(curve.padded(3)).isEqualTo(3);
    }

    @Test
    void timesThatAgreeAtOnceAreTakenFourTimesAndOnceToWarmUp() {
        new CurveMeasurement(rows -> tried.add(rows) ? 10.0 * rows : 0).run();
        assertThat(tried).filteredOn(rows -> rows == 1).hasSize(5 + 3);
        assertThat(tried).filteredOn(rows -> rows == 2).hasSize(5);
    }

    @Test
    void timesThatDoNotAgreeAreTakenAgainButNotForEver() {
        new CurveMeasurement(rows -> tried.add(rows) ? 1e6 * Math.pow(0.9, tried.size()) : 0).run();
        assertThat(tried).filteredOn(rows -> rows == 1).hasSizeGreaterThanOrEqualTo(17);
        assertThat(tried.subList(0, 17)).containsOnly(1);
        assertThat(tried.get(17)).isEqualTo(2);
    }

    @Test
    void slowBatchesThatDoNotAgreeAreTakenAgainForASecondAndAHalf() {
        new CurveMeasurement(rows -> tried.add(rows) ? 4e8 * Math.pow(1.1, -tried.size()) : 0).run();
        // 331 ms, then 300 to 169 ms until 1.5 s are over.
        assertThat(tried.indexOf(2)).isEqualTo(2 + 7);
    }

    @Test
    void aBatchOfOverASecondIsTakenOnceAndNoLargerOneIsTried() {
        BatchCurve curve = new CurveMeasurement(rows -> tried.add(rows) ? 1.1e9 : 0).run();
        assertThat(tried).containsExactly(1, 1);
        assertThat(curve.points()).containsOnlyKeys(1).containsEntry(1, 1.1e9);
    }

    @Test
    void theLogSaysMillisecondsByRows() {
        assertThat(new CurveMeasurement(rows -> 1e7 * rows).run()).hasToString("1: 10.0 ms, 2: 20.0 ms");
        assertThat(new CurveMeasurement(rows -> 1e7 + 2e6 * Integer.highestOneBit(2 * rows - 1))
                        .run()
                        .toString())
                .startsWith("1: 12.0 ms, 2: 14.0 ms, 4: 18.0 ms")
                .endsWith(", padded");
    }
}
