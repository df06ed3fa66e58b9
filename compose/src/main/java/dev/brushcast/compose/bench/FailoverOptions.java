package dev.brushcast.compose.bench;

import dev.brushcast.kit.kafka.Failover;
import dev.brushcast.worker.config.Guarantee;

/**
 * What is killed, and how.
 *
 * @param kills how often, at least 1
 */
public record FailoverOptions(Victim victim, int kills, Failover failover, Guarantee guarantee) {

    /** What is killed. */
    public enum Victim {
        /** Output stands still until another worker gives the model's pictures. */
        WORKER,
        /** Until another host takes the source in. */
        INGEST,
        /** Until another host serves the playlist, as far as it went before. */
        EGRESS
    }
}
