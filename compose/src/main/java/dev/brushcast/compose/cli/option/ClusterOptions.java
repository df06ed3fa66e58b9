package dev.brushcast.compose.cli.option;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.Failover;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.KafkaProperties;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Kafka cluster a single service works on. */
public final class ClusterOptions {

    private static final Pattern BROKER =
            Pattern.compile("(?:\\w+://)?(?:\\[[0-9a-fA-F:.%]+]|[^\\s:/\\[\\]]+):(?<port>\\d{1,9})");
    private static final Pattern REGISTRY =
            Pattern.compile("https?://[^\\s/:]+(?::\\d{1,5})?(?:/\\S*)?|https?://\\[\\S+");
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
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Kafka client settings, KEY=VALUE in each line, as Kafka's own tools take them. The place for"
                    + " passwords: what is on a command line, every user of the machine can see.")
    @Nullable
    Path file;

    @Option(
            names = "--kafka",
            converter = {FromEnvironment.class, FromEnvironment.class},
            paramLabel = "KEY=VALUE",
            description =
                    "Further Kafka client setting, such as security.protocol=SASL_SSL; counts more than the file. May be"
                            + " given several times.")
    Map<String, String> properties = new LinkedHashMap<>();

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            description = "What the names of the installation's topics and of its workers' group begin with, such as"
                    + " team-a. where several share a cluster. Default: nothing.")
    @Nullable
    String topicPrefix;

    @Option(
            names = "--failover",
            paramLabel = "PROFILE",
            defaultValue = "default",
            description = "How soon others go on after a process or a broker has died: default (output is to go on"
                    + " within 5 s), fast (2 s; for machines that are never too busy to answer for a second). The same"
                    + " for all services; the brokers must allow it: group.min.session.timeout.ms."
                    + " Default: ${DEFAULT-VALUE}.")
    String failover = "";

    /** Whether one is named, where a command does without. */
    public boolean isNamed() {
        return !bootstrap.isEmpty();
    }

    /**
     * Looks whether the addresses and the prefix can be ones; nothing is connected.
     *
     * @throws UserError if they cannot
     * @throws dev.brushcast.contract.InvalidTopicPrefixException if it cannot
     */
    public void check() {
        Topics _ = topics();
        Failover _ = Failover.named(failover);
        for (String address : bootstrap.split(",", -1)) {
            Matcher broker = BROKER.matcher(address.strip());
            if (!broker.matches()) {
                throw new UserError("--bootstrap '" + address.strip()
                        + "' is not the address of a broker: give HOST:PORT, several separated by commas");
            }
            Limits.requirePort(1, "the port in --bootstrap", Integer.parseInt(broker.group("port")));
        }
        if (schemaRegistry != null) {
            for (String url : schemaRegistry.split(",", -1)) {
                if (!REGISTRY.matcher(url.strip()).matches()) {
                    throw new UserError("--schema-registry '" + url.strip()
                            + "' is not the address of a registry: give http://HOST:PORT/PATH or https://…");
                }
            }
        }
    }

    /**
     * The topics of the installation, where no file of settings says which it is.
     *
     * @throws dev.brushcast.contract.InvalidTopicPrefixException if there can be none such
     */
    public Topics topics() {
        return topics(Topics.UNPREFIXED);
    }

    /**
     * The topics of the installation that is asked for.
     *
     * @param byDefault if none is: those of a file of settings
     * @throws dev.brushcast.contract.InvalidTopicPrefixException if there can be none such
     */
    public Topics topics(Topics byDefault) {
        return topicPrefix == null ? byDefault : new Topics(topicPrefix);
    }

    /**
     * The cluster, which answers: for commands that somebody waits for.
     *
     * @throws UserError if it does not in time
     */
    public KafkaConnection reachable() {
        return answering(clients -> clients.requireReachable(REACHABLE_WITHIN));
    }

    /**
     * The cluster, as soon as it answers: for services, which may be started before their brokers.
     *
     * @throws UserError if it refuses
     */
    public KafkaConnection awaited() {
        return answering(KafkaClients::awaitReachable);
    }

    private KafkaConnection answering(Consumer<KafkaClients> wait) {
        Map<String, String> settings =
                new LinkedHashMap<>(file == null ? Map.of() : KafkaProperties.read(file, System.getenv()));
        settings.putAll(properties);
        KafkaConnection connection = new KafkaConnection(bootstrap, schemaRegistry, settings, Failover.named(failover));
        try (AvroSerdes serdes = connection.openSerdes()) {
            wait.accept(new KafkaClients(connection, serdes));
        }
        return connection;
    }
}
