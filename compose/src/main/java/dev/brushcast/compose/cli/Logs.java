package dev.brushcast.compose.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** How much Brushcast logs on standard error. */
final class Logs {

    /** Their standard error is a log; the other commands' is for a person, who has the progress line. */
    private static final Set<String> SERVICES = Set.of("ingest", "worker", "egress");

    /** Helidon logs with java.util.logging. Held on to, since that forgets the levels of loggers that nobody holds. */
    private static final java.util.logging.Logger HELIDON = java.util.logging.Logger.getLogger("io.helidon");

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
        ((Logger) LoggerFactory.getLogger("dev.brushcast")).setLevel(effective);
    }
}
