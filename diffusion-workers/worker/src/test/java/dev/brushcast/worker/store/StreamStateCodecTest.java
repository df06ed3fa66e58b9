package dev.brushcast.worker.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.fallback.Fallback;
import dev.brushcast.contract.fallback.Shown;
import dev.brushcast.engine.Style;
import dev.brushcast.worker.Chunks;
import dev.brushcast.worker.render.Degradation;
import dev.brushcast.worker.render.Reference;
import dev.brushcast.worker.render.SourcePlace;
import dev.brushcast.worker.render.StreamState;
import dev.brushcast.worker.render.Trail;
import dev.brushcast.worker.style.StyleMapping;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class StreamStateCodecTest {

    @Test
    void aStateComesBackAsItWas() {
        Style style = StyleMapping.toStyle(Chunks.filteredStyle("s", 3, "ink, \"quoted\" and 墨"));
        Reference reference =
                new Reference(17, PayloadFormat.JPEG, 16, 8, ByteBuffer.wrap(new byte[] {9, 1, 2, 3}, 1, 3), style);
        StreamState state =
                new StreamState(5, null, reference, 2, new Degradation("late", 4, Fallback.NONE), Trail.EMPTY);

        StreamState back = StreamStateCodec.decode(StreamStateCodec.encode(state));

        assertThat(back.epoch()).isEqualTo(5);
        assertThat(back.reference()).isEqualTo(reference);
        assertThat(back.skipped()).isEqualTo(2);
        assertThat(back.degradation()).isEqualTo(new Degradation("late", 4, Fallback.NONE));
        assertThat(back.trail()).isEqualTo(Trail.EMPTY);
    }

    @Test
    void aTrailComesBackAsItWas() {
        Trail trail = new Trail(
                List.of(new SourcePlace(0, 3, 4)),
                List.of(new SourcePlace(7, 1L << 40, 4), new SourcePlace(8, (1L << 40) + 2, 3)),
                List.of(new SourcePlace(9, (1L << 40) + 3, 4)),
                1);

        StreamState back = StreamStateCodec.decode(
                StreamStateCodec.encode(new StreamState(5, null, null, 0, Degradation.NONE, trail)));

        assertThat(back.trail()).isEqualTo(trail);
    }

    /** Of the version before: 2, epoch 8, skipped 3, no reference, degraded for "late", 4 clean chunks. */
    @Test
    void aStateOfTheVersionBeforeIsReadAndWithoutATrailWrittenAsItWas() {
        byte[] before = HexFormat.of()
                .parseHex("02" + "0000000000000008" + "00000003" + "00" + "01" + "0004" + "6c617465" + "00000004");

        StreamState state = StreamStateCodec.decode(before);

        assertThat(state)
                .isEqualTo(new StreamState(8, null, null, 3, new Degradation("late", 4, Fallback.NONE), Trail.EMPTY));
        assertThat(StreamStateCodec.encode(state)).isEqualTo(before);
    }

    @Test
    void anEmptyStateComesBackEmpty() {
        StreamState back = StreamStateCodec.decode(StreamStateCodec.encode(StreamState.startOf(8, null)));

        assertThat(back).isEqualTo(StreamState.startOf(8, null));
    }

    @Test
    void aStateOfAnotherVersionIsRefused() {
        byte[] bytes = StreamStateCodec.encode(StreamState.startOf(1, null));
        bytes[0] = 99;

        assertThatThrownBy(() -> StreamStateCodec.decode(bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("version 99");
    }

    @Test
    void aStateThatIsCutShortIsRefused() {
        byte[] bytes = StreamStateCodec.encode(StreamState.startOf(1, null));

        assertThatThrownBy(() -> StreamStateCodec.decode(Arrays.copyOf(bytes, 5)))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void whatIsShownInPlaceOfTheModelSurvivesAFailover() {
        Degradation passing = new Degradation("style", 0, new Fallback(Shown.SOURCE, 12, 34));
        StreamState state = new StreamState(5, null, null, 0, passing, Trail.EMPTY);

        assertThat(StreamStateCodec.decode(StreamStateCodec.encode(state))).isEqualTo(state);
    }

    @Test
    void whichModelAStreamAsksForSurvivesAFailover() {
        Trail trail = new Trail(List.of(), List.of(new SourcePlace(7, 9, 4)), List.of(), 1);
        StreamState state = new StreamState(5, "builtin-video", null, 0, Degradation.NONE, trail);

        assertThat(StreamStateCodec.decode(StreamStateCodec.encode(state))).isEqualTo(state);
    }
}
