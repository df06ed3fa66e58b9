package dev.brushcast.egress.hls;

import dev.brushcast.egress.playlist.Bandwidth;
import dev.brushcast.egress.playlist.MultivariantPlaylist;
import dev.brushcast.egress.rendition.Initialisation;
import dev.brushcast.egress.rendition.MuxedSegment;
import dev.brushcast.media.Rational;
import java.nio.file.Path;

/**
 * The multivariant playlist of the styled rendition, written again whenever what it says of the rendition has been measured
 * anew. Confined to one thread.
 */
public final class Multivariant implements RenditionListener {

    private final Path file;
    private final String uri;
    private final Bandwidth bandwidth = new Bandwidth();
    private long pictures;
    private long durationUs;
    private String written = "";

    /**
     * A multivariant playlist; that of an earlier run is removed.
     *
     * @param file where it lies
     * @param uri of the rendition's playlist, relative to it
     */
    public Multivariant(Path file, String uri) {
        this.file = file;
        this.uri = uri;
        AtomicFiles.delete(file);
    }

    @Override
    public void published(Initialisation initialisation, MuxedSegment segment) {
        bandwidth.add(segment.bytes().length, segment.durationUs());
        pictures += segment.pictures();
        durationUs += segment.durationUs();
        String text = new MultivariantPlaylist(
                        uri,
                        bandwidth.peak(),
                        bandwidth.average(),
                        initialisation.codecs(),
                        initialisation.epoch().width(),
                        initialisation.epoch().height(),
                        frameRate(initialisation.epoch().frameRate()))
                .render();
        if (!text.equals(written)) {
            AtomicFiles.write(file, text);
            written = text;
        }
    }

    /** The nominal rate, or the measured one where there is none. */
    private Rational frameRate(Rational nominal) {
        return nominal.num() > 0 || durationUs == 0
                ? nominal
                : new Rational((int) Math.round(pictures * 1e9 / durationUs), 1000);
    }
}
