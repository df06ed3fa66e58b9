package dev.brushcast.compose.faults.fault;

import dev.brushcast.compose.faults.stage.Stage;
import dev.brushcast.compose.faults.stage.Waits;
import java.time.Duration;

/**
 * The services' wall clock is set, and back again.
 *
 * @param ahead negative: behind
 * @param length until it is set back
 */
public record ClockSet(Duration ahead, Duration length) implements Fault {

    @Override
    public String what() {
        return "clock of all services set by " + ahead.toSeconds() + " s, back after " + length.toSeconds() + " s";
    }

    @Override
    public void strike(Stage stage) {
        stage.setClock(ahead);
        Waits.pause(length);
        stage.setClock(Duration.ZERO);
    }
}
