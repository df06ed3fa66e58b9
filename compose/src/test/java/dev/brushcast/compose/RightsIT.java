package dev.brushcast.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.compose.cli.Brushcast;
import dev.brushcast.compose.control.ControlUnderTest;
import dev.brushcast.compose.control.style.StyleAnswer;
import dev.brushcast.compose.control.style.StyleAnswers;
import dev.brushcast.compose.control.style.StylePublisher;
import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.Blend;
import dev.brushcast.contract.avro.GuidanceKind;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.contract.avro.WeightedPrompt;
import dev.brushcast.contract.avro.WeightedSeed;
import dev.brushcast.contract.wire.AvroSerdes;
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
import dev.brushcast.kafkaundertest.TlsKafka;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.KafkaFailures;
import dev.brushcast.kit.kafka.KafkaProperties;
import dev.brushcast.kit.kafka.KnownEpochs;
import dev.brushcast.kit.kafka.ServiceRights;
import dev.brushcast.kit.kafka.TopicProvisioner;
import dev.brushcast.kit.lifecycle.Service;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.worker.app.WorkerService;
import dev.brushcast.worker.config.WorkerConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A cluster with TLS and logins by SCRAM that lets each service of one installation do what the table of rights says and nothing else, and another's
 * login whatever is under its prefix.
 */
class RightsIT {

    private static final HttpConfig NO_HTTP = new HttpConfig(false, "localhost", 0);
    private static final Topics TEAM = new Topics("team.");
    private static final Topics OTHERS = new Topics("others-");
    private static final String GROUP = "brushcast-worker";
    private static final StreamAddress STREAM = new StreamAddress("main", 0);
    private static final AvroSerdes SERDES = AvroSerdes.builtIn();

    @SuppressWarnings("NullAway.Init") // by startKafka
    private static TlsKafka kafka;

    @TempDir
    private static Path secrets;

    @TempDir
    private Path folder;

    private final List<Service> hosts = new ArrayList<>();

    @BeforeAll
    static void startKafka() throws Exception {
        kafka = TlsKafka.start();
        for (String service : List.of("topics", "ingest", "worker", "egress", "style", "control")) {
            grant(service, service, TEAM);
        }
        grant("installation", "others", OTHERS);
        grant("style", "nobody", new Topics("elsewhere."));
        createTopics("topics", TEAM);
        createTopics("others", OTHERS);
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
        try (StyleAnswers answers = new StyleAnswers(clients("style"), TEAM, STREAM);
                WorkerService worker = worker("worker", TEAM);
                EgressStream egress = egress("egress", TEAM);
                IngestStream ingest = ingest("ingest", TEAM, 2);
                WorkerService othersWorker = worker("others", OTHERS);
                EgressStream othersEgress = egress("others", OTHERS);
                IngestStream othersIngest = ingest("others", OTHERS, 3)) {
            long style = new StylePublisher(clients("style"), TEAM, STREAM, Clock.systemUTC())
                    .publish(null, _ -> style())
                    .offset();
            List.<Service>of(worker, egress, ingest, othersWorker, othersEgress, othersIngest)
                    .forEach(Service::start);
            for (Service service : List.of(ingest, egress, othersIngest, othersEgress)) {
                service.finished().toCompletableFuture().get(60, TimeUnit.SECONDS);
            }

            try (IngestStream copy = ingest("ingest", TEAM, new StreamAddress("copy", 1), "stream:main?epoch=1")) {
                copy.start();
                copy.finished().toCompletableFuture().get(60, TimeUnit.SECONDS);
                assertThat(copy.summary().framesPublished()).isEqualTo(20);
                assertThat(copy.summary().audioPackets()).isPositive();
            }
            assertThat(egress.report().frames().styled()).isEqualTo(20);
            assertThat(answers.await(style, Duration.ofSeconds(10))).isInstanceOf(StyleAnswer.Taken.class);
            assertThat(othersEgress.report().frames().styled()).isEqualTo(30);
            assertThat(new StylePublisher(clients("others"), OTHERS, STREAM, Clock.systemUTC())
                            .publish(null, _ -> style())
                            .update()
                            .getRevision())
                    .isEqualTo(1);
        }
        assertThat(namesOnTheCluster())
                .hasSizeGreaterThanOrEqualTo(2 * (10 + 3 + 1 + 1))
                .allMatch(name -> name.startsWith(TEAM.prefix()) || name.startsWith(OTHERS.prefix()));
    }

    @Test
    void controlDoesItsWorkWithTheRightsOfTheTable() throws Exception {
        try (ControlUnderTest control = ControlUnderTest.start(connection("control"), TEAM)) {
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
                clients("ingest").producer("picture", VideoChunk.class, Map.of())) {
            producer.send(new ProducerRecord<>(TEAM.sourceVideo().name(), slot, null, streamId, chunk))
                    .get();
        }
    }

