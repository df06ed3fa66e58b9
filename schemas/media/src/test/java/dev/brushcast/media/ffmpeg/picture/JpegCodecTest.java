package dev.brushcast.media.ffmpeg.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.RgbPicture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegCodecTest {

    private final JpegEncoder encoder = new JpegEncoder(JpegOptions.HIGH_QUALITY);
    private final JpegDecoder decoder = new JpegDecoder();

    @AfterEach
    void close() {
        encoder.close();
        decoder.close();
    }

    @ParameterizedTest
    @CsvSource({"340,192", "512,512", "341,193", "16,16", "1,1"})
    void aPictureComesBackNearlyAsItWas(int width, int height) {
        RgbPicture picture = Pictures.natural(width, height, 1);

        RgbPicture back = decoder.decode(ByteBuffer.wrap(encoder.encode(picture)));

        assertThat(back.width()).isEqualTo(width);
        assertThat(back.height()).isEqualTo(height);
        assertThat(Pictures.psnr(picture, back)).isGreaterThan(40);
    }

    @Test
    void anotherDecoderSeesTheSamePicture() throws IOException {
        RgbPicture picture = Pictures.natural(340, 192, 2);

        RgbPicture elsewhere = OtherJpeg.decode(encoder.encode(picture));

        assertThat(Pictures.psnr(picture, elsewhere)).isGreaterThan(40);
    }

    @ParameterizedTest
    @CsvSource({"255,255,255", "0,0,0", "255,0,0", "0,255,0", "0,0,255", "16,128,235"})
    void fullRangeColoursAreKept(int red, int green, int blue) throws IOException {
        RgbPicture picture = Pictures.flat(64, 48, red, green, blue);
        byte[] jpeg = encoder.encode(picture);

        assertThat(Pictures.psnr(picture, decoder.decode(ByteBuffer.wrap(jpeg))))
                .isGreaterThan(40);
        assertThat(Pictures.psnr(picture, OtherJpeg.decode(jpeg))).isGreaterThan(40);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "2,2", "1,2"})
    void everyUsualSubsamplingIsRead(int horizontal, int vertical) throws IOException {
        RgbPicture picture = Pictures.natural(200, 120, 3);
        byte[] jpeg = OtherJpeg.encode(picture, horizontal, vertical);

        assertThat(Pictures.psnr(picture, decoder.decode(ByteBuffer.wrap(jpeg))))
                .isGreaterThan(38);
    }

    @Test
    void aGreyPictureIsReadAsGrey() throws IOException {
        RgbPicture picture = Pictures.flat(64, 64, 70, 70, 70);

        RgbPicture back = decoder.decode(ByteBuffer.wrap(OtherJpeg.encodeGrey(picture)));

        assertThat(Pictures.psnr(picture, back)).isGreaterThan(45);
    }

    @Test
    void theSamePictureGivesTheSameBytes() {
        RgbPicture picture = Pictures.natural(320, 176, 4);
        byte[] first = encoder.encode(picture);
        encoder.encode(Pictures.natural(64, 64, 5));

        try (JpegEncoder other = new JpegEncoder(JpegOptions.HIGH_QUALITY)) {
            assertThat(encoder.encode(picture)).isEqualTo(first);
            assertThat(other.encode(picture)).isEqualTo(first);
        }
    }

    @Test
    void aLargerQuantiserGivesFewerBytes() {
        RgbPicture picture = Pictures.natural(320, 176, 6);
        try (JpegEncoder coarse = new JpegEncoder(new JpegOptions(8))) {
            assertThat(coarse.encode(picture)).hasSizeLessThan(encoder.encode(picture).length);
        }
    }

    @Test
    void aPictureThatIsNoJpegIsRefused() {
        assertThatThrownBy(() -> decoder.decode(ByteBuffer.wrap(new byte[100])))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("not a JPEG");
    }

    @Test
    void aPictureThatIsCutShortIsRefused() {
        byte[] jpeg = encoder.encode(Pictures.natural(320, 176, 7));

        assertThatThrownBy(() -> decoder.decode(ByteBuffer.wrap(jpeg, 0, jpeg.length / 2)))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("cut short");
    }

    @Test
    void aPictureWithAHoleInItsMiddleIsRefused() {
        byte[] jpeg = encoder.encode(Pictures.natural(320, 176, 8));
        byte[] holed = Arrays.copyOf(jpeg, jpeg.length / 2);
        holed[holed.length - 2] = (byte) 0xFF;
        holed[holed.length - 1] = (byte) 0xD9;

        assertThatThrownBy(() -> decoder.decode(ByteBuffer.wrap(holed))).isInstanceOf(MediaException.class);
    }

    @Test
    void whateverTheDamageTheNextPictureIsReadWell() {
        RgbPicture picture = Pictures.natural(160, 96, 9);
        byte[] jpeg = encoder.encode(picture);
        SplittableRandom random = new SplittableRandom(10);
        for (int round = 0; round < 200; round++) {
            byte[] damaged = jpeg.clone();
            for (int flip = 0; flip < 20; flip++) {
                damaged[2 + random.nextInt(damaged.length - 4)] = (byte) random.nextInt();
            }
            decodeOrRefuse(damaged);
            assertThat(Pictures.psnr(picture, decoder.decode(ByteBuffer.wrap(jpeg))))
                    .isGreaterThan(40);
        }
    }

    /** Damage that still is a valid code cannot be told from a picture; anything else is a {@link MediaException}. */
    private void decodeOrRefuse(byte[] jpeg) {
        try {
            decoder.decode(ByteBuffer.wrap(jpeg));
        } catch (MediaException e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }
}
