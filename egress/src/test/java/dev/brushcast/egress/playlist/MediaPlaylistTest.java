package dev.brushcast.egress.playlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MediaPlaylistTest {

    private static final Instant AIR = Instant.parse("2026-11-24T12:00:00.123456Z");

    @Test
    void aFinishedRecording() {
        MediaPlaylist playlist = new MediaPlaylist(
                MediaPlaylist.Kind.VOD,
                2,
                0,
                0,
                List.of(
                        new PlaylistEntry("a-0.m4s", 2_000_000, "a.mp4", AIR, false),
                        new PlaylistEntry("a-1.m4s", 1_312_001, "a.mp4", AIR.plusSeconds(2), false)),
                true);

        assertThat(playlist.render()).isEqualTo("""
                #EXTM3U
                #EXT-X-VERSION:6
                #EXT-X-TARGETDURATION:2
                #EXT-X-MEDIA-SEQUENCE:0
                #EXT-X-DISCONTINUITY-SEQUENCE:0
                #EXT-X-PLAYLIST-TYPE:VOD
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-MAP:URI="a.mp4"
                #EXT-X-PROGRAM-DATE-TIME:2026-11-24T12:00:00.123Z
                #EXTINF:2.000000,
                a-0.m4s
                #EXT-X-PROGRAM-DATE-TIME:2026-11-24T12:00:02.123Z
                #EXTINF:1.312001,
                a-1.m4s
                #EXT-X-ENDLIST
                """);
    }

    @Test
    void aLiveStreamWithANewCapture() {
        MediaPlaylist playlist = new MediaPlaylist(
                MediaPlaylist.Kind.SLIDING,
                2,
                7,
                1,
                List.of(
                        new PlaylistEntry("a-7.m4s", 2_000_000, "a.mp4", AIR, false),
                        new PlaylistEntry("b-0.m4s", 2_000_000, "b.mp4", AIR.plusSeconds(60), true)),
                false);

        assertThat(playlist.render()).isEqualTo("""
                #EXTM3U
                #EXT-X-VERSION:6
                #EXT-X-TARGETDURATION:2
                #EXT-X-MEDIA-SEQUENCE:7
                #EXT-X-DISCONTINUITY-SEQUENCE:1
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-MAP:URI="a.mp4"
                #EXT-X-PROGRAM-DATE-TIME:2026-11-24T12:00:00.123Z
                #EXTINF:2.000000,
                a-7.m4s
                #EXT-X-DISCONTINUITY
                #EXT-X-MAP:URI="b.mp4"
                #EXT-X-PROGRAM-DATE-TIME:2026-11-24T12:01:00.123Z
                #EXTINF:2.000000,
                b-0.m4s
                """);
    }
}
