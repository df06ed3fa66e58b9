package dev.brushcast.compose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminationSignalTest {

    private final StringWriter terminal = new StringWriter();
    private final List<Integer> exits = new ArrayList<>();
    private final List<String> discarded = new ArrayList<>();
    private final TerminationSignal signal =
            new TerminationSignal("starting", () -> discarded.add("data"), new PrintWriter(terminal), exits::add);

    @Test
    void whileTheModelLoadsASignalEndsTheProcessAtOnceAndSaysWhatWasGoingOn() {
        signal.nowWhile("loading the model");

        signal.received(Signals.Kind.TERMINATE);

        assertThat(exits).containsExactly(143);
        assertThat(discarded).containsExactly("data");
        assertThat(terminal.toString().strip()).isEqualTo("brushcast: ended while loading the model");
        assertThat(signal.requested()).isNotDone();
    }

    @Test
    void onceThereIsSomethingToFinishTheFirstSignalIsARequest() {
        signal.closeInOrder();

        signal.received(Signals.Kind.INTERRUPT);

        assertThat(signal.requested()).isDone();
        assertThat(exits).isEmpty();
        assertThat(discarded).isEmpty();
        assertThat(terminal.toString()).contains("once more ends at once");
    }

    @Test
    void theSecondSignalEndsTheProcessAtOnceAndSaysThatNotAllIsFinished() {
        signal.closeInOrder();
        signal.received(Signals.Kind.INTERRUPT);

        signal.received(Signals.Kind.INTERRUPT);

        assertThat(exits).containsExactly(130);
        assertThat(discarded).containsExactly("data");
        assertThat(terminal.toString())
                .endsWith("brushcast: ended before everything was finished" + System.lineSeparator());
    }
}
