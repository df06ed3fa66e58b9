package dev.brushcast.kit.kafka;

import dev.brushcast.kit.log.RateLimitedLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * Ends transactions on a partition that nobody goes on with. Who dies or hangs with one open has all readers of committed records
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
    private final TopicPartition place;
    private Map<Long, Open> before = Map.of();
    private int patience = FIRST_PATIENCE;
    private boolean busy;

    /** A producer's transaction, and at how many looks in a row it was met. */
    private record Open(long offset, int looks) {}

    /** @param admin outlives this */
    public StuckTransactions(Admin admin, TopicPartition place) {
        this.admin = admin;
        this.place = place;
    }

    /** Nothing is stuck: what is met at the next look counts as met for the first time. */
    public synchronized void forget() {
        before = Map.of();
        patience = FIRST_PATIENCE;
    }

    /** Looks which transactions are open, and ends those that were at the looks before. */
    public synchronized void look() {
        if (busy) {
            return;
        }
        busy = true;
        KafkaFuture<?> _ = admin.describeProducers(List.of(place))
                .partitionResult(place)
                .whenComplete((found, failure) -> {
                    if (failure == null) {
                        met(found);
                    } else {
                        failed(failure);
                    }
                });
    }

    private synchronized void met(PartitionProducerState found) {
        Map<Long, Open> open = new HashMap<>();
        for (ProducerState producer : found.activeProducers()) {
            producer.currentTransactionStartOffset()
                    .ifPresent(offset -> open.put(producer.producerId(), new Open(offset, looks(producer, offset))));
        }
        Set<Long> stuck = open.entrySet().stream()
                .filter(entry -> entry.getValue().looks() >= patience)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        before = open;
        if (stuck.isEmpty()) {
            busy = false;
            return;
        }
        KafkaFuture<?> _ = admin.listTransactions(new ListTransactionsOptions().filterProducerIds(stuck))
                .all()
                .whenComplete((transactions, failure) -> {
                    if (failure == null) {
                        end(transactions.stream()
                                .map(TransactionListing::transactionalId)
                                .toList());
                    } else {
                        failed(failure);
                    }
                });
    }

    private int looks(ProducerState producer, long offset) {
        Open known = before.get(producer.producerId());
        return known != null && known.offset() == offset ? known.looks() + 1 : 1;
    }

    private synchronized void end(List<String> ids) {
        if (ids.isEmpty()) { // not ours to see, or over
            busy = false;
            return;
        }
        KafkaFuture<?> _ = admin.fenceProducers(ids).all().whenComplete((_, failure) -> {
            if (failure == null) {
                infos.log(
                        "a transaction that nobody goes on with is ended",
                        line -> line.addKeyValue("partition", place).addKeyValue("ids", ids));
                ended();
            } else {
                failed(failure);
            }
        });
    }

    private synchronized void ended() {
        patience = Math.min(2 * patience, LONGEST_PATIENCE);
        done();
    }

    private void failed(@Nullable Throwable failure) {
        warnings.log(
                "a transaction that nobody goes on with is not ended: readers wait until it times out",
                line -> line.addKeyValue("partition", place).addKeyValue("because", String.valueOf(failure)));
        done();
    }

    private synchronized void done() {
        busy = false;
    }
}
