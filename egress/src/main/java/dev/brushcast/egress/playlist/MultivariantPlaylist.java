package dev.brushcast.egress.playlist;

import dev.brushcast.media.Rational;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A multivariant playlist: the same pictures in each of their sizes, with each of the audio renditions.
 *
 * @param variants the one that every player plays first
 * @param captions services of closed captions in the pictures, as HLS names them; none: there are no captions
 * @param videos what may be shown in a variant's place, itself among it; none: nothing else
 */
public record MultivariantPlaylist(List<Variant> variants, List<String> captions, List<Video> videos) {

    private static final String CAPTIONS_GROUP = "cc";

    private static final int VERSION = 6;

    public MultivariantPlaylist {
        variants = List.copyOf(variants);
        captions = List.copyOf(captions);
        videos = List.copyOf(videos);
    }

    /** Of one picture, in its sizes. */
    public MultivariantPlaylist(List<Variant> variants, List<String> captions) {
        this(variants, captions, List.of());
    }

    /** Of pictures without captions. */
    public MultivariantPlaylist(List<Variant> variants) {
        this(variants, List.of(), List.of());
    }

    /**
     * Pictures and audio that are played together.
     *
     * @param uri of the pictures' media playlist, relative to this one
     * @param audio null: the pictures' playlist is all there is
     * @param bandwidth bits per second of the largest segment, audio included
     * @param averageBandwidth bits per second over all segments, audio included
     * @param codecs of the pictures and of the audio, as RFC 6381 names them, separated by commas
     * @param width largest of all pictures, pixels
     * @param height its height, pixels
     * @param frameRate highest, Hz; numerator 0 when not known
     */
    public record Variant(
            String uri,
            @Nullable Audio audio,
            long bandwidth,
            long averageBandwidth,
            String codecs,
            int width,
            int height,
            Rational frameRate) {}

    /**
     * An audio rendition, the only one of its group.
     *
     * @param group its name
     * @param uri of its media playlist, relative to this one
     * @param channels most that it has
     */
    public record Audio(String group, String uri, int channels) {}

    /**
     * Pictures that may be shown in place of a variant's.
     *
     * @param group its name, one for each variant's pictures
     * @param name what menus call them, the same in every group
     * @param uri of their media playlist, relative to this one
     * @param usual true: the variant's own
     */
    public record Video(String group, String name, String uri, boolean usual) {}

    /** The playlist as it is served. */
    public String render() {
        StringBuilder out = new StringBuilder(512);
        out.append("#EXTM3U\n#EXT-X-VERSION:").append(VERSION).append("\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        variants.stream()
                .flatMap(variant -> Stream.ofNullable(variant.audio()))
                .distinct()
                .forEach(audio -> media(out, audio));
        captions.forEach(service -> captions(out, service));
        videos.forEach(video -> video(out, video));
        for (Variant variant : variants) {
            stream(out, variant);
        }
        return out.toString();
    }

    private static void media(StringBuilder out, Audio audio) {
        out.append("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"").append(audio.group());
        out.append("\",NAME=\"Audio\",DEFAULT=YES,AUTOSELECT=YES,CHANNELS=\"").append(audio.channels());
        out.append("\",URI=\"").append(audio.uri()).append("\"\n");
    }

    /** Only the usual ones may be chosen by a player of itself. */
    private static void video(StringBuilder out, Video video) {
        String byItself = video.usual() ? "YES" : "NO";
        out.append("#EXT-X-MEDIA:TYPE=VIDEO,GROUP-ID=\"").append(video.group());
        out.append("\",NAME=\"").append(video.name()).append("\",DEFAULT=").append(byItself);
        out.append(",AUTOSELECT=").append(byItself).append(",URI=\"").append(video.uri());
        out.append("\"\n");
    }

    private static void captions(StringBuilder out, String service) {
        out.append("#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID=\"").append(CAPTIONS_GROUP);
        out.append("\",NAME=\"").append(service).append("\",DEFAULT=NO,AUTOSELECT=YES,INSTREAM-ID=\"");
        out.append(service).append("\"\n");
    }

    private void stream(StringBuilder out, Variant variant) {
        out.append("#EXT-X-STREAM-INF:BANDWIDTH=").append(variant.bandwidth());
        out.append(",AVERAGE-BANDWIDTH=").append(variant.averageBandwidth());
        out.append(",CODECS=\"").append(variant.codecs()).append('"');
        out.append(",RESOLUTION=").append(variant.width()).append('x').append(variant.height());
        if (variant.frameRate().num() > 0) {
            out.append(String.format(
                    Locale.ROOT, ",FRAME-RATE=%.3f", variant.frameRate().value()));
        }
        if (variant.audio() != null) {
            out.append(",AUDIO=\"").append(variant.audio().group()).append('"');
        }
        videos.stream()
                .filter(video -> video.usual() && video.uri().equals(variant.uri()))
                .findFirst()
                .ifPresent(
                        video -> out.append(",VIDEO=\"").append(video.group()).append('"'));
        out.append(",CLOSED-CAPTIONS=").append(captions.isEmpty() ? "NONE" : '"' + CAPTIONS_GROUP + '"');
        out.append('\n').append(variant.uri()).append('\n');
    }
}
