package dev.brushcast.ingest.restream;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.ingest.epoch.CaptureContext;
import dev.brushcast.ingest.publish.StreamDirectory;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KnownEpochs;
import dev.brushcast.kit.kafka.SharedConsumer;
import dev.brushcast.kit.kafka.SlotReader;
import dev.brushcast.media.source.StreamSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/**
 * Takes another stream of the installation in: finds it, opens its records and publishes them, again where it goes on in another
 * slot. Reads by itself, so that neither the other stream nor further copies of it are held up. Used by one thread.
 */
public final class Restreaming {

    private final CaptureContext context;
    private final StreamSource source;
    private final KafkaClients clients;
    private final Topics topics;
    private final StreamDirectory directory;
    private final Consumer<String> progress;

    /**
     * Of one stream.
     *
     * @param source of the context's configuration
     * @param progress is told, for people, what is waited for; an empty text: nothing any more
     */
    public Restreaming(
            CaptureContext context,
            StreamSource source,
            KafkaClients clients,
            StreamDirectory directory,
            Consumer<String> progress) {
        this.context = context;
        this.source = source;
        this.clients = clients;
        this.topics = context.config().topics();
        this.directory = directory;
        this.progress = progress;
    }

    /**
     * Returns when the other stream has ended and is given up, a recording is over, or the stop signal is given.
     *
     * @throws UserError if there is no such stream in time, nothing of what is asked for of it, it is a copy itself, or the
     *     own slot is taken
     */
    public void run() throws InterruptedException {
        Original original = new Original(context, source, directory);
        Optional<EpochStart> next = Optional.ofNullable(original.await(progress));
        progress.accept("");
        while (next.isPresent()) {
            EpochStart capture = next.get();
            StreamAddress address = Original.addressOf(capture);
            copy(capture, address, original);
            next = context.stop().isGiven() || source.isRecorded()
                    ? Optional.empty()
                    : original.newest().filter(start -> start.getSlot() != address.slot());
        }
    }

    private void copy(EpochStart capture, StreamAddress address, Original original) throws InterruptedException {
        try (SharedConsumer consumer = clients.sharedConsumer(clientId("copy"));
                SlotReader<VideoChunk> pictures = reader(consumer, topics.sourceVideo(), address);
                SlotReader<AudioChunk> audio = reader(consumer, topics.sourceAudio(), address)) {
            OriginalRecords records = new RecordsOpening(pictures, audio, address, source)
                    .open(context.clock().wallUs());
            Restream restream = new Restream(
                    context,
                    source,
                    records,
                    capture,
                    () -> directory.nextEpoch(
                            context.config().address(), context.clock().wallUs()),
                    () -> original.newest()
                            .filter(start -> start.getSlot() != address.slot())
                            .isPresent());
            restream.run();
            if (source.isRecorded() && restream.isEmpty() && !context.stop().isGiven()) {
                throw nothingOf(address, consumer);
            }
        }
    }

    private UserError nothingOf(StreamAddress address, SharedConsumer consumer) {
        try (SlotReader<VideoChunk> pictures = reader(consumer, topics.sourceVideo(), address)) {
            return new UserError("There is no picture in " + source.redacted() + ": " + RecordsOpening.reach(pictures));
        }
    }

    private <V extends SpecificRecord> SlotReader<V> reader(
            SharedConsumer consumer, TopicDefinition<V> topic, StreamAddress address) {
        return new SlotReader<>(
                clients.consumer(clientId("seek"), null, topic.valueType(), Map.of("max.poll.records", "16")),
                (slot, offset) -> clients.read(consumer, slot, offset, topic.valueType()),
                topic.name(),
                address,
                KnownEpochs.of(clients, topics)::require,
                System::nanoTime);
    }

    private String clientId(String purpose) {
        return "ingest-" + context.config().streamId() + "-" + purpose;
    }
}
