package dev.brushcast.compose.size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** The model on paper, beside what can be worked out by hand, and beside the page that shows it. */
class ClusterSizeTest {

    private static final Load PAPER = new Load(10_000, 30, 512, 512, 4, 24);
    private static final ClusterSize SIZE = new ClusterSize(PAPER, Basis.DEFAULT);

    @Test
    void aStreamIsWhatItsPicturesAre() {
        // 30 pictures of 100 kB twice, and 16 kB of sound; read by a worker once, by an egress as source and styled.
        assertThat(SIZE.writeRate()).isCloseTo(6_016_000, within(1.0));
        assertThat(SIZE.readRate()).isCloseTo(9_016_000, within(1.0));
        assertThat(SIZE.networkIn()).isCloseTo(3 * 6_016_000.0, within(1.0));
        assertThat(SIZE.networkOut()).isCloseTo(2 * 6_016_000.0 + 9_016_000, within(1.0));
        assertThat(PAPER.chunksPerSecond()).isEqualTo(7.5);
        assertThat(SIZE.gpus()).isEqualTo(4_167); // 300,000 frames a second over 72
    }

    @Test
    void bothMeasuredSizesOfPicturesAreMet() {
        assertThat(Basis.DEFAULT.frameBytes(340 * 192)).isEqualTo(35_500);
        assertThat(Basis.DEFAULT.frameBytes(512 * 512)).isCloseTo(100_000, within(0.01));
    }

    @Test
    void aPartitionKeepsNoMoreThanItsTopicSays() {
        double pictures = 2 * 3 * 16.0 * (1L << 30);

        assertThat(SIZE.stored()).isCloseTo(pictures + 3 * 16_000.0 * 24 * 3600, Percentage.withPercentage(0.1));
        assertThat(new ClusterSize(new Load(1, 30, 512, 512, 4, 1), Basis.DEFAULT).stored())
                .isCloseTo(3 * 6_016_000.0 * 3600, within(1.0));
    }

    @Test
    void twiceTheStreamsTakeTwiceOfEverything() {
        ClusterSize twice = new ClusterSize(new Load(20_000, 30, 512, 512, 4, 24), Basis.DEFAULT);

        assertThat((double) twice.brokers()).isCloseTo(2.0 * SIZE.brokers(), within(1.0));
        assertThat((double) twice.gpus()).isCloseTo(2.0 * SIZE.gpus(), within(1.0));
        assertThat(twice.cost().all()).isCloseTo(SIZE.cost().all(), Percentage.withPercentage(1));
    }

    @Test
    void whatIsUsedUpFirstSaysHowManyBrokers() {
        List<ClusterSize.Limit> limits = SIZE.brokerLimits();

        assertThat(limits).isSortedAccordingTo((a, b) -> Double.compare(a.streams(), b.streams()));
        assertThat(SIZE.brokers())
                .isEqualTo((long) Math.ceil(10_000 / limits.getFirst().streams()));
        assertThat(new ClusterSize(new Load(1, 1, 64, 64, 4, 1), Basis.DEFAULT).brokers())
                .isEqualTo(3); // as many as copies
    }

    @Test
    void thePageShowsWhatTheCommandPrints() throws Exception {
        assertThat(Files.readString(Path.of("SCALE.md"))).contains(String.join("\n", SizeTable.of(SIZE)));
    }
}
