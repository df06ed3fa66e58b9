package dev.brushcast.egress.consume;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.wire.registry.SchemaRegistryException;
import dev.brushcast.kit.kafka.CheckedConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one stream's records from its slot of one topic, in order. Records of other streams that had the slot before are
 * passed over, and so is a record that cannot be
 * read or whose values cannot be, counted and told. While the schema registry does not answer, the
 * record that needs it is tried again. Confined to one thread.
 */
public final class SlotReader<V> implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(SlotReader.class);

    /** Records of another setup in a row that may be somebody's who only wants to end this. */
    private static final int STRAYS = 8;

    /** A registry that is restarted is back by then. */
    private static final Duration REGISTRY_PATIENCE = Duration.ofMinutes(1);

    private final Consumer<String, V> consumer;
    private final CheckedConsumer<V> checked;
    private final TopicPartition slot;
    private final String streamId;
    private final Patience outage;

    /**
     * A reader that begins at the earliest record.
     *
     * @param consumer reads nothing else, closed with this
     * @param rule what a value must keep to, see {@link CheckedConsumer}
     * @param nanoClock for patience
     */
    public SlotReader(
            Consumer<String, V> consumer,
            String topic,
            StreamAddress stream,
            java.util.function.Consumer<? super V> rule,
            LongSupplier nanoClock) {
        this.consumer = consumer;
        this.checked = new CheckedConsumer<>(consumer, stream.streamId(), STRAYS, rule);
        this.slot = new TopicPartition(topic, stream.slot());
        this.streamId = stream.streamId();
        this.outage = new Patience(REGISTRY_PATIENCE, nanoClock);
        consumer.assign(List.of(this.slot));
        consumer.seekToBeginning(List.of(this.slot));
    }

    /** Goes to the first record whose timestamp is not before a time, milliseconds since 1970; to the end if there is none. */
    public void seekToTime(long timestampMs) {
        long end = end(); // before the search: what comes meanwhile is not to be missed
        OffsetAndTimestamp found =
                consumer.offsetsForTimes(Map.of(slot, timestampMs)).get(slot);
        consumer.seek(slot, found == null ? end : found.offset());
    }

    /** The newest record of the stream, if the topic's slot holds any. The next {@link #poll} begins anywhere: seek first. */
    public Optional<V> newest() {
        return newest(_ -> true);
    }

    /** The same of those that are wanted. */
    public Optional<V> newest(Predicate<V> wanted) {
        return newestBefore(end(), wanted).map(Placed::value);
    }

    /**
     * The newest record of the stream before where {@link #seekToTime} would go, if there is any. Seek before the next {@link
     * #poll}.
     */
    public Optional<V> newestBeforeTime(long timestampMs) {
        seekToTime(timestampMs);
        return newestBefore(consumer.position(slot)).map(Placed::value);
    }

    /** The newest record of the stream before an offset, if there is any. Seek before the next {@link #poll}. */
    public Optional<Placed<V>> newestBefore(long end) {
        return newestBefore(end, _ -> true);
    }

    /** The same of those that are wanted, of which there are many. */
    public Optional<Placed<V>> newestBefore(long end, Predicate<V> wanted) {
        long begin = consumer.beginningOffsets(List.of(slot)).getOrDefault(slot, 0L);
        for (long back = 8; ; back *= 4) { // transaction markers have offsets too: the last few may hold no record
            long from = Math.max(begin, end - back);
            consumer.seek(slot, from);
            Optional<Placed<V>> found = newestUntil(end, wanted);
            if (found.isPresent() || from == begin) {
                return found;
            }
        }
    }

    /**
     * The first record of the stream that is wanted, among those whose timestamp is not before a time and what comes after them.
     * Seek before the next {@link #poll}.
     */
    public Optional<Placed<V>> first(long timestampMs, Predicate<V> wanted) {
        long end = end();
        seekToTime(timestampMs);
        while (consumer.position(slot) < end) {
            for (Placed<V> record : pollPlaced(Duration.ofMillis(500))) {
                if (wanted.test(record.value())) {
                    return Optional.of(record);
                }
            }
        }
        return Optional.empty();
    }

    /** A record and where it lies. */
    public record Placed<V>(long offset, V value) {}

    /**
     * Records that have come; waits for at most so long if there are none yet.
     *
     * @throws dev.brushcast.kit.UserError when the stream's records need another schema registry
     * @throws dev.brushcast.contract.wire.registry.SchemaRegistryException when the registry has not answered for a minute
     */
    public List<V> poll(Duration wait) {
        return pollPlaced(wait).stream().map(Placed::value).toList();
    }

    private List<Placed<V>> pollPlaced(Duration wait) {
        try {
            List<Placed<V>> values = new ArrayList<>();
            for (ConsumerRecord<String, V> record : checked.poll(wait)) {
                if (streamId.equals(record.key()) && record.value() != null) {
                    values.add(new Placed<>(record.offset(), record.value()));
                }
            }
            boolean _ = outage.lost(false);
            return values;
        } catch (SchemaRegistryException | TimeoutException e) {
            if (outage.lost(true)) {
                throw e;
            }
            LOGGER.atWarn().addKeyValue("partition", slot).log("record is tried again: {}", e.getMessage());
            return List.of();
        }
    }

    /** True when everything that is in the topic now has been read. */
    public boolean caughtUp() {
        return consumer.currentLag(slot).orElse(Long.MAX_VALUE) == 0;
    }

    /** Records that could not be read, or whose values cannot be, so far. */
    public long unreadable() {
        return checked.passedOver();
    }

    private long end() {
        return consumer.endOffsets(List.of(slot)).getOrDefault(slot, 0L);
    }

    private Optional<Placed<V>> newestUntil(long end, Predicate<V> wanted) {
        Optional<Placed<V>> newest = Optional.empty();
        while (consumer.position(slot) < end) {
            for (Placed<V> record : pollPlaced(Duration.ofMillis(500))) {
                if (record.offset() < end && wanted.test(record.value())) {
                    newest = Optional.of(record);
                }
            }
        }
        return newest;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
