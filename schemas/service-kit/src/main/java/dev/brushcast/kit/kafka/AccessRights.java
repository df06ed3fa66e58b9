package dev.brushcast.kit.kafka;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.CLUSTER;
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

    /** What the groups and the transactional ids of control begin with. */
    private static final String CONTROL = "control-";

    /** What the transactional ids of ingests begin with. */
    private static final String INGEST = "ingest-";

    private static final String KAFKA_CLUSTER = "kafka-cluster";

    private final String principal;
    private final List<AclBinding> bindings = new ArrayList<>();

    private AccessRights(String user) {
        principal = "User:" + user;
    }

    /** Those of {@code brushcast topics create}. */
    public static List<AclBinding> ofTopics(String user, Topics topics) {
        AccessRights rights = new AccessRights(user);
        for (TopicDefinition<?> topic : topics.all()) {
            rights.on(topic, CREATE, DESCRIBE, DESCRIBE_CONFIGS);
        }
        return rights.all();
    }

    /**
     * Those of {@code brushcast ingest}; {@code group} is the workers', without the prefix, whose transactions it ends when they
     * leave them open.
     */
    public static List<AclBinding> ofIngest(String user, Topics topics, String group) {
        return new AccessRights(user)
                .on(topics.epochs(), READ, WRITE)
                .on(topics.sourceVideo(), READ, WRITE)
                .on(topics.sourceAudio(), READ, WRITE)
                .on(topics.styledVideo(), READ, WRITE)
                .on(topics.events(), WRITE)
                .on(topics.streams(), READ)
                .on(topics.timings(), READ)
                .on(GROUP, topics.ingestHosts(), LITERAL, READ)
                .on(TRANSACTIONAL_ID, topics.prefix() + group + "-", PREFIXED, WRITE)
                .on(TRANSACTIONAL_ID, topics.prefix() + INGEST, PREFIXED, WRITE)
                .on(CLUSTER, KAFKA_CLUSTER, LITERAL, DESCRIBE_CONFIGS)
                .all();
    }

    /** Those of {@code brushcast worker}; {@code group} is the workers', without the prefix. */
    public static List<AclBinding> ofWorker(String user, Topics topics, String group) {
        String groupId = topics.prefix() + group;
        AccessRights rights = new AccessRights(user)
                .on(topics.epochs(), READ)
                .on(topics.styles(), READ)
                .on(topics.sourceVideo(), READ)
                .on(topics.slack(), READ)
                .on(topics.styledVideo(), READ, WRITE)
                .on(topics.events(), WRITE)
                .on(topics.timings(), WRITE)
                .on(topics.health(), WRITE)
                .on(topics.workers(), READ, WRITE)
                .on(topics.deadLetter(), WRITE);
        for (TopicDefinition<?> topic : topics.all()) {
            rights.on(topic, DESCRIBE, DESCRIBE_CONFIGS);
        }
        return rights.on(GROUP, groupId, LITERAL, READ)
                .on(TOPIC, groupId + "-", PREFIXED, CREATE, READ, WRITE, DESCRIBE_CONFIGS)
                .on(TRANSACTIONAL_ID, groupId + "-", PREFIXED, WRITE)
                .on(CLUSTER, KAFKA_CLUSTER, LITERAL, DESCRIBE_CONFIGS)
                .all();
    }

    /** Those of {@code brushcast egress}. */
    public static List<AclBinding> ofEgress(String user, Topics topics) {
        return new AccessRights(user)
                .on(topics.streams(), READ)
                .on(topics.epochs(), READ)
                .on(topics.sourceVideo(), READ)
                .on(topics.styledVideo(), READ)
                .on(topics.sourceAudio(), READ)
                .on(topics.events(), WRITE)
                .on(topics.slack(), WRITE)
                .on(GROUP, topics.egressHosts(), LITERAL, READ)
                .on(CLUSTER, KAFKA_CLUSTER, LITERAL, DESCRIBE_CONFIGS)
                .all();
    }

    /** Those of {@code brushcast style}. */
    public static List<AclBinding> ofStyle(String user, Topics topics) {
        return new AccessRights(user)
                .on(topics.styles(), READ, WRITE)
                .on(topics.events(), READ)
                .all();
    }

    /** What {@code brushcast replay} looks at beside its ingest, egress and styles: which models the workers have. */
    public static List<AclBinding> ofReplay(String user, Topics topics) {
        return new AccessRights(user).on(topics.workers(), READ).all();
    }

    /** Those of {@code brushcast control}. */
    public static List<AclBinding> ofControl(String user, Topics topics) {
        return new AccessRights(user)
                .on(topics.streams(), READ, WRITE)
                .on(topics.styles(), READ, WRITE)
                .on(topics.epochs(), READ)
                .on(topics.events(), READ)
                .on(topics.health(), READ)
                .on(topics.workers(), READ)
                .on(topics.sourceVideo(), READ)
                .on(topics.styledVideo(), READ)
                .on(GROUP, topics.prefix() + CONTROL, PREFIXED, READ)
                .on(TRANSACTIONAL_ID, topics.prefix() + CONTROL, PREFIXED, WRITE)
                .all();
    }

    /** Those of everything that an installation is made of, by its prefix alone, which must not be empty. */
    public static List<AclBinding> ofInstallation(String user, Topics topics) {
        if (topics.prefix().isEmpty()) {
            throw new IllegalArgumentException("an empty prefix would grant the whole cluster");
        }
        return new AccessRights(user)
                .on(TOPIC, topics.prefix(), PREFIXED, CREATE, READ, WRITE, DESCRIBE_CONFIGS)
                .on(GROUP, topics.prefix(), PREFIXED, READ)
                .on(TRANSACTIONAL_ID, topics.prefix(), PREFIXED, WRITE)
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
