package dev.brushcast.egress.conformance;

import dev.brushcast.egress.conformance.MediaView.Segment;
import dev.brushcast.egress.conformance.Origin.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** What is to be so of the answers of a server of a live rendition. */
final class HttpRules {

    private static final long LONG_SECONDS = 3600;
    private static final int FAR_SEGMENTS = 3;

    private final Origin origin;
    private final String playlist;
    private final Findings findings;

    private HttpRules(Origin origin, String playlist, Findings findings) {
        this.origin = origin;
        this.playlist = playlist;
        this.findings = findings;
    }

    /** @param playlist path of the rendition's media playlist */
    static void judge(Origin origin, String playlist, Findings findings) throws IOException, InterruptedException {
        HttpRules rules = new HttpRules(origin, playlist, findings);
        Answer now = rules.get(playlist, Map.of());
        MediaView view = MediaView.of(new String(now.body(), StandardCharsets.UTF_8));
        rules.playlists(now, view);
        rules.media(view);
        rules.directives(view);
    }

    private void playlists(Answer now, MediaView view) throws IOException, InterruptedException {
        type(now, playlist, "application/vnd.apple.mpegurl");
        boolean notKept = now.header("cache-control").contains("no-cache")
                || now.maxAge().orElse(Long.MAX_VALUE) <= view.target();
        findings.expect(notKept, Rule.H05_CACHED_AS_LONG_AS_THEY_HOLD, "%s: %s", playlist, now.header("cache-control"));
        Answer packed = get(playlist, Map.of("Accept-Encoding", "gzip"));
        findings.expect(
                packed.header("content-encoding").equals("gzip")
                        && packed.header("vary").toLowerCase(Locale.ROOT).contains("accept-encoding"),
                Rule.H02_PLAYLISTS_PACKED,
                "%s",
                packed.headers());
        Answer missing = get(resolve("no-such-segment.m4s"), Map.of());
        findings.expect(
                missing.status() == 404
                        && (missing.header("cache-control").contains("no-")
                                || missing.maxAge().orElse(Long.MAX_VALUE) <= view.target()),
                Rule.H05_CACHED_AS_LONG_AS_THEY_HOLD,
                "what is not there: %d, %s",
                missing.status(),
                missing.header("cache-control"));
    }

    private void media(MediaView view) throws IOException, InterruptedException {
        Segment last = view.segments().getLast();
        kept(resolve(last.map()), "video/mp4");
        kept(resolve(last.uri()), "video/iso.segment");
        if (!last.parts().isEmpty()) {
            kept(resolve(last.parts().getFirst().uri()), "video/iso.segment");
        }
        Answer range = get(resolve(last.uri()), Map.of("Range", "bytes=2-11"));
        findings.expect(
                range.status() == 206
                        && range.body().length == 10
                        && range.header("content-range").startsWith("bytes 2-11/"),
                Rule.H09_LENGTHS_AND_RANGES,
                "bytes 2 to 11: %d, %s",
                range.status(),
                range.headers());
    }

    private void kept(String path, String type) throws IOException, InterruptedException {
        Answer answer = get(path, Map.of());
        type(answer, path, type);
        findings.expect(
                answer.maxAge().orElse(0) >= LONG_SECONDS,
                Rule.H05_CACHED_AS_LONG_AS_THEY_HOLD,
                "%s: %s",
                path,
                answer.header("cache-control"));
        findings.expect(
                answer.header("content-length").equals(String.valueOf(answer.body().length)),
                Rule.H09_LENGTHS_AND_RANGES,
                "%s: %s of %d bytes",
                path,
                answer.header("content-length"),
                answer.body().length);
    }

    private void directives(MediaView view) throws IOException, InterruptedException {
        if (!view.live() || view.ended()) {
            return;
        }
        long last = view.last();
        status("?_HLS_part=1", 400, Rule.LL13_WAITS_FOR_WHAT_IS_ASKED);
        status("?_HLS_msn=" + (last + FAR_SEGMENTS + 1), 400, Rule.LL14_REFUSES_WHAT_IS_FAR);
        long farPart = 1 + (long) Math.max(3, Math.ceil(3 / view.partTarget()));
        // It may have come to a segment more meanwhile, and is far from that as well.
        status("?_HLS_msn=" + (last + 1) + "&_HLS_part=" + 10 * farPart, 400, Rule.LL14_REFUSES_WHAT_IS_FAR);
        status("?token=a&_HLS_other=1", 200, Rule.LL16_IGNORES_WHAT_IT_DOES_NOT_KNOW);
        String there = "?_HLS_msn=" + view.segments().getLast().number() + "&_HLS_part=0";
        Answer answer = get(playlist + there, Map.of());
        findings.expect(
                answer.status() == 200 && answer.seconds() < view.target(),
                Rule.LL15_ANSWERS_AT_ONCE_WHAT_IS_THERE,
                "%s: %d after %f s",
                there,
                answer.status(),
                answer.seconds());
        findings.expect(
                answer.maxAge().orElse(0) >= view.target(),
                Rule.H05_CACHED_AS_LONG_AS_THEY_HOLD,
                "%s: %s",
                there,
                answer.header("cache-control"));
    }

    private void status(String query, int expected, Rule rule) throws IOException, InterruptedException {
        int status = get(playlist + query, Map.of()).status();
        findings.expect(status == expected, rule, "%s: %d", query, status);
    }

    private void type(Answer answer, String path, String type) {
        findings.expect(
                answer.header("content-type").startsWith(type),
                Rule.H01_CONTENT_TYPES,
                "%s: %s",
                path,
                answer.header("content-type"));
    }

    private Answer get(String path, Map<String, String> headers) throws IOException, InterruptedException {
        Answer answer = origin.get(path, headers);
        findings.expect(answer.status() / 100 != 3, Rule.H07_NO_REDIRECTS, "%s: %d", path, answer.status());
        return answer;
    }

    private String resolve(String uri) {
        return URI.create(playlist).resolve(uri).toString();
    }
}
