package dev.brushcast.media.source;

import dev.brushcast.media.MediaException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a stream comes from. */
public sealed interface MediaSource
        permits MediaSource.LocalFile, MediaSource.NetworkUrl, PublishSource, TestSource, PromptSource, StreamSource {

    /** What can be told to anybody: without user name, password, stream key and query. */
    String redacted();

    /** Whether somebody else connects or sends to this program. */
    default boolean listens() {
        return false;
    }

    /** Whether it comes from elsewhere, and may keep its reader waiting. */
    default boolean isRemote() {
        return false;
    }

    /**
     * Reads what a user writes: {@code testsrc} or {@code txt2img} with its options (see {@link TestSource}, {@link
     * PromptSource}), {@code stream:} and another stream's name (see {@link StreamSource}), {@code publish:} (see {@link
     * PublishSource}), a URL, or else the name of a file (a file called {@code testsrc} is {@code ./testsrc}).
     *
     * @throws MediaException if it is none of these
     */
    static MediaSource parse(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            throw new MediaException("no source is given: name a file, a URL, testsrc or txt2img");
        }
        if (trimmed.chars().anyMatch(Character::isISOControl)) {
            throw new MediaException("a source is written in one line: name a file, a URL, testsrc or txt2img");
        }
        if (GeneratorOptions.names(TestSource.NAME, trimmed)) {
            return TestSource.parse(trimmed);
        }
        if (GeneratorOptions.names(PromptSource.NAME, trimmed)) {
            return PromptSource.parse(trimmed);
        }
        if (StreamSource.isOne(trimmed)) {
            return StreamSource.parse(trimmed);
        }
        if (PublishSource.isMeant(trimmed)) {
            return PublishSource.parse(trimmed);
        }
        int scheme = trimmed.indexOf("://");
        try {
            if (trimmed.regionMatches(true, 0, "file:/", 0, 6)) {
                return new LocalFile(Path.of(URI.create(trimmed)));
            }
            if (scheme < 0 && !FfmpegAddresses.isOne(trimmed)) {
                return new LocalFile(Path.of(trimmed));
            }
        } catch (IllegalArgumentException e) {
            throw new MediaException("'" + trimmed + "' is not the name of a file: " + e.getMessage(), e);
        }
        if (scheme < 0
                || !NetworkUrl.SCHEMES.contains(trimmed.substring(0, scheme).toLowerCase(Locale.ROOT))) {
            String shown = FfmpegAddresses.isOne(trimmed) ? FfmpegAddresses.kind(trimmed) : Redaction.of(trimmed);
            throw new MediaException("cannot read " + shown + ": give a file or a URL of one of "
                    + String.join(", ", new TreeSet<>(NetworkUrl.SCHEMES)));
        }
        return new NetworkUrl(trimmed);
    }

    /** A recording on this machine. */
    record LocalFile(Path path) implements MediaSource {

        @Override
        public String redacted() {
            return path.toString();
        }
    }

    /**
     * Something that a server sends, as FFmpeg understands it.
     *
     * @param url with a scheme of {@link #SCHEMES}
     */
    record NetworkUrl(String url) implements MediaSource {

        public static final Set<String> SCHEMES =
                Set.of("http", "https", "rtmp", "rtmps", "rtsp", "rtsps", "srt", "udp", "rtp", "tcp", "tls");

        private static final Pattern PORT = Pattern.compile("^[^:]+://[^/?]*:([0-9]{1,5})(?=[/?]|$)");
        private static final Pattern LISTENS = Pattern.compile("(^|&)listen(=[12])?(&|$)");

        @Override
        public String redacted() {
            return Redaction.of(url);
        }

        /** The secret parts stay out of logs. */
        @Override
        public String toString() {
            return redacted();
        }

        @Override
        public boolean isRemote() {
            return true;
        }

        /** Over HTTP also recordings are read; over the others a publisher's word on the length means nothing. */
        public boolean alwaysLive() {
            return !scheme().startsWith("http");
        }

        /** Whether it is a port of this machine that somebody else connects or sends to. */
        @Override
        public boolean listens() {
            int query = url.indexOf('?');
            String options = query < 0 ? "" : url.substring(query + 1);
            return switch (scheme()) {
                case "udp", "rtp" -> true;
                case "tcp", "tls", "rtmp" -> LISTENS.matcher(options).find();
                case "srt" -> options.contains("mode=listener");
                default -> false;
            };
        }

        /**
         * The same, as a port of this machine that somebody else connects or sends to.
         *
         * @throws MediaException if nobody can
         */
        public NetworkUrl listening() {
            if (scheme().equals("srt") && url.contains("streamid=")) {
                throw new MediaException(
                        "an SRT port does not look at stream ids: leave streamid out, a passphrase says"
                                + " who may publish");
            }
            if (listens()) {
                return this;
            }
            String option = switch (scheme()) {
                case "rtmp", "tcp" -> "listen";
                case "srt" -> "mode=listener";
                default ->
                    throw new MediaException("cannot listen for a publisher over " + scheme()
                            + ": give rtmp://0.0.0.0:1935/live/KEY, srt://:9000, or tcp, udp, rtp");
            };
            return new NetworkUrl(url + (url.indexOf('?') < 0 ? "?" : "&") + option);
        }

        /** Its port; -1: it names none. */
        public int port() {
            Matcher authority = PORT.matcher(url);
            return authority.find() ? Integer.parseInt(authority.group(1)) : -1;
        }

        /** Its protocol, in lower case. */
        public String scheme() {
            return url.substring(0, url.indexOf("://")).toLowerCase(Locale.ROOT);
        }
    }
}
