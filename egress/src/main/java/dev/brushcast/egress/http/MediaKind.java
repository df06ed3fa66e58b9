package dev.brushcast.egress.http;

import java.util.Optional;

/** The kinds of files that are served from the output folder, and how each may be cached. */
enum MediaKind {
    PLAYLIST("application/vnd.apple.mpegurl"),
    INITIALISATION("video/mp4"),
    SEGMENT("video/iso.segment"),
    RECORDING("video/mp4");

    private final String contentType;

    MediaKind(String contentType) {
        this.contentType = contentType;
    }

    /** The kind of a file by its name; empty: it is none of ours and not served. */
    static Optional<MediaKind> of(String name) {
        if (name.endsWith(".m3u8")) {
            return Optional.of(PLAYLIST);
        }
        if (name.endsWith("-init.mp4")) {
            return Optional.of(INITIALISATION);
        }
        if (name.endsWith(".m4s")) {
            return Optional.of(SEGMENT);
        }
        return name.endsWith(".mp4") ? Optional.of(RECORDING) : Optional.empty();
    }

    String contentType() {
        return contentType;
    }

    /**
     * Names of segments and initialisation segments are never used twice, so they may be kept for ever; a playlist is out of
     * date within half a segment.
     *
     * @param segmentSeconds how long a segment lasts
     */
    String cacheControl(double segmentSeconds) {
        return switch (this) {
            case PLAYLIST -> "public, max-age=" + Math.max(1, (int) (segmentSeconds / 2));
            case INITIALISATION, SEGMENT -> "public, max-age=31536000, immutable";
            case RECORDING -> "no-cache";
        };
    }
}
