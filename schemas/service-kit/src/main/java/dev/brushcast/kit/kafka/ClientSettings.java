package dev.brushcast.kit.kafka;

import dev.brushcast.kit.UserError;
import java.util.LinkedHashMap;
import java.util.Map;

/** Kafka settings in layers: this project's defaults, the connection's, the caller's, and those that nobody may change. */
final class ClientSettings {

    private final Map<String, String> defaults = new LinkedHashMap<>();
    private final Map<String, String> fixed = new LinkedHashMap<>();

    private ClientSettings() {}

    static ClientSettings producer(Failover failover) {
        ClientSettings settings = new ClientSettings();
        settings.defaults.putAll(failover.ofProducers());
        settings.defaults.putAll(RecordLimits.PRODUCER);
        settings.defaults.put("linger.ms", "0"); // a chunk is large and awaited: nothing is gained by waiting for more
        // A producer whose first batch is refused after its second was taken repeats it for two minutes (KAFKA-15591,
        // mended in Kafka 4.5). With one request on its way there is no second.
        settings.defaults.put("max.in.flight.requests.per.connection", "1");
        settings.fixed.put("acks", "all");
        settings.fixed.put("enable.idempotence", "true");
        return settings;
    }

    static ClientSettings consumer(Failover failover) {
        ClientSettings settings = new ClientSettings();
        settings.defaults.putAll(failover.ofConsumers());
        settings.defaults.putAll(RecordLimits.CONSUMER);
        settings.defaults.put("auto.offset.reset", "earliest");
        settings.defaults.put("enable.auto.commit", "false"); // only its reader knows when a record is done with
        settings.defaults.put("allow.auto.create.topics", "false");
        // Workers write in transactions: without it, viewers would see what was taken back and done again.
        settings.fixed.put("isolation.level", "read_committed");
        return settings;
    }

    static ClientSettings admin(Failover failover) {
        ClientSettings settings = new ClientSettings();
        settings.defaults.putAll(failover.ofClients());
        settings.defaults.put("default.api.timeout.ms", "30000"); // somebody waits at a terminal
        return settings;
    }

    /**
     * All layers in one.
     *
     * @throws UserError when the connection or the caller sets what nobody may change
     */
    Map<String, Object> merge(KafkaConnection connection, String clientId, Map<String, String> overrides) {
        Map<String, Object> merged = new LinkedHashMap<>(defaults);
        merged.putAll(connection.clientSettings());
        merged.putAll(overrides);
        fixed.forEach((name, value) -> {
            Object asked = merged.put(name, value);
            if (asked != null && !asked.equals(value)) {
                throw new UserError("Kafka setting " + name + "=" + asked + ": this is always " + value
                        + " here, take it out of the Kafka properties");
            }
        });
        merged.put("client.id", clientId);
        return merged;
    }
}
