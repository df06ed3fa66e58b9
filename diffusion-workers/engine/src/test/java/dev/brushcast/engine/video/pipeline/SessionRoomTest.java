package dev.brushcast.engine.video.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.video.pipeline.SessionRoom.Bytes;
import org.junit.jupiter.api.Test;

class SessionRoomTest {

    private final SessionRoom room = new SessionRoom(new Bytes(100, 40));

    @Test
    void whatIsGivenOutIsNotGivenAgainUntilItIsBack() {
        Bytes stream = new Bytes(60, 10);
        assertThat(room.take(stream)).isTrue();
        assertThat(room.take(stream)).as("windows for a second stream").isFalse();
        room.giveBack(stream);
        assertThat(room.take(stream)).isTrue();
    }

    @Test
    void eachKindOfMemoryIsBoundedByItself() {
        assertThat(room.take(new Bytes(1, 41))).isFalse();
        assertThat(room.take(new Bytes(1, 40))).isTrue();
        assertThat(room.take(new Bytes(1, 1))).isFalse();
        assertThat(room.take(new Bytes(99, 0))).isTrue();
    }

    @Test
    void aStreamThatAsksForMoreKeepsWhatItHasWhereThereIsNone() {
        Bytes one = new Bytes(40, 10);
        assertThat(room.take(one)).isTrue();
        assertThat(room.exchange(one, new Bytes(101, 10))).isFalse();
        assertThat(room.exchange(one, new Bytes(80, 10))).isTrue();
        assertThat(room.take(new Bytes(21, 0))).isFalse();
        assertThat(room.exchange(new Bytes(80, 10), one)).isTrue();
        assertThat(room.take(new Bytes(60, 0))).isTrue();
    }
}
