package dev.brushcast.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.compose.control.ControlUnderTest;
import dev.brushcast.compose.control.style.StyleAnswer;
import dev.brushcast.compose.control.style.StyleAnswers;
import dev.brushcast.compose.control.style.StylePublisher;
import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.Blend;
import dev.brushcast.contract.avro.GuidanceKind;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.contract.avro.WeightedPrompt;
import dev.brushcast.contract.avro.WeightedSeed;
import dev.brushcast.egress.app.EgressHost;
import dev.brushcast.egress.app.EgressStream;
import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.egress.config.EgressConfig.End;
import dev.brushcast.egress.config.EgressConfig.HttpConfig;
import dev.brushcast.egress.config.EgressConfig.OutputConfig;
import dev.brushcast.egress.config.EgressConfig.StreamConfig;
import dev.brushcast.ingest.app.IngestHost;
import dev.brushcast.ingest.app.IngestStream;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.kafkaundertest.SecuredKafka;
import dev.brushcast.kit.kafka.KafkaFailures;
import dev.brushcast.kit.lifecycle.Service;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.worker.app.WorkerService;
import dev.brushcast.worker.config.WorkerConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster with TLS, logins and rights, on which services do their work with what the table grants them alone. */
class RightsIT {

    private static final HttpConfig NO_HTTP = new HttpConfig(false, "localhost", 0);
    private static final String GROUP = "brushcast-worker";
    private static final StreamAddress STREAM = new StreamAddress("main", 0);

    @SuppressWarnings("NullAway.Init") // by startKafka
    private static GrantedKafka kafka;

    @TempDir
    private static Path secrets;

    @TempDir
    private Path folder;

    private final List<Service> hosts = new ArrayList<>();

    @BeforeAll
    static void startKafka() throws Exception {
        kafka = GrantedKafka.start(secrets);
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @AfterEach
    void closeHosts() {
        hosts.forEach(Service::close);
    }

    @Test
    void installationsShareAClusterEachWithTheRightsOfTheTableAlone() throws Exception {
        try (StyleAnswers answers = new StyleAnswers(kafka.clients("style"), GrantedKafka.TEAM, STREAM);
                WorkerService worker = worker("worker", GrantedKafka.TEAM);
                EgressStream egress = egress("egress", GrantedKafka.TEAM);
                IngestStream ingest = ingest("ingest", GrantedKafka.TEAM, 2);
                WorkerService othersWorker = worker("others", GrantedKafka.OTHERS);
                EgressStream othersEgress = egress("others", GrantedKafka.OTHERS);
                IngestStream othersIngest = ingest("others", GrantedKafka.OTHERS, 3)) {
            long style = new StylePublisher(kafka.clients("style"), GrantedKafka.TEAM, STREAM, Clock.systemUTC())
                    .publish(null, _ -> style())
                    .offset();
            List.<Service>of(worker, egress, ingest, othersWorker, othersEgress, othersIngest)
                    .forEach(Service::start);
            for (Service service : List.of(ingest, egress, othersIngest, othersEgress)) {
                service.finished().toCompletableFuture().get(60, TimeUnit.SECONDS);
            }

            try (IngestStream copy =
                    ingest("ingest", GrantedKafka.TEAM, new StreamAddress("copy", 1), "stream:main?epoch=1")) {
                copy.start();
                copy.finished().toCompletableFuture().get(60, TimeUnit.SECONDS);
                assertThat(copy.summary().framesPublished()).isEqualTo(20);
                assertThat(copy.summary().audioPackets()).isPositive();
            }
            assertThat(egress.report().frames().styled()).isEqualTo(20);
            assertThat(answers.await(style, Duration.ofSeconds(10))).isInstanceOf(StyleAnswer.Taken.class);
            assertThat(othersEgress.report().frames().styled()).isEqualTo(30);
            assertThat(new StylePublisher(kafka.clients("others"), GrantedKafka.OTHERS, STREAM, Clock.systemUTC())
                            .publish(null, _ -> style())
                            .update()
                            .getRevision())
                    .isEqualTo(1);
        }
        assertThat(namesOnTheCluster())
                .hasSizeGreaterThanOrEqualTo(2 * (10 + 3 + 1 + 1))
                .allMatch(name ->
                        name.startsWith(GrantedKafka.TEAM.prefix()) || name.startsWith(GrantedKafka.OTHERS.prefix()));
    }

    @Test
    void controlDoesItsWorkWithTheRightsOfTheTable() throws Exception {
        try (ControlUnderTest control = ControlUnderTest.start(kafka.connection("control"), GrantedKafka.TEAM)) {
            int slot = control.ok(201, "POST", "/streams", "{\"id\": \"cam\", \"ingest\": {\"source\": \"testsrc\"}}")
                    .path("slot")
                    .asInt();
            control.ok(202, "PUT", "/streams/cam/style?wait=0", "{\"prompts\": [\"oil\"]}");
            control.ok(200, "GET", "/streams/cam/style", "");
            control.ok(200, "GET", "/events", "");
            publishPicture("cam", slot);
            // A busy machine may take longer than the API lets anybody wait.
            Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> control.send("GET", "/streams/cam/picture?of=source&wait=30", "")
                                    .statusCode()
                            == 200);
            control.ok(204, "DELETE", "/streams/cam", "");
        }
    }

