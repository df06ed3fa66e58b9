package dev.brushcast.contract.validation;

import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.AudioPacket;

/** What an audio chunk may say. One of an empty codec says that there is no audio. */
final class AudioChecks {

    private static final double US_PER_S = 1e6;

    private AudioChecks() {}

    static void require(AudioChunk chunk) {
        Check.identity(chunk.getEpoch(), chunk.getSequence(), chunk.getEpochStartUs());
        Check.name("codec's name", chunk.getCodec());
        Check.name("channel layout's name", chunk.getChannelLayout());
        Check.held(chunk.getEpochStartUs(), chunk.getHeldUntilUs(), null);
        Check.count("packets in a chunk", chunk.getPackets().size(), Bounds.MAX_PACKETS);
        if (chunk.getCodec().isEmpty()) {
            Check.count("packets without a codec", chunk.getPackets().size(), 0);
            return;
        }
        Check.range("sampleRate", chunk.getSampleRate(), 1, Bounds.MAX_SAMPLE_RATE);
        Check.range("channels", chunk.getChannels(), 1, Bounds.MAX_CHANNELS);
        Check.range("frameSize", chunk.getFrameSize(), 0, Bounds.MAX_SAMPLES);
        Check.range("initialPadding", chunk.getInitialPadding(), 0, Bounds.MAX_SAMPLES);
        Check.range("blockAlign", chunk.getBlockAlign(), 0, Bounds.MAX_BLOCK_BYTES);
        Check.range("bitRate", chunk.getBitRate(), 0, Bounds.MAX_BIT_RATE);
        Check.range("bitsPerSample", chunk.getBitsPerSample(), 0, Bounds.MAX_SAMPLE_BITS);
        Check.range("timeBaseNum", chunk.getTimeBaseNum(), 1, Integer.MAX_VALUE);
        Check.range("timeBaseDen", chunk.getTimeBaseDen(), 1, Integer.MAX_VALUE);
        double usPerTick = US_PER_S * chunk.getTimeBaseNum() / chunk.getTimeBaseDen();
        for (AudioPacket packet : chunk.getPackets()) {
            Check.range(
                    "a packet's pts in µs", us(packet.getPts(), usPerTick), -Bounds.MAX_EPOCH_US, Bounds.MAX_EPOCH_US);
            Check.durationUs("a packet's duration in µs", us(packet.getDuration(), usPerTick));
        }
    }

    /** As near as a bound needs it; what does not fit 64 bits becomes the nearest value that does. */
    private static long us(long ticks, double usPerTick) {
        return (long) (ticks * usPerTick);
    }
}
