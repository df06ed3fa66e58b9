package dev.brushcast.compose.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that mean no good, a few hundred to each route, the same in each run. */
class HostileRequestsTest {

    private static final long SEED = 20260501;
    private static final int EACH = 300;
    private static final List<String> METHODS = List.of("GET", "PUT", "POST", "PATCH", "DELETE");

    /** Of addresses that are none, or of methods that are none, which no operation describes. */
    private static final Set<Integer> ALWAYS = Set.of(400, 401, 403, 404, 405, 413, 414, 415);

    private static final List<String> IDS = List.of(
            "cam",
            "..",
            "%2e%2e",
            "%2E%2e%2f%2e%2e",
            "%00",
            "%ff%fe",
            "%",
            "%g1",
            "",
            ".",
            "-a",
            "a".repeat(65),
            "a".repeat(7000),
            "%F0%9F%8E%A5",
            "caf%C3%A9",
            "cam;x=1",
            "cam%20",
            "a%0d%0aSet-Cookie:%20x",
            "*",
            "{id}",
            "cam%2Frunning",
            "~",
            "a+b");
    private static final List<String> TOKENS = List.of(
            ApiUnderTest.ADMIN, ApiUnderTest.OPERATOR, ApiUnderTest.VIEWER, "", "x", "x".repeat(3000), "\u00e9");
    private static final List<String> HEADERS = List.of(
            "If-Match: *",
            "If-Match: \"",
            "If-None-Match: W/\"1-0\"",
            "Idempotency-Key: ",
            "Idempotency-Key: " + "k".repeat(900),
            "Last-Event-ID: 1:2:3",
            "Last-Event-ID: 99999999:1",
            "Accept: */*",
            "Accept: application/json",
            "Accept: ;;;",
            "Content-Encoding: gzip",
            "X-HTTP-Method-Override: DELETE",
            "Range: bytes=0-1",
            "Expect: 100-continue",
            "Origin: null");
    private static final List<String> QUERIES = List.of(
            "",
            "?",
            "?limit=1",
            "?limit=-1",
            "?limit=99999999999999999999",
            "?limit=%",
            "?after=%ff",
            "?after=../..",
            "?wait=0",
            "?wait=1e9",
            "?limit=1&limit=x",
            "?" + "a=b&".repeat(500),
            "?=",
            "?&&&");
    private static final List<String> BODIES = List.of(
            "",
            "{",
            "null",
            "[]",
            "1",
            "\"x\"",
            "{}",
            "{\"id\":\"a\",\"id\":\"b\"}",
            "{} {}",
            "\u0000",
            "{\"running\":null}",
            "{\"running\":true}",
            "{\"ingest\":{\"source\":\"testsrc\"}}",
            "{\"ingest\":{\"source\":null}}",
            "{\"ingest\":{\"source\":{\"a\":[]}}}",
            "{\"ingest\":{\"source\":\"file:///etc/passwd\"}}",
            "{\"ingest\":{\"source\":\"http://[::ffff:7f00:1]/\"}}",
            "{\"ingest\":{\"source\":\"\\u0000\\ud800\"}}",
            "{\"ingest\":{\"source\":\"testsrc:size=99999999999x1\"}}",
            "{\"ingest\":{\"source\":\"testsrc:rate=1/0\"}}",
            "{\"ingest\":{\"source\":\"testsrc\",\"pictures\":{\"width\":1e999}}}",
            "{\"ingest\":{\"source\":\"testsrc\",\"chunks\":null,\"connection\":[]}}",
            "{\"ingest\":{\"source\":\"testsrc\",\"audioTrack\":\"\\u0000\"}}",
            "{\"ingest\":{\"source\":\"testsrc\"},\"egress\":{\"push\":[null]}}",
            "{\"ingest\":{\"source\":\"testsrc\"},\"egress\":{\"push\":{\"a\":1}}}",
            "{\"ingest\":{\"source\":\"testsrc\"},\"egress\":{\"push\":[\"rtmp://\"]}}",
            "{\"ingest\":{\"source\":\"testsrc\"},\"egress\":{\"output\":{\"segment\":\"0s\"}}}",
            "{\"ingest\":{\"source\":\"testsrc\"},\"egress\":{\"output\":{\"bitrateKbps\":-1,\"part\":null}}}",
            "{\"id\":7}",
            "{\"id\":\"\"}",
            "{\"id\":{}}",
            "{\"url\":\"rtmp://***/\"}",
            "{\"url\":1}",
            "{\"url\":\"\"}",
            "{\"prompts\":[\"a\"],\"seeds\":[1e99]}",
            "{\"prompts\":[[[]]]}",
            "{\"prompts\":[\"" + "x".repeat(9000) + "\"]}",
            "{\"prompts\":[\"a\"],\"at\":\"+1000000000-12-31T23:59:59Z\"}",
            "{\"prompts\":[\"a\"],\"similarity\":{\"threshold\":\"NaN\"}}",
            "{\"prompts\":\"a\"}",
            "{\"prompts\":{\"0\":1}}",
            "{\"style\":{\"prompts\":null},\"ingest\":{\"source\":\"testsrc\"}}",
            "[".repeat(5000),
            "{\"a\":".repeat(3000),
            "{\"ingest\":" + "{\"a\":".repeat(900) + "1" + "}".repeat(900) + "}",
            "{\"ingest\":{\"source\":\"" + "a".repeat(70_000) + "\"}}");
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json; charset=utf-16",
            "application/merge-patch+json",
            "text/plain",
            "",
            "multipart/form-data");

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);

    @Test
    void nothingThatIsSentBreaksAnythingOrIsAnsweredWithWhatIsNotDescribed() throws IOException {
        JsonNode paths = Papers.JSON.readTree(ControlApi.description()).path("paths");
        Set<Integer> met = new HashSet<>();
        try (ApiUnderTest api = new ApiUnderTest(folder)) {
            api.send("POST", "/api/v1/streams", "{\"id\": \"cam\", \"ingest\": {\"source\": \"testsrc\"}}");
            for (String template : (Iterable<String>) paths::fieldNames) {
                for (int i = 0; i < EACH; i++) {
                    String method = any(METHODS);
                    String request = request(method, template);
                    Answered answered = ask(api.port(), request);
                    String shown = request.substring(0, Math.min(request.length(), 400)) + " -> " + answered;
                    assertThat(isDescribed(paths.path(template).path(method.toLowerCase(Locale.ROOT)), answered.status))
                            .as(shown)
                            .isTrue();
                    assertThat(answered.text).as(shown).doesNotContain("Exception", "\tat ", "dev.brushcast", "java.");
                    met.add(answered.status);
                }
            }
            assertThat(api.send("GET", "/api/v1/streams", "").status()).isEqualTo(200);
        }
        assertThat(met).contains(200, 400, 401, 403, 404, 405, 415, 422);
    }

    private static boolean isDescribed(JsonNode operation, int status) {
        return ALWAYS.contains(status) || operation.path("responses").has(Integer.toString(status));
    }

    private String request(String method, String template) {
        String path = template.replace("{id}", random.nextInt(3) == 0 ? "cam" : any(IDS))
                .replace("{name}", any(IDS));
        String body = random.nextInt(8) == 0
                ? random.ints(200, 32, 127)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                : any(BODIES);
        StringBuilder request = new StringBuilder(
                method + " " + path + any(QUERIES) + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        String token = random.nextInt(3) == 0 ? any(TOKENS) : ApiUnderTest.ADMIN;
        if (!token.isEmpty()) {
            request.append("Authorization: Bearer ").append(token).append("\r\n");
        }
        String type = random.nextInt(3) == 0 ? any(TYPES) : "application/json";
        if (!type.isEmpty()) {
            request.append("Content-Type: ").append(type).append("\r\n");
        }
        if (random.nextBoolean()) {
            request.append(any(HEADERS)).append("\r\n");
        }
        return request + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private record Answered(int status, String text) {}

    private static Answered ask(int port, String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            try {
                out.write(request.getBytes(StandardCharsets.UTF_8));
                out.flush();
            } catch (SocketException _) {
                // refused before it was sent whole
            }
            try {
                String text = answer(socket.getInputStream());
                return new Answered(text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0, text);
            } catch (SocketException _) {
                return new Answered(400, "broken off");
            } catch (SocketTimeoutException _) {
                return new Answered(0, "no answer");
            }
        }
    }

    /** Headers and body of the first answer that is not 100. */
    private static String answer(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return head.toString(StandardCharsets.UTF_8);
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.UTF_8);
        if (text.startsWith("HTTP/1.1 100")) {
            return answer(in);
        }
        Matcher length = LENGTH.matcher(text);
        return text
                + (length.find()
                        ? new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8)
                        : "");
    }
}
