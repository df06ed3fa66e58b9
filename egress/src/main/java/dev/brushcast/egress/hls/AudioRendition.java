package dev.brushcast.egress.hls;

import dev.brushcast.egress.playlist.Codecs;
import dev.brushcast.egress.playlist.MultivariantPlaylist;
import dev.brushcast.egress.rendition.Initialisation;

/** What a multivariant playlist knows of an audio rendition. Confined to one thread. */
final class AudioRendition {

    private final String group;
    private final String uri;
    private final Codecs codecs = new Codecs();
    private int channels;
    private long newestBytes;

    /** @param group its name */
    AudioRendition(String group, String uri) {
        this.group = group;
        this.uri = uri;
    }

    void published(Initialisation initialisation, WholeSegment segment) {
        codecs.add(initialisation.codecs());
        channels = Math.max(channels, initialisation.channels());
        newestBytes = segment.bytes();
    }

    /** True once it has a segment. */
    boolean isThere() {
        return channels > 0;
    }

    /** Size of the newest segment. */
    long newestBytes() {
        return newestBytes;
    }

    /** As RFC 6381 names them. */
    Codecs codecs() {
        return codecs;
    }

    MultivariantPlaylist.Audio named() {
        return new MultivariantPlaylist.Audio(group, uri, channels);
    }
}
