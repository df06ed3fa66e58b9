package dev.brushcast.ingest.app;

import dev.brushcast.contract.MediaTime;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.kit.Reason;
import dev.brushcast.kit.hosts.SlotHost;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Tells in topic {@code events} why a stream is not taken in. Safe for use by several threads. */
final class FailureEvents implements SlotHost.Failures {

    /** No capture is known to which it happened. */
    private static final long NO_EPOCH = 0;

    private final Topics topics;
    private final Producer<String, SpecificRecord> producer;
    private final InstantSource clock;

    FailureEvents(Topics topics, Producer<String, SpecificRecord> producer, InstantSource clock) {
        this.topics = topics;
        this.producer = producer;
        this.clock = clock;
    }

    @Override
    public void failed(DesiredStream stream, Throwable failure) {
        long nowUs = clock.millis() * 1_000;
        StreamEvent event = new StreamEvent(
                stream.getStreamId(),
                NO_EPOCH,
                StreamEventType.ERROR,
                nowUs,
                "ingest-host",
                Reason.of(failure),
                Map.of("revision", Long.toString(stream.getRevision())));
        Future<RecordMetadata> _ = producer.send(new ProducerRecord<>(
                topics.events().name(),
                stream.getSlot(),
                MediaTime.toRecordTimestamp(nowUs),
                stream.getStreamId(),
                event));
    }
}
