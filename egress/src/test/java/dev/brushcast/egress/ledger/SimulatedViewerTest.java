package dev.brushcast.egress.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SimulatedViewerTest {

    private static final long PART_US = 500_000;
    private static final long START_US = 1_700_000_000_000_000L;

    private final SimulatedViewer viewer = new SimulatedViewer(3 * PART_US);

    @Test
    void whatComesInTimePlaysWithoutAStall() {
        for (int part = 1; part <= 100; part++) {
            viewer.published(part * PART_US, START_US + part * PART_US);
        }

        ContinuousPlay play = viewer.at(START_US + 100 * PART_US);
        assertThat(play).isEqualTo(new ContinuousPlay(48.5, 0, 0));
        assertThat(play.ratio()).isEqualTo(1);
    }

    @Test
    void aGapLongerThanWhatIsLeftIsOneStall() {
        for (int part = 1; part <= 10; part++) {
            viewer.published(part * PART_US, START_US + part * PART_US);
        }
        viewer.published(11 * PART_US, START_US + 10 * PART_US + 2_500_000);

        assertThat(viewer.at(START_US + 10 * PART_US + 2_500_000)).isEqualTo(new ContinuousPlay(5, 1, 1));
        assertThat(viewer.at(START_US + 10 * PART_US + 3_500_000)).isEqualTo(new ContinuousPlay(5.5, 1.5, 2));
    }

    @Test
    void whileItLastsAStallIsCountedOnce() {
        viewer.published(3 * PART_US, START_US);
        for (int second = 1; second <= 10; second++) {
            viewer.at(START_US + second * 1_000_000L);
        }

        assertThat(viewer.at(START_US + 10_000_000)).isEqualTo(new ContinuousPlay(1.5, 8.5, 1));
        assertThat(viewer.at(START_US + 10_000_000).ratio()).isCloseTo(0.15, within(1e-9));
    }

    @Test
    void anotherCaptureGoesOnFromWhereTheOneBeforeEnded() {
        viewer.published(4 * PART_US, START_US);
        viewer.published(PART_US, START_US + 1_000_000);
        viewer.published(2 * PART_US, START_US + 1_500_000);

        assertThat(viewer.at(START_US + 3_000_000)).isEqualTo(new ContinuousPlay(3, 0, 0));
    }

    @Test
    void beforeAnythingIsPublishedNobodyWaits() {
        assertThat(viewer.at(START_US)).isEqualTo(new ContinuousPlay(0, 0, 0));
        assertThat(viewer.at(START_US).ratio()).isEqualTo(1);
    }
}
