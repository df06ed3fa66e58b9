package dev.brushcast.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.kit.UserError;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailoverTest {

    @Test
    void aProfileIsChosenByItsName() {
        assertThat(Failover.named("fast")).isEqualTo(Failover.FAST);
        assertThat(Failover.named("default")).isEqualTo(Failover.DEFAULT);
        assertThatThrownBy(() -> Failover.named("faster"))
                .isInstanceOf(UserError.class)
                .hasMessage("There is no failover 'faster': write default or fast");
    }

    @Test
    void whereBrokersWantLongerSessionsTheShortestThatTheyTakeIsTakenWithAsManyHeartbeats() {
        Failover held = Sessions.atLeast(Failover.FAST, Duration.ofSeconds(6));

        assertThat(held.ofMembers())
                .containsEntry("session.timeout.ms", "6000")
                .containsEntry("heartbeat.interval.ms", "800");
        assertThat(held.transaction()).isEqualTo(Failover.FAST.transaction());
    }

    @Test
    void whereBrokersTakeShorterOnesTheProfilesOwnAreTaken() {
        assertThat(Sessions.atLeast(Failover.DEFAULT, Duration.ofMillis(500))).isEqualTo(Failover.DEFAULT);
    }

    @Test
    void singleSettingsOfTheConnectionComeBeforeTheProfile() {
        KafkaConnection connection =
                new KafkaConnection("a:9092", null, Map.of("request.timeout.ms", "25000"), Failover.FAST);

        assertThat(ClientSettings.consumer(connection.failover()).merge(connection, "test", Map.of()))
                .containsEntry("request.timeout.ms", "25000")
                .containsEntry("metadata.max.age.ms", "5000");
    }
}
