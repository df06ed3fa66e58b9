package dev.brushcast.compose.faults.fault;

import dev.brushcast.compose.faults.stage.Member;
import dev.brushcast.compose.faults.stage.Stage;
import dev.brushcast.compose.faults.stage.Waits;
import java.time.Duration;

/**
 * Its line to everybody else is cut: nothing is refused, nothing is answered.
 *
 * @param length until it is mended
 */
public record Cut(Target target, Duration length) implements Fault {

    @Override
    public String what() {
        return "network of " + target.words() + " cut for " + length.toSeconds() + " s";
    }

    @Override
    public void strike(Stage stage) {
        Member member = target.of(stage);
        stage.cut(member);
        Waits.pause(length);
        stage.mend(member);
    }
}
