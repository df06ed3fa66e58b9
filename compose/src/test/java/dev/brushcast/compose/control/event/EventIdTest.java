package dev.brushcast.compose.control.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {

    @Test
    void anIdSaysTheLastEventOfEachSlot() {
        EventId id = new EventId(Map.of()).and(3, 120).and(0, 17).and(3, 121);

        assertThat(id).hasToString("0:17,3:121");
        assertThat(EventId.parse(id.toString())).contains(id);
        assertThat(EventId.parse("3:120")).contains(new EventId(Map.of(3, 120L)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1:", ":1", "1:2,", "-1:2", "1:-2", "1:99999999999999999999", "a:b", "1:2;3:4"})
    void whatIsNoIdIsNone(String text) {
        assertThat(EventId.parse(text)).isEmpty();
    }
}
