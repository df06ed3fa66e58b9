package dev.brushcast.ingest.app;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.AudioPacket;
import dev.brushcast.contract.avro.ChunkTiming;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.config.ReadAhead;
import dev.brushcast.ingest.config.Reconnect;
import dev.brushcast.ingest.config.WaitLimit;
import dev.brushcast.ingest.epoch.IngestSummary;
import dev.brushcast.kafkaundertest.KafkaUnderTest;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.TopicProvisioner;
import dev.brushcast.media.source.MediaSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A broker with the topics, and ingests on it, each in a slot of its own. As an extension of a test class it is there from before its
 * tests until after them.
 */
@SuppressWarnings("NullAway.Init") // by open
final class IngestWorld implements AutoCloseable, BeforeAllCallback, AfterAllCallback {

    private static final int SLOTS = 24;
    private static final WaitLimit NOT_AT_ALL = new WaitLimit(Duration.ZERO);
    private static final Reconnect SOON =
            new Reconnect(new WaitLimit(Duration.ofMillis(400)), Duration.ofMillis(50), Duration.ofMillis(200));

    private KafkaUnderTest kafka;
    private AvroSerdes serdes;
    private KafkaClients clients;
    private IngestHost host;
    private final AtomicInteger nextSlot = new AtomicInteger();

    /** Not started yet, for {@code @RegisterExtension}. */
    IngestWorld() {}

    static IngestWorld start() {
        IngestWorld world = new IngestWorld();
        world.open();
        return world;
    }

    private void open() {
        kafka = KafkaUnderTest.start();
        KafkaConnection connection = KafkaConnection.plain(kafka.bootstrapServers());
        serdes = connection.openSerdes();
        clients = new KafkaClients(connection, serdes);
        host = new IngestHost(clients);
        try (Admin admin = clients.admin("test")) {
            new TopicProvisioner(admin, Topics.UNPREFIXED).create(SLOTS, (short) 1);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        open();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    IngestConfig config(String streamId, String source) {
        return inSlot(streamId, source, nextSlot.getAndIncrement());
    }

    IngestConfig inSlot(String streamId, String source, int slot) {
        IngestConfig defaults = IngestConfig.of(MediaSource.parse(source));
        return defaults.withAddress(new StreamAddress(streamId, slot))
                .withChunks(defaults.chunks().withReadAhead(ReadAhead.UNBOUNDED))
                .withConnection(defaults.connection().withWaitFor(NOT_AT_ALL).withReconnect(SOON));
    }

    /** What a worker says when it is done with a chunk. */
    void styled(IngestConfig config, long epoch, long sequence) throws Exception {
        ChunkTiming timing = ChunkTiming.newBuilder()
                .setStreamId(config.streamId())
                .setEpoch(epoch)
                .setSequence(sequence)
                .setWorker("test")
                .setFinishedAtUs(0)
                .setAgeUs(0)
                .setMediaUs(0)
                .setOutcomes(Map.of())
                .setStagesUs(Map.of())
                .build();
        try (var producer = clients.producer("test", ChunkTiming.class, Map.of())) {
            producer.send(new ProducerRecord<>(
                            Topics.UNPREFIXED.timings().name(), config.slot(), config.streamId(), timing))
                    .get();
        }
    }

    /** What topic epochs says of a stream, as an ingest writes it. */
    void declare(IngestConfig config, long epoch) throws Exception {
        EpochStart spec = EpochStart.newBuilder()
                .setStreamId(config.streamId())
                .setSlot(config.slot())
                .setEpoch(epoch)
                .setSource("test")
                .setWidth(64)
                .setHeight(64)
                .setFit("crop")
                .setChunkFrames(4)
                .setLive(false)
                .setStartedAtUs(0)
                .build();
        try (var producer = clients.producer("test", EpochStart.class, Map.of())) {
            producer.send(new ProducerRecord<>(Topics.UNPREFIXED.epochs().name(), config.streamId(), spec))
                    .get();
        }
    }

    IngestHost host() {
        return host;
    }

    /** Another host, with doors. */
    IngestHost host(Doors doors) {
        return new IngestHost(clients, doors);
    }

    /** What topic streams says of a stream; null: nothing any more. */
    void say(String streamId, int slot, @Nullable DesiredStream stream) throws Exception {
        try (var producer = clients.producer("test", DesiredStream.class, Map.of())) {
            producer.send(new ProducerRecord<>(Topics.UNPREFIXED.streams().name(), slot, streamId, stream))
                    .get();
        }
    }

    IngestStream service(IngestConfig config) {
        return host.stream(config);
    }

    /** Runs an ingest to its end. */
    Published ingest(IngestConfig config) throws Exception {
        try (IngestStream service = service(config)) {
            service.start();
            service.finished().toCompletableFuture().get(90, TimeUnit.SECONDS);
            return published(config, service.summary());
        }
    }

    Published published(IngestConfig config, IngestSummary summary) {
        return new Published(
                values(Topics.UNPREFIXED.sourceVideo(), config),
                values(Topics.UNPREFIXED.sourceAudio(), config),
                values(Topics.UNPREFIXED.events(), config),
                summary);
    }

    List<EpochStart> specs(String streamId) {
        return records(Topics.UNPREFIXED.epochs(), 0).stream()
                .filter(record -> record.key().equals(streamId))
                .map(ConsumerRecord::value)
                .toList();
    }

    <V extends SpecificRecord> List<V> values(TopicDefinition<V> topic, IngestConfig config) {
        return records(topic, config).stream().map(ConsumerRecord::value).toList();
    }

    <V extends SpecificRecord> List<ConsumerRecord<String, V>> records(TopicDefinition<V> topic, IngestConfig config) {
        return records(topic, config.slot());
    }

    <V extends SpecificRecord> List<ConsumerRecord<String, V>> records(TopicDefinition<V> topic, int partition) {
        try (var consumer = clients.consumer("test", null, topic.valueType(), Map.of())) {
            TopicPartition place = new TopicPartition(topic.name(), partition);
            consumer.assign(List.of(place));
            consumer.seekToBeginning(List.of(place));
            long end = consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
            List<ConsumerRecord<String, V>> records = new ArrayList<>();
            while (consumer.position(place) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    @Override
    public void close() {
        host.close();
        serdes.close();
        kafka.close();
    }

    /** All that the slot of an ingest holds. */
    record Published(List<VideoChunk> video, List<AudioChunk> audio, List<StreamEvent> events, IngestSummary summary) {

        List<VideoFrame> frames() {
            return video.stream().flatMap(chunk -> chunk.getFrames().stream()).toList();
        }

        List<FrameGap> gaps() {
            return video.stream().flatMap(chunk -> chunk.getGaps().stream()).toList();
        }

        List<AudioPacket> packets() {
            return audio.stream().flatMap(chunk -> chunk.getPackets().stream()).toList();
        }

        /** The numbers of frames and gaps, sorted. */
        List<Long> numbersCovered() {
            Stream<Long> missing = gaps().stream()
                    .flatMap(gap -> LongStream.range(gap.getFirstFrame(), gap.getFirstFrame() + gap.getCount())
                            .boxed());
            return Stream.concat(frames().stream().map(VideoFrame::getNumber), missing)
                    .sorted()
                    .toList();
        }
    }
}
