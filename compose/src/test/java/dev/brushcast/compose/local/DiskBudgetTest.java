package dev.brushcast.compose.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.compose.local.DiskBudget.TopicLimit;
import dev.brushcast.contract.Topics;
import dev.brushcast.kit.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskBudgetTest {

    private static final long GIB = 1L << 30;

    @Test
    void aLargeDiskGivesTwoGigabytesAndASmallOneATenthOfItself() {
        assertThat(DiskBudget.forDisk(500 * GIB)).isEqualTo(new DiskBudget(2 * GIB));
        assertThat(DiskBudget.forDisk(5 * GIB)).isEqualTo(new DiskBudget(GIB / 2));
    }

    @Test
    void aDiskThatIsNearlyFullIsRefusedWithWhatIsNeeded() {
        assertThatThrownBy(() -> DiskBudget.forDisk(GIB))
                .isInstanceOf(UserError.class)
                .hasMessage("a run needs 256 MiB of disk for what is on its way, and may take 102 MiB:"
                        + " allow more with --disk, or choose a larger disk with --output");
    }

    @ParameterizedTest
    @ValueSource(longs = {DiskBudget.LEAST, GIB, 2 * GIB, 100 * GIB})
    void picturesTakeNoMoreThanTheirShareWithTheSegmentsThatAreWrittenAndDeleted(long bytes) {
        DiskBudget budget = new DiskBudget(bytes);

        assertThat(2 * withItsSegments(budget.pictures())).isLessThan(bytes * 15 / 16);
    }

    @ParameterizedTest
    @ValueSource(longs = {DiskBudget.LEAST, GIB, 2 * GIB, 100 * GIB})
    void aSegmentHoldsTheLargestRecord(long bytes) {
        DiskBudget budget = new DiskBudget(bytes);

        assertThat(budget.pictures().segmentBytes()).isGreaterThan(Topics.MAX_RECORD_BYTES);
        assertThat(budget.others().segmentBytes()).isGreaterThan(Topics.MAX_RECORD_BYTES);
    }

    @Test
    void aRecordingIsHeldBackBeforeWhatIsNotRenderedYetIsDeleted() {
        DiskBudget budget = new DiskBudget(GIB);

        assertThat(budget.readAheadBytes()).isLessThan(budget.pictures().keptBytes());
        assertThat(DiskBudget.UNLIMITED.readAheadBytes()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void sizesAreReadAsTheyAreWritten() {
        assertThat(DiskBudget.parse("512m")).isEqualTo(new DiskBudget(GIB / 2)).hasToString("512 MiB");
        assertThat(DiskBudget.parse("3GiB")).isEqualTo(new DiskBudget(3 * GIB)).hasToString("3.0 GiB");
        assertThat(DiskBudget.parse("unlimited")).isEqualTo(DiskBudget.UNLIMITED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "2t", "-1g", "much", "0m", "255m"})
    void whatIsNoSizeOrTooLittleIsRefused(String text) {
        assertThatThrownBy(() -> DiskBudget.parse(text)).isInstanceOf(UserError.class);
    }

    private static long withItsSegments(TopicLimit limit) {
        return limit.keptBytes() + 2 * limit.segmentBytes();
    }

    @Test
    void streamsThatShareADiskHaveTheirPartOfItOrAreRefused() {
        assertThat(DiskBudget.parse("4g").ofEach(16)).isEqualTo(DiskBudget.parse("256m"));
        assertThat(DiskBudget.UNLIMITED.ofEach(16)).isEqualTo(DiskBudget.UNLIMITED);
        assertThat(DiskBudget.forDisk(1L << 40, 3)).isEqualTo(DiskBudget.parse("6g"));
        assertThatThrownBy(() -> DiskBudget.parse("2g").ofEach(16))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("16 streams need 4.0 GiB of disk");
    }
}
