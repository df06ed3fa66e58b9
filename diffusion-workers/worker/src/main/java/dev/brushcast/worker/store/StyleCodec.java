package dev.brushcast.worker.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brushcast.engine.Style;
import java.io.IOException;

/** A style as JSON, in a stream's stored state. */
final class StyleCodec {

    private static final ObjectMapper JSON = new ObjectMapper();

    private StyleCodec() {}

    static byte[] encode(Style style) throws JsonProcessingException {
        return JSON.writeValueAsBytes(style);
    }

    static Style decode(byte[] json) throws IOException {
        return JSON.readValue(json, Style.class);
    }
}
