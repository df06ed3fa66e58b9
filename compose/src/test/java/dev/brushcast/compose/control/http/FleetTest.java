package dev.brushcast.compose.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brushcast.compose.control.http.ApiUnderTest.Answer;
import dev.brushcast.contract.avro.WorkerState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers see of the workers: where a stream is, whether it fits, and why it is refused. */
class FleetTest {

    private static final String STREAMS = "/api/v1/streams";

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // by start
    private ApiUnderTest api;

    @BeforeEach
    void start() {
        api = new ApiUnderTest(folder);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aStreamThatTheWorkersCannotCarryIsRefusedWithTheCapacityTheLoadAndWhatToDo() {
        api.serves("gpu-1", 100);
        assertThat(create("first", 60).status()).isEqualTo(201);

        Answer refused = create("second", 60);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("type").asText()).isEqualTo("urn:brushcast:problem:no-room");
        assertThat(refused.json().path("detail").asText())
                .contains(
                        "60 frames a second of 512x512 are 60 % of what worker gpu-1 can do (100 such frames a second)")
                .contains("its streams ask for 60 % already, of 85 % that are given away")
                .contains("start another worker")
                .contains("?beyondCapacity=true");
        assertThat(api.send("GET", STREAMS + "/second", "").status()).isEqualTo(404);
    }

    @Test
    void whoSaysSoHasAStreamBeyondCapacityAndItsStatusTells() {
        api.serves("gpu-1", 50);

        Answer made = api.send("POST", STREAMS + "?beyondCapacity=true", body("cam", 60, true));

        assertThat(made.status()).isEqualTo(201);
        JsonNode status = api.send("GET", STREAMS + "/cam", "").json().path("status");
        assertThat(status.path("worker").asText()).isEqualTo("gpu-1");
        assertThat(status.path("capacity").path("state").asText()).isEqualTo("beyond");
    }

    @Test
    void aStreamMayBeThereBeforeItsWorkersAndItsStatusSaysThatNothingIsKnown() {
        assertThat(create("early", 60).status()).isEqualTo(201);

        JsonNode status = api.send("GET", STREAMS + "/early", "").json().path("status");
        assertThat(status.path("worker").isNull()).isTrue();
        assertThat(status.path("capacity").path("state").asText()).isEqualTo("unknown");
        assertThat(status.path("capacity").path("reason").asText()).contains("no worker serves yet");
    }

