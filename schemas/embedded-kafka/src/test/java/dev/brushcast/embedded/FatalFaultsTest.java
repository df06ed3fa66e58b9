package dev.brushcast.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FatalFaultsTest {

    private static final Path DATA = Path.of("out/.data/kafka");

    @Test
    void aFullDiskIsToldWithItsFolder() {
        assertThat(FatalFaults.reason(DATA, 4096)).contains("No space", DATA.toString(), "another disk");
    }

    @Test
    void anotherFaultPointsToTheLog() {
        assertThat(FatalFaults.reason(DATA, 1L << 40)).contains("see Kafka's errors");
    }
}
