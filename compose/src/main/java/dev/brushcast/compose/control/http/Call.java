package dev.brushcast.compose.control.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brushcast.compose.control.auth.Callers.Caller;
import dev.brushcast.contract.InvalidStreamAddressException;
import dev.brushcast.contract.StreamAddress;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A request, read as far as its action asks for. Confined to the request's thread. */
final class Call {

    /** The most that a body may have, bytes. */
    static final int MAX_BODY = 256 << 10;

    /** Who still sends where nobody reads does not hear the answer: so much more is read before it is given. */
    private static final long MAX_PASSED_OVER = 4L << 20;

    private static final Set<String> JSON_TYPES = Set.of("application/json", "application/merge-patch+json");
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ServerRequest request;
    private final Map<String, String> names;
    private final Map<String, List<String>> parameters;
    private final @Nullable Caller caller;

    /**
     * @param names what stands in the path for the names in the route's template
     * @param caller who asks; null: anybody may, and was not asked
     */
    Call(ServerRequest request, Map<String, String> names, @Nullable Caller caller) {
        this.request = request;
        this.names = names;
        this.caller = caller;
        this.parameters = PathText.parameters(request.prologue().query().rawValue());
    }

    /** A part of the path. */
    String name(String which) {
        return names.getOrDefault(which, "");
    }

    /** The id of a stream in the path: one that can be, whether it is or not. */
    String streamId() {
        String id = name("id");
        try {
            return new StreamAddress(id, 0).streamId();
        } catch (InvalidStreamAddressException e) {
            throw new ProblemException(ProblemKind.NOT_FOUND, String.valueOf(e.getMessage()));
        }
    }

    /** Whether only the headers of the answer are asked for. */
    boolean isHead() {
        return request.prologue().method().equals(Method.HEAD);
    }

    Optional<String> header(String name) {
        return request.headers().first(HeaderNames.create(name));
    }

    /** Who asks, of a route that wants to know. */
    Caller caller() {
        return Objects.requireNonNull(caller);
    }

    /** A parameter of the query; of several of that name the last. */
    Optional<String> parameter(String name) {
        return parameters(name).reduce((_, last) -> last);
    }

    /** All parameters of that name, in their order. */
    Stream<String> parameters(String name) {
        return parameters.getOrDefault(name, List.of()).stream();
    }

    /** Yes or no in the query; no where nothing is said. */
    boolean flag(String name) {
        return switch (parameter(name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ProblemException(ProblemKind.MALFORMED, name + " is true or false");
        };
    }

    /** A whole number in the query. */
    int number(String name, int least, int most, int byDefault) {
        Optional<String> text = parameter(name);
        if (text.isEmpty()) {
            return byDefault;
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new ProblemException(ProblemKind.MALFORMED, name + " is a whole number from " + least + " to " + most);
    }

    /** A number in the query. */
    double decimal(String name, double least, double most, double byDefault) {
        Optional<String> text = parameter(name);
        if (text.isEmpty()) {
            return byDefault;
        }
        try {
            double number = Double.parseDouble(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new ProblemException(ProblemKind.MALFORMED, name + " is a number from " + least + " to " + most);
    }

    /** The body, a JSON object. */
    ObjectNode body() {
        String type = header("Content-Type").orElse("").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!JSON_TYPES.contains(type)) {
            throw new ProblemException(ProblemKind.MEDIA_TYPE, "send JSON, and Content-Type: application/json")
                    .with("Accept", "application/json")
                    .with("Connection", "close");
        }
        byte[] bytes = bytes();
        try {
            JsonNode tree = STRICT.readTree(bytes);
            if (tree instanceof ObjectNode object) {
                return object;
            }
            throw new ProblemException(ProblemKind.MALFORMED, "the body is no JSON object");
        } catch (JsonProcessingException e) { // its own words show what was sent
            JsonLocation at = e.getLocation(); // none where it is nested too deep
            throw new ProblemException(
                    ProblemKind.MALFORMED,
                    at == null
                            ? "the body is no JSON that can be read: it is too deep or too long in one place"
                            : "the body is no JSON: look at line " + at.getLineNr() + ", column " + at.getColumnNr());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] bytes() {
        boolean tooLong = request.headers().contentLength().orElse(0) > MAX_BODY;
        if (tooLong && request.headers().contains(HeaderNames.EXPECT)) { // it has not begun to send
            throw tooLarge();
        }
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try {
            InputStream body = request.content().inputStream();
            byte[] bytes = body.readNBytes(MAX_BODY + 1);
            if (bytes.length > MAX_BODY) {
                passOver(body);
                throw tooLarge();
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void passOver(InputStream body) throws IOException {
        byte[] passed = new byte[16 << 10];
        long left = MAX_PASSED_OVER;
        for (int read = 0; read >= 0 && left > 0; read = body.read(passed)) {
            left -= read;
        }
    }

    private static ProblemException tooLarge() {
        return new ProblemException(ProblemKind.TOO_LARGE, "send at most " + MAX_BODY + " bytes")
                .with("Connection", "close");
    }
}
