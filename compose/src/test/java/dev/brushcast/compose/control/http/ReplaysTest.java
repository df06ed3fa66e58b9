package dev.brushcast.compose.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays, asked for by one request. */
@SuppressWarnings("NullAway.Init") // JUnit's
class ReplaysTest {

    private static final String STREAMS = "/api/v1/streams";
    private static final String REPLAYS = STREAMS + "/cam/replays";

    @TempDir
    private Path folder;

    private ApiUnderTest api;

    @BeforeEach
    void start() {
        api = new ApiUnderTest(folder);
        api.send("POST", STREAMS, "{\"id\": \"cam\", \"ingest\": {\"source\": \"testsrc\"}}");
        api.send("PUT", STREAMS + "/cam/style?wait=0", "{\"prompts\": [\"oil\"]}");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void asAiredItHasTheStylesOfItsOriginalAndASlotOfItsOwnAndRuns() {
        ApiUnderTest.Answer made = api.send("POST", REPLAYS, "{\"id\": \"again\", \"epoch\": 3, \"to\": 60.5}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().at("/ingest/source").asText()).isEqualTo("stream:cam?epoch=3&to=60.5&speed=max");
        assertThat(made.json().path("running").asBoolean()).isTrue();
        assertThat(made.json().path("slot").asInt()).isEqualTo(1);
        assertThat(style("again")).isEqualTo("oil");
    }

    @Test
    void restyledItHasThatStyleAndTheOriginalKeepsItsOwn() {
        assertThat(api.send("POST", REPLAYS, "{\"id\": \"ink\", \"style\": {\"prompts\": [\"ink\"]}}")
                        .json()
                        .at("/ingest/source")
                        .asText())
                .isEqualTo("stream:cam?from=0&speed=max");
        assertThat(style("ink")).isEqualTo("ink");
        assertThat(style("cam")).isEqualTo("oil");
    }

    @Test
    void askedForTwiceOneIsMadeAlsoWhereTheFirstTimeBrokeOff() {
        String again = "{\"id\": \"again\", \"epoch\": 3}";
        api.styles.away(true);
        assertThat(api.send("POST", REPLAYS, again).status()).isEqualTo(503);
        assertThat(api.send("GET", STREAMS + "/again", "")
                        .json()
                        .path("running")
                        .asBoolean())
                .isFalse();

        api.styles.away(false);
        assertThat(api.send("POST", REPLAYS, again).status()).isEqualTo(200);
        assertThat(api.send("GET", STREAMS + "/again", "")
                        .json()
                        .path("running")
                        .asBoolean())
                .isTrue();
        assertThat(api.send("POST", REPLAYS, again).status()).isEqualTo(200);
        assertThat(api.send("POST", REPLAYS, again.replace("3", "4")).status()).isEqualTo(409);
    }

    @Test
    void ofACopyWhatItIsACopyOfIsReplayed() {
        api.send("POST", STREAMS, "{\"id\": \"neon\", \"ingest\": {\"source\": \"stream:cam\"}}");
        api.send("PUT", STREAMS + "/neon/style?wait=0", "{\"prompts\": [\"neon\"]}");

        assertThat(api.send("POST", STREAMS + "/neon/replays", "{\"id\": \"again\", \"epoch\": 1}")
                        .json()
                        .at("/ingest/source")
                        .asText())
                .isEqualTo("stream:cam?epoch=1&speed=max");
        assertThat(style("again")).isEqualTo("neon");
    }

    @Test
    void whatCannotBeIsRefusedAndNothingIsMade() {
        for (String body : new String[] {
            "{\"id\": \"a\", \"epoch\": \"three\"}",
            "{\"id\": \"a\", \"epoch\": 0}",
            "{\"id\": \"a\", \"from\": true}",
            "{\"id\": \"a\", \"from\": 9, \"to\": 3}",
            "{\"id\": \"a\", \"from\": \"0&begin=head\"}",
            "{\"id\": \"a\", \"speed\": \"fast\"}",
            "{\"id\": \"a\", \"model\": \"\"}",
            "{\"id\": \"a\", \"model\": 3}",
            "{\"id\": \"cam\"}",
            "{\"id\": \"a\", \"source\": \"rtmp://host/live/a\"}"
        }) {
            assertThat(api.send("POST", REPLAYS, body).status()).as(body).isEqualTo(422);
        }
        assertThat(api.send("GET", STREAMS + "/a", "").status()).isEqualTo(404);
    }

    @Test
    void byAnotherModelItSaysSoAndTheOriginalKeepsItsOwn() {
        api.serves("gpu-1", 100, "sd", "wan");

        ApiUnderTest.Answer made = api.send("POST", REPLAYS, "{\"id\": \"again\", \"model\": \"wan\"}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().at("/ingest/model").asText()).isEqualTo("wan");
        assertThat(api.send("GET", STREAMS + "/cam", "")
                        .json()
                        .at("/ingest/model")
                        .isMissingNode())
                .isTrue();
        assertThat(api.send("POST", REPLAYS, "{\"id\": \"again\", \"model\": \"sd\"}")
                        .status())
                .as("one of that name by another model")
                .isEqualTo(409);
    }

    @Test
    void aModelThatOneWorkerLacksIsRefusedAndNothingIsMade() {
        api.serves("gpu-1", 100, "sd", "wan");
        api.serves("gpu-2", 100, "sd");

        ApiUnderTest.Answer refused = api.send("POST", REPLAYS, "{\"id\": \"again\", \"model\": \"wan\"}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("type").asText()).isEqualTo("urn:brushcast:problem:no-model");
        assertThat(refused.json().path("detail").asText())
                .contains("gpu-2 (which has sd) lacks it", "ask for one that all have: sd");
        assertThat(api.send("GET", STREAMS + "/again", "").status()).isEqualTo(404);
    }

    @Test
    void aReplayThatIsThereIsAnsweredWithAlsoWhereAWorkerHasComeThatLacksItsModel() {
        String again = "{\"id\": \"again\", \"model\": \"wan\"}";
        assertThat(api.send("POST", REPLAYS, again).status()).isEqualTo(201);
        api.serves("gpu-2", 100, "sd");

        assertThat(api.send("POST", REPLAYS, again).status()).isEqualTo(200);
    }

    @Test
    void picturesOfACopyAreNotItsOwnToSet() {
        ApiUnderTest.Answer refused = api.send(
                "POST",
                STREAMS,
                "{\"id\": \"b\", \"ingest\": {\"source\": \"stream:cam\", \"pictures\": {\"width\": 64, \"height\": 64}}}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/path").asText()).isEqualTo("ingest.pictures");
    }

    private String style(String stream) {
        return api.send("GET", STREAMS + "/" + stream + "/style", "")
                .json()
                .at("/prompts/0/text")
                .asText();
    }
}
