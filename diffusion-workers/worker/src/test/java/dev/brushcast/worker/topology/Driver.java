package dev.brushcast.worker.topology;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.ChunkTiming;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamHealth;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.kit.kafka.Copies;
import dev.brushcast.kit.kafka.Failover;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.KnownEpochs;
import dev.brushcast.worker.Chunks;
import dev.brushcast.worker.LookbackEngine;
import dev.brushcast.worker.PaintingEngine;
import dev.brushcast.worker.config.Guarantee;
import dev.brushcast.worker.config.WorkerConfig;
import dev.brushcast.worker.faults.SetAside;
import dev.brushcast.worker.fleet.Fleet;
import dev.brushcast.worker.metrics.WorkerMetrics;
import dev.brushcast.worker.render.ChunkRenderer;
import dev.brushcast.worker.render.MemoryLog;
import dev.brushcast.worker.render.SourceRecord;
import dev.brushcast.worker.render.StreamState;
import dev.brushcast.worker.render.WorkerClock;
import dev.brushcast.worker.schedule.FrameBudget;
import dev.brushcast.worker.schedule.Viewers;
import dev.brushcast.worker.store.Stores;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology on Kafka's test driver, with an engine that paints. Its clock stands still. */
final class Driver implements AutoCloseable {

    static final Instant NOW = Instant.ofEpochMilli(Chunks.START_MS);

    final PaintingEngine engine = new PaintingEngine();

    /** Chunks that came, by their offsets. */
    final MemoryLog log;

    final MeterRegistry registry = new SimpleMeterRegistry();
    final AvroSerdes serdes;

    /** What topic streams says: the newest epoch of each stream. */
    final Map<String, Long> declared = new ConcurrentHashMap<>();

    private final DiffusionEngine served;
    private final ChunkRenderer renderer;
    private long nextOffset;
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, byte[]> rawChunks;
    private final TestInputTopic<String, byte[]> rawStyles;

    Driver(Path stateDir) {
        this(stateDir, NOW);
    }

    Driver(Path stateDir, AvroSerdes serdes) {
        this(stateDir, NOW, serdes, null, new MemoryLog());
    }

    /** With an engine that looks back, into this log. */
    Driver(Path stateDir, LookbackEngine engine, MemoryLog log) {
        this(stateDir, NOW, AvroSerdes.builtIn(), engine, log);
    }

    Driver(Path stateDir, Instant now) {
        this(stateDir, now, AvroSerdes.builtIn(), null, new MemoryLog());
    }

    private Driver(Path stateDir, Instant now, AvroSerdes serdes, @Nullable LookbackEngine lookback, MemoryLog log) {
        this.log = log;
        served = lookback == null ? engine : lookback;
        this.serdes = serdes;
        WorkerClock clock = new WorkerClock(() -> now, System::nanoTime);
        renderer = new ChunkRenderer(
                List.of(served),
                FrameBudget.DEFAULT,
                Viewers.UNKNOWN,
                clock,
                "test",
                Duration.ofMillis(300),
                Duration.ofSeconds(5),
                2);
        WorkerMetrics metrics = new WorkerMetrics(registry);
        SetAside setAside = new SetAside(Topics.UNPREFIXED, serdes, metrics, clock, "test");
        Properties settings = new Properties();
        settings.putAll(StreamsSettings.of(
                KafkaConnection.plain("localhost:1"),
                WorkerConfig.defaults(),
                "test",
                stateDir,
                1,
                Failover.DEFAULT,
                new Copies(1, 1),
                setAside,
                new Fleet("brushcast-worker", () -> 0)));
        // In transactions, the test driver loses what an exception handler sends along with a record that is skipped.
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        KnownEpochs epochs = new KnownEpochs(() -> declared, System::nanoTime);
        driver = new TopologyTestDriver(
                DiffusionTopology.build(
                        Topics.UNPREFIXED,
                        serdes,
                        epochs,
                        renderer,
                        _ -> log,
                        new CommitPolicy(Guarantee.EXACTLY_ONCE_V2, Failover.DEFAULT, System::nanoTime),
                        metrics,
                        "test"),
                settings,
                now);
        rawChunks = driver.createInputTopic(
                Topics.UNPREFIXED.sourceVideo().name(), new StringSerializer(), new ByteArraySerializer());
        rawStyles = driver.createInputTopic(
                Topics.UNPREFIXED.styles().name(), new StringSerializer(), new ByteArraySerializer());
    }

    void chunk(VideoChunk chunk) {
        log.add(new SourceRecord(chunk, chunk.getStreamId(), Chunks.timestamp(chunk), nextOffset));
        rawChunk(chunk.getStreamId(), bytes(chunk), Chunks.timestamp(chunk));
    }

    void rawChunk(String key, byte[] value, long timestamp) {
        nextOffset++;
        rawChunks.pipeInput(new TestRecord<>(key, value, Instant.ofEpochMilli(timestamp)));
    }

    void chunkAt(VideoChunk chunk, long timestamp) {
        rawChunk(chunk.getStreamId(), bytes(chunk), timestamp);
    }

    void style(StyleUpdate update, long sinceMs) {
        rawStyle(update.getStreamId(), bytes(update), sinceMs);
    }

    void rawStyle(String key, byte[] value, long timestamp) {
        rawStyles.pipeInput(new TestRecord<>(key, value, Instant.ofEpochMilli(timestamp)));
    }

    byte[] bytes(StyleUpdate update) {
        return serdes.value(StyleUpdate.class)
                .serializer()
                .serialize(Topics.UNPREFIXED.styles().name(), update);
    }

    byte[] bytes(VideoChunk chunk) {
        return serdes.value(VideoChunk.class)
                .serializer()
                .serialize(Topics.UNPREFIXED.sourceVideo().name(), chunk);
    }

    List<StyledChunk> styled() {
        return output(Topics.UNPREFIXED.styledVideo().name(), StyledChunk.class).readValuesToList();
    }

    List<TestRecord<String, StyledChunk>> styledRecords() {
        return output(Topics.UNPREFIXED.styledVideo().name(), StyledChunk.class).readRecordsToList();
    }

    List<ChunkTiming> timings() {
        return output(Topics.UNPREFIXED.timings().name(), ChunkTiming.class).readValuesToList();
    }

    List<StreamHealth> health() {
        return output(Topics.UNPREFIXED.health().name(), StreamHealth.class).readValuesToList();
    }

    List<StreamEvent> events() {
        return output(Topics.UNPREFIXED.events().name(), StreamEvent.class).readValuesToList();
    }

    List<TestRecord<String, byte[]>> deadLetters() {
        return driver.createOutputTopic(
                        Topics.UNPREFIXED.deadLetter().name(), new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private <V extends SpecificRecord> TestOutputTopic<String, V> output(String topic, Class<V> type) {
        return driver.createOutputTopic(
                topic, new StringDeserializer(), serdes.value(type).deserializer());
    }

    /** The clock on the wall, which looks after streams that pause. */
    void wait(Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** What is kept of each stream. */
    KeyValueStore<String, StreamState> states() {
        return driver.getKeyValueStore(Stores.STATES);
    }

    @Override
    public void close() {
        driver.close();
        renderer.close();
        served.close();
        serdes.close();
    }
}