    @Test
    void aStreamThatStoodStillIsStartedOnlyIfItFits() {
        api.serves("gpu-1", 50);
        assertThat(api.send("POST", STREAMS, body("big", 60, false)).status()).isEqualTo(201);

        Answer refused = api.send("PUT", STREAMS + "/big/running", "{\"running\": true}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(api.send("PUT", STREAMS + "/big/running?beyondCapacity=true", "{\"running\": true}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void recordingsAreNotRefusedForNobodyWaitsForThem() {
        api.serves("gpu-1", 1);

        Answer made = api.send("POST", STREAMS, "{\"id\": \"film\", \"ingest\": {\"source\": \"testsrc:duration=9\"}}");

        assertThat(made.status()).isEqualTo(201);
    }

    @Test
    void theFleetIsToldWithItsWorkersCapacityLoadAndSlots() {
        api.serves("gpu-1", 100);
        create("first", 30);

        JsonNode fleet = api.send("GET", "/api/v1/fleet", "").json();

        assertThat(fleet.path("free").asInt()).isEqualTo(3);
        assertThat(fleet.path("load").asDouble()).isBetween(0.35, 0.36);
        JsonNode worker = fleet.path("workers").path(0);
        assertThat(worker.path("name").asText()).isEqualTo("gpu-1");
        assertThat(worker.path("state").asText()).isEqualTo("serving");
        assertThat(worker.path("load").asDouble()).isBetween(0.29, 0.31);
        assertThat(worker.path("room").asDouble()).isBetween(0.54, 0.56);
        assertThat(worker.path("slots")).hasSize(4);
    }

    @Test
    void workersThatShouldTellAndDoNotAreNamedUntilTheyAreForgotten() {
        api.told("gpu-1", WorkerState.SERVING, Duration.ofSeconds(1), List.of(0, 1));
        api.told("gpu-2", WorkerState.SERVING, Duration.ofSeconds(11), List.of(2, 3));
        api.told("gpu-3", WorkerState.LEAVING, Duration.ofSeconds(11), List.of());
        api.told("gpu-4", WorkerState.SERVING, Duration.ofMinutes(11), List.of());
        api.told("gpu-5", WorkerState.WARMING_UP, Duration.ofSeconds(1), List.of());

        JsonNode workers = api.send("GET", "/api/v1/fleet", "").json().path("workers");

        assertThat(workers)
                .extracting(worker -> worker.path("name").asText() + " "
                        + worker.path("state").asText())
                .containsExactly("gpu-1 serving", "gpu-2 silent", "gpu-5 warming_up");
        assertThat(workers.path(1).path("room").asDouble()).isZero();
    }

    @Test
    void liveStreamsInSlotsThatNobodyHasAreNamed() {
        api.told("gpu-1", WorkerState.SERVING, Duration.ofSeconds(1), List.of(1));
        create("first", 30);
        create("second", 30);

        JsonNode fleet = api.send("GET", "/api/v1/fleet", "").json();

        assertThat(fleet.path("unserved")).extracting(JsonNode::asText).containsExactly("second");
    }

    /** No figure is no load of 0: whoever scales by it would take workers away. */
    @Test
    void theLoadOfWorkersThatHaveMeasuredNothingIsNotKnown() {
        api.serves("gpu-1", 0);
        create("first", 30);

        assertThat(api.send("GET", "/api/v1/fleet", "").json().path("load").isNull())
                .isTrue();
    }

    @Test
    void aLiveStreamMayAskForAModelAndIsCountedByWhatThatTakes() {
        api.serves("gpu-1", 100, "sd", "wan");

        assertThat(create("slow", 40, "wan").status()).isEqualTo(201);

        assertThat(api.send("GET", "/api/v1/fleet", "")
                        .json()
                        .at("/workers/0/load")
                        .asDouble())
                .isBetween(0.79, 0.81);
        assertThat(create("another", 40, "sd").status()).isEqualTo(409);
        assertThat(api.send("GET", "/api/v1/fleet", "").json().at("/workers/0/models/1"))
                .isEqualTo(Papers.JSON
                        .createObjectNode()
                        .put("name", "wan")
                        .put("hash", "")
                        .put("cost", 2.0)
                        .put("sideMultiple", 16));
    }

    @Test
    void aModelThatIsNotThereIsRefusedWhenAStreamIsMadeStartedOrChangedToIt() {
        api.serves("gpu-1", 100, "sd");
        assertThat(create("new", 10, "wan").json().path("type").asText()).isEqualTo("urn:brushcast:problem:no-model");
        assertThat(create("cam", 10).status()).isEqualTo(201);
        Answer misfit = api.send(
                "PATCH", STREAMS + "/cam", "{\"ingest\": {\"model\": \"sd\", \"pictures\": {\"width\": 520}}}");
        assertThat(misfit.status()).isEqualTo(409);
        assertThat(misfit.json().path("detail").asText()).contains("multiples of 16 pixels, and these are 520x512");

        Answer changed = api.send("PATCH", STREAMS + "/cam", "{\"ingest\": {\"model\": \"wan\"}}");
        assertThat(changed.status()).isEqualTo(409);
        assertThat(changed.json().path("detail").asText()).contains("gpu-1 (which has sd) lacks it");

        api.send("PUT", STREAMS + "/cam/running", "{\"running\": false}");
        assertThat(api.send("PATCH", STREAMS + "/cam", "{\"ingest\": {\"model\": \"wan\"}}")
                        .status())
                .as("of one that stands still")
                .isEqualTo(200);
        assertThat(api.send("PUT", STREAMS + "/cam/running", "{\"running\": true}")
                        .status())
                .isEqualTo(409);
    }

    /** Nobody waits for it: it is rendered with what live streams leave. */
    @Test
    void aReplayIsNoLoad() {
        api.serves("gpu-1", 100);
        create("cam", 30);
        double before = load();

        String replay = "{\"id\": \"again\", \"ingest\": {\"source\": \"stream:cam?epoch=1\"}}";
        assertThat(api.send("POST", STREAMS, replay).status()).isEqualTo(201);

        assertThat(load()).isPositive().isEqualTo(before);
    }

    private double load() {
        return api.send("GET", "/api/v1/fleet", "").json().path("load").asDouble();
    }

    private Answer create(String id, double fps, String model) {
        String body = body(id, fps, true).replace("\"testsrc\"", "\"testsrc\", \"model\": \"" + model + "\"");
        return api.send("POST", STREAMS, body);
    }

    private Answer create(String id, double fps) {
        return api.send("POST", STREAMS, body(id, fps, true));
    }

    private static String body(String id, double fps, boolean running) {
        return "{\"id\": \"" + id + "\", \"running\": " + running + ", \"ingest\": {\"source\": \"testsrc\","
                + " \"pictures\": {\"width\": 512, \"height\": 512, \"maxFrameRate\": " + fps + "}}}";
    }
}
