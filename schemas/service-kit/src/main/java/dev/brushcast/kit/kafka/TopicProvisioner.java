package dev.brushcast.kit.kafka;

import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.contract.Topics;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.TopicState.Missing;
import dev.brushcast.kit.kafka.TopicState.Present;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes a cluster have the topics of the contract, under the names of one installation. */
public final class TopicProvisioner {

    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
    private static final Duration VISIBLE_POLL = Duration.ofMillis(20);

    private final Admin admin;
    private final Topics topics;

    /** Works through a client that the caller closes. */
    public TopicProvisioner(Admin admin, Topics topics) {
        this.admin = admin;
        this.topics = topics;
    }

    /**
     * Creates the topics that are missing, and returns when every partition takes records. Those that exist must have the contract's number of partitions and cleanup;
     * what else was changed about them, such as how long they keep records, is the operator's to decide.
     *
     * @param slots how many streams can run at a time, at least 1
     * @param replication copies of each partition, at least 1
     * @throws UserError when an existing topic does not fit, with all that is wrong, or the cluster refuses
     */
    public void create(int slots, short replication) {
        List<TopicState> before = describe();
        requireFitting(before, slots);
        List<NewTopic> missing = before.stream()
                .filter(Missing.class::isInstance)
                .map(state -> newTopic(state.definition(), slots, replication))
                .toList();
        try {
            AdminCalls.await("creating topics", admin.createTopics(missing).all());
        } catch (UserError e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
            // Somebody else is creating them too. What they made is looked at below.
        }
        awaitAll();
        List<TopicState> made = describe();
        requireFitting(made, slots);
        awaitLeaders(made);
    }

    /** The controller creates topics before all brokers know of them; who asks a broker next is to find them. */
    private void awaitAll() {
        long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (describe().stream().anyMatch(Missing.class::isInstance)) {
            if (System.nanoTime() > deadline) {
                throw new UserError(
                        "The cluster does not show the topics that it created: look at its controller's log");
            }
            LockSupport.parkNanos(VISIBLE_POLL.toNanos());
        }
    }

    /**
     * Metadata names a partition's leader before that broker knows that it leads. Until then it refuses records, and a
     * producer whose first batch is refused after its second was taken repeats it for two minutes (KAFKA-15591). The
     * client asks each leader until it answers.
     */
    private void awaitLeaders(List<TopicState> topics) {
        Map<TopicPartition, OffsetSpec> ends = topics.stream()
                .flatMap(state -> state instanceof Present present ? partitions(present) : Stream.empty())
                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        AdminCalls.await(
                "asking the leaders of the topics", admin.listOffsets(ends).all());
    }

    private static Stream<TopicPartition> partitions(Present topic) {
        return IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.definition().name(), partition));
    }

    /** Every topic of the contract as the cluster has it, in the contract's order. */
    public List<TopicState> describe() {
        return ContractTopics.read(admin, topics);
    }

    /**
     * How many slots the cluster's topics have.
     *
     * @throws UserError when topics are missing or do not fit each other
     */
    public int slots() {
        List<TopicState> states = describe();
        String missing = states.stream()
                .filter(Missing.class::isInstance)
                .map(state -> state.definition().name())
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new UserError("The cluster lacks topics: " + missing + ". Create them with: " + command(topics));
        }
        int slots = states.stream()
                .filter(state -> state.definition().equals(topics.sourceVideo()))
                .mapToInt(state -> ((Present) state).partitions())
                .sum();
        requireFitting(states, slots);
        return slots;
    }

    /**
     * How safe the pictures are, which is how safe everything that they need is to be.
     *
     * @throws UserError when the topics are missing
     */
    public Copies copies() {
        return describe().stream()
                .filter(state -> state.definition().equals(topics.sourceVideo()))
                .flatMap(state -> state instanceof Present present ? Stream.of(present) : Stream.empty())
                .findFirst()
                .map(present -> new Copies(
                        present.replication(),
                        Integer.parseInt(present.config().getOrDefault("min.insync.replicas", "1"))))
                .orElseThrow(() -> new UserError("The cluster lacks the topic "
                        + topics.sourceVideo().name() + ". Create it with: " + command(topics)));
    }

    /** What makes them be there. */
    private static String command(Topics topics) {
        return "brushcast topics create" + (topics.prefix().isEmpty() ? "" : " --topic-prefix " + topics.prefix());
    }

    private static NewTopic newTopic(TopicDefinition<?> definition, int slots, short replication) {
        Map<String, String> config = new HashMap<>(definition.config());
        // With three copies or more, one may be down without a record being lost or refused.
        config.put("min.insync.replicas", replication >= 3 ? "2" : "1");
        return new NewTopic(definition.name(), definition.partitions(slots), replication).configs(config);
    }

    private static void requireFitting(List<TopicState> states, int slots) {
        String problems = states.stream()
                .flatMap(state -> state instanceof Present present ? problems(present, slots) : Stream.empty())
                .collect(Collectors.joining("; "));
        if (!problems.isEmpty()) {
            throw new UserError(
                    "Existing topics do not fit: " + problems + ". Delete them, or ask for as many slots as they have");
        }
    }

    private static Stream<String> problems(Present topic, int slots) {
        TopicDefinition<?> definition = topic.definition();
        List<String> problems = new ArrayList<>();
        int partitions = definition.partitions(slots);
        if (topic.partitions() != partitions) {
            problems.add(definition.name() + " has " + topic.partitions() + " partitions, expected " + partitions);
        }
        String cleanup = topic.config().get("cleanup.policy");
        String expected = definition.cleanup().policy();
        if (!expected.equals(cleanup)) {
            problems.add(definition.name() + " has cleanup.policy=" + cleanup + ", expected " + expected);
        }
        return problems.stream();
    }
}
