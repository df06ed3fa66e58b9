package dev.brushcast.worker.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrailTest {

    private static final int LOOKBACK = 12;

    @Test
    void itKeepsTheFirstChunksAndAsManyAsTheModelLooksBackBeforeWhatIsPending() {
        Trail trail = Trail.EMPTY;
        for (int sequence = 0; sequence < 10; sequence++) {
            trail = trail.rendered(place(sequence), Math.min(sequence + 1, 2), LOOKBACK);
        }

        assertThat(sequences(trail.lookback())).containsExactly(0L, 5L, 6L, 7L);
        assertThat(sequences(trail.unpublished())).containsExactly(8L, 9L);
        assertThat(trail.lastSeen()).isEqualTo(109);
        assertThat(sequences(trail.published(LOOKBACK).lookback())).containsExactly(0L, 7L, 8L, 9L);
        assertThat(trail.published(LOOKBACK).unpublished()).isEmpty();
    }

    @Test
    void noChunkIsInItTwice() {
        Trail trail = Trail.EMPTY.rendered(place(0), 1, LOOKBACK).rendered(place(1), 2, LOOKBACK);

        assertThat(trail.lookback()).isEmpty();
        assertThat(sequences(trail.unpublished())).containsExactly(0L, 1L);
    }

    @Test
    void asManyFramesAsTheModelLooksBackMayBeSkippedAndNoMore() {
        Trail trail = Trail.EMPTY.rendered(place(0), 0, LOOKBACK).rendered(place(1), 0, LOOKBACK);
        for (int sequence = 2; sequence < 5; sequence++) {
            trail = trail.skipped(place(sequence), LOOKBACK);
        }
        assertThat(trail.isAdrift()).isFalse();
        assertThat(sequences(trail.lookback())).containsExactly(0L, 1L);

        for (int sequence = 5; sequence < 500; sequence++) {
            trail = trail.skipped(place(sequence), LOOKBACK);
            assertThat(trail.isAdrift()).isTrue();
        }
        assertThat(sequences(trail.lookback())).containsExactly(0L, 496L, 497L, 498L, 499L);

        trail = trail.rendered(place(500), 1, LOOKBACK);
        assertThat(trail.isAdrift()).isFalse();
        assertThat(sequences(trail.lookback())).containsExactly(0L, 497L, 498L, 499L);
    }

    @Test
    void whatIsSkippedBeforeAnythingWasRenderedIsForgotten() {
        assertThat(Trail.EMPTY.skipped(place(0), LOOKBACK).isEmpty()).isTrue();
    }

    @Test
    void noMoreCanBePendingThanWasSeen() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Trail(List.of(), List.of(), List.of(), 1));
    }

    private static SourcePlace place(long sequence) {
        return new SourcePlace(sequence, 100 + sequence, 4);
    }

    private static List<Long> sequences(List<SourcePlace> places) {
        return places.stream().map(SourcePlace::sequence).toList();
    }
}
