package dev.brushcast.compose.faults.stage;

import java.util.List;

/** {@code brushcast egress} for one stream. */
public final class StreamEgress {

    private StreamEgress() {}

    /** Starts one on a stage, which ends when a capture has. */
    public static Member start(Stage stage, String stream, int slot) {
        Member own = new Member(
                "egress-" + stream,
                Launch.service(),
                List.of(
                        "egress",
                        "--bootstrap",
                        stage.brokers().bootstrapServers(),
                        "--stream",
                        stream,
                        "--slot",
                        Integer.toString(slot),
                        "--output",
                        stage.output().resolve(stream).toString(),
                        "--port",
                        Integer.toString(stage.ports().spare()),
                        "--exit"),
                stage.folder());
        own.start();
        return own;
    }
}
