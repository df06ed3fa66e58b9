package dev.brushcast.kit.kafka;

import dev.brushcast.kit.UserError;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Whether what a worker needs beside the contract's topics outlives a broker as they do. */
public final class CopiesCheck {

    /** Where Kafka keeps groups' offsets and transactions. */
    private static final Set<String> KAFKAS_OWN = Set.of("__consumer_offsets", "__transaction_state");

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(200);

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
     * <p>Whichever broker is asked may not have heard yet of a topic that was made a moment ago: those that are not there
     * are waited for, ten seconds at most.
     *
     * @param wanted of every topic
     * @param topics that workers have made for themselves
     * @throws UserError when the cluster does not answer or refuses
     */
    public List<String> problems(Copies wanted, Set<String> topics) {
        Map<String, Copies> found = new TreeMap<>();
        Set<String> missing =
                Stream.concat(KAFKAS_OWN.stream(), topics.stream()).collect(Collectors.toSet());
        for (long left = PATIENCE.dividedBy(PAUSE); left > 0 && !missing.isEmpty(); left--) {
            missing.forEach(topic -> copies(topic).ifPresent(copies -> found.put(topic, copies)));
            missing.removeAll(found.keySet());
            if (!missing.isEmpty() && !paused()) {
                break;
            }
        }
        return found.entrySet().stream()
                .filter(topic -> topic.getValue().fewerThan(wanted))
                .map(topic -> "Topic " + topic.getKey() + " has " + topic.getValue() + ", the pictures have " + wanted
                        + ": it outlives fewer brokers, and workers need it. Give it more with kafka-reassign-partitions"
                        + " and kafka-configs")
                .toList();
    }

    /** False if interrupted. */
    private static boolean paused() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Of a topic that the broker that is asked knows and the login may see. */
    private Optional<Copies> copies(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Map<String, TopicDescription> described = AdminCalls.await(
                    "describing topics", admin.describeTopics(Set.of(topic)).allTopicNames());
            Map<ConfigResource, Config> settings = AdminCalls.await(
                    "reading topic settings",
                    admin.describeConfigs(Set.of(resource)).all());
            return Optional.of(new Copies(copies(described.values()), inSync(settings.values())));
        } catch (UserError e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException
                    || e.getCause() instanceof TopicAuthorizationException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static int copies(Collection<TopicDescription> oneTopic) {
        return oneTopic.iterator().next().partitions().getFirst().replicas().size();
    }

    private static int inSync(Collection<Config> oneTopic) {
        return Integer.parseInt(
                oneTopic.iterator().next().get("min.insync.replicas").value());
    }
}
