package dev.brushcast.worker.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brushcast.engine.Style;
import java.io.IOException;

/** A style as JSON, in a stream's stored state. */
final class StyleCodec {

    private static final ObjectMapper JSON = new ObjectMapper().addMixIn(Style.class, Written.class);

    /** What is as it was before there was a choice is left out, for workers that know of none. */
    @SuppressWarnings("UnusedMethod") // Jackson reads what it says
    private abstract static class Written {
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        abstract int smallestSize();
    }

    private StyleCodec() {}

    static byte[] encode(Style style) throws JsonProcessingException {
        return JSON.writeValueAsBytes(style);
    }

    static Style decode(byte[] json) throws IOException {
        return JSON.readValue(json, Style.class);
    }
}
