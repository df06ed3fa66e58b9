package dev.brushcast.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.KafkaFailures;
import dev.brushcast.kit.kafka.KnownEpochs;
import dev.brushcast.kit.kafka.ServiceRights;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each login may do on a cluster that enforces rights, as the broker itself answers, and what it is told where it may not. */
class LoginRightsIT {

    @SuppressWarnings("NullAway.Init") // by startKafka
    private static GrantedKafka kafka;

    @TempDir
    private static Path secrets;

    @BeforeAll
    static void startKafka() throws Exception {
        kafka = GrantedKafka.start(secrets);
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    /** As the broker itself answers: what a login may do on each topic is what the table says, and nothing besides. */
    @ParameterizedTest
    @CsvSource({"topics", "ingest", "worker", "egress", "style", "control"})
    void aLoginMayDoOnTopicsWhatTheTableSaysAndNothingElse(String service) throws Exception {
        Map<String, Set<AclOperation>> granted = new TreeMap<>();
        for (AclBinding right : ServiceRights.of(
                List.of(ServiceRights.valueOf(service.toUpperCase(Locale.ROOT))),
                service,
                GrantedKafka.TEAM,
                "brushcast-worker")) {
            if (right.pattern().resourceType() == ResourceType.TOPIC
                    && right.pattern().patternType() == PatternType.LITERAL) {
                granted.computeIfAbsent(right.pattern().name(), _ -> EnumSet.of(AclOperation.DESCRIBE))
                        .add(right.entry().operation());
            }
        }
        Map<String, Set<AclOperation>> allowed = new TreeMap<>();
        try (Admin admin = kafka.clients(service).admin("test")) {
            var topics =
                    GrantedKafka.TEAM.all().stream().map(TopicDefinition::name).toList();
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
        assertThatThrownBy(() -> kafka.createTopics("others", GrantedKafka.TEAM))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("The login has no right on topic team.");
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

        assertThatThrownBy(() -> KnownEpochs.of(kafka.clients("nobody"), GrantedKafka.TEAM)
                        .require(chunk))
                .isInstanceOf(AuthorizationException.class)
                .satisfies(failure -> assertThat(KafkaFailures.explain(failure))
                        .hasValueSatisfying(
                                told -> assertThat(told).startsWith("The login has no right on topic team.epochs")));
    }
}
