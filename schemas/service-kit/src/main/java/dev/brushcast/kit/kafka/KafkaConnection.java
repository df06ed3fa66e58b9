package dev.brushcast.kit.kafka;

import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.contract.wire.registry.SchemaRegistryException;
import dev.brushcast.kit.UserError;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a Kafka cluster.
 *
 * @param bootstrapServers {@code HOST:PORT}, several separated by commas
 * @param schemaRegistryUrl a Confluent-compatible schema registry; null: the built-in schema ids
 * @param properties further settings for every client, by Kafka's names (encryption, login); those that begin with
 *     {@value #REGISTRY_PREFIX} are the registry's
 * @param failover how soon its clients give up what has died; single settings of {@code properties} come before it
 */
public record KafkaConnection(
        String bootstrapServers,
        @Nullable String schemaRegistryUrl,
        Map<String, String> properties,
        Failover failover) {

    /** What the settings of the schema registry begin with. */
    public static final String REGISTRY_PREFIX = "schema.registry.";

    public KafkaConnection {
        if (bootstrapServers.isBlank()) {
            throw new UserError("No Kafka broker is named: give its address as HOST:PORT");
        }
        properties = Map.copyOf(properties);
    }

    /** A cluster whose clients fail over as they do by default. */
    public KafkaConnection(
            String bootstrapServers, @Nullable String schemaRegistryUrl, Map<String, String> properties) {
        this(bootstrapServers, schemaRegistryUrl, properties, Failover.DEFAULT);
    }

    /** The same cluster, with clients that fail over otherwise. */
    public KafkaConnection withFailover(Failover other) {
        return new KafkaConnection(bootstrapServers, schemaRegistryUrl, properties, other);
    }

    /** A cluster without login, encryption and schema registry. */
    public static KafkaConnection plain(String bootstrapServers) {
        return new KafkaConnection(bootstrapServers, null, Map.of());
    }

    /** The settings that every client of this cluster has. */
    public Map<String, String> clientSettings() {
        Map<String, String> settings = new LinkedHashMap<>();
        properties.forEach((name, value) -> {
            if (!name.startsWith(REGISTRY_PREFIX)) {
                settings.put(name, value);
            }
        });
        settings.put("bootstrap.servers", bootstrapServers);
        return settings;
    }

    /**
     * Serdes for this cluster's records; to be closed by the caller.
     *
     * @throws UserError when the registry's address or settings cannot be used
     */
    public AvroSerdes openSerdes() {
        if (schemaRegistryUrl == null) {
            return AvroSerdes.builtIn();
        }
        Map<String, String> settings = new LinkedHashMap<>();
        properties.forEach((name, value) -> {
            if (name.startsWith(REGISTRY_PREFIX)) {
                settings.put(name.substring(REGISTRY_PREFIX.length()), value);
            }
        });
        try {
            return AvroSerdes.registry(schemaRegistryUrl, settings);
        } catch (SchemaRegistryException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    /** Without the settings' values, which may be passwords. */
    @Override
    public String toString() {
        return "KafkaConnection[" + bootstrapServers + ", registry " + schemaRegistryUrl + ", settings "
                + properties.keySet() + ", failover " + failover.name() + "]";
    }
}
