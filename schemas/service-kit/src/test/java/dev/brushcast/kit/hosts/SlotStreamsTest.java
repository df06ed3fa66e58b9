package dev.brushcast.kit.hosts;

import static dev.brushcast.kit.hosts.FakeStreams.stream;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlotStreamsTest {

    private final SlotStreams slot = new SlotStreams();

    @Test
    void theNewestRecordOfAStreamCounts() {
        assertThat(slot.holder()).isNull();
        slot.accept("a", stream("a", 1));
        slot.accept("a", stream("a", 2));
        assertThat(slot.holder()).isEqualTo(stream("a", 2));
    }

    @Test
    void aSecondStreamHasTheSlotOnlyOnceTheFirstIsRemoved() {
        slot.accept("a", stream("a", 1));
        slot.accept("b", stream("b", 1));
        slot.accept("a", stream("a", 2));
        assertThat(slot.holder()).isEqualTo(stream("a", 2));
        slot.accept("a", null);
        assertThat(slot.holder()).isEqualTo(stream("b", 1));
    }
}
