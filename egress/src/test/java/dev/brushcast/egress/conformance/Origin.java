package dev.brushcast.egress.conformance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a stream is served. */
interface Origin {

    /**
     * Asks, and waits for the answer.
     *
     * @param path from the origin's root, with its query
     */
    Answer get(String path, Map<String, String> headers) throws IOException, InterruptedException;

    /**
     * An answer.
     *
     * @param headers by their names in lower case
     * @param seconds that it took
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(int status, Map<String, String> headers, byte[] body, double seconds) {

        private static final Pattern MAX_AGE = Pattern.compile("max-age=([0-9]+)");

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        OptionalLong maxAge() {
            Matcher found = MAX_AGE.matcher(header("cache-control"));
            return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
        }
    }

    /** A server, from a uri without a slash at its end. */
    static Origin at(String root) {
        HttpClient client = HttpClient.newHttpClient();
        return (path, headers) -> {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path));
            headers.forEach(request::setHeader);
            long before = System.nanoTime();
            HttpResponse<byte[]> got = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            Map<String, String> named = new TreeMap<>();
            got.headers().map().forEach((name, values) -> named.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            return new Answer(got.statusCode(), named, got.body(), (System.nanoTime() - before) / 1e9);
        };
    }
}
