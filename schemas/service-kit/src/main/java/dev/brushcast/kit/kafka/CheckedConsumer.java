package dev.brushcast.kit.kafka;

import dev.brushcast.contract.validation.ImplausibleRecordException;
import dev.brushcast.contract.validation.Plausibility;
import dev.brushcast.contract.wire.ReadFailure;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.log.RateLimitedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What comes in, read and checked: a record whose bytes are none of the contract's, or whose values cannot be, is passed
 * over, counted and told, and reading goes on behind it. Confined to one thread; the source stays its maker's to place and
 * to close.
 */
public final class CheckedConsumer<V> {

    private final RateLimitedLog warnings =
            new RateLimitedLog(LoggerFactory.getLogger(CheckedConsumer.class), Level.WARN);
    private final RecordSource<V> source;
    private final @Nullable String ownStreamId;
    private final int strays;
    private final java.util.function.Consumer<? super V> rule;
    private long passedOver;
    private int straysInARow;

    /** For every stream's records. */
    public CheckedConsumer(Consumer<String, V> consumer) {
        this(RecordSource.of(consumer), null, 0, _ -> {});
    }

    /**
     * @param ownStreamId the stream that is read, whose records are not passed over if they are whole and only this process
     *     cannot read them, see {@link OwnRecords}; null: every stream's
     * @param strays so many of them, with none between that can be read, are passed over all the same: a schema id is four
     *     bytes that anybody can write, and a process of another setup writes nothing else
     * @param rule what else a value must keep to: throws {@link ImplausibleRecordException} if it does not, {@link
     *     KafkaException} if that cannot be told now
     */
    public CheckedConsumer(
            RecordSource<V> source,
            @Nullable String ownStreamId,
            int strays,
            java.util.function.Consumer<? super V> rule) {
        this.source = source;
        this.ownStreamId = ownStreamId;
        this.strays = strays;
        this.rule = rule;
    }

    /**
     * Good records that have come, in order, tombstones among them; waits for at most so long if there are none yet.
     *
     * @throws KafkaException where the fault is not a record's, such as a schema registry's that does not answer; the record
     *     that was met then is met again by the next call
     * @throws UserError when the own stream's records are of another setup
     */
    public List<ConsumerRecord<String, V>> poll(Duration wait) {
        try {
            return good(source.poll(wait));
        } catch (RecordDeserializationException e) {
            Optional<KafkaException> elsewhere = ReadFailure.notTheRecords(e);
            source.seek(e.topicPartition(), elsewhere.isPresent() ? e.offset() : e.offset() + 1);
            if (elsewhere.isPresent()) {
                throw elsewhere.get();
            }
            if (ownStreamId != null && OwnRecords.isOfAnotherSetup(ownStreamId, e) && ++straysInARow > strays) {
                throw new UserError(OwnRecords.ofAnotherSetup(ownStreamId, e), e);
            }
            passOver(e.topicPartition(), e.offset(), e);
            return List.of();
        }
    }

    private List<ConsumerRecord<String, V>> good(ConsumerRecords<String, V> polled) {
        List<ConsumerRecord<String, V>> good = new ArrayList<>();
        for (TopicPartition place : polled.partitions()) {
            for (ConsumerRecord<String, V> record : polled.records(place)) {
                try {
                    check(record);
                    good.add(record);
                    if (record.key() != null && record.key().equals(ownStreamId)) {
                        straysInARow = 0;
                    }
                } catch (ImplausibleRecordException e) {
                    passOver(place, record.offset(), e);
                } catch (KafkaException e) {
                    if (good.isEmpty()) {
                        polled.partitions().forEach(other -> seekBack(polled, other));
                        throw e;
                    }
                    source.seek(place, record.offset());
                    break;
                }
            }
        }
        return good;
    }

    private void seekBack(ConsumerRecords<String, V> polled, TopicPartition place) {
        source.seek(place, polled.records(place).getFirst().offset());
    }

    private void check(ConsumerRecord<String, V> record) {
        if (record.value() != null) { // a tombstone says nothing that could be wrong
            Plausibility.require(record.key(), record.timestamp(), record.value());
            rule.accept(record.value());
        }
    }

    private void passOver(TopicPartition place, long offset, RuntimeException cause) {
        passedOver++;
        Throwable said = cause.getCause() == null ? cause : cause.getCause();
        warnings.log(
                "a record is passed over",
                line -> line.addKeyValue("partition", place)
                        .addKeyValue("offset", offset)
                        .addKeyValue("because", said.getMessage()));
    }

    /** How many records were passed over so far. */
    public long passedOver() {
        return passedOver;
    }
}
