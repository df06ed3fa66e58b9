package dev.brushcast.media.ffmpeg.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.RateLimit;
import dev.brushcast.media.Rational;
import dev.brushcast.media.RgbPicture;
import dev.brushcast.media.mp4.NalUnits;
import dev.brushcast.media.testing.ReadBack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class H264EncoderTest {

    private static final int IDR = 5;

    @Test
    void keysComeExactlyWhereTheyAreAskedFor() {
        try (H264Encoder encoder = H264Encoder.open(64, 48, Sources.FPS)) {
            List<MediaPacket> packets = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                boolean key = i == 0 || i == 5 || i == 6;
                packets.addAll(encoder.encode(Sources.grey(64, 48, Sources.level(i)), i * 3600L, key));
            }
            packets.addAll(encoder.flush());

            assertThat(packets).hasSize(12);
            for (int i = 0; i < 12; i++) {
                boolean key = i == 0 || i == 5 || i == 6;
                assertThat(packets.get(i).key()).as("picture %d", i).isEqualTo(key);
                byte[] units = NalUnits.withLengths(packets.get(i).data());
                assertThat((units[4] & 0x1F) == IDR).as("first unit of %d", i).isEqualTo(key);
            }
        }
    }

    @Test
    void picturesOfAnotherSizeAreScaled() {
        try (H264Encoder encoder = H264Encoder.openScaling(128, 96, 64, 48, Sources.FPS, RateLimit.of(1_000_000))) {
            assertThat(encoder.format().width()).isEqualTo(64);
            assertThat(encoder.format().height()).isEqualTo(48);
            assertThat(encoder.encode(Sources.grey(128, 96, 90), 0, true))
                    .singleElement()
                    .satisfies(packet -> assertThat(packet.key()).isTrue());
            assertThatThrownBy(() -> encoder.encode(Sources.grey(64, 48, 90), 3600, false))
                    .hasMessageContaining("takes 128x96");
        }
    }

    @ParameterizedTest
    @CsvSource({"60000", "100000", "120000", "200000"})
    void aSmallPictureIsOfALevelThatBrowsersSayTheyKnow(long rate) {
        try (H264Encoder encoder = H264Encoder.open(170, 96, new Rational(15, 1), RateLimit.of(rate))) {
            List<MediaPacket> packets = encoder.encode(Sources.grey(170, 96, 90), 0, true);
            String codec = new FragmentedMp4Muxer(
                            List.of(new FragmentedMp4Muxer.Track(encoder.format(), packets.getFirst())))
                    .codecs();

            assertThat(Integer.parseInt(codec.substring(codec.length() - 2), 16))
                    .isBetween(10, 11);
        }
    }

    @Test
    void unevenTimesComeBackAsTheyWere() {
        long[] times = {0, 3001, 3002, 90_000, 90_017, 1_000_000_007};
        try (H264Encoder encoder = H264Encoder.open(64, 48, Sources.FPS)) {
            List<MediaPacket> packets = new ArrayList<>();
            for (long time : times) {
                packets.addAll(encoder.encode(Sources.grey(64, 48, 90), time, time == 0));
            }
            packets.addAll(encoder.flush());

            assertThat(packets.stream().mapToLong(MediaPacket::pts))
                    .containsExactly(times[0], times[1], times[2], times[3], times[4], times[5]);
        }
    }

    @Test
    void brightnessIsLimitedRangeAndTaggedSo(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("white-and-black.h264mp4");
        try (H264Encoder encoder = H264Encoder.open(64, 48, Sources.FPS)) {
            List<MediaPacket> packets = new ArrayList<>(encoder.encode(Sources.grey(64, 48, 255), 0, true));
            packets.addAll(encoder.encode(Sources.grey(64, 48, 0), 3600, true));
            packets.addAll(encoder.encode(primary(64, 48), 7200, true));
            packets.addAll(encoder.flush());
            packets.replaceAll(packet -> packet.at(packet.pts(), 3600));
            FragmentedMp4Muxer muxer =
                    new FragmentedMp4Muxer(List.of(new FragmentedMp4Muxer.Track(encoder.format(), packets.getFirst())));
            Files.write(file, muxer.init());
            Files.write(file, muxer.fragment(1, List.of(packets)), java.nio.file.StandardOpenOption.APPEND);
        }

        List<ReadBack.Shown> shown = ReadBack.pictures(file.toString());

        assertThat(shown)
                .extracting(ReadBack.Shown::luma)
                .satisfiesExactly(
                        white -> assertThat(white).isBetween(233, 236),
                        black -> assertThat(black).isBetween(15, 18),
                        green -> assertThat(green).as("pure green in BT.709").isBetween(170, 176));
        assertThat(shown).allSatisfy(picture -> {
            assertThat(picture.matrix()).isEqualTo(avutil.AVCOL_SPC_BT709);
            assertThat(picture.range()).isEqualTo(avutil.AVCOL_RANGE_MPEG);
        });
    }

    @Test
    void anOddWidthIsRefusedInWords() {
        assertThatThrownBy(() -> H264Encoder.open(63, 48, Sources.FPS))
                .isInstanceOf(MediaException.class)
                .hasMessage("H.264 needs an even width and height, not 63x48");
    }

    @Test
    void aPictureOfAnotherSizeIsRefused() {
        try (H264Encoder encoder = H264Encoder.open(64, 48, Sources.FPS)) {
            assertThatThrownBy(() -> encoder.encode(Sources.grey(32, 32, 0), 0, true))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"320, 180, 600000", "320, 180, 2000000", "640, 360, 1000000"})
    void noStretchOfTwoSecondsNeedsMoreThanItMay(int width, int height, long bitsPerSecond) {
        List<Long> segments = segments(width, height, RateLimit.of(bitsPerSecond));

        assertThat(segments).allSatisfy(bits -> assertThat(bits / 2.0).isLessThan(1.5 * bitsPerSecond));
        double average = segments.stream().mapToLong(bits -> bits).sum() / (2.0 * segments.size());
        assertThat(average).isBetween(0.5 * bitsPerSecond, 1.1 * bitsPerSecond);
    }

    @Test
    void whatIsEasyToCodeNeedsLessThanItMay() {
        try (H264Encoder encoder = H264Encoder.open(320, 180, Sources.FPS, RateLimit.of(8_000_000))) {
            long bits = Sources.pictures(encoder, 50, 50).stream()
                    .mapToLong(packet -> 8L * packet.data().length)
                    .sum();

            assertThat(bits / 2.0).isLessThan(1_000_000);
        }
    }

    /** Bits of segments of two seconds of what is hardest to code: noise, all of it new in every picture. */
    private static List<Long> segments(int width, int height, RateLimit rate) {
        SplittableRandom random = new SplittableRandom(1);
        long[] bits = new long[3];
        try (H264Encoder encoder = H264Encoder.open(width, height, Sources.FPS, rate)) {
            List<MediaPacket> packets = new ArrayList<>();
            for (int i = 0; i < 50 * bits.length; i++) {
                byte[] rgb = new byte[3 * width * height];
                for (int at = 0; at < rgb.length; at += 3) {
                    byte grey = (byte) (at / 3 % width * 255 / width + random.nextInt(40));
                    rgb[at] = grey;
                    rgb[at + 1] = grey;
                    rgb[at + 2] = grey;
                }
                packets.addAll(encoder.encode(new RgbPicture(width, height, rgb), i * 3600L, i % 50 == 0));
            }
            packets.addAll(encoder.flush());
            for (MediaPacket packet : packets) {
                bits[(int) (packet.pts() / 180_000)] += 8L * packet.data().length;
            }
        }
        return Arrays.stream(bits).boxed().toList();
    }

    private static RgbPicture primary(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 1; i < rgb.length; i += 3) {
            rgb[i] = (byte) 255;
        }
        return new RgbPicture(width, height, rgb);
    }
}
