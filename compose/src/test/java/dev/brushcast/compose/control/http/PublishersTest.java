package dev.brushcast.compose.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.compose.control.http.ApiUnderTest.Answer;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishersTest {

    private static final String STREAMS = "/api/v1/streams";
    private static final String CAM = STREAMS + "/cam";
    private static final String RENEW = CAM + "/publish-key";
    private static final String OWN_KEY = "a-key-of-my-own";
    private static final String BODY = "{\"id\": \"cam\", \"ingest\": {\"source\": \"publish:\"}}";

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
    void aKeyIsMadeShownOnceAndStoredAsItsDigest() {
        Answer made = api.send("POST", STREAMS, BODY);
        String key = key(made);

        assertThat(made.status()).isEqualTo(201);
        assertThat(key).matches("[A-Za-z0-9_-]{32}");
        assertThat(made.json().at("/ingest/source").asText()).isEqualTo("publish:***");
        assertThat(api.send("GET", CAM, "").text()).doesNotContain(key).contains("publish:***");
        assertThat(Objects.requireNonNull(api.log.streams().get("cam")).getIngest())
                .doesNotContain(key)
                .contains("publish:sha256:");
        assertThat(publish(key)).isEqualTo(204);
    }

    @Test
    void twoStreamsHaveDifferentKeys() {
        String one = key(api.send("POST", STREAMS, BODY));
        String other = key(api.send("POST", STREAMS, BODY.replace("cam", "two")));

        assertThat(one).isNotEqualTo(other);
        assertThat(publish(other)).isEqualTo(401);
    }

    @Test
    void theSameStreamAskedForTwiceKeepsItsKeyAndDoesNotShowIt() {
        String key = key(api.send("POST", STREAMS, BODY));
        Answer again = api.send("POST", STREAMS, BODY);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().has("publishKey")).isFalse();
        assertThat(publish(key)).isEqualTo(204);
    }

    @Test
    void aKeyOfOnesOwnIsTakenAndNeverShown() {
        Answer made = api.send("POST", STREAMS, BODY.replace("publish:", "publish:" + OWN_KEY + "-1"));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text()).doesNotContain(OWN_KEY);
        assertThat(publish(OWN_KEY + "-1")).isEqualTo(204);
        assertThat(api.send("POST", STREAMS, BODY.replace("publish:", "publish:" + OWN_KEY + "-1"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aKeyThatIsTooShortIsRefusedAndNotShown() {
        Answer refused = api.send("POST", STREAMS, BODY.replace("publish:", "publish:oops"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("ingest.source").doesNotContain("oops");
    }

    @ParameterizedTest
    @ValueSource(strings = {"publish:***", "publish:"})
    void whatIsSentBackAsItWasShownChangesNothing(String source) {
        String key = key(api.send("POST", STREAMS, BODY));
        Answer put = api.send("PUT", CAM, "{\"ingest\": {\"source\": \"" + source + "\"}}");

        assertThat(put.status()).isEqualTo(200);
        assertThat(put.json().get("revision").asInt()).isEqualTo(1);
        assertThat(publish(key)).isEqualTo(204);
    }

    @Test
    void anotherKeyMakesTheOldOneWorthless() {
        Answer made = api.send("POST", STREAMS, BODY);
        Answer renewed = api.sendAs(ApiUnderTest.OPERATOR, "POST", RENEW, "", "If-Match", made.header("ETag"));

        assertThat(renewed.status()).isEqualTo(200);
        assertThat(renewed.header("ETag")).isNotEqualTo(made.header("ETag"));
        assertThat(publish(key(made))).isEqualTo(401);
        assertThat(publish(key(renewed))).isEqualTo(204);
        assertThat(api.send("POST", RENEW, "", "If-Match", made.header("ETag")).status())
                .isEqualTo(412);
    }

    @Test
    void aStreamThatIsNotPublishedHasNoKey() {
        api.send("POST", STREAMS, BODY.replace("publish:", "testsrc"));

        assertThat(api.send("POST", RENEW, "").status()).isEqualTo(422);
        assertThat(publish("")).isEqualTo(401);
    }

    @Test
    void aStreamThatIsToBePublishedFromNowOnGetsAKey() {
        api.send("POST", STREAMS, BODY.replace("publish:", "testsrc"));
        Answer changed = api.send("PATCH", CAM, "{\"ingest\": {\"source\": \"publish:\"}}");

        assertThat(publish(key(changed))).isEqualTo(204);
    }

    @Test
    void aKeyIsTakenFromWhereverAProtocolHasAPlaceForIt() {
        String key = key(api.send("POST", STREAMS, BODY));

        assertThat(judge("publish", "cam", "\"token\": \"" + key + "\"")).isEqualTo(204);
        assertThat(judge("publish", "cam", "\"user\": \"\", \"password\": \"\", \"query\": \"a=b&key=" + key + "\""))
                .isEqualTo(204);
        assertThat(judge("publish", "cam", "\"user\": \"" + key + "\"")).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CAM", "cam/", "/cam", "live/cam", "../cam", "cam%00", "other"})
    void aPathThatIsNoStreamIsNobodysToPublishTo(String path) {
        String key = key(api.send("POST", STREAMS, BODY));

        assertThat(judge("publish", path, "\"password\": \"" + key + "\"")).isEqualTo(401);
    }

    @Test
    void onlyATokenReadsAndAKeyDoesNot() {
        String key = key(api.send("POST", STREAMS, BODY));

        assertThat(judge("read", "cam", "\"password\": \"" + ApiUnderTest.VIEWER + "\""))
                .isEqualTo(204);
        assertThat(judge("read", "cam", "\"password\": \"" + key + "\"")).isEqualTo(401);
        assertThat(judge("api", "", "\"password\": \"" + ApiUnderTest.ADMIN + "\""))
                .isEqualTo(401);
    }

    @Test
    void aThousandWrongKeysAreRefusedOneLikeTheOther() {
        api.send("POST", STREAMS, BODY);

        assertThat(IntStream.range(0, 1_000).map(i -> publish("wrong-key-" + i)).distinct())
                .containsExactly(401);
    }

    private static String key(Answer answer) {
        return answer.json().path("publishKey").asText();
    }

    private int publish(String key) {
        return judge("publish", "cam", "\"password\": \"" + key + "\"");
    }

    private int judge(String action, String path, String given) {
        return api.sendAs(
                        "",
                        "POST",
                        "/api/v1/publishers",
                        "{\"action\": \"" + action + "\", \"path\": \"" + path + "\", \"protocol\": \"rtmp\", " + given
                                + "}")
                .status();
    }
}
