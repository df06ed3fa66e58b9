package dev.brushcast.compose.faults.fault;

import dev.brushcast.compose.faults.stage.Member;
import dev.brushcast.compose.faults.stage.Stage;

/** SIGTERM, and started again as soon as it has ended. */
public record Restarted(Target target) implements Fault {

    @Override
    public String what() {
        return "restart of " + target.words();
    }

    @Override
    public void strike(Stage stage) {
        Member member = target.of(stage);
        member.terminate();
        member.start();
    }
}
