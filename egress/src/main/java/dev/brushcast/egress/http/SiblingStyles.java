package dev.brushcast.egress.http;

import dev.brushcast.egress.live.LiveStream;
import dev.brushcast.egress.playlist.MediaPlaylist;
import dev.brushcast.egress.playlist.MultivariantPlaylist;
import dev.brushcast.egress.playlist.RenditionReport;
import dev.brushcast.egress.playlist.StyleGroups;
import dev.brushcast.egress.style.StyleChoice;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a stream's playlists say of other styles of its source: only of those that are served here now, and of the same moments, as
 * alternative renditions have to be (RFC 8216bis, 6.2.4). Safe for use by several threads.
 */
final class SiblingStyles {

    /** Where the whole pictures are, in every stream. */
    private static final String PICTURES = "styled";

    private final ServedStreams streams;

    SiblingStyles(ServedStreams streams) {
        this.streams = streams;
    }

    /** A stream's multivariant playlist with the other styles in it; empty: there is no other one, or none of its own yet. */
    Optional<MultivariantPlaylist> multivariant(ServedStream stream) {
        List<StyleGroups.Style> others = new ArrayList<>();
        String title = "";
        for (StyleChoice choice : stream.styles().get()) {
            Optional<ServedStream> other = streams.stream(choice.stream());
            if (other.filter(stream::equals).isPresent()) {
                title = choice.title();
            } else if (other.filter(one -> canChange(stream, one)).isPresent()) {
                LiveStream live = other.get().live();
                live.multivariant()
                        .map(playlist -> new StyleGroups.Style(choice.title(), folder(choice.stream()), playlist))
                        .ifPresent(others::add);
            }
        }
        if (title.isEmpty() || others.isEmpty()) {
            return Optional.empty();
        }
        String own = title;
        return stream.live().multivariant().map(playlist -> StyleGroups.of(playlist, own, others));
    }

    /** On the playlists of other styles that {@link #multivariant} names, from that of one of the stream's own renditions. */
    List<RenditionReport> reports(ServedStream stream) {
        Set<String> named = new LinkedHashSet<>();
        multivariant(stream).stream()
                .flatMap(playlist -> playlist.videos().stream())
                .filter(video -> !video.usual())
                .forEach(video -> named.add(video.uri()));
        List<RenditionReport> reports = new ArrayList<>();
        for (String uri : named) {
            String[] path = uri.split("/", -1); // ../STREAM/RENDITION/index.m3u8
            streams.stream(path[1])
                    .flatMap(other -> other.live().shown(path[2]))
                    .flatMap(rendition -> rendition.playlist())
                    .ifPresent(playlist -> reports.add(RenditionReport.of("../" + uri, playlist)));
        }
        return reports;
    }

    /** Whether a player that plays the one can go over to the other in the middle of it. */
    static boolean canChange(ServedStream from, ServedStream to) {
        Optional<MediaPlaylist> there = pictures(to);
        return pictures(from)
                .filter(own -> there.filter(own::hasSameMomentsAs).isPresent())
                .isPresent();
    }

    /** Whether there is a picture to play. */
    static boolean plays(ServedStream stream) {
        return pictures(stream).filter(playlist -> !playlist.ended()).isPresent();
    }

    private static Optional<MediaPlaylist> pictures(ServedStream stream) {
        return stream.live().shown(PICTURES).flatMap(rendition -> rendition.playlist());
    }

    private static String folder(String stream) {
        return "../" + stream + "/";
    }
}
