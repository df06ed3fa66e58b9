package dev.brushcast.compose.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import org.junit.jupiter.api.Test;

/** What users see of other people's log lines. */
class LogsTest {

    /** Kafka's consumer logs an error for each record that cannot be read: in a flood of them, thousands of lines. */
    private static final String LOGS_EACH_RECORD = "org.apache.kafka.clients.consumer.internals.CompletedFetch";

    @Test
    void kafkasLineForEachUnreadableRecordIsLeftToTheCountOfThem() throws Exception {
        LoggerContext context = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(LogsTest.class.getResource("/logback.xml"));

        assertThat(Class.forName(LOGS_EACH_RECORD))
                .as("its name with this version of Kafka")
                .isNotNull();
        assertThat(context.getLogger(LOGS_EACH_RECORD).getEffectiveLevel()).isEqualTo(Level.OFF);
        assertThat(context.getLogger("org.apache.kafka").getEffectiveLevel()).isEqualTo(Level.ERROR);
    }
}
