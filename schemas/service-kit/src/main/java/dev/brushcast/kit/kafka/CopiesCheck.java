package dev.brushcast.kit.kafka;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

/** Whether what a worker needs beside the contract's topics outlives a broker as they do. */
public final class CopiesCheck {

    /** Where Kafka keeps groups' offsets and transactions. */
    private static final Set<String> KAFKAS_OWN = Set.of("__consumer_offsets", "__transaction_state");

    private final Admin admin;

    /** Works through a client that the caller closes. */
    public CopiesCheck(Admin admin) {
        this.admin = admin;
    }

    /**
     * What is less safe than it should be, one line for each topic that there is and that the login may see. While the
     * brokers that have such a topic are away, workers stand still, however many copies the pictures have; with fewer in
     * sync, it may come back without its last records.
     *
     * @param wanted of every topic
     * @param group of the workers, whose changelogs begin with its name
     * @throws dev.brushcast.kit.UserError when the cluster does not answer or refuses
     */
    public List<String> problems(Copies wanted, String group) {
        Set<String> topics =
                AdminCalls.await(
                                "listing topics",
                                admin.listTopics(new ListTopicsOptions().listInternal(true))
                                        .names())
                        .stream()
                        .filter(name -> KAFKAS_OWN.contains(name) || name.startsWith(group + "-"))
                        .collect(Collectors.toSet());
        return copies(topics).entrySet().stream()
                .filter(topic -> topic.getValue().fewerThan(wanted))
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .map(topic -> "Topic " + topic.getKey() + " has " + topic.getValue() + ", the pictures have " + wanted
                        + ": it outlives fewer brokers, and workers need it. Give it more with kafka-reassign-partitions"
                        + " and kafka-configs")
                .toList();
    }

    private Map<String, Copies> copies(Collection<String> topics) {
        Map<String, TopicDescription> descriptions = AdminCalls.await(
                "describing topics", admin.describeTopics(topics).allTopicNames());
        Map<ConfigResource, Config> configs = AdminCalls.await(
                "reading topic settings",
                admin.describeConfigs(topics.stream()
                                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                                .toList())
                        .all());
        return configs.entrySet().stream()
                .collect(Collectors.toMap(topic -> topic.getKey().name(), topic -> {
                    TopicDescription description =
                            descriptions.get(topic.getKey().name());
                    int replication = description == null
                            ? 0
                            : description.partitions().getFirst().replicas().size();
                    return new Copies(
                            replication,
                            Integer.parseInt(
                                    topic.getValue().get("min.insync.replicas").value()));
                }));
    }
}
