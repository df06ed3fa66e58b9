package dev.brushcast.kit.kafka;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.wire.registry.SchemaRegistryException;
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
 * Reads one stream's records from its slot of one topic, in order, from a place that is sought before. Records of other streams that had the slot before are
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

    private final Consumer<String, V> seeker;
    private final Reading<V> reading;
    private final java.util.function.Consumer<? super V> rule;
    private final TopicPartition slot;
    private final String streamId;
    private final Patience outage;
    private CheckedConsumer<V> checked;
    private RecordSource<V> source;
    private boolean begun;
    private long unreadableBefore;

    /** What the slot is read with once it is known from where on. */
    @FunctionalInterface
    public interface Reading<V> {
        RecordSource<V> from(TopicPartition slot, long offset);
    }

    /**
     * A reader that begins at the earliest record.
     *
     * @param seeker finds where to begin; closed once that is found
     * @param reading reads from there
     * @param rule what a value must keep to, see {@link CheckedConsumer}
     * @param nanoClock for patience
     */
    public SlotReader(
            Consumer<String, V> seeker,
            Reading<V> reading,
            String topic,
            StreamAddress stream,
            java.util.function.Consumer<? super V> rule,
            LongSupplier nanoClock) {
        this.seeker = seeker;
        this.reading = reading;
        this.rule = rule;
        this.source = RecordSource.of(seeker);
        this.slot = new TopicPartition(topic, stream.slot());
        this.streamId = stream.streamId();
        this.outage = new Patience(REGISTRY_PATIENCE, nanoClock);
        this.checked = checked(source);
        seeker.assign(List.of(this.slot));
        seeker.seekToBeginning(List.of(this.slot));
    }

    private CheckedConsumer<V> checked(RecordSource<V> from) {
        return new CheckedConsumer<>(from, streamId, STRAYS, rule);
    }

    /** Goes to the first record whose timestamp is not before a time, milliseconds since 1970; to the end if there is none. */
    public void seekToTime(long timestampMs) {
        long end = end(); // before the search: what comes meanwhile is not to be missed
        OffsetAndTimestamp found =
                seeker.offsetsForTimes(Map.of(slot, timestampMs)).get(slot);
        seeker.seek(slot, found == null ? end : found.offset());
    }

    /** Goes to an offset. */
    public void seek(long offset) {
        seeker.seek(slot, offset);
    }

    /** Where {@link #seekToTime} goes, which this does too. */
    public long offsetOfTime(long timestampMs) {
        seekToTime(timestampMs);
        return seeker.position(slot);
    }

    /** The newest record of the stream, if the topic's slot holds any. The next {@link #poll} begins anywhere: seek first. */
    public Optional<V> newest() {
        return newest(_ -> true);
    }

    /** As {@link #newest()}, of those that are wanted. */
    public Optional<V> newest(Predicate<V> wanted) {
        return newestBefore(end(), wanted).map(Placed::value);
    }

    /**
     * The newest record of the stream before where {@link #seekToTime} would go, if there is any. Seek before the next {@link
     * #poll}.
     */
    public Optional<V> newestBeforeTime(long timestampMs) {
        return newestBeforeTime(timestampMs, _ -> true);
    }

    /** As {@link #newestBeforeTime(long)}, of those that are wanted. */
    public Optional<V> newestBeforeTime(long timestampMs, Predicate<V> wanted) {
        return newestBefore(offsetOfTime(timestampMs), wanted).map(Placed::value);
    }

    /** The newest record of the stream before an offset, if there is any. Seek before the next {@link #poll}. */
    public Optional<Placed<V>> newestBefore(long end) {
        return newestBefore(end, _ -> true);
    }

    /** As {@link #newestBefore(long)}, of those that are wanted; what is searched is read once or twice. */
    public Optional<Placed<V>> newestBefore(long end, Predicate<V> wanted) {
        long begin = seeker.beginningOffsets(List.of(slot)).getOrDefault(slot, 0L);
        for (long back = 8; ; back *= 4) { // transaction markers have offsets too: the last few may hold no record
            long from = Math.max(begin, end - back);
            seeker.seek(slot, from);
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
        while (seeker.position(slot) < end) {
            for (Placed<V> record : read(Duration.ofMillis(500))) {
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

    /** As {@link #poll}, with where they lie. */
    public List<Placed<V>> pollPlaced(Duration wait) {
        if (!begun) {
            begin();
        }
        return read(wait);
    }

    private void begin() {
        begun = true;
        long from = seeker.position(slot);
        source.close();
        source = reading.from(slot, from);
        unreadableBefore = checked.passedOver();
        checked = checked(source);
    }

    private List<Placed<V>> read(Duration wait) {
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

    /** Records that could not be read, or whose values cannot be, so far. */
    public long unreadable() {
        return unreadableBefore + checked.passedOver();
    }

    /** Where the slot's next record will lie. */
    public long end() {
        return seeker.endOffsets(List.of(slot)).getOrDefault(slot, 0L);
    }

    private Optional<Placed<V>> newestUntil(long end, Predicate<V> wanted) {
        Optional<Placed<V>> newest = Optional.empty();
        while (seeker.position(slot) < end) {
            for (Placed<V> record : read(Duration.ofMillis(500))) {
                if (record.offset() < end && wanted.test(record.value())) {
                    newest = Optional.of(record);
                }
            }
        }
        return newest;
    }

    @Override
    public void close() {
        source.close();
    }
}
