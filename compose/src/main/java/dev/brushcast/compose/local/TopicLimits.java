package dev.brushcast.compose.local;

import dev.brushcast.compose.local.DiskBudget.TopicLimit;
import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.contract.Topics;
import dev.brushcast.kit.Reason;
import dev.brushcast.kit.UserError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** Holds the topics of a local broker to a budget; the contract's own limits are for clusters. */
final class TopicLimits {

    /** A deleted segment takes its place on the disk so long. */
    private static final Duration DELETED_AFTER = Duration.ofSeconds(1);

    private TopicLimits() {}

    static void apply(Admin admin, Topics topics, DiskBudget budget) {
        if (!budget.isLimited()) {
            return;
        }
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (TopicDefinition<?> topic : topics.all()) {
            boolean pictures = topic.equals(topics.sourceVideo()) || topic.equals(topics.styledVideo());
            if (topic.retentionBytes() != TopicDefinition.UNLIMITED_BYTES) {
                changes.put(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                        settings(pictures ? budget.pictures() : budget.others()));
            }
        }
        try {
            admin.incrementalAlterConfigs(changes).all().get();
        } catch (ExecutionException e) {
            throw new UserError("the local broker does not take the limits of its topics: " + Reason.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while the topics were made", e);
        }
    }

    private static Collection<AlterConfigOp> settings(TopicLimit limit) {
        List<AlterConfigOp> settings = new ArrayList<>();
        Map.of(
                        "retention.bytes", limit.keptBytes(),
                        "segment.bytes", limit.segmentBytes(),
                        "file.delete.delay.ms", DELETED_AFTER.toMillis())
                .forEach((name, value) ->
                        settings.add(new AlterConfigOp(new ConfigEntry(name, Long.toString(value)), OpType.SET)));
        return settings;
    }
}
