package dev.brushcast.egress.rendition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.egress.EgressException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SinksTest {

    private final List<String> said = new ArrayList<>();

    @Test
    void allAreEndedAndClosedAlsoWhenOneFails() {
        Sinks sinks = new Sinks(List.of(new Failing("playlist"), new Failing("recording")));

        assertThatThrownBy(sinks::epochEnded).isInstanceOf(EgressException.class);
        assertThatThrownBy(sinks::end).isInstanceOf(EgressException.class);
        assertThatThrownBy(sinks::close)
                .isInstanceOf(EgressException.class)
                .hasMessage("playlist: disk full")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .singleElement()
                        .satisfies(other -> assertThat(other).hasMessage("recording: disk full")));

        assertThat(said)
                .containsExactly(
                        "playlist over", "recording over", "playlist end", "recording end", "playlist", "recording");
    }

    @Test
    void segmentsGoToAllOfThem() {
        Collected one = new Collected();
        Collected other = new Collected();
        Sinks sinks = new Sinks(List.of(one, other));
        Initialisation initialisation = new Initialisation(Film.epoch(1), new byte[] {1}, "avc1.64001F");
        sinks.begin(initialisation);

        assertThat(List.of(one, other))
                .allSatisfy(sink -> assertThat(sink.epoch(0).init()).isSameAs(initialisation));
        assertThatThrownBy(new Sinks(List.of(new Failing("playlist"), new Failing("recording")))::leave)
                .isInstanceOf(EgressException.class);
        assertThat(said).containsExactly("playlist left", "recording left");
    }

    /** Notes what it is told, then fails. */
    private final class Failing implements PartSink {
        private final String name;

        Failing(String name) {
            this.name = name;
        }

        @Override
        public void begin(Initialisation initialisation) {}

        @Override
        public void part(MuxedPart segment) {}

        @Override
        public void epochEnded() {
            fail(" over");
        }

        @Override
        public void leave() {
            fail(" left");
        }

        @Override
        public void end() {
            fail(" end");
        }

        @Override
        public void close() {
            fail("");
        }

        private void fail(String what) {
            said.add(name + what);
            throw new EgressException(name + ": disk full", new IllegalStateException());
        }
    }
}
