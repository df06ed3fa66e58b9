package dev.brushcast.egress.hls;

import dev.brushcast.egress.playlist.Bandwidth;
import dev.brushcast.egress.playlist.Codecs;
import dev.brushcast.egress.playlist.MultivariantPlaylist;
import dev.brushcast.egress.rendition.Initialisation;
import dev.brushcast.media.Rational;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The multivariant playlist of a rendition and its audio, written again whenever what it says has been measured anew. What it says
 * holds for all that its playlists have named: all codecs and captions, the largest picture, the highest rate. Confined to one thread.
 */
public final class Multivariant {

    private final Path file;
    private final String uri;
    private final List<AudioRendition> audio = new ArrayList<>();
    private final Bandwidth pictureBandwidth = new Bandwidth();
    private final Codecs codecs = new Codecs();
    private final Set<String> captions = new TreeSet<>();
    private int width;
    private int height;
    private Rational frameRate = new Rational(0, 1);
    private long pictures;
    private long durationUs;
    private String written = "";

    /**
     * A multivariant playlist; that of an earlier run is removed, unless the pictures' playlist goes on.
     *
     * @param file where it lies
     * @param uri of the pictures' playlist, relative to it
     */
    public Multivariant(Path file, String uri) {
        this.file = file;
        this.uri = uri;
        if (!EarlierRun.goesOn(file.resolveSibling(uri))) {
            AtomicFiles.delete(file);
        }
    }

    /**
     * Hears of an audio rendition's segments, each before the pictures of the same one. A rendition is named once it has one.
     *
     * @param group its name
     * @param audioUri of its playlist, relative to this one
     */
    public RenditionListener audio(String group, String audioUri) {
        AudioRendition added = new AudioRendition(group, audioUri);
        audio.add(added);
        return added::published;
    }

    /** Hears of the pictures' segments. */
    public RenditionListener pictures() {
        return this::published;
    }

    private void published(Initialisation initialisation, WholeSegment segment) {
        codecs.add(initialisation.codecs());
        if ((long) initialisation.epoch().width() * initialisation.epoch().height() > (long) width * height) {
            width = initialisation.epoch().width();
            height = initialisation.epoch().height();
        }
        if (initialisation.epoch().frameRate().value() > frameRate.value()) {
            frameRate = initialisation.epoch().frameRate();
        }
        captions.addAll(segment.captions());
        pictures += segment.pictures();
        durationUs += segment.durationUs();
        pictureBandwidth.add(segment.bytes(), segment.durationUs());
        for (AudioRendition rendition : audio) {
            rendition.bandwidth.add(segment.bytes() + rendition.newestBytes, segment.durationUs());
        }
        String text = new MultivariantPlaylist(variants(), List.copyOf(captions)).render();
        if (!text.equals(written)) {
            AtomicFiles.write(file, text);
            written = text;
        }
    }

    private List<MultivariantPlaylist.Variant> variants() {
        List<MultivariantPlaylist.Variant> variants = audio.stream()
                .filter(rendition -> rendition.channels > 0)
                .map(rendition -> variant(rendition.named(), rendition.bandwidth, codecs + "," + rendition.audioCodecs))
                .toList();
        return variants.isEmpty() ? List.of(variant(null, pictureBandwidth, codecs.toString())) : variants;
    }

    private MultivariantPlaylist.Variant variant(
            MultivariantPlaylist.@Nullable Audio with, Bandwidth bandwidth, String all) {
        return new MultivariantPlaylist.Variant(
                uri, with, bandwidth.peak(), bandwidth.average(), all, width, height, rate());
    }

    /** The nominal rate, or the measured one where there is none. */
    private Rational rate() {
        return frameRate.num() > 0 || durationUs == 0
                ? frameRate
                : new Rational((int) Math.round(pictures * 1e9 / durationUs), 1000);
    }

    /** What is known of an audio rendition. */
    private static final class AudioRendition {

        private final String group;
        private final String uri;
        private final Bandwidth bandwidth = new Bandwidth();
        private final Codecs audioCodecs = new Codecs();
        private int channels;
        private long newestBytes;

        AudioRendition(String group, String uri) {
            this.group = group;
            this.uri = uri;
        }

        void published(Initialisation initialisation, WholeSegment segment) {
            audioCodecs.add(initialisation.codecs());
            channels = Math.max(channels, initialisation.channels());
            newestBytes = segment.bytes();
        }

        MultivariantPlaylist.Audio named() {
            return new MultivariantPlaylist.Audio(group, uri, channels);
        }
    }
}
