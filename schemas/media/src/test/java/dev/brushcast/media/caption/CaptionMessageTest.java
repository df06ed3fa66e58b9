package dev.brushcast.media.caption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.Rational;
import dev.brushcast.media.ffmpeg.output.FragmentedMp4Muxer;
import dev.brushcast.media.ffmpeg.output.H264Encoder;
import dev.brushcast.media.testing.CaptionReadBack;
import dev.brushcast.media.testing.FrameBarcode;
import dev.brushcast.media.testing.Line21;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptionMessageTest {

    private static final long FRAME = 3_600;

    @TempDir
    private Path folder;

    @Test
    void whatIsPutInComesOutWhateverItsBytes() throws IOException {
        SplittableRandom random = new SplittableRandom(608);
        List<byte[]> captions = new ArrayList<>();
        for (int count : new int[] {1, 2, 10, 31, 32, 70, 0, 20, 20, 20}) {
            byte[] triplets = new byte[3 * count];
            for (int i = 0; i < triplets.length; i++) {
                triplets[i] = (byte) random.nextInt(4); // much that looks like a start code
            }
            captions.add(triplets);
        }

        assertThat(CaptionReadBack.triplets(film(captions).toString()))
                .usingElementComparator(Arrays::compare)
                .isEqualTo(captions);
    }

    @Test
    void textComesOutAsText() throws IOException {
        List<byte[]> captions = Line21.painted("Not a word is lost");

        assertThat(CaptionReadBack.text(CaptionReadBack.triplets(film(captions).toString())))
                .isEqualTo("Not a word is lost");
    }

    @Test
    void halfATripletAndAPictureWithoutASliceAreRefused() {
        byte[] slice = {0, 0, 0, 1, 0x65, 1};
        assertThatIllegalArgumentException().isThrownBy(() -> CaptionMessage.insert(slice, new byte[4]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CaptionMessage.insert(new byte[] {0, 0, 1, 0x67, 1}, new byte[3]));
        assertThat(CaptionMessage.insert(slice, new byte[0])).isSameAs(slice);
    }

    @Test
    void theServicesAreThoseThatSaySomething() {
        assertThat(CaptionServices.of(Line21.nothing())).containsExactly("CC1");
        assertThat(CaptionServices.of(new byte[] {(byte) 0xFD, (byte) 0x80, (byte) 0x80}))
                .isEmpty();
        assertThat(CaptionServices.of(new byte[] {(byte) 0xFD, 0x14, 0x20})).containsExactly("CC3");
        assertThat(CaptionServices.of(new byte[] {(byte) 0xFF, 2, 0x21, (byte) 0xFA, 0, 0}))
                .containsExactly("SERVICE1");
    }

    @Test
    void captionsOfPicturesThatAreLeftOutGoWithTheNextOne() {
        CaptionCarry carry = new CaptionCarry();
        assertThat(carry.kept(null)).isNull();
        carry.leftOut(new byte[] {(byte) 0xFC, 1, 2, (byte) 0xFA, 0, 0});
        carry.leftOut(null);
        carry.leftOut(new byte[] {(byte) 0xFC, 3, 4});

        assertThat(carry.kept(new byte[] {(byte) 0xFC, 5, 6}))
                .containsExactly((byte) 0xFC, 1, 2, (byte) 0xFC, 3, 4, (byte) 0xFC, 5, 6);
        assertThat(carry.kept(null)).isNull();
    }

    /** Pictures that have these captions. */
    private Path film(List<byte[]> captions) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (H264Encoder encoder = H264Encoder.open(96, 64, new Rational(25, 1))) {
            List<MediaPacket> pictures = new ArrayList<>();
            for (int i = 0; i < captions.size(); i++) {
                pictures.addAll(encoder.encode(FrameBarcode.draw(i, 96, 64), i * FRAME, i % 4 == 0));
            }
            pictures.addAll(encoder.flush());
            for (int i = 0; i < captions.size(); i++) {
                MediaPacket plain = pictures.get(i);
                byte[] data = CaptionMessage.insert(plain.data(), captions.get(i));
                pictures.set(i, new MediaPacket(data, plain.pts(), FRAME, plain.key()));
            }
            FragmentedMp4Muxer muxer = new FragmentedMp4Muxer(
                    List.of(new FragmentedMp4Muxer.Track(encoder.format(), pictures.getFirst())));
            out.write(muxer.init());
            out.write(muxer.fragment(1, List.of(pictures)));
        }
        return Files.write(folder.resolve("film.mp4"), out.toByteArray());
    }
}
