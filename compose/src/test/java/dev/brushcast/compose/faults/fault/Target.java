package dev.brushcast.compose.faults.fault;

import dev.brushcast.compose.faults.stage.Member;
import dev.brushcast.compose.faults.stage.Stage;
import dev.brushcast.compose.faults.stage.StageException;

/** Whom a fault befalls. */
public enum Target {
    /** The worker that gives the first stream's pictures. */
    SERVING_WORKER("the serving worker"),
    INGEST("ingest"),
    EGRESS("egress"),
    BROKER_1("broker 1"),
    BROKER_2("broker 2"),
    BROKER_3("broker 3");

    private final String words;

    Target(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    Member of(Stage stage) {
        return switch (this) {
            case SERVING_WORKER -> {
                String stream = stage.streams().getFirst();
                yield stage.workers()
                        .named(stage.chunks()
                                .servedBy(stream)
                                .orElseThrow(() -> new StageException("no worker serves " + stream)));
            }
            case INGEST -> stage.ingest();
            case EGRESS -> stage.egress();
            case BROKER_1 -> stage.brokers().get(1);
            case BROKER_2 -> stage.brokers().get(2);
            case BROKER_3 -> stage.brokers().get(3);
        };
    }
}
