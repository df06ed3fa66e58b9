package dev.brushcast.compose.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brushcast.compose.control.http.ApiUnderTest.Answer;
import dev.brushcast.compose.control.style.StyleAnswer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StylesTest {

    private static final String STYLE = "/api/v1/streams/cam/style";

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private ApiUnderTest api;

    @BeforeEach
    void aStream() {
        api = new ApiUnderTest(folder);
        api.send(
                "POST",
                "/api/v1/streams",
                "{\"id\": \"cam\", \"ingest\": {\"source\": \"testsrc\"}, \"style\": {\"prompts\": [\"oil\"], \"seeds\": [7]}}");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aStreamBeginsWithItsStyle() {
        Answer style = api.send("GET", STYLE, "");

        assertThat(style.json().path("prompts").get(0).path("text").asText()).isEqualTo("oil");
        assertThat(style.json().path("revision").asInt()).isEqualTo(1);
    }

    @Test
    void aWholeStyleForgetsTheOneBeforeAndAPatchDoesNot() {
        Answer patched = api.send("PATCH", STYLE, "{\"prompts\": [\"neon\", {\"text\": \"oil\", \"weight\": 0.5}]}");
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.json().path("seeds").get(0).path("seed").asInt()).isEqualTo(7);
        assertThat(patched.json().path("prompts").get(1).path("weight").asDouble())
                .isEqualTo(0.5);

        Answer put = api.send(
                "PUT",
                STYLE,
                "{\"prompts\": [\"ink\"], \"guidance\": \"SELF\", \"similarity\": {\"threshold\": 0.98}}");
        assertThat(put.json().path("seeds").get(0).path("seed").asInt()).isEqualTo(2);
        assertThat(put.json().path("guidance").asText()).isEqualTo("self");
        assertThat(put.json().path("guidanceScale").asDouble()).isGreaterThan(1);

        Answer off = api.send("PATCH", STYLE, "{\"similarity\": null}");
        assertThat(off.json().path("similarity").isNull()).isTrue();
        assertThat(off.json().path("guidance").asText()).isEqualTo("self");
        assertThat(off.json().path("revision").asInt()).isEqualTo(4);
    }

    @Test
    void whatIsShownCanBeSent() {
        ObjectNode shown = (ObjectNode) api.send("GET", STYLE, "").json();
        shown.remove(List.of("revision", "from"));

        Answer put = api.send("PUT", STYLE, shown.toString());

        assertThat(put.status()).isEqualTo(200);
        ObjectNode now = (ObjectNode) api.send("GET", STYLE, "").json();
        now.remove(List.of("revision", "from"));
        assertThat(now).isEqualTo(shown);
    }

    @Test
    void aStyleHoldsFromItsMediaTime() {
        Answer put = api.send(
                "PUT", STYLE, "{\"prompts\": [\"ink\"], \"at\": \"2026-05-01T10:00:05Z\", \"transitionSeconds\": 2}");

        assertThat(put.json().path("from").asText()).isEqualTo("2026-05-01T10:00:05Z");
        assertThat(put.json().path("transitionSeconds").asInt()).isEqualTo(2);
    }

    @Test
    void aWorkersAnswerIsTold() {
        api.styles.answer(new StyleAnswer.None());
        Answer pending = api.send("PUT", STYLE, "{\"prompts\": [\"ink\"]}");
        assertThat(pending.status()).isEqualTo(202);
        assertThat(pending.json().path("answer").asText()).isEqualTo("pending");

        api.styles.answer(new StyleAnswer.Refused("worker w", "a schedule of 80 steps: the model has 50"));
        Answer refused = api.send("PUT", STYLE, "{\"prompts\": [\"ink\"], \"inferenceSteps\": 80}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("detail").asText())
                .isEqualTo(
                        "worker w refuses style 3 of stream cam: a schedule of 80 steps: the model has 50. Style 2 stays");
    }

    @Test
    void aFloodIsRefusedAndToldWhenToComeAgain() {
        List<Answer> answers = IntStream.range(0, 30)
                .mapToObj(_ -> api.send("PATCH", STYLE, "{\"seeds\": [1]}"))
                .toList();

        Answer last = answers.stream()
                .filter(answer -> answer.status() == 429)
                .findFirst()
                .orElseThrow();
        assertThat(last.header("Retry-After")).isEqualTo("1");
        assertThat(last.json().path("type").asText()).isEqualTo("urn:brushcast:problem:too-many");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                            | prompts              | is missing
            {'prompts': [null]}                           | prompts              | null
            {'prompts': ['a'], 'promt': 'b'}              | promt                | no such setting
            {'prompts': ['a'], 'seeds': []}               | seeds                |
            {'prompts': ['a'], 'seeds': [null]}           | seeds                |
            {'prompts': [{'text': 'a', 'weight': -1}]}    | prompts              | a weight
            {'prompts': ['a'], 'tIndexList': [45, 32]}    | tIndexList           | must rise
            {'prompts': ['a'], 'inferenceSteps': 0}       | tIndexList           | at least 1
            {'prompts': ['a'], 'guidance': 'much'}        | guidance             | one of none, full
            {'prompts': ['a'], 'transitionSeconds': -1}   | transitionSeconds    | 0 to 3600
            {'prompts': ['a'], 'at': 'soon'}              | at                   | 2026-05-01T18:30:00Z
            {'prompts': ['a'], 'at': '3000-01-01T00:00:00Z'} | at                | days ahead
            {'prompts': ['a'], 'similarity': {'threshold': 2}} | similarity.threshold | 0 to 1
            {'prompts': ['a'], 'similarity': {'maxSkip': 2}} | similarity         | off
            """)
    void aStyleThatCannotBeIsToldWithItsPath(String body, String path, @Nullable String why) {
        Answer answer = api.send("PUT", STYLE, body.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors")).as(answer.text()).anySatisfy(error -> {
            assertThat(error.path("path").asText()).startsWith(path);
            assertThat(error.path("message").asText()).contains(why == null ? "" : why);
        });
        assertThat(api.send("GET", STYLE, "").json().path("revision").asInt()).isEqualTo(1);
    }
}
