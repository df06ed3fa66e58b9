package dev.brushcast.kit.kafka;

import dev.brushcast.kit.log.RateLimitedLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Ends transactions on partitions that nobody goes on with. Who dies or hangs with one open has all readers of committed records
 * wait behind it, until brokers find that it has timed out: ten to twenty seconds. Whoever still has it is fenced, and cannot
 * finish it. On a machine that is busy that may be one who is slow and not dead, whom it costs ten seconds and more to begin
 * again: after each end the next one has to be open for twice as many looks, until {@link #forget}. Waits for nothing; safe for
 * use by several threads.
 */
public final class StuckTransactions {

    private static final int FIRST_PATIENCE = 2;

    /** At half a second each about what brokers wait for. */
    private static final int LONGEST_PATIENCE = 16;

    private final RateLimitedLog infos =
            new RateLimitedLog(LoggerFactory.getLogger(StuckTransactions.class), Level.INFO);
    private final RateLimitedLog warnings =
            new RateLimitedLog(LoggerFactory.getLogger(StuckTransactions.class), Level.WARN);
    private final Admin admin;
    private final Collection<TopicPartition> places;
    private final String idPrefix;
    private Map<Long, Open> before = Map.of();
    private int patience = FIRST_PATIENCE;
    private @Nullable CompletableFuture<Boolean> looking;

    /**
     * A producer's transaction.
     *
     * @param marks where it begins, and its newest record, in each partition
     * @param looks in a row at which it was met, the same
     */
    private record Open(List<Long> marks, int looks) {}

    /**
     * @param admin outlives this
     * @param places each that exists
     * @param idPrefix what the transactional ids begin with of those that may be ended
     */
    public StuckTransactions(Admin admin, Collection<TopicPartition> places, String idPrefix) {
        this.admin = admin;
        this.places = List.copyOf(places);
        this.idPrefix = idPrefix;
    }

    /** Nothing is stuck: what is met at the next look counts as met for the first time. */
    public synchronized void forget() {
        before = Map.of();
        patience = FIRST_PATIENCE;
    }

    /**
     * Looks which transactions are open, and ends those that were at the looks before and have had no record since: who is only slow
     * goes on. A look that is not over is not begun again.
     *
     * @return completes when that is done: true if there are some of those that may be ended and were not; also if they could not be
     *     looked at
     */
    public synchronized CompletionStage<Boolean> look() {
        CompletableFuture<Boolean> current = looking;
        if (current != null) {
            return current;
        }
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        looking = done;
        KafkaFuture<?> _ = admin.describeProducers(places).all().whenComplete((found, failure) -> {
            if (failure == null) {
                met(found.values(), done);
            } else {
                failed(failure, done);
            }
        });
        return done;
    }

    private void met(Collection<PartitionProducerState> found, CompletableFuture<Boolean> done) {
        Map<Long, List<Long>> marks = new HashMap<>();
        for (PartitionProducerState partition : found) {
            for (ProducerState producer : partition.activeProducers()) {
                producer.currentTransactionStartOffset()
                        .ifPresent(offset -> marks.computeIfAbsent(producer.producerId(), _ -> new ArrayList<>())
                                .addAll(List.of(offset, (long) producer.lastSequence())));
            }
        }
        if (marks.isEmpty()) {
            judge(Map.of(), Map.of(), done);
            return;
        }
        KafkaFuture<?> _ = admin.listTransactions(new ListTransactionsOptions().filterProducerIds(marks.keySet()))
                .all()
                .whenComplete((transactions, failure) -> {
                    if (failure == null) {
                        judge(marks, ours(transactions), done);
                    } else {
                        failed(failure, done);
                    }
                });
    }

    /** By their producers, those that may be ended: what others have open on these partitions is not waited for. */
    private Map<Long, String> ours(Collection<TransactionListing> transactions) {
        return transactions.stream()
                .filter(transaction -> transaction.transactionalId().startsWith(idPrefix))
                .collect(Collectors.toMap(
                        TransactionListing::producerId, TransactionListing::transactionalId, (first, _) -> first));
    }

    private synchronized void judge(
            Map<Long, List<Long>> marks, Map<Long, String> ours, CompletableFuture<Boolean> done) {
        Map<Long, Open> open = new HashMap<>();
        marks.forEach((producer, now) -> {
            if (ours.containsKey(producer)) {
                open.put(producer, new Open(now, looks(producer, now)));
            }
        });
        before = open;
        List<String> stuck = open.entrySet().stream()
                .filter(entry -> entry.getValue().looks() >= patience)
                .map(entry -> Objects.requireNonNull(ours.get(entry.getKey())))
                .toList();
        if (stuck.isEmpty()) {
            over(!open.isEmpty(), done);
        } else {
            end(stuck, done);
        }
    }

    private int looks(Long producer, List<Long> marks) {
        Open known = before.get(producer);
        return known != null && known.marks().equals(marks) ? known.looks() + 1 : 1;
    }

    private void end(List<String> ids, CompletableFuture<Boolean> done) {
        KafkaFuture<?> _ = admin.fenceProducers(ids).all().whenComplete((_, failure) -> {
            if (failure == null) {
                infos.log(
                        "a transaction that nobody goes on with is ended",
                        line -> line.addKeyValue("partitions", places).addKeyValue("ids", ids));
                ended();
                over(false, done);
            } else {
                failed(failure, done);
            }
        });
    }

    private synchronized void ended() {
        patience = Math.min(2 * patience, LONGEST_PATIENCE);
    }

    private void failed(@Nullable Throwable failure, CompletableFuture<Boolean> done) {
        warnings.log(
                "a transaction that nobody goes on with is not ended: readers wait until it times out",
                line -> line.addKeyValue("partitions", places).addKeyValue("because", String.valueOf(failure)));
        over(true, done);
    }

    private void over(boolean someLeft, CompletableFuture<Boolean> done) {
        synchronized (this) {
            looking = null;
        }
        done.complete(someLeft);
    }
}
