package dev.brushcast.egress.playlist;

import dev.brushcast.egress.playlist.MultivariantPlaylist.Audio;
import dev.brushcast.egress.playlist.MultivariantPlaylist.Variant;
import dev.brushcast.egress.playlist.MultivariantPlaylist.Video;
import dev.brushcast.media.Rational;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Several styles of one source in one multivariant playlist: a group of alternative video renditions for each size of the picture (RFC
 * 8216bis, 4.4.6.1.1). Every group has the same styles under the same names; where a style has no such size, its next smaller one.
 * They are no variants: a player changes between these by itself, by their rates.
 */
public final class StyleGroups {

    private static final String GROUP = "styles";

    private StyleGroups() {}

    /**
     * Another style of the same source.
     *
     * @param title what menus call it
     * @param path of its stream's folder from the playlist that names it, with a slash at its end
     * @param playlist of its stream
     */
    public record Style(String title, String path, MultivariantPlaylist playlist) {}

    /**
     * A stream's playlist with other styles of its source.
     *
     * @param title what menus call its own style
     * @param others in the order of the menu; none: the playlist stays as it is
     */
    public static MultivariantPlaylist of(MultivariantPlaylist own, String title, List<Style> others) {
        if (others.isEmpty()) {
            return own;
        }
        List<Variant> variants = new ArrayList<>();
        List<Video> videos = new ArrayList<>();
        List<String> uris = own.variants().stream().map(Variant::uri).distinct().toList();
        for (String uri : uris) {
            String group = videos.isEmpty() ? GROUP : GROUP + "-" + (uris.indexOf(uri) + 1);
            Variant shown = own.variants().stream()
                    .filter(variant -> variant.uri().equals(uri))
                    .findFirst()
                    .orElseThrow();
            videos.add(new Video(group, title, uri, true));
            for (Style other : others) {
                videos.add(new Video(
                        group,
                        other.title(),
                        other.path() + inPlaceOf(shown, other).uri(),
                        false));
            }
        }
        for (Variant variant : own.variants()) {
            Variant widest = variant;
            for (Style other : others) {
                widest = both(widest, inPlaceOf(variant, other));
            }
            variants.add(widest);
        }
        return new MultivariantPlaylist(variants, own.captions(), videos);
    }

    /** What a style has in place of a variant: of its size or the next smaller one, with its kind of audio where there is such. */
    private static Variant inPlaceOf(Variant variant, Style style) {
        List<Variant> all = style.playlist().variants();
        List<Variant> alike = all.stream()
                .filter(other -> group(other.audio()).equals(group(variant.audio())))
                .toList();
        List<Variant> from = alike.isEmpty() ? all : alike;
        return from.stream()
                .filter(other -> other.height() <= variant.height())
                .max(Comparator.comparingInt(Variant::height))
                .orElseGet(() -> from.stream()
                        .min(Comparator.comparingInt(Variant::height))
                        .orElseThrow());
    }

    private static String group(@Nullable Audio audio) {
        return audio == null ? "" : audio.group();
    }

    /** What holds for either: all codecs, the higher rates, the larger picture. */
    private static Variant both(Variant own, Variant other) {
        boolean larger = (long) other.width() * other.height() > (long) own.width() * own.height();
        return new Variant(
                own.uri(),
                own.audio(),
                Math.max(own.bandwidth(), other.bandwidth()),
                Math.max(own.averageBandwidth(), other.averageBandwidth()),
                codecs(own, other),
                larger ? other.width() : own.width(),
                larger ? other.height() : own.height(),
                faster(own.frameRate(), other.frameRate()));
    }

    /** The audio is the variant's own. */
    private static String codecs(Variant own, Variant other) {
        Stream<String> pictures = Arrays.stream(other.codecs().split(",", -1))
                .filter(codec -> codec.startsWith("avc") || codec.startsWith("hvc"));
        return Stream.concat(Arrays.stream(own.codecs().split(",", -1)), pictures)
                .distinct()
                .collect(Collectors.joining(","));
    }

    private static Rational faster(Rational one, Rational other) {
        return one.num() > 0 && (other.num() == 0 || one.value() >= other.value()) ? one : other;
    }
}
