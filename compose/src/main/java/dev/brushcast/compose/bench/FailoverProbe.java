package dev.brushcast.compose.bench;

import dev.brushcast.compose.bench.FailoverOptions.Victim;
import dev.brushcast.contract.Topics;
import dev.brushcast.kit.kafka.KafkaClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.GroupState;

/** Who does the work, and when another one does it. Used by one thread. */
abstract class FailoverProbe implements AutoCloseable {

    static final String STREAM = "cam";

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Admin admin;
    private final String group;
    private Set<String> atLastKill = Set.of();

    FailoverProbe(KafkaClients clients, String group) {
        this.admin = clients.admin("bench-probe");
        this.group = group;
    }

    /** @param logs where each process of that kind says what it says, by its name */
    static FailoverProbe of(Victim victim, KafkaClients clients, Path logs, Ports ports) {
        return switch (victim) {
            case WORKER -> new WorkerProbe(clients);
            case INGEST -> new IngestProbe(clients, logs);
            case EGRESS -> new EgressProbe(clients, logs, ports);
        };
    }

    /** Returns when these share the work, and nobody who was killed is still counted, and one of them does it. */
    void awaitReady(Collection<String> names) {
        await("the group's members are " + names, () -> isStable(names.size()));
        await("one of " + names + " does the work", () -> !serving(names).isEmpty());
    }

    /** Whoever is killed counts as a member for a while; the group is whole again when it has another one. */
    void aboutToKill() {
        try {
            atLastKill = members(group());
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("the group " + group + " cannot be looked at", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static Set<String> members(ConsumerGroupDescription found) {
        return found.members().stream().map(MemberDescription::consumerId).collect(Collectors.toSet());
    }

    private ConsumerGroupDescription group()
            throws InterruptedException, ExecutionException, java.util.concurrent.TimeoutException {
        return Objects.requireNonNull(
                admin.describeConsumerGroups(List.of(group))
                        .all()
                        .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                        .get(group),
                group);
    }

    /** Which of them does the work; empty: none yet. */
    abstract String serving(Collection<String> names);

    /** Remembers how far it has come. */
    abstract void mark(String serving);

    /** Whether another one has gone on from there. */
    abstract boolean isMadeUpFor(String killed, String other);

    void awaitOther(String killed, String other) {
        await(other + " goes on for " + killed, () -> isMadeUpFor(killed, other));
    }

    static Path log(Path folder, String name) {
        return folder.resolve(name + ".log");
    }

    private boolean isStable(int members) {
        try {
            ConsumerGroupDescription found = group();
            return found.groupState() == GroupState.STABLE
                    && found.members().size() == members
                    && !members(found).equals(atLastKill);
        } catch (ExecutionException | java.util.concurrent.TimeoutException _) {
            return false; // there is no such group yet
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not within " + LIMIT.toSeconds() + " s: " + what);
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", e);
    }

    static String groupOfWorkers() {
        return Topics.UNPREFIXED.prefix() + "brushcast-worker";
    }

    @Override
    public void close() {
        admin.close();
    }
}
