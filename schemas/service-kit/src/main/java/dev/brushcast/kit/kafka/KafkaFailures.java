package dev.brushcast.kit.kafka;

import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;

/** What Kafka's exceptions are to whoever has to put them right. */
public final class KafkaFailures {

    private KafkaFailures() {}

    /**
     * One line that says what is wrong and what to do, if the cause is a login, a right or encryption; empty for anything
     * else.
     *
     * @param failure what a client threw, whatever is wrapped around it
     */
    public static Optional<String> explain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<String> explained = explainThis(cause);
            if (explained.isPresent()) {
                return explained;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> explainThis(Throwable cause) {
        return switch (cause) {
            case SaslAuthenticationException refused ->
                Optional.of("Kafka refuses the login (" + refused.getMessage()
                        + "): check the user and the password in sasl.jaas.config");
            case UnsupportedSaslMechanismException other ->
                Optional.of("Kafka does not offer this kind of login (" + other.getMessage()
                        + "): set sasl.mechanism to one that it offers");
            case SslAuthenticationException failed -> Optional.of(TlsFailures.explain(failed));
            case TopicAuthorizationException refused ->
                Optional.of(noRight("topic "
                        + refused.unauthorizedTopics().stream().sorted().collect(Collectors.joining(", "))));
            case GroupAuthorizationException refused -> Optional.of(noRight("group " + refused.groupId()));
            case TransactionalIdAuthorizationException _ ->
                Optional.of(noRight("transactional ids that begin with the worker's group, or of control"));
            case ClusterAuthorizationException _ -> Optional.of(noRight("the cluster"));
            case SecurityDisabledException _ ->
                Optional.of("The cluster enforces no rights: whoever reaches a broker may do everything; set"
                        + " authorizer.class.name in its brokers' settings");
            default -> Optional.empty();
        };
    }

    /** That the login may not do what was tried, and where to look what it must be granted. */
    static String noRight(String resource) {
        return "The login has no right on " + resource
                + ": grant it, see the table of rights in schemas/service-kit/README.md";
    }
}
