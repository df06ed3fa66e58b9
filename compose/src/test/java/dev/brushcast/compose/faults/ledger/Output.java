package dev.brushcast.compose.faults.ledger;

import dev.brushcast.media.RgbPicture;
import dev.brushcast.media.testing.FrameBarcode;
import dev.brushcast.media.testing.ReadBack;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pictures of a playlist, segment by segment as a player decodes them. */
final class Output {

    private static final Pattern MAP = Pattern.compile("#EXT-X-MAP:URI=\"([^\"]+)\".*");
    private static final Pattern EPOCH = Pattern.compile("(?:.*/)?e(\\d+)-.*");

    private Output() {}

    static List<ShownPicture> read(Path playlist) throws IOException {
        Path folder = playlist.resolveSibling("");
        Path joined = Files.createTempFile("segment", ".mp4");
        try {
            List<ShownPicture> shown = new ArrayList<>();
            String map = "";
            for (String line : Files.readAllLines(playlist)) {
                Matcher start = MAP.matcher(line);
                if (start.matches()) {
                    map = start.group(1);
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    join(joined, folder.resolve(map), folder.resolve(line));
                    add(epoch(line), joined, shown);
                }
            }
            return shown;
        } finally {
            Files.delete(joined);
        }
    }

    private static long epoch(String segment) {
        Matcher name = EPOCH.matcher(segment);
        if (!name.matches()) {
            throw new IllegalStateException("a segment of no epoch: " + segment);
        }
        return Long.parseLong(name.group(1));
    }

    private static void join(Path joined, Path init, Path segment) throws IOException {
        try (OutputStream out = Files.newOutputStream(joined)) {
            Files.copy(init, out);
            Files.copy(segment, out);
        }
    }

    private static void add(long epoch, Path file, List<ShownPicture> to) {
        for (ReadBack.Shown picture : ReadBack.pictures(file.toString())) {
            OptionalInt plain = FrameBarcode.read(picture.picture());
            OptionalInt negative = FrameBarcode.read(negative(picture.picture()));
            to.add(new ShownPicture(epoch, picture.seconds(), negative.orElse(plain.orElse(-1)), negative.isPresent()));
        }
    }

    private static RgbPicture negative(RgbPicture picture) {
        byte[] rgb = picture.rgb().clone();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) ~rgb[i];
        }
        return new RgbPicture(picture.width(), picture.height(), rgb);
    }
}
