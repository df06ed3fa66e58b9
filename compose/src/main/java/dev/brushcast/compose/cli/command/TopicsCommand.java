package dev.brushcast.compose.cli.command;

import dev.brushcast.compose.cli.failure.InvalidUsageException;
import dev.brushcast.compose.cli.option.ClusterOptions;
import dev.brushcast.compose.cli.option.Limits;
import dev.brushcast.compose.cli.option.RecordingLimits;
import dev.brushcast.ingest.publish.StreamDirectory;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.RecordingRetention;
import dev.brushcast.kit.kafka.TopicProvisioner;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brushcast topics create | describe}: the topics that everything else needs. */
@Command(name = "topics", mixinStandardHelpOptions = true, description = "Creates or shows the topics on a cluster.")
public final class TopicsCommand {

    private static final int MOST_SLOTS = 10_000;
    private static final int MOST_COPIES = 100;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Command(name = "create", mixinStandardHelpOptions = true, description = "Creates the topics that are missing.")
    int create(
            @Mixin ClusterOptions cluster,
            @Option(
                            names = "--slots",
                            paramLabel = "N",
                            defaultValue = "4",
                            description =
                                    "How many streams can run at a time: partitions of each topic. Default: ${DEFAULT-VALUE}.")
                    int slots,
            @Option(
                            names = "--replication",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "Copies of each partition. Default: ${DEFAULT-VALUE}.")
                    short replication) {
        InvalidUsageException.check(spec.commandLine(), () -> {
            Limits.requireBetween(1, MOST_SLOTS, "--slots", slots);
            Limits.requireBetween(1, MOST_COPIES, "--replication", replication);
            return true;
        });
        onCluster(cluster, topics -> {
            topics.create(slots, replication);
            print(topics);
        });
        return 0;
    }

    @Command(name = "describe", mixinStandardHelpOptions = true, description = "Shows the topics as they are.")
    int describe(@Mixin ClusterOptions cluster) {
        onCluster(cluster, this::print);
        return 0;
    }

    @Command(
            name = "keep",
            mixinStandardHelpOptions = true,
            description =
                    "Says how long recordings are kept: a time for all streams, a size for each slot of each topic.")
    int keep(
            @Mixin ClusterOptions cluster,
            @Option(names = "--time", paramLabel = "TIME", description = "As in 72h, by the time of the media.")
                    @Nullable
                    String time,
            @Option(names = "--size", paramLabel = "SIZE", description = "As in 50g (GiB) or 500m (MiB).") @Nullable
                    String size) {
        RecordingLimits limits = InvalidUsageException.check(spec.commandLine(), () -> RecordingLimits.of(time, size));
        onAdmin(cluster, (_, admin) -> {
            new RecordingRetention(admin, cluster.topics()).keep(limits.time(), limits.bytes());
            print(new TopicProvisioner(admin, cluster.topics()));
        });
        return 0;
    }

    @Command(
            name = "forget",
            mixinStandardHelpOptions = true,
            description =
                    "Deletes what was recorded of one stream before a time, for good, and what other streams have left in"
                            + " its slot before that.")
    int forget(
            @Mixin ClusterOptions cluster,
            @Option(names = "--stream", required = true, paramLabel = "ID", description = "The stream.") String stream,
            @Option(
                            names = "--before",
                            required = true,
                            paramLabel = "TIME",
                            description = "As 2026-05-01T18:30:00Z, by the time of the media.")
                    Instant before) {
        onAdmin(cluster, (clients, admin) -> {
            int slot = new StreamDirectory(clients, cluster.topics())
                    .newestCapture(stream)
                    .orElseThrow(() -> new UserError("There is no stream " + stream))
                    .getSlot();
            new RecordingRetention(admin, cluster.topics())
                    .forget(slot, before)
                    .forEach((topic, offset) -> spec.commandLine()
                            .getOut()
                            .println(topic + " slot " + slot + ": records begin at " + offset));
            spec.commandLine().getOut().flush();
        });
        return 0;
    }

    private void onCluster(ClusterOptions cluster, Consumer<TopicProvisioner> work) {
        onAdmin(cluster, (_, admin) -> work.accept(new TopicProvisioner(admin, cluster.topics())));
    }

    private void onAdmin(ClusterOptions cluster, BiConsumer<KafkaClients, Admin> work) {
        InvalidUsageException.check(spec.commandLine(), () -> {
            cluster.check();
            return true;
        });
        KafkaConnection connection = cluster.reachable();
        try (var serdes = connection.openSerdes()) {
            KafkaClients clients = new KafkaClients(connection, serdes);
            try (Admin admin = clients.admin("topics")) {
                work.accept(clients, admin);
            }
        }
    }

    private void print(TopicProvisioner topics) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(TopicTable.of(topics.describe()));
        out.flush();
    }
}
