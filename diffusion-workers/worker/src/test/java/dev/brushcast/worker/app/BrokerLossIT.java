package dev.brushcast.worker.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.brushcast.contract.Topics;
import dev.brushcast.kafkaundertest.ThreeBrokers;
import dev.brushcast.kit.kafka.Copies;
import dev.brushcast.kit.kafka.CopiesCheck;
import dev.brushcast.worker.Chunks;
import dev.brushcast.worker.PaintingEngine;
import dev.brushcast.worker.config.Membership;
import dev.brushcast.worker.config.WorkerConfig;
import dev.brushcast.worker.store.Stores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three brokers whose default is one copy of a topic, as Kafka's own default is. */
class BrokerLossIT {

    @TempDir
    Path state;

    @Test
    void theSlotsGoOnWhicheverBrokerGoesAwayAndALowerTopicIsNamed() throws Exception {
        ThreeBrokers brokers = ThreeBrokers.start();
        try (WorkerCluster cluster = new WorkerCluster(brokers, 2, 3);
                WorkerService worker = started(cluster)) {
            publish(cluster, 0);
            assertThat(cluster.read(Topics.UNPREFIXED.styledVideo(), "s0", 5)).hasSize(5);
            assertThat(cluster.read(Topics.UNPREFIXED.styledVideo(), "s1", 5)).hasSize(5);
            assertThat(problems(brokers, Stores.changelogs("loss")))
                    .as("these brokers' own default is that one has a record; the changelogs are as the pictures are")
                    .singleElement()
                    .asString()
                    .startsWith(
                            "Topic __consumer_offsets has 3 copies (1 in sync to write), the pictures have 3 copies");
            try (Admin admin = admin(brokers)) {
                assertThat(admin.listTopics().names().get()).containsAll(Stores.changelogs("loss"));
                admin.createTopics(List.of(new NewTopic("loss-0-changelog", 1, (short) 1)))
                        .all()
                        .get();
            }
            assertThat(problems(brokers, Set.of("loss-0-changelog")))
                    .as("asked at once, of a broker that may not know of it yet")
                    .hasSize(2)
                    .last()
                    .asString()
                    .startsWith(
                            "Topic loss-0-changelog has 1 copy (1 in sync to write), the pictures have 3 copies (2");

            brokers.stop(2);
            publish(cluster, 5);

            assertThat(cluster.read(Topics.UNPREFIXED.styledVideo(), "s0", 10)).hasSize(10);
            assertThat(cluster.read(Topics.UNPREFIXED.styledVideo(), "s1", 10)).hasSize(10);
            assertThat(worker.finished().toCompletableFuture()).isNotDone();
        }
    }

    private WorkerService started(WorkerCluster cluster) {
        Membership member = Membership.DEFAULT.withGroup("loss").withStateDir(state);
        WorkerService worker = new WorkerService(
                cluster.connection,
                WorkerConfig.defaults().withMembership(member),
                List.of(new PaintingEngine()),
                new SimpleMeterRegistry());
        worker.start();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> worker.ready().problem().get().isEmpty());
        return worker;
    }

    private static void publish(WorkerCluster cluster, long from) {
        LongStream.range(from, from + 5).forEach(sequence -> {
            cluster.publish(0, Chunks.chunk("s0", 1, sequence));
            cluster.publish(1, Chunks.chunk("s1", 1, sequence));
        });
    }

    private static List<String> problems(ThreeBrokers brokers, Set<String> topics) {
        try (Admin admin = admin(brokers)) {
            return new CopiesCheck(admin).problems(new Copies(3, 2), topics);
        }
    }

    private static Admin admin(ThreeBrokers brokers) {
        return Admin.create(Map.of("bootstrap.servers", brokers.bootstrapServers()));
    }
}
