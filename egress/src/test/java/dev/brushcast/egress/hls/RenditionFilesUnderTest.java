package dev.brushcast.egress.hls;

import dev.brushcast.egress.live.LiveRendition;
import dev.brushcast.egress.playlist.PlaylistWindow;
import dev.brushcast.egress.rendition.Initialisation;
import dev.brushcast.egress.rendition.MuxedPart;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.media.Rational;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** A rendition's folder, segments of two seconds, and what is in it. */
abstract class RenditionFilesUnderTest {

    static final long SEGMENT_US = 2_000_000;

    @TempDir
    Path folder;

    RenditionFiles files(PlaylistWindow window) {
        return new RenditionFiles(folder, _ -> window, new LiveRendition(), RenditionListener.NONE);
    }

    static Initialisation initialisation(long epoch) {
        EpochInfo info = new EpochInfo(epoch, 1_700_000_000_000_000L + epoch, 64, 48, new Rational(25, 1), true);
        return new Initialisation(info, new byte[] {1}, "avc1.640014");
    }

    static MuxedPart segment(long index) {
        return MuxedPart.whole(index, new byte[100], index * SEGMENT_US, SEGMENT_US, 50);
    }

    /** The files that the playlist names. */
    List<String> named() throws IOException {
        return Files.readAllLines(folder.resolve("index.m3u8")).stream()
                .filter(line -> !line.startsWith("#") || line.startsWith("#EXT-X-MAP"))
                .map(line -> line.replaceAll("#EXT-X-MAP:URI=|\"", ""))
                .toList();
    }

    List<String> listing() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
