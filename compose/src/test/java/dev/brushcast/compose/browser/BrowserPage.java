package dev.brushcast.compose.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A tab of a browser, by the Chrome DevTools Protocol. Confined to one thread. */
public final class BrowserPage implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ANSWER_SECONDS = 60;
    private static final int MOST_TABS = 40;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final WebSocket socket;

    BrowserPage(HttpClient http, URI target) {
        socket = http.newWebSocketBuilder().buildAsync(target, new Listener()).join();
        call("Page.enable", Map.of());
        call("Runtime.enable", Map.of());
        call("Log.enable", Map.of());
    }

    /** Goes to an address, and returns when it is there. */
    public void go(String url) {
        call("Page.navigate", Map.of("url", url));
    }

    /** What an expression gives; a promise is waited for. */
    public JsonNode evaluate(String expression) {
        JsonNode answer =
                call("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(answer.path("exceptionDetails").toString());
        }
        return answer.path("result").path("value");
    }

    /** Waits until something holds on the page. */
    public void until(String condition) {
        await().atMost(LIMIT)
                .pollInterval(LOOK)
                .until(() -> evaluate("Boolean(" + condition + ")").asBoolean());
    }

    /** Presses the tab key until something holds of what has the focus. */
    public void tabUntil(String there) {
        for (int i = 0; i < MOST_TABS && !evaluate(there).asBoolean(); i++) {
            press("Tab");
        }
        assertThat(evaluate(there).asBoolean())
                .as("there by the tab key: " + there)
                .isTrue();
    }

    /** Presses a key: one that writes nothing, by its name, or the characters of a text one by one. */
    public void press(String key) {
        int code = switch (key) {
            case "Tab" -> 9;
            case "Enter" -> 13;
            case "Escape" -> 27;
            default -> 0;
        };
        Map<String, Object> down = code == 13
                ? Map.of("type", "keyDown", "key", key, "windowsVirtualKeyCode", code, "text", "\r")
                : Map.of("type", "keyDown", "key", key, "windowsVirtualKeyCode", code);
        call("Input.dispatchKeyEvent", down);
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "windowsVirtualKeyCode", code));
    }

    /** Writes into what has the focus. */
    public void type(String text) {
        call("Input.insertText", Map.of("text", text));
    }

    /** What the browser would rather have: {@code prefers-color-scheme}, {@code dark}. */
    public void prefer(String feature, String value) {
        call("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    /** How wide the page is, in CSS pixels. */
    public void width(int pixels) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 800, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Errors of scripts, and what the policy of the page forbade. */
    public List<String> faults() {
        return faults;
    }

    private JsonNode call(String method, Map<String, ?> parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        socket.sendText(message.toString(), true).join();
        try {
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(method, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(method, e);
        }
    }

    private void take(JsonNode message) {
        CompletableFuture<JsonNode> answer = asked.remove(message.path("id").asInt());
        if (answer != null) {
            answer.complete(message.path("result"));
        } else if (message.path("method").asText().equals("Runtime.exceptionThrown")) {
            faults.add(message.path("params").path("exceptionDetails").toString());
        } else if (message.path("method").asText().equals("Log.entryAdded")) {
            JsonNode entry = message.path("params").path("entry");
            if (entry.path("level").asText().equals("error")
                    && entry.path("source").asText().equals("security")) {
                faults.add(entry.path("text").asText());
            }
        }
    }

    /** Puts messages together. */
    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean last) {
            text.append(piece);
            if (last) {
                try {
                    take(JSON.readTree(text.toString()));
                } catch (JsonProcessingException e) {
                    faults.add("no message: " + e.getMessage());
                }
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
