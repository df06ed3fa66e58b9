package dev.brushcast.compose.faults.fault;

import dev.brushcast.compose.faults.stage.Member;
import dev.brushcast.compose.faults.stage.Stage;
import dev.brushcast.compose.faults.stage.Waits;
import java.time.Duration;

/**
 * {@code kill -STOP}, and {@code -CONT}.
 *
 * @param length between the two
 */
public record Frozen(Target target, Duration length) implements Fault {

    @Override
    public String what() {
        return "SIGSTOP of " + target.words() + " for " + length.toSeconds() + " s";
    }

    @Override
    public void strike(Stage stage) {
        Member member = target.of(stage);
        member.freeze();
        Waits.pause(length);
        member.thaw();
    }
}
