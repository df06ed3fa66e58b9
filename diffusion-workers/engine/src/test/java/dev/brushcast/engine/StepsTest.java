package dev.brushcast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.brushcast.engine.Style.Steps;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepsTest {

    private final Steps four = new Steps(List.of(10, 20, 30, 40), 50, true, 2);

    @Test
    void fewerStepsBeginWhereAllDoAndAreSpreadOverThem() {
        assertThat(four.atMost(3).tIndexList()).containsExactly(10, 20, 30);
        assertThat(four.atMost(2).tIndexList()).containsExactly(10, 30);
    }

    @Test
    void noFewerAreTakenThanWillDoAndNoMoreThanThereAre() {
        assertThat(four.atMost(1).tIndexList()).containsExactly(10, 30);
        assertThat(four.atMost(9)).isEqualTo(four);
    }

    @Test
    void whatIsAskedForWithoutSayingThatFewerWillDoStays() {
        Steps asked = new Steps(List.of(10, 20), 50, true);

        assertThat(asked.atMost(1)).isEqualTo(asked);
    }

    @Test
    void moreStepsCannotBeTheFewest() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Steps(List.of(10), 50, true, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Steps(List.of(), 50, true, 1));
    }
}
