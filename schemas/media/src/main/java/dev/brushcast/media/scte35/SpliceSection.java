package dev.brushcast.media.scte35;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A {@code splice_info_section} (ANSI/SCTE 35, 9.6).
 *
 * @param segmentations the descriptors that say what a {@code time_signal} is about
 */
public record SpliceSection(SpliceCommand command, List<Segmentation> segmentations) {

    /** Times have so many values and then begin again. */
    public static final long WRAP_TICKS = 1L << 33;

    private static final int TABLE_ID = 0xFC;
    private static final int HEAD_BYTES = 3;
    private static final int CRC_BYTES = 4;
    private static final int UNKNOWN_LENGTH = 0xFFF;
    private static final int SEGMENTATION_TAG = 0x02;
    private static final long CUEI = 0x43554549;

    public SpliceSection {
        segmentations = List.copyOf(segmentations);
    }

    /**
     * Takes a section apart.
     *
     * @throws SpliceFormatException if it is none, cut off, or its checksum is wrong
     */
    public static SpliceSection parse(byte[] bytes) {
        if (bytes.length < HEAD_BYTES || (bytes[0] & 0xFF) != TABLE_ID) {
            throw new SpliceFormatException("no splice information section: it does not begin with 0xFC");
        }
        int length = HEAD_BYTES + (((bytes[1] & 0x0F) << 8) | (bytes[2] & 0xFF));
        if (length > bytes.length) {
            throw new SpliceFormatException("cut off after " + bytes.length + " of " + length + " bytes");
        }
        if (MpegCrc.of(bytes, 0, length) != 0) {
            throw new SpliceFormatException("damaged: its checksum is wrong");
        }
        SectionBits bits = new SectionBits(bytes, length - CRC_BYTES);
        bits.skip(8 * HEAD_BYTES);
        bits.skip(8); // protocol_version
        boolean encrypted = bits.flag();
        bits.skip(6); // encryption_algorithm
        long adjustment = bits.take(33);
        bits.skip(8 + 12); // cw_index, tier
        int commandBytes = (int) bits.take(12);
        int type = (int) bits.take(8);
        if (encrypted) {
            return new SpliceSection(new SpliceCommand.Encrypted(), List.of());
        }
        int begin = bits.position();
        SpliceCommand command = command(type, bits, adjustment);
        if (commandBytes != UNKNOWN_LENGTH) {
            bits.moveTo(begin + commandBytes);
        } else if (command instanceof SpliceCommand.Other) {
            return new SpliceSection(command, List.of());
        }
        return new SpliceSection(command, segmentations(bits));
    }

    private static SpliceCommand command(int type, SectionBits bits, long adjustment) {
        return switch (type) {
            case 0x00, 0x07 -> new SpliceCommand.Nothing(); // splice_null, bandwidth_reservation
            case 0x05 -> insert(bits, adjustment);
            case 0x06 -> new SpliceCommand.TimeSignal(time(bits, adjustment));
            default -> new SpliceCommand.Other(type);
        };
    }

    private static SpliceCommand insert(SectionBits bits, long adjustment) {
        long eventId = bits.take(32);
        boolean cancel = bits.flag();
        bits.skip(7);
        if (cancel) {
            return new SpliceCommand.Cancel(eventId);
        }
        boolean out = bits.flag();
        boolean whole = bits.flag();
        boolean hasDuration = bits.flag();
        boolean immediate = bits.flag();
        bits.skip(4);
        OptionalLong at = OptionalLong.empty();
        if (whole && !immediate) {
            at = time(bits, adjustment);
        }
        int components = whole ? 0 : (int) bits.take(8);
        for (int i = 0; i < components; i++) {
            bits.skip(8); // component_tag
            OptionalLong own = immediate ? OptionalLong.empty() : time(bits, adjustment);
            at = at.isPresent() ? at : own; // all are of one splice: that of the first, which is the picture
        }
        SpliceCommand.BreakDuration duration = null;
        if (hasDuration) {
            boolean autoReturn = bits.flag();
            bits.skip(6);
            duration = new SpliceCommand.BreakDuration(bits.take(33), autoReturn);
        }
        bits.skip(16 + 8 + 8); // unique_program_id, avail_num, avails_expected
        return new SpliceCommand.Insert(eventId, out, at, duration);
    }

    private static OptionalLong time(SectionBits bits, long adjustment) {
        if (!bits.flag()) {
            bits.skip(7);
            return OptionalLong.empty();
        }
        bits.skip(6);
        return OptionalLong.of((bits.take(33) + adjustment) % WRAP_TICKS);
    }

    private static List<Segmentation> segmentations(SectionBits bits) {
        List<Segmentation> found = new ArrayList<>();
        int end = (int) bits.take(16);
        end += bits.position();
        while (bits.position() < end) {
            int tag = (int) bits.take(8);
            int length = (int) bits.take(8);
            int next = bits.position() + length;
            if (tag == SEGMENTATION_TAG && length >= 9 && bits.take(32) == CUEI) {
                found.add(segmentation(bits));
            }
            bits.moveTo(next);
        }
        return found;
    }

    private static Segmentation segmentation(SectionBits bits) {
        long eventId = bits.take(32);
        boolean cancel = bits.flag();
        bits.skip(7);
        if (cancel) {
            return new Segmentation(eventId, Segmentation.CANCELLED, OptionalLong.empty());
        }
        boolean whole = bits.flag();
        boolean hasDuration = bits.flag();
        bits.skip(6);
        if (!whole) {
            bits.skip((int) bits.take(8) * 48);
        }
        OptionalLong duration = hasDuration ? OptionalLong.of(bits.take(40)) : OptionalLong.empty();
        bits.skip(8); // segmentation_upid_type
        bits.skip((int) bits.take(8) * 8);
        return new Segmentation(eventId, (int) bits.take(8), duration);
    }
}
