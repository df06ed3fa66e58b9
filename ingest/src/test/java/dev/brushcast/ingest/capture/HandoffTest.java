package dev.brushcast.ingest.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandoffTest {

    private static final long BOUND = 32L << 20;

    @ParameterizedTest
    @CsvSource({"340, 192", "1920, 1080", "2560, 1440", "3840, 2160"})
    void whatWaitsNeverTakesMoreMemoryThanIsSaid(int width, int height) throws Exception {
        int bytes = 3 * width * height;

        assertThat((long) capacity(Handoff.forPictures(bytes)) * bytes).isLessThanOrEqualTo(BOUND);
    }

    @Test
    void aPictureThatIsLargerThanTheBoundStillGoesThrough() throws Exception {
        assertThat(capacity(Handoff.forPictures(3 * 8192 * 4320))).isEqualTo(1);
    }

    private static int capacity(Handoff handoff) throws InterruptedException {
        int items = 0;
        while (!handoff.isFull()) {
            handoff.put(Captured.Ended.COMPLETE);
            items++;
        }
        return items;
    }
}
