package dev.brushcast.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ClientSettingsTest {

    private static final String IN_FLIGHT = "max.in.flight.requests.per.connection";

    private final KafkaConnection connection = KafkaConnection.plain("a:9092");

    @Test
    void aProducersSecondBatchWaitsForItsFirstToBeTaken() {
        assertThat(ClientSettings.producer(Failover.DEFAULT).merge(connection, "test", Map.of()))
                .containsEntry(IN_FLIGHT, "1");
    }

    @Test
    void aClusterFarAwayMayBeGivenMoreRequestsAtATime() {
        KafkaConnection far = new KafkaConnection("a:9092", null, Map.of(IN_FLIGHT, "5"));
        assertThat(ClientSettings.producer(Failover.DEFAULT).merge(far, "test", Map.of()))
                .containsEntry(IN_FLIGHT, "5");
    }
}
