package dev.brushcast.egress.playlist;

import dev.brushcast.media.Rational;
import java.util.Locale;

/**
 * A multivariant playlist of one variant.
 *
 * @param uri of the media playlist, relative to this one
 * @param bandwidth bits per second of the largest segment
 * @param averageBandwidth bits per second over all segments
 * @param codecs as RFC 6381 names them, separated by commas
 * @param width pixels
 * @param height pixels
 * @param frameRate nominal, Hz; numerator 0 when not known
 */
public record MultivariantPlaylist(
        String uri, long bandwidth, long averageBandwidth, String codecs, int width, int height, Rational frameRate) {

    private static final int VERSION = 6;

    /** The playlist as it is served. */
    public String render() {
        StringBuilder out = new StringBuilder(256);
        out.append("#EXTM3U\n#EXT-X-VERSION:").append(VERSION).append("\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        out.append("#EXT-X-STREAM-INF:BANDWIDTH=").append(bandwidth);
        out.append(",AVERAGE-BANDWIDTH=").append(averageBandwidth);
        out.append(",CODECS=\"").append(codecs).append('"');
        out.append(",RESOLUTION=").append(width).append('x').append(height);
        if (frameRate.num() > 0) {
            out.append(String.format(Locale.ROOT, ",FRAME-RATE=%.3f", frameRate.value()));
        }
        return out.append(",CLOSED-CAPTIONS=NONE\n").append(uri).append('\n').toString();
    }
}
