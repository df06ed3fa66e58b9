package dev.brushcast.compose.faults.fault;

import dev.brushcast.compose.faults.stage.Stage;
import dev.brushcast.compose.faults.stage.StageException;
import dev.brushcast.compose.faults.stage.Waits;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/**
 * Every partition of every topic gets another leader, Kafka's own topics included.
 *
 * @param times how often, one after the other
 */
public record LeadersMoved(int times) implements Fault {

    private static final Duration BETWEEN = Duration.ofSeconds(5);

    @Override
    public String what() {
        return "leaders of all partitions moved, " + times + " times";
    }

    @Override
    public void strike(Stage stage) {
        try (Admin admin = stage.clients().admin("faults-leaders")) {
            for (int i = 0; i < times; i++) {
                move(admin);
                Waits.pause(BETWEEN);
            }
        } catch (ExecutionException e) {
            throw new StageException("leaders cannot be moved: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StageException("interrupted", e);
        }
    }

    private static void move(Admin admin) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Optional<NewPartitionReassignment>> turned = new HashMap<>();
        for (TopicDescription topic : admin.describeTopics(
                        admin.listTopics(new org.apache.kafka.clients.admin.ListTopicsOptions().listInternal(true))
                                .names()
                                .get())
                .allTopicNames()
                .get()
                .values()) {
            for (TopicPartitionInfo partition : topic.partitions()) {
                if (partition.replicas().size() > 1) {
                    turned.put(
                            new TopicPartition(topic.name(), partition.partition()),
                            Optional.of(new NewPartitionReassignment(nextFirst(partition))));
                }
            }
        }
        admin.alterPartitionReassignments(turned).all().get();
        admin.electLeaders(ElectionType.PREFERRED, turned.keySet()).partitions().get();
    }

    /** The replica after the one that leads comes first, and so leads. */
    private static List<Integer> nextFirst(TopicPartitionInfo partition) {
        List<Integer> replicas =
                partition.replicas().stream().map(Node::id).sorted().collect(Collectors.toList());
        int leader = partition.leader() == null
                ? replicas.getFirst()
                : partition.leader().id();
        Collections.rotate(replicas, -replicas.indexOf(leader) - 1);
        return replicas;
    }
}
