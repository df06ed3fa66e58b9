package dev.brushcast.ingest.door;

import java.time.Duration;

/**
 * What a door puts up with.
 *
 * @param key until a publisher has said the key
 * @param silence without a message, after which he is sent away; as long as the words of {@link Farewell#SILENT} say
 * @param refusal how long whoever has a wrong key waits to be told so
 * @param check how often it is looked who has been silent
 */
public record DoorLimits(Duration key, Duration silence, Duration refusal, Duration check) {

    public static final DoorLimits DEFAULT =
            new DoorLimits(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofSeconds(1));
}
