package dev.brushcast.compose.cli.option;

import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Kafka cluster a single service works on. */
public final class ClusterOptions {

    private static final Duration REACHABLE_WITHIN = Duration.ofSeconds(15);

    @Option(
            names = "--bootstrap",
            required = true,
            paramLabel = "HOST:PORT",
            description = "Kafka brokers to start from, separated by commas.")
    String bootstrap = "";

    @Option(
            names = "--schema-registry",
            paramLabel = "URL",
            description =
                    "Confluent-compatible schema registry. Without it schema ids come from the built-in catalogue.")
    @Nullable
    String schemaRegistry;

    @Option(
            names = "--kafka",
            paramLabel = "KEY=VALUE",
            description =
                    "Further Kafka client setting, such as security.protocol=SASL_SSL. May be given several times.")
    Map<String, String> properties = new LinkedHashMap<>();

    /**
     * The cluster, which answers.
     *
     * @throws dev.brushcast.kit.UserError if it does not in time
     */
    public KafkaConnection reachable() {
        KafkaConnection connection = new KafkaConnection(bootstrap, schemaRegistry, properties);
        try (AvroSerdes serdes = connection.openSerdes()) {
            new KafkaClients(connection, serdes).requireReachable(REACHABLE_WITHIN);
        }
        return connection;
    }
}
