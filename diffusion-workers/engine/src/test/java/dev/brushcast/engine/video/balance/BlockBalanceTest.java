package dev.brushcast.engine.video.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockBalanceTest {

    @Test
    void blocksAreDealtOutEvenlyAndTheFirstTakeTheRest() {
        assertThat(BlockBalance.even(30, 4)).isEqualTo(spans(0, 8, 16, 23, 30));
        assertThat(BlockBalance.even(30, 2)).isEqualTo(spans(0, 15, 30));
    }

    @Test
    void whoIsSlowerThanTheMeanGivesBlocksAway() {
        assertThat(BlockBalance.measured(30, spans(0, 15, 30), new double[] {.10, .08}, new double[] {.06, .06}))
                .isEqualTo(spans(0, 12, 30));
        assertThat(BlockBalance.measured(40, spans(0, 20, 40), new double[] {.10, .14}, new double[] {.09, .09}))
                .isEqualTo(spans(0, 24, 40));
    }

    @Test
    void whatRoundingLeavesIsAddedToTheSmallestAndTakenFromTheLargest() {
        assertThat(BlockBalance.measured(30, spans(0, 8, 16, 23, 30), new double[] {.075, .06, .06, .10}, new double[] {
                    .05, .06, .06, .05
                }))
                .isEqualTo(spans(0, 8, 18, 27, 30));
        assertThat(BlockBalance.measured(
                        12, spans(0, 3, 11, 12), new double[] {0.03176, 0.01524, 0.0138}, new double[] {
                            0.00644, 0.01524, 0.00182
                        }))
                .as("nobody is left without a block")
                .isEqualTo(spans(0, 1, 10, 12));
    }

    @Test
    void whatCannotBeBalancedStays() {
        List<BlockSpan> more = spans(0, 1, 2, 3, 3);
        assertThat(BlockBalance.measured(3, more, new double[4], new double[] {1, 1, 1, 1}))
                .isEqualTo(more);
        List<BlockSpan> two = spans(0, 15, 30);
        assertThat(BlockBalance.measured(30, two, new double[] {1, 1}, new double[] {1, 1, 1}))
                .isEqualTo(two);
        assertThat(BlockBalance.measured(30, two, new double[] {1, 1}, new double[2]))
                .isEqualTo(two);
    }

    private static List<BlockSpan> spans(int... bounds) {
        List<BlockSpan> spans = new ArrayList<>();
        for (int i = 1; i < bounds.length; i++) {
            spans.add(new BlockSpan(bounds[i - 1], bounds[i]));
        }
        return spans;
    }
}
