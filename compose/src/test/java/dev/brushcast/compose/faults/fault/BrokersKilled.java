package dev.brushcast.compose.faults.fault;

import dev.brushcast.compose.faults.stage.Member;
import dev.brushcast.compose.faults.stage.Stage;
import dev.brushcast.compose.faults.stage.Waits;
import java.time.Duration;

/**
 * {@code kill -9} of all brokers at once, and all started again.
 *
 * @param away until they are
 */
public record BrokersKilled(Duration away) implements Fault {

    @Override
    public String what() {
        return "kill -9 of all three brokers, started again after " + away.toSeconds() + " s";
    }

    @Override
    public void strike(Stage stage) {
        stage.brokers().all().forEach(Member::kill);
        Waits.pause(away);
        stage.brokers().all().forEach(Member::start);
    }
}
