package dev.brushcast.kit.kafka;

import dev.brushcast.kit.log.RateLimitedLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * finish it. Waits for nothing; safe for use by several threads.
 */
public final class StuckTransactions {

    private final RateLimitedLog infos =
            new RateLimitedLog(LoggerFactory.getLogger(StuckTransactions.class), Level.INFO);
    private final RateLimitedLog warnings =
            new RateLimitedLog(LoggerFactory.getLogger(StuckTransactions.class), Level.WARN);
    private final Admin admin;
    private final Collection<TopicPartition> places;
    private final String idPrefix;
    private Map<Long, List<Long>> before = Map.of();
    private @Nullable CompletableFuture<Boolean> looking;

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
    }

    /**
     * Looks which transactions are open, and ends those that were at the look before and have had no record since: who is only slow
     * goes on. A look that is not over is not begun again.
     *
     * @return completes when that is done: true if there are some that were not ended; also if they could not be looked at
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

    private synchronized void met(Collection<PartitionProducerState> found, CompletableFuture<Boolean> done) {
        Map<Long, List<Long>> open = new HashMap<>();
        for (PartitionProducerState partition : found) {
            for (ProducerState producer : partition.activeProducers()) {
                producer.currentTransactionStartOffset()
                        .ifPresent(offset -> open.computeIfAbsent(producer.producerId(), _ -> new ArrayList<>())
                                .addAll(List.of(offset, (long) producer.lastSequence())));
            }
        }
        Set<Long> stuck = open.entrySet().stream()
                .filter(entry -> entry.getValue().equals(before.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        before = open;
        if (stuck.isEmpty()) {
            over(!open.isEmpty(), done);
            return;
        }
        KafkaFuture<?> _ = admin.listTransactions(new ListTransactionsOptions().filterProducerIds(stuck))
                .all()
                .whenComplete((transactions, failure) -> {
                    if (failure == null) {
                        end(
                                transactions.stream()
                                        .map(TransactionListing::transactionalId)
                                        .filter(id -> id.startsWith(idPrefix))
                                        .toList(),
                                done);
                    } else {
                        failed(failure, done);
                    }
                });
    }

    private void end(List<String> ids, CompletableFuture<Boolean> done) {
        if (ids.isEmpty()) { // not ours to see, or over
            over(false, done);
            return;
        }
        KafkaFuture<?> _ = admin.fenceProducers(ids).all().whenComplete((_, failure) -> {
            if (failure == null) {
                infos.log(
                        "a transaction that nobody goes on with is ended",
                        line -> line.addKeyValue("partitions", places).addKeyValue("ids", ids));
                over(false, done);
            } else {
                failed(failure, done);
            }
        });
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
