package dev.brushcast.egress.playlist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.playlist.DateRange.Attribute;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaylistReaderTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00.123Z");

    private static final List<DateRange> RANGES = List.of(
            new DateRange("a", "c", NOON, null, null, true, List.of(Attribute.quoted("X-MODEL", "one, two=3"))),
            new DateRange("b", null, NOON, 1_500_000L, null, false, List.of(Attribute.hex("SCTE35-OUT", "FC00"))),
            new DateRange("b", null, NOON, null, 1_500_001L, false, List.of(Attribute.hex("SCTE35-IN", "FC01"))));

    @Test
    void whatWasWrittenIsRead() {
        for (MediaPlaylist.Kind kind : MediaPlaylist.Kind.values()) {
            MediaPlaylist written = new MediaPlaylist(
                    kind,
                    2,
                    9_000_000_000L,
                    4,
                    List.of(
                            new PlaylistEntry("e1-a-segment-00009.m4s", 1_960_001, "e1-a-init.mp4", NOON, false),
                            new PlaylistEntry("e2-b-segment-00000.m4s", 2_000_000, "e2-b-init.mp4", NOON, true),
                            new PlaylistEntry("e2-b-segment-00001.m4s", 40_000, "e2-b-init.mp4", NOON, false)),
                    kind == MediaPlaylist.Kind.VOD,
                    null,
                    RANGES);

            assertThat(MediaPlaylist.parse(written.render())).contains(written);
        }
    }

    @Test
    void whatIsNoneOfOursIsNotRead() {
        for (String text : List.of(
                "",
                "old",
                "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:first\n",
                "#EXTM3U\n#EXT-X-PROGRAM-DATE-TIME:now\n",
                "#EXTM3U\n#EXT-X-DATERANGE:CLASS=\"c\"\n",
                "#EXTM3U\n#EXTINF:2.0,title\na.m4s\n")) {
            assertThat(MediaPlaylist.parse(text)).as(text).isEmpty();
        }
    }
}
