package dev.brushcast.compose.control.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is answered. Confined to the thread of its request. */
final class Reply {

    private static final byte[] NOTHING = {};

    private final int status;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final byte[] body;
    private final @Nullable Writing writing;

    /** Writes a body that has no end yet. */
    @FunctionalInterface
    interface Writing {
        /** @throws IOException once the client is gone */
        void to(OutputStream out) throws IOException;
    }

    private Reply(int status, byte[] body, @Nullable Writing writing) {
        this.status = status;
        this.body = body;
        this.writing = writing;
    }

    static Reply of(int status, String type, byte[] body) {
        return new Reply(status, body, null).with("Content-Type", type);
    }

    static Reply json(int status, JsonNode body) {
        return of(status, "application/json", Papers.bytes(body));
    }

    static Reply empty(int status) {
        return new Reply(status, NOTHING, null);
    }

    static Reply endless(String type, Writing writing) {
        return new Reply(200, NOTHING, writing).with("Content-Type", type);
    }

    Reply with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    @Nullable
    Writing writing() {
        return writing;
    }
}
