package dev.brushcast.egress.conformance;

import dev.brushcast.media.mp4.Fragment;
import dev.brushcast.media.mp4.InitSegment;
import dev.brushcast.media.mp4.Mp4Track;
import dev.brushcast.media.mp4.Sample;
import dev.brushcast.media.mp4.TrackRun;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Media of the playlists that are {@link Right}: ten pictures a second, parts of five, four parts in a segment. */
final class PaperMedia {

    static final int TIMESCALE = 90_000;
    static final int FRAME = 9_000;
    static final int PART = 45_000;
    static final int PARTS = 4;
    static final String CODEC = "avc1.64001f";

    private PaperMedia() {}

    static byte[] init() {
        byte[] description = "    stsd....avcC\1\144\0\37....".getBytes(StandardCharsets.ISO_8859_1);
        description[3] = (byte) description.length;
        for (int i = 0; i < 3; i++) {
            description[i] = 0;
        }
        return InitSegment.write(List.of(new Mp4Track(1, Mp4Track.Kind.VIDEO, TIMESCALE, description, 64, 64, 0)), "");
    }

    static byte[] part(long segment, int part) {
        return part(PARTS * PART * segment + (long) PART * part, part == 0, PART / FRAME);
    }

    static byte[] part(long start, boolean key, int pictures) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < pictures; i++) {
            samples.add(new Sample(new byte[] {1, 2, 3}, FRAME, key && i == 0));
        }
        return Fragment.write(1, List.of(new TrackRun(1, start, samples)));
    }

    static byte[] segment(long segment) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (int part = 0; part < PARTS; part++) {
            joined.writeBytes(part(segment, part));
        }
        return joined.toByteArray();
    }

    /** What a uri of {@link Right} names. */
    static byte[] of(String uri) {
        String[] numbers = uri.replaceAll("\\..*|[a-z]", "").split("-", -1);
        if (uri.endsWith(".mp4")) {
            return init();
        }
        return uri.startsWith("s")
                ? segment(Long.parseLong(numbers[0]))
                : part(Long.parseLong(numbers[0]), Integer.parseInt(numbers[1]));
    }
}
