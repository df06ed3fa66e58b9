package dev.brushcast.kit.kafka;

import dev.brushcast.kit.UserError;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How soon an installation goes on after something in it has died, chosen for all its services together. Shorter times are missed
 * more easily by a machine that is only busy: who is given up and is alive loses its slots and gets them back a moment later.
 *
 * @param name by which it is chosen
 * @param session who has said nothing to its group for so long is given up; brokers may want more, see {@link Sessions}
 * @param heartbeat how often a member of a group says that it is there, and learns that slots are divided anew; a third of the session
 *     at most
 * @param transaction what somebody has left open for so long the brokers end
 * @param request a broker that has not answered for so long is asked again, or another one
 * @param connection a broker that has not taken a connection for so long is not waited for
 * @param delivery a record that no broker has taken for so long is lost and told
 * @param metadataAge how old may be what a client knows of who leads
 */
public record Failover(
        String name,
        Duration session,
        Duration heartbeat,
        Duration transaction,
        Duration request,
        Duration connection,
        Duration delivery,
        Duration metadataAge) {

    /** Meant for output to go on within five seconds; for machines that may be busy. */
    public static final Failover DEFAULT = new Failover(
            "default",
            Duration.ofSeconds(3),
            Duration.ofMillis(250),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(120),
            Duration.ofSeconds(30));

    /** Meant for output to go on within two seconds; for machines that have room, and a network that does not pause. */
    public static final Failover FAST = new Failover(
            "fast",
            Duration.ofMillis(750),
            Duration.ofMillis(100),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5));

    private static final int HEARTBEATS = 3;

    public Failover {
        if (heartbeat.multipliedBy(HEARTBEATS).compareTo(session) > 0) {
            throw new IllegalArgumentException("a heartbeat each " + heartbeat + " in a session of " + session);
        }
        if (request.compareTo(delivery) >= 0) {
            throw new IllegalArgumentException("a request of " + request + " in a delivery of " + delivery);
        }
    }

    /**
     * The profile of a name.
     *
     * @throws UserError if there is none
     */
    public static Failover named(String name) {
        return switch (name) {
            case "default" -> DEFAULT;
            case "fast" -> FAST;
            default -> throw new UserError("There is no failover '" + name + "': write default or fast");
        };
    }

    /** With another session, and as many heartbeats in it. */
    public Failover withSession(Duration other) {
        long each = heartbeat.toMillis() * other.toMillis() / session.toMillis();
        return new Failover(
                name, other, Duration.ofMillis(each), transaction, request, connection, delivery, metadataAge);
    }

    /** What every client has of it, by Kafka's names. */
    Map<String, String> ofClients() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("request.timeout.ms", millis(request));
        settings.put("socket.connection.setup.timeout.ms", millis(connection));
        settings.put("socket.connection.setup.timeout.max.ms", millis(connection));
        settings.put("metadata.max.age.ms", millis(metadataAge));
        // A producer's first request to its coordinator counts as repeated; from there on the pause doubles, up to a
        // second.
        settings.put("retry.backoff.ms", "20");
        // From 50 ms on: a broker that is back is found soon, and one that is away is not asked more than twice a
        // second.
        settings.put("reconnect.backoff.max.ms", "500");
        return settings;
    }

    /** What producers have of it, beside {@link #ofClients}. */
    public Map<String, String> ofProducers() {
        Map<String, String> settings = new LinkedHashMap<>(ofClients());
        settings.put("delivery.timeout.ms", millis(delivery));
        return settings;
    }

    /** What consumers have of it that have no group, or leave its sessions as they are. */
    public Map<String, String> ofConsumers() {
        return ofClients();
    }

    /** What members of groups have of it, beside {@link #ofConsumers}. */
    public Map<String, String> ofMembers() {
        return Map.of("session.timeout.ms", millis(session), "heartbeat.interval.ms", millis(heartbeat));
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
