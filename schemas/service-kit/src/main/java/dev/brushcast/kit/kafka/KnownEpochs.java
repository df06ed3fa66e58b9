package dev.brushcast.kit.kafka;

import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.validation.ImplausibleRecordException;
import dev.brushcast.kit.UserError;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The captures that there have been. A stream's epoch rises only by a record of topic {@code epochs}, which the brokers have
 * before any chunk of it; a chunk of a higher one is nobody's, and would make all that are real come too late. A stream that
 * the topic does not know has no order that could be broken: its chunks pass.
 *
 * <p>Reads the topic when a chunk is met that goes beyond what is known, which is once in a capture. Safe for use by several
 * threads.
 */
public final class KnownEpochs {

    /** So long a refusal, or that a stream is not known, is believed without looking again. */
    private static final long BELIEVED_NANOS = Duration.ofSeconds(1).toNanos();

    private static final int REMEMBERED = 1_000;

    private final Supplier<Map<String, Long>> streams;
    private final LongSupplier nanoClock;
    private final Map<String, Long> newest = new HashMap<>();
    private final Map<Claim, Long> refusedAt = new Recent();
    private @Nullable Long readAt;

    private record Claim(String streamId, long epoch) {}

    /** The last few claims: who makes up new ones is not to fill the memory. */
    private static final class Recent extends LinkedHashMap<Claim, Long> {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Claim, Long> eldest) {
            return size() > REMEMBERED;
        }
    }

    /**
     * @param streams reads the newest epoch of each stream, by its id; may block
     * @param nanoClock for how old an answer is
     */
    public KnownEpochs(Supplier<Map<String, Long>> streams, LongSupplier nanoClock) {
        this.streams = streams;
        this.nanoClock = nanoClock;
    }

    /** What an installation's topic says. */
    public static KnownEpochs of(KafkaClients clients, Topics topics) {
        PartitionReader reader = new PartitionReader(clients);
        return new KnownEpochs(() -> read(reader, topics.epochs()), System::nanoTime);
    }

    private static Map<String, Long> read(PartitionReader reader, TopicDefinition<EpochStart> topic) {
        Map<String, Long> epochs = new HashMap<>();
        try {
            reader.read(topic, 0, null, Long.MAX_VALUE, start -> {
                if (start.value() != null) {
                    epochs.merge(start.key(), start.value().getEpoch(), Math::max);
                }
            });
        } catch (UserError e) { // no fault of the chunk that made somebody look
            throw e.getCause() instanceof ApiException refused
                            && KafkaFailures.explain(refused).isPresent()
                    ? refused
                    : new TimeoutException(e.getMessage(), e);
        }
        return epochs;
    }

    /**
     * Lets a chunk of video, styled video or audio pass; any other record passes as well.
     *
     * @throws ImplausibleRecordException if its stream has had no such epoch
     * @throws org.apache.kafka.common.KafkaException if the topic cannot be read: as {@link KafkaFailures} explains it where
     *     the login or a right is the cause
     */
    public void require(Object record) {
        switch (record) {
            case VideoChunk chunk -> require(chunk.getStreamId(), chunk.getEpoch());
            case StyledChunk chunk -> require(chunk.getStreamId(), chunk.getEpoch());
            case AudioChunk chunk -> require(chunk.getStreamId(), chunk.getEpoch());
            default -> {}
        }
    }

    private synchronized void require(String streamId, long epoch) {
        if (isKnown(streamId, epoch)) {
            return;
        }
        Claim claim = new Claim(streamId, epoch);
        Long refused = refusedAt.get(claim);
        long now = nanoClock.getAsLong();
        if (refused == null || now - refused > BELIEVED_NANOS) {
            boolean undeclared = !newest.containsKey(streamId) && readAt != null && now - readAt <= BELIEVED_NANOS;
            if (undeclared || look(streamId, epoch)) {
                return;
            }
            refusedAt.put(claim, nanoClock.getAsLong());
        }
        throw new ImplausibleRecordException("epoch " + epoch + " of stream " + streamId + ", which has come to "
                + newest.get(streamId) + " so far");
    }

    private boolean look(String streamId, long epoch) {
        streams.get().forEach((stream, known) -> newest.merge(stream, known, Math::max));
        readAt = nanoClock.getAsLong();
        return isKnown(streamId, epoch) || !newest.containsKey(streamId);
    }

    private boolean isKnown(String streamId, long epoch) {
        Long known = newest.get(streamId);
        return known != null && epoch <= known;
    }
}
