package dev.brushcast.ingest.publish;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.validation.Bounds;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.PartitionReader;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What streams the cluster has, read back from its topics. */
public final class StreamDirectory {

    /** A stream whose newest chunk is older than this has died without ending. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** Whoever has seen pictures a moment ago sees that they stand still. */
    private static final Duration ANSWERED = Duration.ofMinutes(1);

    /** Each transaction ends with an offset that holds no record. */
    private static final int LAST_OFFSETS = 8;

    private final PartitionReader reader;
    private final Topics topics;

    /** Of an installation. */
    public StreamDirectory(KafkaClients clients, Topics topics) {
        this.topics = topics;
        this.reader = new PartitionReader(clients);
    }

    /**
     * Reads which epoch a new capture of a stream gets: one more than its highest one, the first is 1; a record that came
     * late, or was written again, does not set it back. It is the caller's who has claimed the stream before. That a stream of the same name was cut off a moment ago does not matter: its epoch is over by that.
     *
     * @param nowUs wall clock
     * @throws UserError if the slot does not exist, another stream is running in it, or no epoch is left
     */
    public long nextEpoch(StreamAddress address, long nowUs) {
        requireFree(address, nowUs);
        AtomicLong highest = new AtomicLong();
        reader.read(topics.epochs(), 0, address.streamId(), Long.MAX_VALUE, start -> {
            if (start.value() != null) {
                highest.accumulateAndGet(start.value().getEpoch(), Math::max);
            }
        });
        if (highest.get() >= Bounds.MAX_EPOCH) {
            throw new UserError("Stream " + address.streamId() + " has come to capture " + highest.get()
                    + ", the last that there can be: give it another name with --stream");
        }
        return highest.get() + 1;
    }

    /**
     * The newest capture of a stream; empty: it has had none.
     *
     * @throws UserError if the topic cannot be read
     */
    public Optional<EpochStart> newestCapture(String streamId) {
        AtomicReference<EpochStart> newest = new AtomicReference<>();
        reader.read(topics.epochs(), 0, streamId, Long.MAX_VALUE, start -> {
            if (start.value() != null) {
                newest.accumulateAndGet(
                        start.value(),
                        (known, read) -> known == null || read.getEpoch() >= known.getEpoch() ? read : known);
            }
        });
        return Optional.ofNullable(newest.get());
    }

    /** Whether workers have answered chunks of a stream a moment ago; false also where that cannot be looked at. */
    public boolean wasAnswered(StreamAddress address, long nowUs) {
        AtomicLong newestUs = new AtomicLong();
        try {
            reader.read(topics.timings(), address.slot(), address.streamId(), LAST_OFFSETS, timing -> {
                if (timing.value() != null) {
                    newestUs.accumulateAndGet(timing.value().getFinishedAtUs(), Math::max);
                }
            });
        } catch (UserError _) {
            return false;
        }
        return nowUs - newestUs.get() < ANSWERED.toNanos() / 1_000;
    }

    /**
     * Returns when no other stream is running in a stream's slot.
     *
     * @throws UserError as {@link #nextEpoch} does
     */
    public void requireFree(StreamAddress address, long nowUs) {
        AtomicReference<ConsumerRecord<String, VideoChunk>> newest = new AtomicReference<>();
        reader.read(topics.sourceVideo(), address.slot(), null, LAST_OFFSETS, newest::set);
        if (newest.get() == null) {
            return;
        }
        VideoChunk chunk = newest.get().value();
        boolean recent = nowUs - chunk.getPublishedAtUs() < SILENCE.toNanos() / 1_000;
        if (!chunk.getStreamId().equals(address.streamId()) && !chunk.getEndOfEpoch() && recent) {
            throw new UserError("Slot " + address.slot() + " is taken: stream " + chunk.getStreamId()
                    + " is running in it. Use another slot, or end that stream first");
        }
    }
}