    /** As the broker itself answers: what a login may do on each topic is what the table says, and nothing besides. */
    @ParameterizedTest
    @CsvSource({"topics", "ingest", "worker", "egress", "style", "control"})
    void aLoginMayDoOnTopicsWhatTheTableSaysAndNothingElse(String service) throws Exception {
        Map<String, Set<AclOperation>> granted = new TreeMap<>();
        for (AclBinding right : ServiceRights.of(
                List.of(ServiceRights.valueOf(service.toUpperCase(Locale.ROOT))), service, TEAM, GROUP)) {
            if (right.pattern().resourceType() == ResourceType.TOPIC
                    && right.pattern().patternType() == PatternType.LITERAL) {
                granted.computeIfAbsent(right.pattern().name(), _ -> EnumSet.of(AclOperation.DESCRIBE))
                        .add(right.entry().operation());
            }
        }
        Map<String, Set<AclOperation>> allowed = new TreeMap<>();
        try (Admin admin = clients(service).admin("test")) {
            var topics = TEAM.all().stream().map(TopicDefinition::name).toList();
            var options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
            for (var asked :
                    admin.describeTopics(topics, options).topicNameValues().entrySet()) {
                try {
                    allowed.put(asked.getKey(), asked.getValue().get().authorizedOperations());
                } catch (ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(TopicAuthorizationException.class);
                }
            }
        }
        assertThat(allowed).isNotEmpty().isEqualTo(granted);
    }

    @Test
    void whatIsUnderAnotherPrefixIsOutOfReach() {
        assertThatThrownBy(() -> createTopics("others", TEAM))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("The login has no right on topic team.");
    }

    @Test
    void whoMayNotIsToldOnWhat() throws Exception {
        try (EgressStream egress = egress("nobody", TEAM)) {
            assertThat(failureOf(egress)).startsWith("The login has no right on topic team.");
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

        assertThatThrownBy(() -> KnownEpochs.of(clients("nobody"), TEAM).require(chunk))
                .isInstanceOf(AuthorizationException.class)
                .satisfies(failure -> assertThat(KafkaFailures.explain(failure))
                        .hasValueSatisfying(
                                told -> assertThat(told).startsWith("The login has no right on topic team.epochs")));
    }

    /** Topics but for Kafka's own, groups and transactional ids. */
    private static List<String> namesOnTheCluster() throws Exception {
        List<String> names = new ArrayList<>();
        try (Admin admin = clients(SecuredKafka.ADMIN).admin("test")) {
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

    private static void createTopics(String user, Topics topics) {
        try (Admin admin = clients(user).admin("test")) {
            new TopicProvisioner(admin, topics).create(2, (short) 1);
        }
    }

    private IngestStream ingest(String user, Topics topics, int seconds) {
        return ingest(user, topics, STREAM, "testsrc:size=64x64:rate=10:duration=" + seconds);
    }

    private IngestStream ingest(String user, Topics topics, StreamAddress stream, String source) {
        IngestHost host = new IngestHost(clients(user));
        hosts.add(host);
        return host.stream(
                IngestConfig.of(MediaSource.parse(source)).withTopics(topics).withAddress(stream));
    }

    private WorkerService worker(String user, Topics topics) {
        WorkerConfig defaults = WorkerConfig.defaults();
        return new WorkerService(
                connection(user),
                defaults.withTopics(topics)
                        .withMembership(defaults.membership().withGroup(GROUP).withStateDir(folder.resolve("state"))),
                List.of(new DrawingEngine()),
                new SimpleMeterRegistry());
    }

    private EgressStream egress(String user, Topics topics) {
        OutputConfig defaults = OutputConfig.defaults();
        EgressHost host = new EgressHost(connection(user), NO_HTTP, null, new SimpleMeterRegistry());
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

    /** By the command, which makes the login as well; each has a password of its own. */
    private static void grant(String service, String user, Topics topics) throws Exception {
        Path password = Files.writeString(secrets.resolve(user), user + "-of \"" + UUID.randomUUID() + "\"\n");
        assertThat(Brushcast.commandLine()
                        .execute(
                                "rights",
                                "--bootstrap",
                                kafka.bootstrapServers(),
                                "--kafka-config",
                                kafka.adminSettings().toString(),
                                "--service",
                                service,
                                "--principal",
                                "User:" + user,
                                "--topic-prefix",
                                topics.prefix(),
                                "--password",
                                "${file:" + password + "}",
                                "--apply"))
                .isZero();
    }

    private static KafkaClients clients(String user) {
        return new KafkaClients(connection(user), SERDES);
    }

    private static KafkaConnection connection(String user) {
        Path settings =
                user.equals(SecuredKafka.ADMIN) ? kafka.adminSettings() : kafka.settings(user, secrets.resolve(user));
        return new KafkaConnection(kafka.bootstrapServers(), null, KafkaProperties.read(settings, Map.of()));
    }
}
