package dev.brushcast.compose.control.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Paths and queries as they are sent: percent-encoded UTF-8 (RFC 3986). A slash that is encoded separates nothing. */
final class PathText {

    private PathText() {}

    /** The parts of a path. */
    static List<String> segments(String rawPath) {
        List<String> segments = new ArrayList<>();
        for (String part : Route.segments(rawPath.isEmpty() ? "/" : rawPath)) {
            segments.add(decoded(part));
        }
        return segments;
    }

    /** The parameters of a query, those of one name in their order. */
    static Map<String, List<String>> parameters(String rawQuery) {
        Map<String, List<String>> parameters = new HashMap<>();
        for (String pair : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            parameters
                    .computeIfAbsent(decoded(name), _ -> new ArrayList<>())
                    .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        return parameters;
    }

    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * 3);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                bytes.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            } else if (i + 2 < text.length()
                    && HexFormat.isHexDigit(text.charAt(i + 1))
                    && HexFormat.isHexDigit(text.charAt(i + 2))) {
                bytes.put((byte) HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else {
                throw new ProblemException(
                        ProblemKind.MALFORMED, "a % in an address is followed by two hexadecimal digits");
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(bytes.flip())
                    .toString();
        } catch (CharacterCodingException _) {
            throw new ProblemException(ProblemKind.MALFORMED, "an address is percent-encoded UTF-8");
        }
    }
}
