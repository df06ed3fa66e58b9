package dev.brushcast.compose.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** How much Brushcast logs on standard error. */
final class Logs {

    /** Their standard error is a log; the other commands' is for a person, who has the progress line. */
    private static final Set<String> SERVICES = Set.of("ingest", "worker", "egress", "control");

    /** Helidon logs with java.util.logging. Held on to, since that forgets the levels of loggers that nobody holds. */
    private static final java.util.logging.Logger HELIDON = java.util.logging.Logger.getLogger("io.helidon");

    /** What the broker of a local run is made of: its user hears of its faults in one line, from who started it. */
    private static final List<String> EMBEDDED_BROKER = List.of(
            "kafka",
            "state.change.logger",
            "org.apache.kafka.controller",
            "org.apache.kafka.coordinator",
            "org.apache.kafka.image",
            "org.apache.kafka.metadata",
            "org.apache.kafka.raft",
            "org.apache.kafka.server",
            "org.apache.kafka.storage");

    private Logs() {}

    /**
     * Sets the level of Brushcast's own lines.
     *
     * @param level as the user gave it; null: by the command
     * @param command name of the subcommand
     */
    static void set(@Nullable Level level, String command) {
        Level effective = level != null ? level : SERVICES.contains(command) ? Level.INFO : Level.WARN;
        HELIDON.setLevel(java.util.logging.Level.WARNING);
        logger("dev.brushcast").setLevel(effective);
        logger("ai.djl").setLevel(Level.WARN);
        if (level == null && command.equals("run")) {
            EMBEDDED_BROKER.forEach(broker -> logger(broker).setLevel(Level.OFF));
        }
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
