package dev.brushcast.media.ffmpeg.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.media.ffmpeg.fit.Fit;
import dev.brushcast.media.ffmpeg.input.Clips.Reading;
import dev.brushcast.media.ffmpeg.input.Clips.Shot;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Time stamps that jump where the pictures go on, on clips of 24 frames at 25 a second. */
class JumpingClocksTest {

    @ParameterizedTest
    @CsvSource({"leap.mkv, by five hours", "wrap.ts, a clock of 33 bits that begins again"})
    void theSourceGoesOnWhereItWas(String clip, String why) {
        Reading reading = Clips.read(clip, 64, 48, Fit.CROP);

        List<Long> times = reading.shots().stream().map(Shot::ptsUs).toList();
        assertThat(times).as(why).hasSize(24);
        assertThat(times.getFirst()).isBetween(0L, 100_000L);
        assertThat(IntStream.range(1, 24).mapToLong(i -> times.get(i) - times.get(i - 1)))
                .as(why)
                .allMatch(step -> step >= 39_000 && step <= 41_000);
        assertThat(reading.audios()).extracting(InputItem.Audio::pts).isSorted();
        assertThat(reading.audios().stream().mapToLong(InputItem.Audio::pts)).allMatch(pts -> pts < 90_000);
    }
}
