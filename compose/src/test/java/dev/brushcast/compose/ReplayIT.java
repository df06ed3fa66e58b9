package dev.brushcast.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.compose.cli.Brushcast;
import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.AudioPacket;
import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.embedded.EmbeddedKafka;
import dev.brushcast.embedded.EmbeddedKafkaConfig;
import dev.brushcast.engine.BuiltInModel;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.assembly.Engines;
import dev.brushcast.ingest.app.IngestHost;
import dev.brushcast.ingest.app.IngestStream;
import dev.brushcast.ingest.config.Geometry;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.PartitionReader;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.worker.app.WorkerService;
import dev.brushcast.worker.config.Membership;
import dev.brushcast.worker.config.WorkerConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several styles of one source, live and from its recording: a real broker, a worker with both built-in models, in batches of a fixed size. */
class ReplayIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String SLOTS = "11";
    private static final int SIDE = 64;

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    static Path folder;

    @SuppressWarnings("NullAway.Init") // by start
    private static EmbeddedKafka broker;

    @SuppressWarnings("NullAway.Init") // by start
    private static WorkerService worker;

    private final StringWriter output = new StringWriter();

    @BeforeAll
    static void start() {
        broker = EmbeddedKafka.start(new EmbeddedKafkaConfig(folder.resolve("kafka"), 0, Topics.MAX_RECORD_BYTES));
        assertThat(Brushcast.commandLine()
                        .setOut(new PrintWriter(new StringWriter()))
                        .execute("topics", "create", "--bootstrap", broker.bootstrapServers(), "--slots", SLOTS))
                .isZero();
        worker = new WorkerService(
                KafkaConnection.plain(broker.bootstrapServers()),
                WorkerConfig.defaults()
                        .withMembership(Membership.DEFAULT.withName("w").withStateDir(folder.resolve("state"))),
                List.of(engine(BuiltInModel.IMAGE), engine(BuiltInModel.VIDEO)),
                new SimpleMeterRegistry());
        worker.start();
    }

    private static DiffusionEngine engine(BuiltInModel model) {
        return Engines.open(EngineConfig.of(model.folder()).withDevice("cpu").withFixedBatch(4));
    }

    @AfterAll
    static void stop() {
        worker.close();
        broker.close();
    }

    @Test
    void aReplayIsAsItWasAiredBitForBitAndOneInAnotherStyleIsNot() throws Exception {
        style("film", 0, "oil painting", null);
        style("film", 0, "pencil sketch", Instant.now().plusSeconds(120));
        film("film", 0, "testsrc:size=64x64:rate=1/2:duration=240");
        List<StyledChunk> aired = records(Topics.UNPREFIXED.styledVideo(), 0);

        replay("film", 1, "again");
        replay("film", 2, "once-more");
        replay("film", 3, "neon", "--prompt", "neon lights");

        assertThat(revisions(frames(0))).as("the style changed on the way").contains(1L, 2L);
        assertThat(pictures(1)).isEqualTo(pictures(0)).hasSize(120);
        assertThat(pictures(2)).isEqualTo(pictures(0));
        assertThat(revisions(frames(1))).isEqualTo(revisions(frames(0)));
        assertThat(pictures(3)).hasSize(120).doesNotContainAnyElementsOf(pictures(0));
        assertThat(packets(3).equals(packets(0))).as("the same audio").isTrue();
        assertThat(records(Topics.UNPREFIXED.styledVideo(), 0))
                .as("the first result is not touched")
                .isEqualTo(aired);
        assertThat(folder.resolve("neon/index.m3u8")).content().contains("EXT-X-STREAM-INF");
        assertThat(folder.resolve("neon/styled/index.m3u8")).content().contains("#EXT-X-ENDLIST");
    }

    @Test
    void aLiveStreamAndItsCopyShowTheSameFramesInTwoStyles() throws Exception {
        style("cam", 4, "oil painting", null);
        style("cam-neon", 5, "neon lights", null);
        KafkaConnection connection = KafkaConnection.plain(broker.bootstrapServers());
        try (var serdes = connection.openSerdes();
                IngestHost host = new IngestHost(new KafkaClients(connection, serdes));
                IngestStream original = host.stream(live("cam", 4, "testsrc:size=64x64:rate=5"));
                IngestStream copy = host.stream(live("cam-neon", 5, "stream:cam"))) {
            original.start();
            copy.start();
            Awaitility.await().atMost(LIMIT).until(() -> styled(5).size() > 10);
        }
        Awaitility.await().atMost(LIMIT).until(() -> isOver(4) && isOver(5));

        Map<Long, StyledFrame> first = byNumber(styled(4));
        List<StyledFrame> both = styled(5).stream()
                .filter(frame -> first.containsKey(frame.getNumber()))
                .toList();
        assertThat(both).hasSizeGreaterThan(5).allSatisfy(frame -> {
            StyledFrame other = Objects.requireNonNull(first.get(frame.getNumber()));
            assertThat(frame.getPtsUs()).isEqualTo(other.getPtsUs());
            assertThat(frame.getCapturedAtUs()).isEqualTo(other.getCapturedAtUs());
            assertThat(frame.getData()).isNotEqualTo(other.getData());
        });
        assertThat(packets(5)).isNotEmpty();
        assertThat(Collections.indexOfSubList(packets(4), packets(5)))
                .as("where the copy's audio begins in the original's")
                .isNotNegative();
    }

    @Test
    void replaysByTwoModelsStandSideBySideAndSayWhichOneMadeThem() throws Exception {
        style("shot", 6, "oil painting", null);
        film("shot", 6, "testsrc:size=64x64:rate=5:duration=5");
        List<StyledChunk> aired = records(Topics.UNPREFIXED.styledVideo(), 6);

        replay("shot", 7, "by-image");
        replay("shot", 8, "by-video", "--model", "builtin:video");
        StyledChunk byImage = records(Topics.UNPREFIXED.styledVideo(), 7).getFirst();
        StyledChunk byVideo = records(Topics.UNPREFIXED.styledVideo(), 8).getFirst();
        List<Object> pictures = pictures(8);
        replay("shot", 8, "by-video", "--model", byVideo.getModelHash());

        assertThat(byImage.getModel()).isEqualTo("builtin");
        assertThat(byVideo.getModel()).isEqualTo("builtin-video");
        assertThat(byVideo.getModelHash()).matches("[0-9a-f]{64}").isNotEqualTo(byImage.getModelHash());
        assertThat(pictures(7)).isEqualTo(pictures(6)).hasSize(25);
        assertThat(pictures).hasSize(25).doesNotContainNull().doesNotContainAnyElementsOf(pictures(7));
        assertThat(pictures(8).subList(25, 50)).as("the same replay again").isEqualTo(pictures);
        assertThat(records(Topics.UNPREFIXED.styledVideo(), 8))
                .extracting(StyledChunk::getModelHash)
                .containsOnly(byVideo.getModelHash());
        assertThat(revisions(frames(8).subList(0, 25))).isEqualTo(revisions(frames(6)));
        assertThat(records(Topics.UNPREFIXED.styledVideo(), 6))
                .as("the first result is not touched")
                .isEqualTo(aired);
    }

    @Test
    void aModelThatAWorkerLacksIsRefusedBeforeAnythingIsWritten() {
        film("lost", 9, "testsrc:size=64x64:rate=5:duration=1");
        String no = folder.resolve("no").toString();

        int status = execute("replay", "--stream", "lost", "--slot", "10", "--model", "wan", "--output", no);

        assertThat(status).isEqualTo(1);
        assertThat(output.toString())
                .contains("model wan is not there", "w (which has builtin, builtin-video) lacks it");
        assertThat(records(Topics.UNPREFIXED.sourceVideo(), 10)).isEmpty();
        assertThat(folder.resolve("no")).doesNotExist();
    }

    private static IngestConfig live(String id, int slot, String source) {
        IngestConfig config = IngestConfig.of(MediaSource.parse(source)).withAddress(new StreamAddress(id, slot));
        return config.withPictures(config.pictures().withGeometry(new Geometry.Exact(SIDE, SIDE)));
    }

    private void film(String stream, int slot, String input) {
        String side = "" + SIDE;
        run("ingest", "--input", input, "--stream", stream, "--slot", "" + slot, "--width", side, "--height", side);
        Awaitility.await().atMost(LIMIT).until(() -> isOver(slot));
    }

    private void style(String stream, int slot, String prompt, @Nullable Instant at) {
        List<String> options =
                new ArrayList<>(List.of("--stream", stream, "--slot", "" + slot, "--prompt", prompt, "--wait", "60"));
        if (at != null) {
            options.addAll(List.of("--at", at.toString()));
        }
        run("style", options.toArray(String[]::new));
    }

    private void replay(String stream, int slot, String as, String... options) {
        List<String> all = new ArrayList<>(List.of(
                "--stream",
                stream,
                "--slot",
                "" + slot,
                "--as",
                as,
                "--output",
                folder.resolve(as).toString(),
                "--port",
                "0"));
        all.addAll(List.of(options));
        run("replay", all.toArray(String[]::new));
    }

    private void run(String command, String... options) {
        assertThat(execute(command, options)).as(output.toString()).isZero();
    }

    private int execute(String command, String... options) {
        List<String> arguments = new ArrayList<>(List.of(command, "--bootstrap", broker.bootstrapServers()));
        arguments.addAll(List.of(options));
        return Brushcast.commandLine()
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(output, true))
                .execute(arguments.toArray(String[]::new));
    }

    private static boolean isOver(int slot) {
        List<StyledChunk> chunks = records(Topics.UNPREFIXED.styledVideo(), slot);
        return !chunks.isEmpty() && chunks.getLast().getEndOfEpoch();
    }

    private static List<StyledFrame> frames(int slot) {
        return records(Topics.UNPREFIXED.styledVideo(), slot).stream()
                .flatMap(chunk -> chunk.getFrames().stream())
                .toList();
    }

    private static List<StyledFrame> styled(int slot) {
        return frames(slot).stream()
                .filter(frame -> frame.getOutcome() == FrameOutcome.STYLED)
                .toList();
    }

    private static List<Object> pictures(int slot) {
        return frames(slot).stream().<Object>map(StyledFrame::getData).toList();
    }

    private static List<Long> revisions(List<StyledFrame> frames) {
        return frames.stream().map(StyledFrame::getStyleRevision).toList();
    }

    private static Map<Long, StyledFrame> byNumber(List<StyledFrame> frames) {
        Map<Long, StyledFrame> byNumber = new HashMap<>();
        frames.forEach(frame -> byNumber.put(frame.getNumber(), frame));
        return byNumber;
    }

    private static List<AudioPacket> packets(int slot) {
        Stream<AudioChunk> chunks = records(Topics.UNPREFIXED.sourceAudio(), slot).stream();
        return chunks.flatMap(chunk -> chunk.getPackets().stream()).toList();
    }

    private static <V extends SpecificRecord> List<V> records(TopicDefinition<V> topic, int slot) {
        KafkaConnection connection = KafkaConnection.plain(broker.bootstrapServers());
        try (var serdes = connection.openSerdes()) {
            List<V> records = new ArrayList<>();
            new PartitionReader(new KafkaClients(connection, serdes))
                    .read(topic, slot, null, Long.MAX_VALUE, record -> records.add(record.value()));
            return records;
        }
    }
}
