package dev.brushcast.egress.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlackTest {

    private static final long PART_US = 500_000;
    private static final long WAY_US = 60_000;

    @Test
    void aFrameHasWhatTheViewerHasLeftLessThePartThatMustBeWholeAndItsWay() {
        long published = 10_000_000; // captured until then, published 200 ms later, three parts ahead of the viewer
        Slack slack = Slack.of(published + 200_000, 3 * PART_US, published, PART_US, WAY_US);

        assertThat(slack.budgetUs()).isEqualTo(200_000 + 3 * PART_US - PART_US - WAY_US);
        assertThat(slack.heldUs()).isEqualTo(3 * PART_US);
    }

    @Test
    void itStaysTheSameWhileHePlays() {
        Slack now = Slack.of(10_200_000, 3 * PART_US, 10_000_000, PART_US, WAY_US);
        Slack later = Slack.of(10_500_000, 3 * PART_US - 300_000, 10_000_000, PART_US, WAY_US);

        assertThat(later.budgetUs()).isEqualTo(now.budgetUs());
    }

    @Test
    void aViewerWhoHasStoodStillCanWaitLonger() {
        Slack before = Slack.of(10_200_000, 3 * PART_US, 10_000_000, PART_US, WAY_US);
        // Nothing for three seconds, of which he stood still for a half; then the part that was due.
        Slack after = Slack.of(13_700_000, PART_US, 10_500_000, PART_US, WAY_US);

        assertThat(after.budgetUs()).isGreaterThan(before.budgetUs());
    }
}
