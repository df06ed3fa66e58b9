package dev.brushcast.kit.kafka;

import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.contract.Topics;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.TopicState.Missing;
import dev.brushcast.kit.kafka.TopicState.Present;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Reads what a cluster has of the contract's topics. */
final class ContractTopics {

    private ContractTopics() {}

    /** Every topic of the contract, in its order. */
    static List<TopicState> read(Admin admin, Topics contract) {
        List<TopicDefinition<?>> topics = contract.all();
        Map<String, KafkaFuture<TopicDescription>> descriptions = admin.describeTopics(
                        topics.stream().map(TopicDefinition::name).toList())
                .topicNameValues();
        Map<ConfigResource, KafkaFuture<Config>> configs = admin.describeConfigs(
                        topics.stream().map(ContractTopics::resource).toList())
                .values();
        return topics.stream()
                .map(topic -> state(topic, of(descriptions, topic.name()), of(configs, resource(topic))))
                .toList();
    }

    private static ConfigResource resource(TopicDefinition<?> topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }

    /** Kafka's client has a future for each that it was asked for. */
    private static <K, V> KafkaFuture<V> of(Map<K, KafkaFuture<V>> futures, K asked) {
        return Objects.requireNonNull(futures.get(asked));
    }

    private static TopicState state(
            TopicDefinition<?> topic, KafkaFuture<TopicDescription> description, KafkaFuture<Config> config) {
        try {
            return present(
                    topic,
                    AdminCalls.await("describing topics", description),
                    AdminCalls.await("reading topic settings", config));
        } catch (UserError e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return new Missing(topic);
            }
            if (e.getCause() instanceof TopicAuthorizationException) { // Kafka's does not say which
                throw new UserError(KafkaFailures.noRight("topic " + topic.name()), e);
            }
            throw e;
        }
    }

    private static Present present(TopicDefinition<?> topic, TopicDescription description, Config config) {
        Map<String, String> settings = config.entries().stream()
                .filter(entry -> entry.value() != null) // secrets
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
        int replication = description.partitions().getFirst().replicas().size();
        return new Present(topic, description.partitions().size(), replication, settings);
    }
}
