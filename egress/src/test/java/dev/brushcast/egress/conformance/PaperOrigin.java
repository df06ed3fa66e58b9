package dev.brushcast.egress.conformance;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A server that answers as it should, but for one thing if it is told so. */
final class PaperOrigin implements Origin {

    static final String PLAYLIST = "/styled/index.m3u8";

    private static final byte[] MEDIA = new byte[100];

    private final String path;
    private final Change change;

    /** What becomes of an answer. */
    interface Change extends UnaryOperator<Answer> {}

    PaperOrigin() {
        this("never asked for", answer -> answer);
    }

    /** @param path part of a path and its query */
    PaperOrigin(String path, Change change) {
        this.path = path;
        this.change = change;
    }

    static Change status(int status) {
        return answer -> new Answer(status, answer.headers(), answer.body(), answer.seconds());
    }

    static Change seconds(double seconds) {
        return answer -> new Answer(answer.status(), answer.headers(), answer.body(), seconds);
    }

    static Change header(String name, String value) {
        return answer -> {
            Map<String, String> headers = new HashMap<>(answer.headers());
            headers.put(name, value);
            return new Answer(answer.status(), headers, answer.body(), answer.seconds());
        };
    }

    @Override
    public Answer get(String asked, Map<String, String> headers) {
        Answer right = right(asked, headers);
        return asked.contains(path) ? change.apply(right) : right;
    }

    private static Answer right(String asked, Map<String, String> headers) {
        if (asked.startsWith(PLAYLIST)) {
            String query = asked.substring(PLAYLIST.length());
            return switch (query) {
                case "", "?token=a&_HLS_other=1" -> playlist("no-cache");
                case "?_HLS_msn=18&_HLS_part=0" -> playlist("public, max-age=12");
                default -> answer(400, Map.of(), new byte[0]);
            };
        }
        if (asked.contains("no-such")) {
            return answer(404, Map.of("cache-control", "public, max-age=1"), new byte[0]);
        }
        if (headers.containsKey("Range")) {
            return answer(206, Map.of("content-range", "bytes 2-11/100"), new byte[10]);
        }
        String type = asked.endsWith(".mp4") ? "video/mp4" : "video/iso.segment";
        return answer(
                200,
                Map.of(
                        "content-type",
                        type,
                        "cache-control",
                        "public, max-age=31536000, immutable",
                        "content-length",
                        String.valueOf(MEDIA.length)),
                MEDIA);
    }

    private static Answer playlist(String caching) {
        return answer(
                200,
                Map.of(
                        "content-type",
                        "application/vnd.apple.mpegurl",
                        "cache-control",
                        caching,
                        "content-encoding",
                        "gzip",
                        "vary",
                        "Accept-Encoding"),
                Right.PLAYLIST.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer answer(int status, Map<String, String> headers, byte[] body) {
        return new Answer(status, headers, body, 0.01);
    }
}
