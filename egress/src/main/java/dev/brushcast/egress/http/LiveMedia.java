package dev.brushcast.egress.http;

import dev.brushcast.egress.live.LiveRendition;
import dev.brushcast.egress.live.LiveStream;
import dev.brushcast.egress.playlist.MediaPlaylist;
import dev.brushcast.egress.playlist.MultivariantPlaylist;
import dev.brushcast.egress.playlist.RenditionReport;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Playlists and parts of live renditions, from memory: at once, or when they have come to what is asked for. Everything else is
 * handed on. One virtual thread waits per request. Safe for use by several threads.
 */
final class LiveMedia {

    private static final String PLAYLIST = "index.m3u8";
    private static final String MULTIVARIANT = "/" + PLAYLIST;
    private static final Pattern OF_RENDITION =
            Pattern.compile("/([A-Za-z0-9][A-Za-z0-9-]{0,63})/(index\\.m3u8|part-[0-9]{1,18}-[0-9]{1,9}\\.m4s)");

    /** A wait is over after so many target durations (RFC 8216bis, 6.2.5.2). */
    private static final int PATIENCE_TARGETS = 3;

    /** What was waited for stays of use for as long as a player may skip. */
    private static final int AWAITED_TARGETS = 6;

    private static final int FAR_SEGMENTS = 2;
    private static final long US_PER_SECOND = 1_000_000;

    private final SiblingStyles styles;
    private final MediaFiles files;

    LiveMedia(SiblingStyles styles, MediaFiles files) {
        this.styles = styles;
        this.files = files;
    }

    void answer(ServerRequest request, ServerResponse response, ServedStreams.Place place)
            throws InterruptedException, IOException {
        LiveStream live = place.stream().live();
        Matcher path = OF_RENDITION.matcher(place.path());
        Optional<LiveRendition> rendition = path.matches() ? live.shown(path.group(1)) : Optional.empty();
        Optional<MultivariantPlaylist> ofStyles =
                place.path().equals(MULTIVARIANT) ? styles.multivariant(place.stream()) : Optional.empty();
        if (ofStyles.isPresent()) {
            multivariant(request, response, place.stream(), ofStyles.get());
            return;
        }
        if (rendition.isEmpty()) {
            files.answer(request, response, place);
            return;
        }
        if (path.group(2).equals(PLAYLIST)) {
            playlist(request, response, place.stream(), path.group(1), rendition.get());
        } else {
            part(request, response, path.group(2), rendition.get());
        }
    }

    /** The stream's own is a file; with what others have in it, it is of the moment. */
    private static void multivariant(
            ServerRequest request, ServerResponse response, ServedStream stream, MultivariantPlaylist playlist)
            throws IOException {
        response.headers()
                .set(HeaderNames.CACHE_CONTROL, MediaKind.PLAYLIST.cacheControl(stream.segmentSeconds()))
                .set(HeaderNames.CONTENT_TYPE, MediaKind.PLAYLIST.contentType());
        Answers.sendPlaylist(request, response, playlist.render().getBytes(StandardCharsets.UTF_8));
    }

    private void playlist(
            ServerRequest request, ServerResponse response, ServedStream stream, String name, LiveRendition rendition)
            throws InterruptedException, IOException {
        MediaPlaylist now = rendition.playlist().orElseThrow();
        Optional<Reload> asked = now.ended() ? Optional.of(Reload.AT_ONCE) : Reload.of(request.query());
        if (asked.isEmpty() || isFar(asked.get(), now)) {
            refuse(response, Status.BAD_REQUEST_400);
            return;
        }
        Reload reload = asked.get();
        Optional<MediaPlaylist> found = reload.sequence().isEmpty()
                ? Optional.of(now)
                : rendition.await(reload.sequence().getAsLong(), reload.part(), patience(now));
        if (found.isEmpty()) {
            refuse(response, Status.SERVICE_UNAVAILABLE_503);
            return;
        }
        response.headers()
                .set(
                        HeaderNames.CACHE_CONTROL,
                        reload.sequence().isEmpty()
                                ? "no-cache"
                                : "public, max-age=" + AWAITED_TARGETS * now.targetSeconds())
                .set(HeaderNames.CONTENT_TYPE, MediaKind.PLAYLIST.contentType());
        String text = found.get().renderLive(reload.skip(), reports(stream, name));
        Answers.sendPlaylist(request, response, text.getBytes(StandardCharsets.UTF_8));
    }

    private List<RenditionReport> reports(ServedStream stream, String name) {
        List<RenditionReport> reports = new ArrayList<>(stream.live().reports(name, PLAYLIST));
        if (stream.live().isNamed(name)) {
            reports.addAll(styles.reports(stream));
        }
        return reports;
    }

    /** Whether it is further ahead than anybody can know of (RFC 8216bis, 6.2.5.2). */
    private static boolean isFar(Reload reload, MediaPlaylist now) {
        if (reload.sequence().isEmpty() || now.edge() == null) {
            return false;
        }
        long ahead = reload.sequence().getAsLong() - now.lastSequence();
        long far = farParts(now.edge().partTargetUs());
        return ahead > FAR_SEGMENTS
                || (ahead == 0 && reload.part() > now.lastPart() + far)
                || (ahead > 0 && reload.part() > far);
    }

    private static long farParts(long partTargetUs) {
        return partTargetUs < US_PER_SECOND ? Math.ceilDiv(3 * US_PER_SECOND, partTargetUs) : 3;
    }

    private static void part(ServerRequest request, ServerResponse response, String uri, LiveRendition rendition)
            throws InterruptedException {
        Optional<byte[]> part =
                rendition.part(uri, patience(rendition.playlist().orElseThrow()));
        if (part.isEmpty()) {
            refuse(response, Status.NOT_FOUND_404);
            return;
        }
        response.headers()
                .set(HeaderNames.CACHE_CONTROL, MediaKind.SEGMENT.cacheControl(1))
                .set(HeaderNames.CONTENT_TYPE, MediaKind.SEGMENT.contentType());
        Answers.send(request, response, part.get());
    }

    private static Duration patience(MediaPlaylist playlist) {
        return Duration.ofSeconds((long) PATIENCE_TARGETS * playlist.targetSeconds());
    }

    private static void refuse(ServerResponse response, Status status) {
        response.headers().set(HeaderNames.CACHE_CONTROL, "public, max-age=1"); // it may be there soon
        response.status(status).send();
    }
}
