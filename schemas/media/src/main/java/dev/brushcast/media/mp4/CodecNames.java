package dev.brushcast.media.mp4;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/** Codec names as playlists and browsers want them (RFC 6381), read from a track's sample description. */
public final class CodecNames {

    private static final int VISUAL_FIELDS = 78;
    private static final int AUDIO_FIELDS = 28;
    private static final int DECODER_CONFIG = 4;
    private static final int DECODER_SPECIFIC = 5;
    private static final int MPEG4_AUDIO = 0x40;

    private CodecNames() {}

    /**
     * The name of the codec, as in {@code avc1.64001F}, {@code mp4a.40.2}, {@code ec-3}.
     *
     * @param sampleDescription a whole {@code stsd} box
     */
    public static String of(byte[] sampleDescription) {
        Boxes.Box entry = Boxes.parse(ByteBuffer.wrap(sampleDescription))
                .getFirst()
                .children(8)
                .getFirst();
        return switch (entry.type()) {
            case "avc1" -> "avc1." + profileAndLevel(child(entry.children(VISUAL_FIELDS), "avcC"));
            case "mp4a" -> "mp4a." + objectType(child(entry.children(AUDIO_FIELDS), "esds"));
            default -> entry.type();
        };
    }

    private static ByteBuffer child(List<Boxes.Box> boxes, String type) {
        return boxes.stream()
                .filter(box -> box.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a sample description without " + type))
                .content();
    }

    private static String profileAndLevel(ByteBuffer avcC) {
        byte[] three = new byte[3];
        avcC.get(1, three);
        return HexFormat.of().withUpperCase().formatHex(three);
    }

    /** Walks the descriptors of ISO/IEC 14496-1: elementary stream, decoder configuration, decoder-specific information. */
    private static String objectType(ByteBuffer esds) {
        ByteBuffer in = esds.slice(4, esds.remaining() - 4);
        descriptor(in);
        in.position(in.position() + 3);
        if (descriptor(in) != DECODER_CONFIG) {
            throw new IllegalArgumentException("an esds box without a decoder configuration");
        }
        int object = in.get() & 0xFF;
        String name = String.format("%02X", object);
        in.position(in.position() + 12);
        if (object != MPEG4_AUDIO || !in.hasRemaining() || descriptor(in) != DECODER_SPECIFIC) {
            return name;
        }
        int audioObject = (in.get(in.position()) & 0xFF) >> 3;
        if (audioObject == 31) { // escape: six more bits
            audioObject = 32 + (((in.get(in.position()) & 7) << 3) | ((in.get(in.position() + 1) & 0xFF) >> 5));
        }
        return name + "." + audioObject;
    }

    /** Reads tag and length; returns the tag. */
    private static int descriptor(ByteBuffer in) {
        int tag = in.get();
        while ((in.get() & 0x80) != 0) {
            // the length's upper bytes are marked; its value is not needed
        }
        return tag;
    }

    /** The names joined as a playlist's CODECS attribute has them. */
    public static String of(List<Mp4Track> tracks) {
        return String.join(
                ",", tracks.stream().map(track -> of(track.sampleDescription())).toList());
    }
}