    /** With the time of now: as old as its media time, retention would take it before anybody has looked. */
    private static void publishPicture(String streamId, int slot) throws Exception {
        VideoFrame frame = VideoFrame.newBuilder()
                .setNumber(0)
                .setPtsUs(0)
                .setDurationUs(40_000)
                .setCapturedAtUs(0)
                .setData(ByteBuffer.wrap(new byte[] {1}))
                .build();
        VideoChunk chunk = VideoChunk.newBuilder()
                .setStreamId(streamId)
                .setEpoch(1)
                .setSequence(0)
                .setEpochStartUs(0)
                .setPublishedAtUs(0)
                .setWidth(16)
                .setHeight(16)
                .setFormat(PayloadFormat.JPEG)
                .setFrames(List.of(frame))
                .build();
        try (Producer<String, VideoChunk> producer =
                kafka.clients("ingest").producer("picture", VideoChunk.class, Map.of())) {
            producer.send(new ProducerRecord<>(GrantedKafka.TEAM.sourceVideo().name(), slot, null, streamId, chunk))
                    .get();
        }
    }

    @Test
    void whoMayNotIsToldOnWhat() throws Exception {
        try (EgressStream egress = egress("nobody", GrantedKafka.TEAM)) {
            assertThat(failureOf(egress)).startsWith("The login has no right on topic team.");
        }
    }

    /** Topics but for Kafka's own, groups and transactional ids. */
    private static List<String> namesOnTheCluster() throws Exception {
        List<String> names = new ArrayList<>();
        try (Admin admin = kafka.clients(SecuredKafka.ADMIN).admin("test")) {
            names.addAll(admin.listTopics().names().get());
            admin.listGroups().all().get().stream().map(GroupListing::groupId).forEach(names::add);
            admin.listTransactions().all().get().stream()
                    .map(TransactionListing::transactionalId)
                    .forEach(names::add);
        }
        return names;
    }

    private static String failureOf(EgressStream egress) throws Exception {
        try {
            egress.start();
            egress.finished().toCompletableFuture().get(30, TimeUnit.SECONDS);
            return "none";
        } catch (ExecutionException | RuntimeException e) {
            return KafkaFailures.explain(e).orElseGet(e::toString);
        }
    }

    private IngestStream ingest(String user, Topics topics, int seconds) {
        return ingest(user, topics, STREAM, "testsrc:size=64x64:rate=10:duration=" + seconds);
    }

    private IngestStream ingest(String user, Topics topics, StreamAddress stream, String source) {
        IngestHost host = new IngestHost(kafka.clients(user));
        hosts.add(host);
        return host.stream(
                IngestConfig.of(MediaSource.parse(source)).withTopics(topics).withAddress(stream));
    }

    private WorkerService worker(String user, Topics topics) {
        WorkerConfig defaults = WorkerConfig.defaults();
        return new WorkerService(
                kafka.connection(user),
                defaults.withTopics(topics)
                        .withMembership(defaults.membership().withGroup(GROUP).withStateDir(folder.resolve("state"))),
                List.of(new DrawingEngine()),
                new SimpleMeterRegistry());
    }

    private EgressStream egress(String user, Topics topics) {
        OutputConfig defaults = OutputConfig.defaults();
        EgressHost host = new EgressHost(kafka.connection(user), NO_HTTP, null, new SimpleMeterRegistry());
        hosts.add(host);
        return host.stream(new EgressConfig(
                topics,
                new StreamConfig("main", 0, StreamConfig.defaults("main").start(), End.WITH_EPOCH, 1),
                new OutputConfig(
                        folder.resolve(user),
                        defaults.segment(),
                        defaults.part(),
                        defaults.window(),
                        defaults.audioPatience(),
                        true,
                        false,
                        0,
                        List.of(),
                        null,
                        null),
                List.of(),
                NO_HTTP));
    }

    private static StyleUpdate style() {
        return StyleUpdate.newBuilder()
                .setStreamId(STREAM.streamId())
                .setRevision(1)
                .setPrompts(List.of(new WeightedPrompt("a lighthouse", 1.0)))
                .setPromptBlend(Blend.LINEAR)
                .setSeeds(List.of(new WeightedSeed(2L, 1.0)))
                .setGuidance(GuidanceKind.NONE)
                .build();
    }
}
