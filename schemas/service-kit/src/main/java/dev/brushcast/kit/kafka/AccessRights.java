package dev.brushcast.kit.kafka;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.contract.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What each service's login must be granted on a cluster that enforces rights, and nothing more. */
public final class AccessRights {

    private static final String ANY_HOST = "*";

    private final String principal;
    private final List<AclBinding> bindings = new ArrayList<>();

    private AccessRights(String user) {
        principal = "User:" + user;
    }

    /** Those of {@code brushcast topics create}. */
    public static List<AclBinding> ofTopics(String user) {
        AccessRights rights = new AccessRights(user);
        for (TopicDefinition<?> topic : Topics.all()) {
            rights.on(topic, CREATE, DESCRIBE, DESCRIBE_CONFIGS);
        }
        return rights.all();
    }

    /** Those of {@code brushcast ingest}. */
    public static List<AclBinding> ofIngest(String user) {
        return new AccessRights(user)
                .on(Topics.STREAMS, READ, WRITE)
                .on(Topics.SOURCE_VIDEO, READ, WRITE)
                .on(Topics.SOURCE_AUDIO, WRITE)
                .on(Topics.EVENTS, WRITE)
                .on(Topics.TIMINGS, READ)
                .all();
    }

    /** Those of {@code brushcast worker}; {@code group} is the workers'. */
    public static List<AclBinding> ofWorker(String user, String group) {
        AccessRights rights = new AccessRights(user)
                .on(Topics.STREAMS, READ)
                .on(Topics.STYLES, READ)
                .on(Topics.SOURCE_VIDEO, READ)
                .on(Topics.STYLED_VIDEO, WRITE)
                .on(Topics.EVENTS, WRITE)
                .on(Topics.TIMINGS, WRITE)
                .on(Topics.HEALTH, WRITE)
                .on(Topics.DEAD_LETTER, WRITE);
        for (TopicDefinition<?> topic : Topics.all()) {
            rights.on(topic, DESCRIBE, DESCRIBE_CONFIGS);
        }
        return rights.on(GROUP, group, LITERAL, READ)
                .on(TOPIC, group + "-", PREFIXED, CREATE, READ, WRITE, DESCRIBE_CONFIGS)
                .on(TRANSACTIONAL_ID, group + "-", PREFIXED, WRITE)
                .all();
    }

    /** Those of {@code brushcast egress}. */
    public static List<AclBinding> ofEgress(String user) {
        return new AccessRights(user)
                .on(Topics.STREAMS, READ)
                .on(Topics.SOURCE_VIDEO, READ)
                .on(Topics.STYLED_VIDEO, READ)
                .on(Topics.SOURCE_AUDIO, READ)
                .all();
    }

    /** Those of {@code brushcast style}. */
    public static List<AclBinding> ofStyle(String user) {
        return new AccessRights(user)
                .on(Topics.STYLES, READ, WRITE)
                .on(Topics.EVENTS, READ)
                .all();
    }

    private AccessRights on(TopicDefinition<?> topic, AclOperation... operations) {
        return on(TOPIC, topic.name(), LITERAL, operations);
    }

    private AccessRights on(ResourceType type, String name, PatternType pattern, AclOperation... operations) {
        for (AclOperation operation : operations) {
            bindings.add(new AclBinding(
                    new ResourcePattern(type, name, pattern),
                    new AccessControlEntry(principal, ANY_HOST, operation, AclPermissionType.ALLOW)));
        }
        return this;
    }

    private List<AclBinding> all() {
        return List.copyOf(bindings);
    }
}
