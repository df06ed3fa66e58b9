package dev.brushcast.compose.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brushcast.compose.control.event.Told;
import dev.brushcast.compose.control.http.ApiUnderTest.Answer;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamsTest {

    private static final String STREAMS = "/api/v1/streams";
    private static final String CAM = STREAMS + "/cam";
    private static final String BODY = """
            {"id": "cam", "ingest": {"source": "rtmp://me:pw@93.184.216.34/live/secret"},
             "egress": {"push": ["rtmp://93.184.216.34/live/first", "rtmp://93.184.216.34/live/second"]}}""";

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
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
    void aStreamIsMadeOnceHoweverOftenItIsAskedFor() {
        Answer first = api.send("POST", STREAMS, BODY);
        Answer again = api.send("POST", STREAMS, BODY);
        Answer other = api.send("POST", STREAMS, BODY.replace("second", "third"));

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Location")).isEqualTo(CAM);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(api.log.streams()).hasSize(1);
    }

    @Test
    void anIdempotencyKeyStandsForAnId() {
        String body = "{\"ingest\": {\"source\": \"testsrc\"}}";

        Answer first = api.send("POST", STREAMS, body, "Idempotency-Key", "k1");
        Answer again = api.send("POST", STREAMS, body, "Idempotency-Key", "k1");
        Answer other = api.send("POST", STREAMS, body, "Idempotency-Key", "k2");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(other.status()).isEqualTo(201);
        assertThat(api.send("POST", STREAMS, body.replace("testsrc", "txt2img"), "Idempotency-Key", "k1")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void noAnswerShowsASecretAndWhatIsHiddenOverwritesNothing() {
        api.send("POST", STREAMS, BODY);
        Answer shown = api.send("GET", CAM, "");
        String stored = stored("cam").getEgress();

        assertThat(shown.text())
                .contains("rtmp://***@93.184.216.34/live/***")
                .doesNotContain("pw", "secret", "first", "second");
        JsonNode body = shown.json();
        Answer put = api.send(
                "PUT",
                CAM,
                "{\"ingest\": %s, \"egress\": %s, \"running\": false}"
                        .formatted(body.get("ingest"), body.get("egress")));
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.text()).doesNotContain("pw", "secret", "first", "second");
        assertThat(stored("cam").getEgress()).isEqualTo(stored);
        assertThat(stored("cam").getIngest()).contains("rtmp://me:pw@93.184.216.34/live/secret");
        assertThat(stored("cam").getRunning()).isFalse();
    }

    @Test
    void whatStandsForNothingIsRefused() {
        api.send("POST", STREAMS, BODY);

        Answer put = api.send("PUT", CAM, "{\"ingest\": {\"source\": \"rtmp://93.184.216.35/live/***\"}}");

        assertThat(put.status()).isEqualTo(422);
        assertThat(put.json().path("errors").get(0).path("path").asText()).isEqualTo("ingest.source");
    }

    @Test
    void noErrorShowsASecret() {
        Answer answer = api.send("POST", STREAMS, """
                {"ingest": {"source": "rtmp://me:pw@10.0.0.1/live/hush-1"}, "egress": {"push":
                 ["rtmp://cdn/live/hush-2\\u0000", "rtmp://cdn /live/hush-3", "http://u:hush-4@cdn/", "rtmp://10.0.0.1/a/hush-5"]}}""");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).doesNotContain("hush", "pw@");
        assertThat(answer.text()).contains("10.0.0.1 is a private address");
    }

    @Test
    void aPatchChangesWhatItNames() {
        api.send("POST", STREAMS, BODY);

        Answer patched = api.send(
                "PATCH",
                CAM,
                "{\"ingest\": {\"pictures\": {\"width\": 512, \"height\": 512}}, \"egress\": {\"push\": null}}",
                "Content-Type",
                "application/merge-patch+json");

        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.json().path("revision").asInt()).isEqualTo(2);
        assertThat(stored("cam").getIngest()).contains("live/secret").contains("512");
        assertThat(stored("cam").getEgress()).isEqualTo("{}");
        assertThat(stored("cam").getRunning()).isTrue();
    }

    @Test
    void whatChangesNothingIsNoRevision() {
        Answer made = api.send("POST", STREAMS, BODY);

        assertThat(api.send("PATCH", CAM, "{\"running\": true}").header("ETag")).isEqualTo(made.header("ETag"));
        assertThat(stored("cam").getRevision()).isEqualTo(1);
    }

    @Test
    void aChangeOfAnotherStateIsRefusedAndOneOfAnyStateIsMade() {
        String first = api.send("POST", STREAMS, BODY).header("ETag");
        String second = api.send("PATCH", CAM, "{\"running\": false}", "If-Match", first)
                .header("ETag");

        assertThat(second).isNotEqualTo(first);
        assertThat(api.send("PATCH", CAM, "{\"running\": true}", "If-Match", first)
                        .status())
                .isEqualTo(412);
        assertThat(api.send("DELETE", CAM, "", "If-Match", first).status()).isEqualTo(412);
        assertThat(api.send("GET", CAM, "", "If-None-Match", second).status()).isEqualTo(304);
        assertThat(api.send("GET", CAM, "", "If-None-Match", first).status()).isEqualTo(200);
        assertThat(api.send("PUT", CAM + "/running", "{\"running\": true}")
                        .json()
                        .path("running")
                        .asBoolean())
                .isTrue();
        assertThat(api.send("DELETE", CAM, "").status()).isEqualTo(204);
        assertThat(api.send("GET", CAM, "").status()).isEqualTo(404);
    }

    @Test
    void aChangeThatAnotherOneCameBeforeIsMadeOfWhatThatOneLeft() {
        api.send("POST", STREAMS, BODY);
        DesiredStream before = stored("cam");
        api.log.before(() -> api.api
                .store()
                .replace(
                        before, DesiredStream.newBuilder(before).setEgress("{}").build()));

        Answer patched = api.send("PATCH", CAM, "{\"running\": false}");

        assertThat(patched.json().path("revision").asInt()).isEqualTo(3);
        assertThat(stored("cam").getEgress()).isEqualTo("{}");
        assertThat(stored("cam").getRunning()).isFalse();
    }

    @Test
    void streamsComeInPages() {
        for (String id : new String[] {"b", "a", "c"}) {
            api.send("POST", STREAMS, "{\"id\": \"%s\", \"ingest\": {\"source\": \"testsrc\"}}".formatted(id));
        }

        JsonNode first = api.send("GET", STREAMS + "?limit=2", "").json();
        JsonNode last = api.send(
                        "GET", STREAMS + "?limit=2&after=" + first.path("next").asText(), "")
                .json();

        assertThat(first.findValuesAsText("id")).containsExactly("a", "b");
        assertThat(last.findValuesAsText("id")).containsExactly("c");
        assertThat(last.has("next")).isFalse();
    }

    @Test
    void whenEverySlotHasAStreamThereIsNoFurtherOne() {
        for (int i = 0; i < 4; i++) {
            assertThat(api.send("POST", STREAMS, "{\"ingest\": {\"source\": \"testsrc\"}}")
                            .status())
                    .isEqualTo(201);
        }

        Answer fifth = api.send("POST", STREAMS, "{\"ingest\": {\"source\": \"testsrc\"}}");

        assertThat(fifth.status()).isEqualTo(409);
        assertThat(fifth.json().path("type").asText()).isEqualTo("urn:brushcast:problem:no-slot");
    }

    @Test
    void outputsAreAddedAndRemovedOneByOne() {
        api.send("POST", STREAMS, "{\"id\": \"cam\", \"ingest\": {\"source\": \"testsrc\"}}");
        String body = "{\"url\": \"rtmp://93.184.216.34/live/key\"}";

        Answer added = api.sendAs(ApiUnderTest.OPERATOR, "POST", CAM + "/outputs", body);
        Answer again = api.sendAs(ApiUnderTest.OPERATOR, "POST", CAM + "/outputs", body);

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.json().path("url").asText()).isEqualTo("rtmp://93.184.216.34/live/***");
        assertThat(again.status()).isEqualTo(200);
        assertThat(stored("cam").getEgress()).isEqualTo("{\"push\":[\"rtmp://93.184.216.34/live/key\"]}");
        assertThat(api.send("GET", CAM + "/outputs", "").json().path("outputs")).containsExactly(added.json());
        assertThat(api.send("POST", CAM + "/outputs", "{\"url\": \"rtmp://192.168.0.1/live/key\"}")
                        .status())
                .isEqualTo(422);
        assertThat(api.send("DELETE", added.header("Location"), "").status()).isEqualTo(204);
        assertThat(api.send("DELETE", added.header("Location"), "").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                        | ingest                 | source is missing
            {'ingest': {'source': '/etc/passwd'}}                     | ingest.source          | a file of the host
            {'ingest': {'source': 'file:///etc/passwd'}}              | ingest.source          | a file of the host
            {'ingest': {'source': 'concat:/etc/passwd'}}              | ingest                 | cannot read concat:...
            {'ingest': {'source': 'http://169.254.169.254/'}}         | ingest.source          | link-local
            {'ingest': {'source': 'srt://:9000?mode=listener'}}       | ingest.source          | --allow-source
            {'ingest': {'source': 'testsrc', 'sorce': 1}}             | ingest.sorce           | there is no such setting
            {'ingest': {'source': 'testsrc', 'slot': 1}}              | ingest.slot            | is not set here
            {'ingest': {'source': 'testsrc', 'pictures': {'width': 'wide'}}} | ingest.pictures.width | not a whole number
            {'ingest': {'source': 'testsrc'}, 'egress': {'output': {'folder': '/'}}} | egress.output.folder | is not set here
            {'ingest': {'source': 'testsrc'}, 'egress': {'push': 'http://93.184.216.34/'}} | egress.push.0 | rtmp://
            {'ingest': {'source': 'testsrc'}, 'running': 'yes'}       | running                | true or false
            {'ingest': []}                                            | ingest                 | section of settings
            {'ingest': {'source': 'testsrc'}, 'style': {'prompts': []}} | style.prompts        | at least one
            {'ingest': {'source': 'testsrc'}, 'style': {'prompts': ['a'], 'tIndexList': [9, 3]}} | style.tIndexList | must rise
            {'ingest': {'source': 'testsrc'}, 'id': '../x'}           | id                     | cannot be called
            """)
    void whatCannotBeIsToldWithItsPath(String body, String path, String why) {
        Answer answer = api.send("POST", STREAMS, body.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().path("errors")).as(answer.text()).anySatisfy(error -> {
            assertThat(error.path("path").asText()).isEqualTo(path);
            assertThat(error.path("message").asText()).contains(why);
        });
        assertThat(api.log.streams()).isEmpty();
    }

    @Test
    void theLastTroubleOfAStreamIsShown() {
        api.send("POST", STREAMS, BODY);
        api.events.add(new Told(
                0,
                7,
                StreamEvent.newBuilder()
                        .setStreamId("cam")
                        .setEpoch(1)
                        .setType(StreamEventType.ERROR)
                        .setAtUs(stored("cam").getCreatedAtUs() + 1)
                        .setOrigin("ingest")
                        .setMessage("the source is gone")
                        .build()));

        JsonNode status = api.send("GET", CAM, "").json().path("status");

        assertThat(status.path("lastTrouble").path("message").asText()).isEqualTo("the source is gone");
        assertThat(status.path("epoch").isNull()).isTrue();
    }

    private DesiredStream stored(String id) {
        return Objects.requireNonNull(api.log.streams().get(id));
    }
}
