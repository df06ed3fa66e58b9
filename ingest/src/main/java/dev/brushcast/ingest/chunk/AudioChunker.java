package dev.brushcast.ingest.chunk;

import dev.brushcast.contract.MediaTime;
import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.AudioPacket;
import dev.brushcast.media.AudioFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the sound packets of one epoch into chunks of about the same length as the picture's. Used by one thread. */
public final class AudioChunker {

    private final EpochHeader header;
    private final AudioFormat format;
    private final long spanUs;

    private List<AudioPacket> packets = new ArrayList<>();
    private long begunAtUs;
    private long sequence;

    /**
     * Begins an epoch.
     *
     * @param spanUs how much sound a chunk holds, µs
     */
    public AudioChunker(EpochHeader header, AudioFormat format, long spanUs) {
        this.header = header;
        this.format = format;
        this.spanUs = spanUs;
    }

    /** The only chunk of an epoch without sound. */
    public static AudioChunk none(EpochHeader header) {
        return none(header.streamId(), header.epoch(), header.epochStartUs());
    }

    /** As {@link #none(EpochHeader)}. */
    public static AudioChunk none(String streamId, long epoch, long epochStartUs) {
        return AudioChunk.newBuilder()
                .setStreamId(streamId)
                .setEpoch(epoch)
                .setSequence(0)
                .setEpochStartUs(epochStartUs)
                .setCodec("")
                .setCodecConfig(ByteBuffer.allocate(0))
                .setSampleRate(0)
                .setChannels(0)
                .setChannelLayout("")
                .setTimeBaseNum(1)
                .setTimeBaseDen(1)
                .setPackets(List.of())
                .setEndOfEpoch(true)
                .build();
    }

    /**
     * Takes the next packet; returns the chunk that is full by it.
     *
     * @param nowUs wall clock
     */
    public Optional<AudioChunk> add(AudioPacket packet, long nowUs) {
        if (packets.isEmpty()) {
            begunAtUs = nowUs;
        }
        packets.add(packet);
        long span = packet.getPts() + packet.getDuration() - packets.getFirst().getPts();
        return toUs(span) >= spanUs ? flush() : Optional.empty();
    }

    /** When the chunk that is being filled is due, wall clock; {@link VideoChunker#NEVER} without packets. */
    public long dueAtUs() {
        return packets.isEmpty() ? VideoChunker.NEVER : begunAtUs + spanUs;
    }

    /** The packets that are waiting, if any. */
    public Optional<AudioChunk> flush() {
        return packets.isEmpty() ? Optional.empty() : Optional.of(take(false, null));
    }

    /** A chunk of silence until a presentation time, µs; packets are to be flushed before. */
    public AudioChunk hold(long untilUs) {
        return take(false, untilUs);
    }

    /**
     * The last chunk, with whatever is left.
     *
     * @param untilUs there is silence until this presentation time, µs; null: it ends with its last packet
     */
    public AudioChunk end(@Nullable Long untilUs) {
        return take(true, untilUs);
    }

    private long toUs(long ticks) {
        return MediaTime.ticksToUs(
                ticks, format.timeBase().num(), format.timeBase().den());
    }

    private AudioChunk take(boolean last, @Nullable Long heldUntilUs) {
        AudioChunk chunk = AudioChunk.newBuilder()
                .setStreamId(header.streamId())
                .setEpoch(header.epoch())
                .setSequence(sequence++)
                .setEpochStartUs(header.epochStartUs())
                .setCodec(format.codec())
                .setCodecConfig(ByteBuffer.wrap(format.config()))
                .setSampleRate(format.sampleRate())
                .setChannels(format.channels())
                .setChannelLayout(format.channelLayout())
                .setProfile(format.profile())
                .setFrameSize(format.frameSize())
                .setInitialPadding(format.initialPadding())
                .setTimeBaseNum(format.timeBase().num())
                .setTimeBaseDen(format.timeBase().den())
                .setPackets(packets)
                .setEndOfEpoch(last)
                .setBlockAlign(format.packing().blockAlign())
                .setBitRate(format.packing().bitRate())
                .setBitsPerSample(format.packing().bitsPerSample())
                .setHeldUntilUs(heldUntilUs)
                .build();
        packets = new ArrayList<>();
        return chunk;
    }
}
