package dev.brushcast.contract.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.contract.avro.WorkerCapacity;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapacityTest {

    private static final double EXACT = 1e-9;

    private final Capacity capacity = new Capacity(List.of(
            new WorkerCapacity(512, 512, 0, 100.0),
            new WorkerCapacity(512, 512, 1, 100.0),
            new WorkerCapacity(512, 512, 4, 40.0),
            new WorkerCapacity(256, 256, 0, 300.0)));

    @Test
    void aSizeThatWasTriedGoesByItsOwnTrial() {
        assertThat(capacity.share(new FrameWork(512, 512, 0, 30))).isCloseTo(0.3, within(EXACT));
        assertThat(capacity.share(new FrameWork(256, 256, 0, 30))).isCloseTo(0.1, within(EXACT));
    }

    @Test
    void anotherSizeTakesAsMuchLongerThanTheNearestAsItHasMorePixels() {
        assertThat(capacity.share(new FrameWork(1024, 1024, 0, 25))).isCloseTo(1.0, within(EXACT));
        assertThat(capacity.framesPerSecond(new FrameWork(1024, 512, 0, 1))).isCloseTo(50, within(EXACT));
    }

    @Test
    void moreStepsTakeLongerByWhatTheTrialOfTwoNumbersOfStepsSays() {
        // 10 ms with one step and 25 with four: 5 ms each, and 5 that none of them has part in.
        assertThat(capacity.framesPerSecond(new FrameWork(512, 512, 2, 1))).isCloseTo(1 / 0.015, within(EXACT));
        assertThat(capacity.framesPerSecond(new FrameWork(256, 256, 4, 1))).isCloseTo(300 / 2.5, within(EXACT));
    }

    @Test
    void stepsThatNobodyTriedCountAsThatManyTimesTheModelsOwn() {
        Capacity plain = new Capacity(List.of(new WorkerCapacity(512, 512, 0, 100.0)));

        assertThat(plain.framesPerSecond(new FrameWork(512, 512, 4, 1))).isCloseTo(25, within(EXACT));
    }

    @Test
    void whoHasTriedNothingSaysNothing() {
        assertThat(Capacity.UNKNOWN.isKnown()).isFalse();
        assertThat(Capacity.UNKNOWN.share(new FrameWork(512, 512, 0, 30))).isZero();
        assertThat(new Capacity(List.of(new WorkerCapacity(512, 512, 0, 0.0))).isKnown())
                .isFalse();
    }

    @Test
    void workIsSaidInWordsAndRefusedWhereItMakesNoSense() {
        assertThat(new FrameWork(512, 512, 0, 30)).hasToString("30 frames a second of 512x512");
        assertThat(new FrameWork(512, 288, 4, 29.97)).hasToString("30 frames a second of 512x288 in 4 steps");
        assertThatThrownBy(() -> new FrameWork(0, 512, 0, 30)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FrameWork(512, 512, 0, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFrameForAModelThatTakesThreeTimesAsLongIsThreeTimesTheWork() {
        Capacity capacity = new Capacity(List.of(new WorkerCapacity(512, 512, 0, 100.0)));
        FrameWork work = new FrameWork(512, 512, 0, 10, 3);

        assertThat(capacity.share(work)).isCloseTo(0.3, within(EXACT));
        assertThat(capacity.framesPerSecond(work)).isCloseTo(100 / 3.0, within(EXACT));
        assertThat(work).hasToString("10 frames a second of 512x512 with a model that takes 3 times as long");
    }
}
