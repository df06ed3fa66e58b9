package dev.brushcast.compose.faults.fault;

import dev.brushcast.compose.faults.stage.Stage;
import dev.brushcast.compose.faults.stage.Waits;
import java.time.Duration;

/**
 * Time passes: what goes wrong is in the setup, or nothing does.
 *
 * @param meaning in a few words
 */
public record Passed(String meaning, Duration length) implements Fault {

    @Override
    public String what() {
        return meaning + " for " + length.toSeconds() + " s";
    }

    @Override
    public void strike(Stage stage) {
        Waits.pause(length);
    }
}
