package dev.brushcast.ingest.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.kit.UserError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontDoorTest {

    @Test
    void eachStreamIsReadUnderItsId() {
        FrontDoor door = new FrontDoor("rtsp://ingest:token@mediamtx:8554/{id}");

        assertThat(door.of("cam").url()).isEqualTo("rtsp://ingest:token@mediamtx:8554/cam");
        assertThat(door.toString()).doesNotContain("token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtsp://mediamtx:8554/cam",
                "/srv/{id}.mp4",
                "gopher://mediamtx/{id}",
                "rtmp://mediamtx/live/{id}?listen",
                ""
            })
    void whatNamesNoPlaceForTheIdIsRefused(String template) {
        assertThatThrownBy(() -> new FrontDoor(template))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("front door");
    }

    @ParameterizedTest
    @ValueSource(strings = {"site.example", "https://site.example/", "*", "https://user@site.example"})
    void whatIsNoOriginIsRefused(String origin) {
        assertThatThrownBy(() -> new DoorConfig("localhost", 0, null, List.of(origin), DoorLimits.DEFAULT))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("https://site.example");
    }
}
