package dev.brushcast.compose.replay;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.WorkerHealth;
import dev.brushcast.contract.fleet.Presence;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.PartitionReader;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The workers of an installation, as they tell of themselves.
 *
 * @param clock the time of day
 */
public record PresentWorkers(KafkaClients clients, Topics topics, InstantSource clock) {

    private static final long US_PER_MS = 1_000;

    /**
     * Those that still tell.
     *
     * @throws dev.brushcast.kit.UserError if they cannot be read
     */
    public List<WorkerHealth> all() {
        Map<String, WorkerHealth> newest = new HashMap<>();
        new PartitionReader(clients).read(topics.workers(), 0, null, Long.MAX_VALUE, told -> {
            if (told.value() == null) {
                newest.remove(told.key());
            } else {
                newest.put(told.key(), told.value());
            }
        });
        long nowUs = clock.millis() * US_PER_MS;
        return newest.values().stream()
                .filter(worker -> Presence.isThere(worker, nowUs))
                .toList();
    }
}
