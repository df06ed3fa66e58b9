package dev.brushcast.compose.faults.fault;

import dev.brushcast.compose.faults.stage.Member;
import dev.brushcast.compose.faults.stage.Stage;
import dev.brushcast.compose.faults.stage.Waits;
import java.time.Duration;

/**
 * {@code kill -9}, and started again.
 *
 * @param away until it is
 */
public record Killed(Target target, Duration away) implements Fault {

    @Override
    public String what() {
        return "kill -9 of " + target.words() + ", started again after " + away.toSeconds() + " s";
    }

    @Override
    public void strike(Stage stage) {
        Member member = target.of(stage);
        member.kill();
        Waits.pause(away);
        member.start();
    }
}
