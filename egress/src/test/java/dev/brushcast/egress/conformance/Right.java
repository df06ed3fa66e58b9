package dev.brushcast.egress.conformance;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Playlists as they should be: segments 10 to 18 of two seconds in four parts, and the first two parts of 19. */
final class Right {

    private static final int BREAK = 13;

    static final String PLAYLIST = playlist(10, 2);
    static final String NEXT = playlist(11, 3);
    static final String INDEX = """
            #EXTM3U
            #EXT-X-VERSION:6
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="Audio",URI="audio/index.m3u8"
            #EXT-X-STREAM-INF:BANDWIDTH=2000,AVERAGE-BANDWIDTH=1000,CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=256x144,\
            FRAME-RATE=25.000,AUDIO="audio",CLOSED-CAPTIONS=NONE
            styled/index.m3u8
            """;

    private Right() {}

    private static String playlist(int first, int openParts) {
        return """
                #EXTM3U
                #EXT-X-VERSION:9
                #EXT-X-TARGETDURATION:2
                #EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=1.500000,CAN-SKIP-UNTIL=12.000000
                #EXT-X-PART-INF:PART-TARGET=0.500000
                #EXT-X-MEDIA-SEQUENCE:%d
                #EXT-X-DISCONTINUITY-SEQUENCE:1
                #EXT-X-INDEPENDENT-SEGMENTS
                """.formatted(first)
                + (first < BREAK ? "#EXT-X-MAP:URI=\"a.mp4\"\n" : "")
                + segments(first, 18)
                + airTime(19)
                + parts(19, openParts)
                + "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"p19-" + openParts + ".m4s\"\n"
                + "#EXT-X-RENDITION-REPORT:URI=\"../audio/index.m3u8\",LAST-MSN=19,LAST-PART=1\n";
    }

    static String segments(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Right::segment).collect(Collectors.joining());
    }

    private static String segment(int number) {
        return (number == BREAK ? "#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI=\"b.mp4\"\n" : "")
                + airTime(number)
                + (number > 15 ? parts(number, 4) : "")
                + "#EXTINF:2.000000,\ns" + number + ".m4s\n";
    }

    private static String airTime(int number) {
        return "#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:" + 2 * number + ".000Z\n";
    }

    static String parts(int number, int count) {
        return IntStream.range(0, count)
                .mapToObj(part -> "#EXT-X-PART:DURATION=0.500000,URI=\"p" + number + "-" + part + ".m4s\""
                        + (part == 0 ? ",INDEPENDENT=YES\n" : "\n"))
                .collect(Collectors.joining());
    }

    static Map<Long, MediaView.Segment> numbered(String text) {
        return MediaView.of(text).segments().stream()
                .collect(Collectors.toMap(MediaView.Segment::number, Function.identity()));
    }
}
