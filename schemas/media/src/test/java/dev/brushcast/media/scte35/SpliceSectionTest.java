package dev.brushcast.media.scte35;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.media.scte35.SplicePoint.Kind;
import dev.brushcast.media.testing.SpliceSections;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Sections of the standard's own examples (SCTE 35, chapter 14), and others made for the purpose. */
class SpliceSectionTest {

    private static final byte[] INSERT = base64("/DAvAAAAAAAA///wFAVIAACPf+/+c2nALv4AUsz1AAAAAAAKAAhDVUVJAAABNWLbowo=");
    private static final byte[] START =
            base64("/DA0AAAAAAAA///wBQb+cr0AUAAeAhxDVUVJSAAAjn/PAAGlmbAICAAAAAAsoKGKNAIAmsnRfg==");
    private static final byte[] END = base64("/DAvAAAAAAAA///wBQb+dGKQoAAZAhdDVUVJSAAAjn+fCAgAAAAALKChijUCAKnMZ1g=");

    @Test
    void anInsertSaysWhenAndForHowLong() {
        assertThat(points(INSERT))
                .containsExactly(new SplicePoint(
                        Kind.OUT,
                        0x4800008FL,
                        SplicePoint.INSERT,
                        OptionalLong.of(0x07369C02EL),
                        OptionalLong.of(0x00052CCF5L),
                        true));
        assertThat(points(SpliceSections.in(7, 900_000)))
                .containsExactly(new SplicePoint(
                        Kind.IN, 7, SplicePoint.INSERT, OptionalLong.of(900_000), OptionalLong.empty(), false));
    }

    @Test
    void anInsertMayHoldAtOnceOrBeTakenBack() {
        assertThat(points(SpliceSections.outNow(7)))
                .containsExactly(new SplicePoint(
                        Kind.OUT, 7, SplicePoint.INSERT, OptionalLong.empty(), OptionalLong.empty(), false));
        assertThat(points(SpliceSections.cancel(7)))
                .extracting(SplicePoint::kind)
                .containsExactly(Kind.CANCEL);
        assertThat(points(SpliceSections.cancel(7)))
                .extracting(SplicePoint::eventId)
                .containsExactly(7L);
    }

    @Test
    void segmentsBeginAndEndByTheirTypes() {
        assertThat(points(START))
                .containsExactly(new SplicePoint(
                        Kind.OUT,
                        0x4800008EL,
                        0x34,
                        OptionalLong.of(0x072BD0050L),
                        OptionalLong.of(0x0001A599B0L),
                        false));
        assertThat(points(END))
                .as("the end of the same")
                .containsExactly(new SplicePoint(
                        Kind.IN, 0x4800008EL, 0x34, OptionalLong.of(0x0746290A0L), OptionalLong.empty(), false));
        for (int start : List.of(0x10, 0x20, 0x22, 0x30, 0x32, 0x36, 0x44, 0x50)) {
            assertThat(kind(start)).as("type %x", start).isEqualTo(Kind.OUT);
            assertThat(kind(start + 1)).as("type %x", start + 1).isEqualTo(Kind.IN);
        }
        assertThat(kind(0x12)).as("a programme that ends early").isEqualTo(Kind.IN);
        assertThat(kind(0x01)).as("content identification").isEqualTo(Kind.COMMAND);
        assertThat(kind(0x18)).as("blackout override").isEqualTo(Kind.COMMAND);
    }

    private static Kind kind(int type) {
        return points(SpliceSections.segmentation(1, type, 0, -1)).getFirst().kind();
    }

    @Test
    void theAdjustmentMovesTheTimeAndTheClockBeginsAgain() {
        byte[] section = SpliceSections.in(7, SpliceSection.WRAP_TICKS - 100);
        section[8] = (byte) 300;
        section[7] = 1; // of 33 bits that begin with the last one of byte 4
        long at = points(SpliceSections.sealed(section)).getFirst().at().orElseThrow();
        assertThat(at).isEqualTo(200);
    }

    @Test
    void aSignOfLifeAnnouncesNothing() {
        assertThat(points(SpliceSections.nothing())).isEmpty();
    }

    @Test
    void whatIsEncryptedIsPassedOn() {
        SpliceSection section = SpliceSection.parse(SpliceSections.encrypted());
        assertThat(section.command()).isInstanceOf(SpliceCommand.Encrypted.class);
        assertThat(SplicePoint.of(section)).extracting(SplicePoint::kind).containsExactly(Kind.COMMAND);
    }

    @Test
    void aCommandWithoutALengthIsReadAllTheSame() {
        byte[] section = SpliceSections.segmentation(1, 0x30, 90_000, 450_000);
        section[11] |= 0x0F;
        section[12] = (byte) 0xFF;
        assertThat(points(SpliceSections.sealed(section)))
                .containsExactly(
                        new SplicePoint(Kind.OUT, 1, 0x30, OptionalLong.of(90_000), OptionalLong.of(450_000), false));
    }

    @Test
    void damageIsFound() {
        byte[] damaged = INSERT.clone();
        damaged[20] ^= 1;
        assertThatThrownBy(() -> SpliceSection.parse(damaged)).hasMessageContaining("checksum");
        assertThatThrownBy(() -> SpliceSection.parse(Arrays.copyOf(INSERT, 30))).hasMessageContaining("30 of 50");
        assertThatThrownBy(() -> SpliceSection.parse(new byte[] {0, 1, 2})).hasMessageContaining("0xFC");
        assertThatThrownBy(() -> SpliceSection.parse(new byte[0])).isInstanceOf(SpliceFormatException.class);
    }

    @Test
    void noBytesDoAnythingWorseThanBeRefused() {
        SplittableRandom random = new SplittableRandom(35);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] section = (i % 2 == 0 ? INSERT : START).clone();
            section[3 + random.nextInt(section.length - 7)] = (byte) random.nextInt();
            try {
                SplicePoint.of(SpliceSection.parse(SpliceSections.sealed(section)));
            } catch (SpliceFormatException _) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1, 19_000);
    }

    private static List<SplicePoint> points(byte[] section) {
        return SplicePoint.of(SpliceSection.parse(section));
    }

    private static byte[] base64(String text) {
        return Base64.getDecoder().decode(text);
    }
}
