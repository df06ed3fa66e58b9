package dev.brushcast.egress.playlist;

/**
 * How far another media playlist of the stream is.
 *
 * @param uri of that playlist, relative to the one that reports
 * @param sequence number of its last segment, the one that is being made included
 * @param part number of that segment's last part; negative: it has none
 */
public record RenditionReport(String uri, long sequence, int part) {

    /** On a playlist as it is. */
    public static RenditionReport of(String uri, MediaPlaylist playlist) {
        return new RenditionReport(uri, playlist.lastSequence(), playlist.lastPart());
    }
}
