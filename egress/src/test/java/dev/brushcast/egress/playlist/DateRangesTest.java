package dev.brushcast.egress.playlist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.playlist.DateRange.Attribute;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DateRangesTest {

    private static final long SEGMENT_US = 2_000_000;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final PlaylistWindow window =
            PlaylistWindow.newest(2, 10 * SEGMENT_US).withEdge(500_000);

    @Test
    void aRangeIsWrittenAsTheStandardSaysAheadOfTheSegments() {
        window.announce(range("a", 30, 15_000_000L, null, Attribute.hex("SCTE35-OUT", "FC00")), "a.mp4");
        window.announce(range("a", 30, null, 14_960_000L, Attribute.hex("SCTE35-IN", "FC01")), "a.mp4");
        window.announce(
                new DateRange(
                        "b",
                        "dev.example",
                        START,
                        null,
                        null,
                        true,
                        List.of(Attribute.quoted("X-TEXT", "one \"two\"\n"))),
                "a.mp4");
        window.add(entry(0, "a.mp4"));

        String text = window.playlist().render();
        assertThat(text)
                .as("by their starts")
                .contains("#EXT-X-DATERANGE:ID=\"b\",CLASS=\"dev.example\",START-DATE=\"2026-01-01T00:00:00.000Z\","
                        + "END-ON-NEXT=YES,X-TEXT=\"one 'two''\"\n"
                        + "#EXT-X-DATERANGE:ID=\"a\",START-DATE=\"2026-01-01T00:00:30.000Z\",PLANNED-DURATION=15.000000,"
                        + "SCTE35-OUT=0xFC00\n"
                        + "#EXT-X-DATERANGE:ID=\"a\",START-DATE=\"2026-01-01T00:00:30.000Z\",DURATION=14.960000,"
                        + "SCTE35-IN=0xFC01\n");
        assertThat(text.indexOf("DATERANGE")).isLessThan(text.indexOf("#EXTINF"));
    }

    @Test
    void aRangeStaysUntilThePlaylistIsBeyondItsEnd() {
        window.announce(range("long", 4, 30_000_000L, null), "a.mp4");
        window.announce(range("moment", 4, null, null), "a.mp4");
        for (int i = 0; i < 12; i++) {
            window.add(entry(i, "a.mp4"));
        }
        assertThat(ids()).as("the playlist begins at 4 s").containsExactly("long", "moment");
        window.add(entry(12, "a.mp4"));
        assertThat(ids()).containsExactly("long");
        for (int i = 13; i < 27; i++) {
            window.add(entry(i, "a.mp4"));
        }
        assertThat(ids()).as("it begins at 34 s").containsExactly("long");
        window.add(entry(27, "a.mp4"));
        assertThat(ids()).isEmpty();
    }

    @Test
    void aRangeGoesWithTheLastSegmentOfItsEpoch() {
        window.announce(range("far", 1_000, null, null), "a.mp4");
        for (int i = 0; i < 15; i++) {
            window.add(entry(i, i < 5 ? "a.mp4" : "b.mp4"));
            assertThat(ids()).hasSize(i < 14 ? 1 : 0);
        }
    }

    @Test
    void aRangeThatLastsUntilTheNextStaysUntilThePlaylistBeginsWithThat() {
        for (String id : List.of("0", "10", "14")) {
            Instant start = START.plusSeconds(Long.parseLong(id));
            window.announce(new DateRange(id, "dev.example", start, null, null, true, List.of()), "a.mp4");
        }
        for (int i = 0; i < 14; i++) {
            window.add(entry(i, "a.mp4"));
        }
        assertThat(ids()).as("it begins at 8 s").containsExactly("0", "10", "14");
        window.add(entry(14, "a.mp4"));
        assertThat(ids()).as("10 s").containsExactly("10", "14");
        for (int i = 15; i < 60; i++) {
            window.add(entry(i, "a.mp4"));
        }
        assertThat(ids()).as("whatever holds").containsExactly("14");
    }

    @Test
    void anUpdateSkipsSegmentsAndNoRanges() {
        window.announce(range("a", 1, null, 1_000_000L), "a.mp4");
        for (int i = 0; i < 9; i++) {
            window.add(entry(i, "a.mp4"));
        }

        assertThat(window.playlist().renderLive(true, List.of()))
                .containsSubsequence(
                        "#EXT-X-SKIP:SKIPPED-SEGMENTS=3\n#EXT-X-DATERANGE:ID=\"a\"", "#EXT-X-MAP", "#EXTINF");
    }

    private List<String> ids() {
        return window.playlist().ranges().stream().map(DateRange::id).toList();
    }

    private static DateRange range(
            String id, long seconds, @Nullable Long plannedUs, @Nullable Long durationUs, Attribute... attributes) {
        return new DateRange(id, null, START.plusSeconds(seconds), plannedUs, durationUs, false, List.of(attributes));
    }

    private static PlaylistEntry entry(int number, String map) {
        return new PlaylistEntry(number + ".m4s", SEGMENT_US, map, START.plusSeconds(2L * number), false);
    }
}
