package dev.brushcast.egress.hls;

import dev.brushcast.egress.playlist.MultivariantPlaylist;
import dev.brushcast.egress.rendition.Initialisation;
import dev.brushcast.media.Rational;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The multivariant playlist of a rendition, its smaller ones and its audio, written again whenever what it says has been measured anew.
 * What it says holds for all that its playlists have named: all codecs and captions, the largest picture, the highest rate. Confined to
 * one thread.
 */
public final class Multivariant {

    private final Path file;
    private final FormerRenditions former;
    private final Consumer<MultivariantPlaylist> shown;
    private final List<PictureRendition> pictures = new ArrayList<>();
    private final List<AudioRendition> audio = new ArrayList<>();
    private final Set<String> captions = new TreeSet<>();
    private Rational frameRate = new Rational(0, 1);
    private long pictureCount;
    private long durationUs;
    private String written = "";

    /**
     * A multivariant playlist; that of an earlier run is removed, unless the whole pictures' playlist goes on: then it stays until theirs
     * has come as far.
     *
     * @param file where it lies
     * @param uri of the whole pictures' playlist, relative to it
     * @param former renditions that only an earlier run's names, removed with the first one that is written
     * @param shown hears what has been written, on this thread
     */
    public Multivariant(Path file, String uri, FormerRenditions former, Consumer<MultivariantPlaylist> shown) {
        this.file = file;
        this.former = former;
        this.shown = shown;
        pictures.add(new PictureRendition(uri));
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

    /**
     * Hears of a smaller rendition's segments, each before that of the whole pictures. Named in the order in which they are added.
     *
     * @param uri of its playlist, relative to this one
     */
    public RenditionListener smaller(String uri) {
        PictureRendition added = new PictureRendition(uri);
        pictures.add(added);
        return (initialisation, segment) -> added.published(initialisation, segment, audio);
    }

    /** Hears of the whole pictures' segments. */
    public RenditionListener pictures() {
        return this::published;
    }

    private void published(Initialisation initialisation, WholeSegment segment) {
        pictures.getFirst().published(initialisation, segment, audio);
        if (initialisation.epoch().frameRate().value() > frameRate.value()) {
            frameRate = initialisation.epoch().frameRate();
        }
        captions.addAll(segment.captions());
        pictureCount += segment.pictures();
        durationUs += segment.durationUs();
        if (segment.named()) {
            write(new MultivariantPlaylist(variants(), List.copyOf(captions)));
        }
    }

    private void write(MultivariantPlaylist playlist) {
        String text = playlist.render();
        if (!text.equals(written)) {
            AtomicFiles.write(file, text);
            if (written.isEmpty()) {
                former.remove();
            }
            written = text;
            shown.accept(playlist);
        }
    }

    /** Players begin with the first one: the whole picture, with the audio that all of them play. */
    private List<MultivariantPlaylist.Variant> variants() {
        List<AudioRendition> there =
                audio.stream().filter(AudioRendition::isThere).toList();
        Stream<MultivariantPlaylist.Variant> variants = there.isEmpty()
                ? pictures.stream().map(rendition -> rendition.alone(rate()))
                : there.stream().flatMap(with -> pictures.stream().map(rendition -> rendition.with(with, rate())));
        return variants.toList();
    }

    /** The nominal rate, or the measured one where there is none. */
    private Rational rate() {
        return frameRate.num() > 0 || durationUs == 0
                ? frameRate
                : new Rational((int) Math.round(pictureCount * 1e9 / durationUs), 1000);
    }
}
