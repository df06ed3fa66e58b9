package dev.brushcast.egress.consume;

import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.AudioPacket;
import dev.brushcast.egress.audio.AudioPackets;
import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.AudioPacking;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.Rational;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sound chunks as the output takes them. */
public final class AudioChunks {

    private AudioChunks() {}

    /** The chunk. */
    public static AudioPackets toChunk(AudioChunk from) {
        List<MediaPacket> packets =
                from.getPackets().stream().map(AudioChunks::packet).toList();
        return new AudioPackets(
                from.getEpoch(),
                from.getSequence(),
                format(from),
                packets,
                from.getEndOfEpoch(),
                from.getHeldUntilUs());
    }

    private static @Nullable AudioFormat format(AudioChunk from) {
        return from.getCodec().isEmpty()
                ? null
                : new AudioFormat(
                        from.getCodec(),
                        bytes(from.getCodecConfig()),
                        from.getSampleRate(),
                        from.getChannels(),
                        from.getChannelLayout(),
                        from.getProfile(),
                        from.getFrameSize(),
                        from.getInitialPadding(),
                        new Rational(from.getTimeBaseNum(), from.getTimeBaseDen()),
                        new AudioPacking(from.getBlockAlign(), from.getBitRate(), from.getBitsPerSample()));
    }

    private static MediaPacket packet(AudioPacket packet) {
        return new MediaPacket(bytes(packet.getData()), packet.getPts(), packet.getDuration(), true);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }
}
