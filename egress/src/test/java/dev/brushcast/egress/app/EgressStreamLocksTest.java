package dev.brushcast.egress.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.Topics;
import dev.brushcast.egress.Monitor;
import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.egress.config.EgressConfig.HttpConfig;
import dev.brushcast.egress.config.EgressConfig.OutputConfig;
import dev.brushcast.egress.config.EgressConfig.StreamConfig;
import dev.brushcast.egress.hls.FolderLock;
import dev.brushcast.kit.kafka.KafkaConnection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that is ended, by a signal say, while another thread starts or asks it. */
class EgressStreamLocksTest {

    @TempDir
    private Path folder;

    @Test
    void oneThingAfterTheOther() throws Exception {
        EgressConfig config = new EgressConfig(
                Topics.UNPREFIXED,
                StreamConfig.defaults("main"),
                new OutputConfig(
                        folder,
                        Duration.ofSeconds(2),
                        Duration.ofMillis(500),
                        Duration.ofMinutes(15),
                        Duration.ofSeconds(5),
                        true,
                        false,
                        0,
                        List.of(),
                        null,
                        null),
                List.of(),
                new HttpConfig(false, "localhost", 0));
        EgressHost host =
                new EgressHost(KafkaConnection.plain("localhost:1"), config.http(), null, new SimpleMeterRegistry());
        EgressStream service = host.stream(config);
        try (FolderLock _ = FolderLock.take(folder)) { // so that it does not start
            assertThat(Monitor.isAwaitedBy(service, service::start)).isTrue();
        }
        assertThat(Monitor.isAwaitedBy(service, service::endStream)).isTrue();
        assertThat(Monitor.isAwaitedBy(service, service::close)).isTrue();
        assertThat(Monitor.isAwaitedBy(host, host::httpPort)).isTrue();
        assertThat(Monitor.isAwaitedBy(host, host::close)).isTrue();
    }
}
