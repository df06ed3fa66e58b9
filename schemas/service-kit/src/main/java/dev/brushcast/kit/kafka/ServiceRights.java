package dev.brushcast.kit.kafka;

import dev.brushcast.contract.Topics;
import dev.brushcast.kit.UserError;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;

/** The services by which {@link AccessRights} are asked for. */
public enum ServiceRights {
    TOPICS {
        @Override
        List<AclBinding> of(String user, Topics topics, String group) {
            return AccessRights.ofTopics(user, topics);
        }
    },
    INGEST {
        @Override
        List<AclBinding> of(String user, Topics topics, String group) {
            return AccessRights.ofIngest(user, topics, group);
        }
    },
    WORKER {
        @Override
        List<AclBinding> of(String user, Topics topics, String group) {
            return AccessRights.ofWorker(user, topics, group);
        }
    },
    EGRESS {
        @Override
        List<AclBinding> of(String user, Topics topics, String group) {
            return AccessRights.ofEgress(user, topics);
        }
    },
    STYLE {
        @Override
        List<AclBinding> of(String user, Topics topics, String group) {
            return AccessRights.ofStyle(user, topics);
        }
    },
    CONTROL {
        @Override
        List<AclBinding> of(String user, Topics topics, String group) {
            return AccessRights.ofControl(user, topics);
        }
    },
    /** An ingest, an egress and styles in one process, and a look at which models there are. */
    REPLAY {
        @Override
        List<AclBinding> of(String user, Topics topics, String group) {
            Stream<AclBinding> parts =
                    Stream.of(INGEST, EGRESS, STYLE).flatMap(service -> service.of(user, topics, group).stream());
            return Stream.concat(parts, AccessRights.ofReplay(user, topics).stream())
                    .distinct()
                    .toList();
        }
    },
    /** Everything of an installation, by its prefix. */
    INSTALLATION {
        @Override
        List<AclBinding> of(String user, Topics topics, String group) {
            if (topics.prefix().isEmpty()) {
                throw new UserError(
                        "Without a prefix the rights of an installation would be those of the whole cluster:"
                                + " give --topic-prefix, or name its services");
            }
            return AccessRights.ofInstallation(user, topics);
        }
    };

    /** What a login of that service needs; {@code group} is the workers', without the prefix. */
    abstract List<AclBinding> of(String user, Topics topics, String group);

    /**
     * What a login of several services needs, each right once.
     *
     * @throws UserError if one of them has no rights of its own there
     */
    public static List<AclBinding> of(List<ServiceRights> services, String user, Topics topics, String group) {
        return services.stream()
                .flatMap(service -> service.of(user, topics, group).stream())
                .distinct()
                .toList();
    }
}
