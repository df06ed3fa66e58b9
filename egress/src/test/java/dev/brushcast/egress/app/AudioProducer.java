package dev.brushcast.egress.app;

import dev.brushcast.contract.MediaTime;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.AudioPacket;
import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** The sound of a {@link StreamProducer}: ten packets in a chunk. */
final class AudioProducer implements AutoCloseable {

    private static final int PACKETS = 10;

    private final Producer<String, AudioChunk> producer;
    private long next;

    AudioProducer(Producer<String, AudioChunk> producer) {
        this.producer = producer;
    }

    /** Another capture. */
    void begin() {
        next = 0;
    }

    /** @param open true: more follows */
    void packets(ProducedCapture capture, AudioFormat format, List<MediaPacket> packets, boolean open) {
        for (int first = 0; first < packets.size(); first += PACKETS) {
            List<AudioPacket> carried = packets.subList(first, Math.min(packets.size(), first + PACKETS)).stream()
                    .map(p -> new AudioPacket(p.pts(), p.duration(), ByteBuffer.wrap(p.data())))
                    .toList();
            long ptsUs = MediaTime.ticksToUs(
                    carried.getFirst().getPts(),
                    format.timeBase().num(),
                    format.timeBase().den());
            boolean last = !open && first + PACKETS >= packets.size();
            chunk(capture, format, carried, last, ptsUs, null);
        }
    }

    /** The source is away. */
    void held(ProducedCapture capture, AudioFormat format, long fromUs, long untilUs, boolean end) {
        chunk(capture, format, List.of(), end, fromUs, untilUs);
    }

    private void chunk(
            ProducedCapture capture,
            AudioFormat format,
            List<AudioPacket> packets,
            boolean end,
            long ptsUs,
            @Nullable Long heldUntilUs) {
        AudioChunk chunk = new AudioChunk(
                capture.streamId(),
                capture.epoch(),
                next++,
                capture.startUs(),
                format.codec(),
                ByteBuffer.wrap(format.config()),
                format.sampleRate(),
                format.channels(),
                format.channelLayout(),
                format.profile(),
                format.frameSize(),
                format.initialPadding(),
                format.timeBase().num(),
                format.timeBase().den(),
                packets,
                end,
                format.packing().blockAlign(),
                format.packing().bitRate(),
                format.packing().bitsPerSample(),
                heldUntilUs);
        capture.send(producer, Topics.UNPREFIXED.sourceAudio(), ptsUs, chunk);
    }

    /** What ingest says of a source without sound. */
    void none(ProducedCapture capture) {
        AudioChunk chunk = new AudioChunk(
                capture.streamId(),
                capture.epoch(),
                0L,
                capture.startUs(),
                "",
                ByteBuffer.allocate(0),
                0,
                0,
                "",
                -99,
                0,
                0,
                1,
                1,
                List.of(),
                true,
                0,
                0L,
                0,
                null);
        capture.send(producer, Topics.UNPREFIXED.sourceAudio(), 0, chunk);
    }

    @Override
    public void close() {
        producer.close();
    }
}
