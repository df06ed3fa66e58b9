package dev.brushcast.media.ffmpeg.demux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioHeaderTest {

    @ParameterizedTest
    @CsvSource({
        "aac, FFF14C801F3FFC, FFF150801F3FFC", // 48 to 44.1 kHz
        "aac, FFF14C801F3FFC, FFF14C401F3FFC", // stereo to mono
        "mp2, FFFD8400, FFFD8000", // 48 to 44.1 kHz
        "mp3, FFFB9400, FFFB94C0", // stereo to mono
        "ac3, 0B770000144043, 0B770000544043", // 48 to 44.1 kHz
        "ac3, 0B770000144043, 0B770000144023", // stereo to mono
        "ac3, 0B770000144043, 0B770000144047", // stereo, then with low frequencies
        "eac3, 0B7700FF3486, 0B7700FF3F86", // stereo to 5.1
    })
    void anotherRateOrOtherChannelsAreAnotherHeader(String codec, String one, String other) {
        assertThat(header(codec, one)).isNotEqualTo(AudioHeader.NONE).isNotEqualTo(header(codec, other));
        assertThat(header(codec, other)).isNotEqualTo(AudioHeader.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "aac, FFF14C801F3FFC, FFF14C8023BFFC", // another length
        "mp3, FFFB9400, FFFBA444", // another bit rate, joint stereo
        "ac3, 0B770000144043, 0B77ABCD1E4043", // another checksum and bit rate
        "eac3, 0B7700FF3486, 0B7701003486" // another length
    })
    void whatChangesFromFrameToFrameDoesNotCount(String codec, String one, String other) {
        assertThat(header(codec, one)).isNotEqualTo(AudioHeader.NONE).isEqualTo(header(codec, other));
    }

    @ParameterizedTest
    @CsvSource({"aac, 211B80", "mp3, 00000000", "ac3, FFF14C801F3FFC", "opus, FFF14C801F3FFC", "eac3, 0B7740FF3486"})
    void aFrameWithoutAHeaderSaysNothing(String codec, String bytes) {
        assertThat(header(codec, bytes)).isEqualTo(AudioHeader.NONE);
    }

    private static AudioHeader header(String codec, String hex) {
        return AudioHeader.of(codec, Arrays.copyOf(HexFormat.of().parseHex(hex), 64));
    }
}
