package dev.brushcast.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MediaTimeTest {

    @ParameterizedTest
    @CsvSource({"0,0", "999,0", "1000,1", "-1,-1", "-1000,-1", "-1001,-2"})
    void aRecordTimestampIsTheMillisecondThatTheMediaTimeFallsInto(long us, long ms) {
        assertThat(MediaTime.toRecordTimestamp(us)).isEqualTo(ms);
        assertThat(MediaTime.ofRecordTimestamp(ms)).isLessThanOrEqualTo(us);
    }

    @ParameterizedTest
    @CsvSource({
        "48000,1,48000,1000000",
        "1024,1,48000,21333",
        "-1024,1,48000,-21334",
        "1,1001,30000,33366",
        "9007199254740993,1,90000,100079991719344366"
    })
    void ticksAreRoundedDownToMicrosecondsWithoutLosingAnyBefore(long ticks, int num, int den, long us) {
        assertThat(MediaTime.ticksToUs(ticks, num, den)).isEqualTo(us);
    }

    @Test
    void aTimeThatDoesNotFitIsAnError() {
        assertThatThrownBy(() -> MediaTime.ticksToUs(Long.MAX_VALUE, 1, 1)).isInstanceOf(ArithmeticException.class);
    }
}
