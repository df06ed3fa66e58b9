package dev.brushcast.egress.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.time.InstantSource;
import java.util.Optional;

/** Serves a stream's output folder: GET and HEAD, whole or in part. Safe for use by several threads. */
final class MediaFiles {

    /** Keeps a recording, for a page of another site, whose links cannot say so. */
    private static final String DOWNLOAD = "download";

    private static final int SHORT_CACHE_SECONDS = 1;

    private final InstantSource clock;

    MediaFiles(InstantSource clock) {
        this.clock = clock;
    }

    void answer(ServerRequest request, ServerResponse response, ServedStreams.Place place) {
        try {
            Optional<OutputFolder.Opened> found =
                    new OutputFolder(place.stream().folder()).open(place.path());
            if (found.isEmpty()) {
                notFound(response);
                return;
            }
            try (OutputFolder.Opened file = found.get()) {
                answer(request, response, file, place.stream().segmentSeconds());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(ServerRequest request, ServerResponse response, OutputFolder.Opened file, double segmentSeconds)
            throws IOException {
        Conditions conditions = Conditions.of(file, clock.instant());
        response.headers()
                .set(HeaderNames.CACHE_CONTROL, file.kind().cacheControl(segmentSeconds))
                .set(HeaderNames.LAST_MODIFIED, conditions.date())
                .set(HeaderNames.ETAG, conditions.tag());
        if (file.kind() == MediaKind.PLAYLIST) {
            Answers.varies(response);
        }
        if (conditions.fresh(request.headers())) {
            response.status(Status.NOT_MODIFIED_304).send();
            return;
        }
        response.headers().set(HeaderNames.CONTENT_TYPE, file.kind().contentType());
        if (file.kind() == MediaKind.PLAYLIST) {
            Answers.sendPlaylist(
                    request, response, Channels.newInputStream(file.channel()).readAllBytes());
        } else {
            range(request, response, file, conditions);
        }
    }

    private static void range(
            ServerRequest request, ServerResponse response, OutputFolder.Opened file, Conditions conditions)
            throws IOException {
        response.headers().set(HeaderNames.ACCEPT_RANGES, "bytes");
        if (file.kind() == MediaKind.RECORDING && request.query().contains(DOWNLOAD)) {
            String path = request.path().path().replaceFirst("^/streams/", "").replaceAll("^/", "");
            response.headers()
                    .set(
                            HeaderNames.CONTENT_DISPOSITION,
                            "attachment; filename=\"" + path.replaceAll("[^A-Za-z0-9._-]", "-") + '"');
        }
        boolean parts = request.prologue().method().equals(Method.GET) && conditions.rangeHolds(request.headers());
        Optional<String> asked = parts ? request.headers().first(HeaderNames.RANGE) : Optional.empty();
        switch (ByteRange.of(asked, file.size())) {
            case ByteRange.Answer.Whole _ -> copy(request, response, file.channel(), file.size());
            case ByteRange.Answer.Part(ByteRange part) -> {
                response.status(Status.PARTIAL_CONTENT_206);
                response.headers().set(HeaderNames.CONTENT_RANGE, part.contentRange(file.size()));
                copy(request, response, file.channel().position(part.first()), part.length());
            }
            case ByteRange.Answer.Unsatisfiable _ -> {
                response.headers().set(HeaderNames.CONTENT_RANGE, "bytes */" + file.size());
                response.status(Status.REQUESTED_RANGE_NOT_SATISFIABLE_416).send();
            }
        }
    }

    private static void copy(ServerRequest request, ServerResponse response, SeekableByteChannel from, long length)
            throws IOException {
        response.headers().contentLength(length);
        if (request.prologue().method().equals(Method.HEAD)) {
            response.send();
            return;
        }
        byte[] buffer = new byte[64 << 10];
        try (var in = Channels.newInputStream(from);
                OutputStream out = response.outputStream()) {
            long left = length;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException("the file became shorter while it was sent");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    private static void notFound(ServerResponse response) {
        // it may be there soon
        response.headers().set(HeaderNames.CACHE_CONTROL, "public, max-age=" + SHORT_CACHE_SECONDS);
        response.status(Status.NOT_FOUND_404).send();
    }
}
