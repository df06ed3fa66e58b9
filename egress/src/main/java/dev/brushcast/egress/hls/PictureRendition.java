package dev.brushcast.egress.hls;

import dev.brushcast.egress.playlist.Bandwidth;
import dev.brushcast.egress.playlist.Codecs;
import dev.brushcast.egress.playlist.MultivariantPlaylist.Variant;
import dev.brushcast.egress.rendition.Initialisation;
import dev.brushcast.media.Rational;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a multivariant playlist knows of a rendition of the pictures. Confined to one thread. */
final class PictureRendition {

    private final String uri;
    private final Codecs codecs = new Codecs();
    private final Bandwidth alone = new Bandwidth();
    private final Map<AudioRendition, Bandwidth> together = new HashMap<>();
    private int width;
    private int height;

    /** @param uri of its playlist */
    PictureRendition(String uri) {
        this.uri = uri;
    }

    /**
     * A segment of it.
     *
     * @param audio what is played with it; each has its segment of the same time already
     */
    void published(Initialisation initialisation, WholeSegment segment, List<AudioRendition> audio) {
        codecs.add(initialisation.codecs());
        if ((long) initialisation.width() * initialisation.height() > (long) width * height) {
            width = initialisation.width();
            height = initialisation.height();
        }
        alone.add(segment.bytes(), segment.durationUs());
        for (AudioRendition with : audio) {
            together.computeIfAbsent(with, _ -> new Bandwidth())
                    .add(segment.bytes() + with.newestBytes(), segment.durationUs());
        }
    }

    /** The pictures and nothing else. */
    Variant alone(Rational frameRate) {
        return new Variant(uri, null, alone.peak(), alone.average(), codecs.toString(), width, height, frameRate);
    }

    /** The pictures and an audio rendition. */
    Variant with(AudioRendition audio, Rational frameRate) {
        Bandwidth both = together.getOrDefault(audio, alone);
        return new Variant(
                uri,
                audio.named(),
                both.peak(),
                both.average(),
                codecs + "," + audio.codecs(),
                width,
                height,
                frameRate);
    }
}
