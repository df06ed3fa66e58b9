package dev.brushcast.egress.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.timeline.Outcome;
import dev.brushcast.media.RgbPicture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class OutputWatchTest {

    private static final int FRAME_US = 40_000;
    private static final AlarmLimits LIMITS =
            new AlarmLimits(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));

    private final List<String> told = new ArrayList<>();
    private final OutputWatch watch = watch(LIMITS, true);
    private int frames;

    private OutputWatch watch(AlarmLimits limits, boolean withSource) {
        return new OutputWatch(limits, withSource, new OutputWatch.Listener() {
            @Override
            public void raised(Alarm alarm, long sinceUs) {
                told.add(alarm + " since " + sinceUs / FRAME_US);
            }

            @Override
            public void cleared(Alarm alarm, long us) {
                told.add(alarm + " over at " + us / FRAME_US);
            }
        });
    }

    @Test
    void aBlackPictureOfASourceThatIsNotIsTold() {
        show(25, OutputWatchTest::moving, OutputWatchTest::moving, Outcome.STYLED);
        show(26, OutputWatchTest::moving, _ -> grey(12), Outcome.STYLED);
        show(40, OutputWatchTest::moving, OutputWatchTest::moving, Outcome.STYLED);

        assertThat(told).containsExactly("BLACK since 25", "BLACK over at 76");
    }

    @Test
    void aBlackPictureOfABlackSourceIsNone() {
        show(25, OutputWatchTest::moving, OutputWatchTest::moving, Outcome.STYLED);
        show(300, _ -> grey(16), _ -> grey(0), Outcome.STYLED);
        show(25, OutputWatchTest::moving, OutputWatchTest::moving, Outcome.STYLED);

        assertThat(told).isEmpty();
    }

    @Test
    void aDarkSceneIsNotBlack() {
        show(100, OutputWatchTest::moving, number -> lamp(number, 0), Outcome.STYLED);

        assertThat(told).isEmpty();
    }

    @Test
    void aPictureThatStandsStillWhileTheSourceMovesIsTold() {
        show(10, OutputWatchTest::moving, OutputWatchTest::moving, Outcome.STYLED);
        show(60, OutputWatchTest::moving, _ -> grey(99), Outcome.STYLED);

        assertThat(told).containsExactly("FROZEN since 11");
    }

    @Test
    void picturesThatAreShownAgainSinceThereIsNoneStandStillToo() {
        show(10, OutputWatchTest::moving, OutputWatchTest::moving, Outcome.STYLED);
        show(60, OutputWatchTest::moving, _ -> moving(9), Outcome.held("style"));

        assertThat(told).containsExactly("FROZEN since 10");
    }

    @Test
    void aFrameThatTheSimilarityFilterShowsAgainIsNoAlarm() {
        show(10, OutputWatchTest::moving, OutputWatchTest::moving, Outcome.STYLED);
        show(200, OutputWatchTest::moving, _ -> moving(9), Outcome.REUSED_SIMILAR);

        assertThat(told).isEmpty();
    }

    @Test
    void aSourceThatStandsStillItselfIsNoAlarm() {
        show(10, OutputWatchTest::moving, OutputWatchTest::moving, Outcome.STYLED);
        show(500, _ -> grey(80), _ -> grey(99), Outcome.STYLED);

        assertThat(told).isEmpty();
    }

    @Test
    void whatMovesInACornerMoves() {
        show(100, OutputWatchTest::moving, number -> lamp(number, 60), Outcome.STYLED);

        assertThat(told).isEmpty();
    }

    @Test
    void theOriginalMayBeAheadOfTheStyledPicture() {
        for (int i = 0; i < 150; i++) {
            watch.source(us(i), moving(i));
        }
        for (int i = 150; i < 300; i++) {
            watch.source(us(i), grey(3));
        }
        for (int i = 0; i < 300; i++) {
            watch.styled(us(i), i < 100 ? moving(i) : grey(3), Outcome.STYLED);
        }

        assertThat(told)
                .containsExactly("BLACK since 100", "FROZEN since 101", "BLACK over at 187", "FROZEN over at 200");
    }

    @Test
    void whileNothingIsKnownOfTheSourceNothingIsTold() {
        for (int i = 0; i < 200; i++) {
            watch.styled(us(i), grey(3), Outcome.STYLED);
        }

        assertThat(told).isEmpty();
    }

    @Test
    void withoutAnOriginalTheStyledPictureIsJudgedByItself() {
        OutputWatch alone = watch(LIMITS, false);
        for (int i = 0; i < 60; i++) {
            alone.styled(us(i), grey(3), Outcome.STYLED);
        }

        assertThat(told).containsExactly("BLACK since 0", "FROZEN since 1");
    }

    @Test
    void audioWithoutASoundIsTold() {
        for (int i = 0; i < 100; i++) {
            watch.sound(us(i), 0.000_5);
        }
        for (int i = 100; i < 140; i++) {
            watch.sound(us(i), 0.1);
        }

        assertThat(told).containsExactly("SILENT since 0", "SILENT over at 125");
    }

    @Test
    void whatIsSwitchedOffIsNeverTold() {
        OutputWatch off = watch(new AlarmLimits(Duration.ZERO, Duration.ZERO, Duration.ZERO), false);
        for (int i = 0; i < 1_000; i++) {
            off.styled(us(i), grey(0), Outcome.STYLED);
            off.sound(us(i), 0);
        }

        assertThat(told).isEmpty();
    }

    private void show(int count, IntFunction<RgbPicture> source, IntFunction<RgbPicture> styled, Outcome outcome) {
        for (int end = frames + count; frames < end; frames++) {
            watch.source(us(frames), source.apply(frames));
            watch.styled(us(frames), styled.apply(frames), outcome);
        }
    }

    private static long us(int frame) {
        return (long) frame * FRAME_US;
    }

    private static RgbPicture grey(int value) {
        byte[] rgb = new byte[64 * 36 * 3];
        Arrays.fill(rgb, (byte) value);
        return new RgbPicture(64, 36, rgb);
    }

    private static RgbPicture moving(int number) {
        return grey(60 + number % 50);
    }

    /** A twentieth of the picture, bright and flickering; the rest as dark as is said. */
    private static RgbPicture lamp(int number, int dark) {
        RgbPicture picture = grey(dark);
        Arrays.fill(picture.rgb(), 0, 64 * 4 * 3, (byte) (150 + number % 2 * 60));
        return picture;
    }
}
