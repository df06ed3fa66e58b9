package dev.brushcast.media.ffmpeg.demux;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.PortException;
import dev.brushcast.media.SourceAbsentException;
import dev.brushcast.media.SourceRefusedException;
import dev.brushcast.media.ffmpeg.Ffmpeg;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.PublishSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.bytedeco.ffmpeg.global.avutil;

/** Why a source cannot be opened, in one line that says what to do. */
final class OpenFailure {

    private OpenFailure() {}

    /** What is wrong with a file can be told better before FFmpeg tries it. */
    static void checkFile(Path path) {
        if (!Files.exists(path)) {
            throw new MediaException("there is no file " + path.toAbsolutePath() + ": check the name");
        }
        if (Files.isDirectory(path)) {
            throw new MediaException(path + " is a folder: name a video file in it");
        }
        if (!Files.isRegularFile(path)) {
            throw new MediaException(path + " is not a regular file: name a video file or a URL");
        }
        if (!Files.isReadable(path)) {
            throw new MediaException(path + " may not be read by this user: change its permissions");
        }
    }

    static MediaException of(MediaSource source, int code, Watchdog watchdog, Duration limit) {
        String name = source.redacted();
        if (source instanceof PublishSource) {
            return watchdog.expired()
                    ? new SourceAbsentException(
                            "nobody has published anything playable for " + limit.toSeconds() + " s")
                    : new MediaException("what was published is no video that can be read: send WebM or fragmented MP4"
                            + " from its beginning");
        }
        if (!(source instanceof MediaSource.NetworkUrl url)) {
            return code == avutil.AVERROR_INVALIDDATA()
                    ? notAVideo(name)
                    : new MediaException("cannot open " + name + ": " + Ffmpeg.errorText(code));
        }
        if (url.listens() && (code == avutil.AVERROR_EACCES() || code == avutil.AVERROR_EPERM())) {
            return PortException.of(url.port(), "Permission denied");
        }
        if (url.listens() && Ffmpeg.errorText(code).contains("in use")) {
            return PortException.of(url.port(), Ffmpeg.errorText(code));
        }
        if (watchdog.expired()) {
            return new SourceAbsentException("nothing playable came from " + name + " within " + limit.toSeconds()
                    + " s: check the address and that the stream is running");
        }
        String problem = "cannot open " + name + ": " + Ffmpeg.errorText(code) + "; ";
        if (code == avutil.AVERROR_HTTP_UNAUTHORIZED() || code == avutil.AVERROR_HTTP_FORBIDDEN()) {
            return new SourceRefusedException(problem + "check user name and password");
        }
        if (code == avutil.AVERROR_INVALIDDATA() || code == avutil.AVERROR_EINVAL()) {
            return new MediaException(problem + "check that it is the address of a video");
        }
        return new SourceAbsentException(problem + "check the address and that the server is running");
    }

    static MediaException notAVideo(String name) {
        return new MediaException(
                name + " is not a video that can be read, or its beginning or index is missing: check the file");
    }
}
