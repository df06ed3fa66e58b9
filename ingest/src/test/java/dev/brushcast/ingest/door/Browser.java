package dev.brushcast.ingest.door;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The WebSocket of a browser that publishes. */
final class Browser implements WebSocket.Listener, AutoCloseable {

    /** How a recording begins, and something of it. */
    static final byte[] RECORDING = {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3, 1, 2, 3, 4, 5};

    /** How a door ended it. */
    record Goodbye(int code, String words) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final CompletableFuture<Goodbye> goodbye = new CompletableFuture<>();
    private final CompletableFuture<String> greeting = new CompletableFuture<>();
    private final WebSocket socket;

    private Browser(URI address, String... headers) {
        WebSocket.Builder builder = client.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        socket = builder.buildAsync(address, this).join();
    }

    static Browser at(PublishDoor door, String path, String... headers) {
        return new Browser(URI.create("ws://localhost:" + door.port() + path), headers);
    }

    Browser say(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    Browser send(byte[] bytes) {
        try {
            socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
        } catch (CompletionException _) {
            // the door has had enough
        }
        return this;
    }

    /** Waits until it may publish. */
    Browser welcomed() throws Exception {
        greeting.get(30, TimeUnit.SECONDS);
        return this;
    }

    Goodbye goodbye() throws Exception {
        return goodbye.get(30, TimeUnit.SECONDS);
    }

    /** Waits until the door has ended it, with a word or without: what it has not read by then is in the way of words. */
    void ended() throws Exception {
        goodbye.handle((words, failure) -> true).get(30, TimeUnit.SECONDS);
    }

    /** As when the machine is gone. */
    void breakOff() {
        socket.abort();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        greeting.complete(data.toString());
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String words) {
        goodbye.complete(new Goodbye(code, words));
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        goodbye.completeExceptionally(failure);
    }

    @Override
    public void close() {
        socket.abort();
        client.close();
    }
}
