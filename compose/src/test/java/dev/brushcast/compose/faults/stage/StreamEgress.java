package dev.brushcast.compose.faults.stage;

import java.util.ArrayList;
import java.util.List;

/** {@code brushcast egress} for one stream. */
public final class StreamEgress {

    private StreamEgress() {}

    /** Starts one on a stage, which ends when a capture has. */
    public static Member start(Stage stage, String stream, int slot) {
        List<String> arguments = new ArrayList<>(List.of("egress"));
        arguments.addAll(stage.cluster());
        arguments.addAll(List.of(
                "--stream",
                stream,
                "--slot",
                Integer.toString(slot),
                "--output",
                stage.output().resolve(stream).toString(),
                "--port",
                Integer.toString(stage.ports().spare()),
                "--exit"));
        Member own = new Member("egress-" + stream, Launch.service(), arguments, stage.folder());
        own.start();
        return own;
    }
}
