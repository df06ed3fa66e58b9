package dev.brushcast.kit.kafka;

import dev.brushcast.kit.UserError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How short a group's sessions can be on a cluster: brokers refuse what is below a limit of theirs, 6 s unless they are told. */
public final class Sessions {

    private static final Logger LOGGER = LoggerFactory.getLogger(Sessions.class);

    private static final String LEAST = "group.min.session.timeout.ms";

    /** Kafka's own default, where nothing is known. */
    private static final Duration USUAL_LEAST = Duration.ofSeconds(6);

    private Sessions() {}

    /**
     * What is wanted, with the shortest session that all brokers take; where that is longer than wanted, the log says what to do.
     *
     * @throws UserError when the cluster does not answer
     */
    public static Failover allowed(Admin admin, Failover wanted) {
        Duration least;
        try {
            least = least(admin);
        } catch (UserError e) {
            if (!(e.getCause() instanceof ClusterAuthorizationException)) {
                throw e;
            }
            LOGGER.warn(
                    "The login may not read the brokers' {}: it is taken to be {} s, and who dies is missed no sooner."
                            + " Grant DescribeConfigs on the cluster",
                    LEAST,
                    USUAL_LEAST.toSeconds());
            least = USUAL_LEAST;
        }
        return atLeast(wanted, least);
    }

    /** What is wanted, with sessions of at least so long. */
    static Failover atLeast(Failover wanted, Duration least) {
        if (least.compareTo(wanted.session()) <= 0) {
            return wanted;
        }
        LOGGER.warn(
                "The brokers' {} is {} ms: who dies is missed after that, not after the {} ms of failover '{}'. Set it to {}"
                        + " on the brokers",
                LEAST,
                least.toMillis(),
                wanted.session().toMillis(),
                wanted.name(),
                wanted.session().toMillis());
        return wanted.withSession(least);
    }

    /** Any of the brokers may come to coordinate the group. */
    private static Duration least(Admin admin) {
        List<ConfigResource> brokers = AdminCalls.await(
                        "listing the brokers", admin.describeCluster().nodes())
                .stream()
                .map(Node::idString)
                .map(id -> new ConfigResource(ConfigResource.Type.BROKER, id))
                .toList();
        Map<ConfigResource, Config> settings = AdminCalls.await(
                "reading the brokers' settings", admin.describeConfigs(brokers).all());
        return Duration.ofMillis(settings.values().stream()
                .mapToLong(config -> Long.parseLong(config.get(LEAST).value()))
                .max()
                .orElse(0));
    }
}
