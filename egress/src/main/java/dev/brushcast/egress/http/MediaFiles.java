package dev.brushcast.egress.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Serves the output folder: playlists, segments and recordings, nothing else. A path is at most a rendition and a name, each of
 * plain characters, so that nothing outside of the folder can be named. Safe for use by several threads.
 */
final class MediaFiles implements Handler {

    private static final Pattern PATH = Pattern.compile("/(?:(?:styled|source)/)?[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final int SHORT_CACHE_SECONDS = 1;

    private final Path folder;
    private final double segmentSeconds;

    MediaFiles(Path folder, double segmentSeconds) {
        this.folder = folder;
        this.segmentSeconds = segmentSeconds;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        String path = request.path().path();
        Optional<MediaKind> kind = PATH.matcher(path).matches() ? MediaKind.of(path) : Optional.empty();
        Cors.allow(response);
        if (kind.isEmpty()) {
            notFound(response);
            return;
        }
        try (FileChannel file = FileChannel.open(folder.resolve(path.substring(1)))) {
            Instant modified =
                    Files.getLastModifiedTime(folder.resolve(path.substring(1))).toInstant();
            response.headers()
                    .set(HeaderNames.CONTENT_TYPE, kind.get().contentType())
                    .set(HeaderNames.CACHE_CONTROL, kind.get().cacheControl(segmentSeconds))
                    .set(HeaderNames.LAST_MODIFIED, httpDate(modified));
            if (kind.get() == MediaKind.PLAYLIST) {
                playlist(request, response, file);
            } else {
                range(request, response, file);
            }
        } catch (NoSuchFileException _) {
            notFound(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void playlist(ServerRequest request, ServerResponse response, FileChannel file) throws IOException {
        byte[] text = Channels.newInputStream(file).readAllBytes();
        response.headers().set(HeaderNames.VARY, "Accept-Encoding");
        if (acceptsGzip(request)) {
            response.headers().set(HeaderNames.CONTENT_ENCODING, "gzip");
            response.send(gzip(text));
        } else {
            response.send(text);
        }
    }

    private static void range(ServerRequest request, ServerResponse response, FileChannel file) throws IOException {
        long size = file.size();
        response.headers().set(HeaderNames.ACCEPT_RANGES, "bytes");
        switch (ByteRange.of(request.headers().first(HeaderNames.RANGE), size)) {
            case ByteRange.Answer.Whole _ -> copy(response, file, size);
            case ByteRange.Answer.Part(ByteRange part) -> {
                response.status(Status.PARTIAL_CONTENT_206);
                response.headers().set(HeaderNames.CONTENT_RANGE, part.contentRange(size));
                copy(response, file.position(part.first()), part.length());
            }
            case ByteRange.Answer.Unsatisfiable _ -> {
                response.headers().set(HeaderNames.CONTENT_RANGE, "bytes */" + size);
                response.status(Status.REQUESTED_RANGE_NOT_SATISFIABLE_416).send();
            }
        }
    }

    private static void copy(ServerResponse response, SeekableByteChannel from, long length) throws IOException {
        response.headers().contentLength(length);
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
        response.header(HeaderValues.create(
                HeaderNames.CACHE_CONTROL, "public, max-age=" + SHORT_CACHE_SECONDS)); // it may be there soon
        response.status(Status.NOT_FOUND_404).send();
    }

    private static boolean acceptsGzip(ServerRequest request) {
        return request.headers()
                .first(HeaderNames.ACCEPT_ENCODING)
                .filter(accepted -> accepted.contains("gzip"))
                .isPresent();
    }

    private static byte[] gzip(byte[] text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text);
        }
        return packed.toByteArray();
    }

    private static String httpDate(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }
}
