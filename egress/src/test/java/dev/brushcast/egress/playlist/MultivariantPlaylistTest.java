package dev.brushcast.egress.playlist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.media.Rational;
import java.util.List;
import org.junit.jupiter.api.Test;

class MultivariantPlaylistTest {

    private static final Rational NTSC = new Rational(30_000, 1001);

    @Test
    void captionsInThePicturesAreDeclared() {
        MultivariantPlaylist.Variant variant =
                new MultivariantPlaylist.Variant("index.m3u8", null, 2, 1, "avc1.640C14", 64, 48, new Rational(0, 1));

        assertThat(new MultivariantPlaylist(List.of(variant), List.of("CC1", "SERVICE1")).render())
                .contains(
                        "#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID=\"cc\",NAME=\"CC1\",DEFAULT=NO,AUTOSELECT=YES,"
                                + "INSTREAM-ID=\"CC1\"\n",
                        "INSTREAM-ID=\"SERVICE1\"\n",
                        ",CLOSED-CAPTIONS=\"cc\"\nindex.m3u8\n");
        assertThat(new MultivariantPlaylist(List.of(variant)).render())
                .contains(",CLOSED-CAPTIONS=NONE\n")
                .doesNotContain("EXT-X-MEDIA");
    }

    @Test
    void eachAudioIsAGroupOfItsOwnWithTheSamePictures() {
        MultivariantPlaylist playlist = new MultivariantPlaylist(List.of(
                new MultivariantPlaylist.Variant(
                        "styled/index.m3u8",
                        new MultivariantPlaylist.Audio("main", "audio/index.m3u8", 2),
                        812_345,
                        640_000,
                        "avc1.640C14,mp4a.40.2",
                        256,
                        144,
                        NTSC),
                new MultivariantPlaylist.Variant(
                        "styled/index.m3u8",
                        new MultivariantPlaylist.Audio("source", "audio-source/index.m3u8", 6),
                        912_345,
                        740_000,
                        "avc1.640C14,ac-3",
                        256,
                        144,
                        NTSC)));

        assertThat(playlist.render()).isEqualTo("""
                #EXTM3U
                #EXT-X-VERSION:6
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="main",NAME="Audio",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",\
                URI="audio/index.m3u8"
                #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="source",NAME="Audio",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="6",\
                URI="audio-source/index.m3u8"
                #EXT-X-STREAM-INF:BANDWIDTH=812345,AVERAGE-BANDWIDTH=640000,CODECS="avc1.640C14,mp4a.40.2",\
                RESOLUTION=256x144,FRAME-RATE=29.970,AUDIO="main",CLOSED-CAPTIONS=NONE
                styled/index.m3u8
                #EXT-X-STREAM-INF:BANDWIDTH=912345,AVERAGE-BANDWIDTH=740000,CODECS="avc1.640C14,ac-3",\
                RESOLUTION=256x144,FRAME-RATE=29.970,AUDIO="source",CLOSED-CAPTIONS=NONE
                styled/index.m3u8
                """);
    }

    @Test
    void aRateThatIsNotKnownIsNotSaid() {
        MultivariantPlaylist playlist = new MultivariantPlaylist(List.of(
                new MultivariantPlaylist.Variant("index.m3u8", null, 2, 1, "avc1.640C14", 64, 48, new Rational(0, 1))));

        assertThat(playlist.render()).doesNotContain("FRAME-RATE", "AUDIO", "EXT-X-MEDIA");
    }
}
