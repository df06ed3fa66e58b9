package dev.brushcast.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.compose.local.StyleAnswer;
import dev.brushcast.compose.local.StyleAnswers;
import dev.brushcast.compose.local.StylePublisher;
import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.avro.Blend;
import dev.brushcast.contract.avro.GuidanceKind;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.WeightedPrompt;
import dev.brushcast.contract.avro.WeightedSeed;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.egress.app.EgressService;
import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.egress.config.EgressConfig.End;
import dev.brushcast.egress.config.EgressConfig.HttpConfig;
import dev.brushcast.egress.config.EgressConfig.OutputConfig;
import dev.brushcast.egress.config.EgressConfig.StreamConfig;
import dev.brushcast.ingest.app.IngestService;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.kafkaundertest.SecuredKafka;
import dev.brushcast.kit.kafka.AccessRights;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.KafkaFailures;
import dev.brushcast.kit.kafka.KnownEpochs;
import dev.brushcast.kit.kafka.TopicProvisioner;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.worker.app.WorkerService;
import dev.brushcast.worker.config.WorkerConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.errors.AuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that lets each service do what the table of rights says, and nothing else. */
class RightsIT {

    private static final StreamAddress STREAM = new StreamAddress("main", 0);
    private static final String GROUP = "brushcast-worker";
    private static final AvroSerdes SERDES = AvroSerdes.builtIn();

    @SuppressWarnings("NullAway.Init") // by startKafka
    private static SecuredKafka kafka;

    @BeforeAll
    static void startKafka() throws Exception {
        kafka = SecuredKafka.start("topics", "ingest", "worker", "egress", "style", "nobody");
        grant(AccessRights.ofTopics("topics"));
        grant(AccessRights.ofIngest("ingest"));
        grant(AccessRights.ofWorker("worker", GROUP));
        grant(AccessRights.ofEgress("egress"));
        grant(AccessRights.ofStyle("style"));
        try (Admin admin = clients("topics").admin("test")) {
            new TopicProvisioner(admin).create(1, (short) 1);
        }
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void everyServiceDoesItsWorkWithTheRightsOfTheTableAlone(@TempDir Path folder) throws Exception {
        try (StyleAnswers answers = new StyleAnswers(clients("style"), STREAM);
                WorkerService worker = worker(folder, "worker");
                EgressService egress = egress(folder, "egress");
                IngestService ingest = new IngestService(
                        IngestConfig.of(MediaSource.parse("testsrc:size=64x64:rate=10:duration=2"))
                                .withAddress(STREAM),
                        clients("ingest"))) {
            long style = new StylePublisher(clients("style"), STREAM, Clock.systemUTC())
                    .publish(null, _ -> style())
                    .offset();
            worker.start();
            egress.start();
            ingest.start();
            ingest.finished().toCompletableFuture().get(60, TimeUnit.SECONDS);
            egress.finished().toCompletableFuture().get(60, TimeUnit.SECONDS);

            assertThat(egress.report().frames().styled()).isEqualTo(20);
            assertThat(answers.await(style, Duration.ofSeconds(10))).isInstanceOf(StyleAnswer.Taken.class);
        }
    }

    @Test
    void whoMayNotIsToldOnWhat(@TempDir Path folder) throws Exception {
        try (EgressService egress = egress(folder, "nobody")) {
            assertThat(failureOf(egress)).startsWith("The login has no right on topic ");
        }
    }

    @Test
    void aRightThatIsMissedWhereAnEpochIsLookedUpIsNoTimeout() {
        VideoChunk chunk = VideoChunk.newBuilder()
                .setStreamId("main")
                .setEpoch(1)
                .setSequence(0)
                .setEpochStartUs(0)
                .setPublishedAtUs(0)
                .setWidth(0)
                .setHeight(0)
                .setFormat(PayloadFormat.JPEG)
                .setFrames(List.of())
                .build();

        assertThatThrownBy(() -> KnownEpochs.of(clients("nobody")).require(chunk))
                .isInstanceOf(AuthorizationException.class)
                .satisfies(failure -> assertThat(KafkaFailures.explain(failure))
                        .hasValueSatisfying(
                                told -> assertThat(told).startsWith("The login has no right on topic streams")));
    }

    private static String failureOf(EgressService egress) throws Exception {
        try {
            egress.start();
            egress.finished().toCompletableFuture().get(30, TimeUnit.SECONDS);
            return "none";
        } catch (ExecutionException | RuntimeException e) {
            return KafkaFailures.explain(e).orElseGet(e::toString);
        }
    }

    private static WorkerService worker(Path folder, String user) {
        WorkerConfig defaults = WorkerConfig.defaults();
        return new WorkerService(
                connection(user),
                defaults.withMembership(defaults.membership().withGroup(GROUP).withStateDir(folder.resolve("state"))),
                new DrawingEngine(),
                new SimpleMeterRegistry());
    }

    private static EgressService egress(Path folder, String user) {
        OutputConfig defaults = OutputConfig.defaults();
        return new EgressService(
                connection(user),
                new EgressConfig(
                        new StreamConfig(
                                "main", 0, StreamConfig.defaults("main").start(), End.WITH_EPOCH, 1),
                        new OutputConfig(
                                folder.resolve("out"),
                                defaults.segment(),
                                defaults.window(),
                                defaults.audioPatience(),
                                true,
                                false,
                                0),
                        List.of(),
                        new HttpConfig(false, "localhost", 0)),
                new SimpleMeterRegistry());
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

    private static void grant(List<AclBinding> rights) throws Exception {
        try (Admin admin = clients(SecuredKafka.ADMIN).admin("test")) {
            admin.createAcls(rights).all().get();
        }
    }

    private static KafkaClients clients(String user) {
        return new KafkaClients(connection(user), SERDES);
    }

    private static KafkaConnection connection(String user) {
        return new KafkaConnection(kafka.bootstrapServers(), null, SecuredKafka.loginOf(user));
    }
}
