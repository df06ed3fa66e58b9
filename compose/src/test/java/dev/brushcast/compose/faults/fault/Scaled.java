package dev.brushcast.compose.faults.fault;

import dev.brushcast.compose.faults.stage.Member;
import dev.brushcast.compose.faults.stage.Stage;
import dev.brushcast.compose.faults.stage.Waits;
import java.time.Duration;
import java.util.List;

/**
 * Workers come, and go in order (SIGTERM), while streams run.
 *
 * @param workers how many there are to be
 */
public record Scaled(int workers) implements Fault {

    private static final Duration IN_THE_GROUP = Duration.ofSeconds(8);

    @Override
    public String what() {
        return "scaled to " + workers + (workers == 1 ? " worker" : " workers");
    }

    @Override
    public void strike(Stage stage) {
        while (stage.workers().running().size() < workers) {
            stage.workers().add();
        }
        List<Member> running = stage.workers().running();
        running.subList(0, running.size() - workers).forEach(Member::terminate);
        Waits.pause(IN_THE_GROUP);
    }
}
