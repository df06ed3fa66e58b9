package dev.brushcast.ingest.publish;

import dev.brushcast.contract.MediaTime;
import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.fallback.Shown;
import dev.brushcast.ingest.capture.IngestClock;
import dev.brushcast.kit.kafka.KafkaFailures;
import dev.brushcast.kit.kafka.StuckTransactions;
import dev.brushcast.kit.log.RateLimitedLog;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Writes what an understudy plays to {@code styled-video}, and tells of it in {@code events}. An answer that the cluster does not take
 * is lost and told: the source's own records are not to suffer from it. Used by one thread.
 */
final class StandInStage implements Understudy.Stage {

    private static final Logger LOGGER = LoggerFactory.getLogger(StandInStage.class);

    /** On the way to the brokers; beyond it, answers are left out. */
    private static final long MOST_BYTES = 16L << 20;

    private final Producer<String, SpecificRecord> producer;
    private final Topics topics;
    private final StreamAddress address;
    private final IngestClock clock;
    private final TopicWriter<StreamEvent> events;
    private final StuckTransactions transactions;
    private final RateLimitedLog warnings = new RateLimitedLog(LOGGER, Level.WARN);
    private final AtomicLong onTheWay = new AtomicLong();

    StandInStage(
            Producer<String, SpecificRecord> producer,
            Topics topics,
            StreamAddress address,
            IngestClock clock,
            TopicWriter<StreamEvent> events,
            StuckTransactions transactions) {
        this.producer = producer;
        this.topics = topics;
        this.address = address;
        this.clock = clock;
        this.events = events;
        this.transactions = transactions;
    }

    @Override
    public void play(VideoChunk source, Shown shown, long timestampMs) {
        StyledChunk chunk = StandIn.of(source, shown, clock.wallUs());
        long bytes = bytes(chunk);
        if (onTheWay.get() > MOST_BYTES) {
            lost("the brokers take nothing");
            return;
        }
        onTheWay.addAndGet(bytes);
        ProducerRecord<String, SpecificRecord> sent = new ProducerRecord<>(
                topics.styledVideo().name(), address.slot(), timestampMs, address.streamId(), chunk);
        try {
            Future<RecordMetadata> _ = producer.send(sent, (_, failure) -> done(bytes, failure));
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            done(bytes, e);
        }
    }

    private void done(long bytes, @Nullable Exception failure) {
        onTheWay.addAndGet(-bytes);
        if (failure != null) {
            lost(KafkaFailures.explain(failure).orElseGet(failure::toString));
        }
    }

    private void lost(String reason) {
        warnings.log(
                "nobody stands in for the model in a chunk",
                line -> line.addKeyValue("stream", address.streamId()).addKeyValue("because", reason));
    }

    private static long bytes(StyledChunk chunk) {
        long bytes = 0;
        for (StyledFrame frame : chunk.getFrames()) {
            bytes += frame.getData() == null ? 0 : frame.getData().remaining();
        }
        return bytes;
    }

    @Override
    public void unblock() {
        CompletionStage<Boolean> _ = transactions.look();
    }

    @Override
    public void tell(long epoch, Shown shown) throws InterruptedException {
        StreamEventType type = switch (shown) {
            case MODEL -> StreamEventType.LIVE;
            case HELD -> StreamEventType.HOLD;
            case SOURCE -> StreamEventType.PASSTHROUGH;
            case SLATE -> StreamEventType.SLATE;
        };
        String message = switch (shown) {
            case MODEL -> "workers answer again: what they give is shown";
            case HELD -> "no worker answers: the last picture is held";
            case SOURCE -> "no worker answers: the source's pictures are shown";
            case SLATE -> "no worker answers: a slate is shown";
        };
        if (shown == Shown.MODEL) {
            transactions.forget();
        }
        long nowUs = clock.wallUs();
        StreamEvent event = new StreamEvent(
                address.streamId(),
                epoch,
                type,
                nowUs,
                "ingest-" + address.streamId(),
                message,
                Map.of("cause", "worker"));
        events.send(MediaTime.toRecordTimestamp(nowUs), StreamPublisher.ENVELOPE_BYTES, event);
        LOGGER.atLevel(shown == Shown.MODEL ? Level.INFO : Level.WARN)
                .addKeyValue("stream", address.streamId())
                .addKeyValue("epoch", epoch)
                .log(message);
    }
}
