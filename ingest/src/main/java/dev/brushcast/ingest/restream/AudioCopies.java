package dev.brushcast.ingest.restream;

import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.AudioPacket;
import dev.brushcast.ingest.chunk.AudioChunker;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chunks of audio of one capture, as another stream's. Used by one thread. */
final class AudioCopies {

    private final String streamId;
    private final EpochCopy.Copied what;
    private long sequence;
    private @Nullable AudioChunk last;

    AudioCopies(String streamId, EpochCopy.Copied what) {
        this.streamId = streamId;
        this.what = what;
    }

    /** True: nothing more comes. */
    boolean isEnded() {
        return last != null && last.getEndOfEpoch();
    }

    /** The copy of a chunk; null: it has nothing that is wanted. */
    @Nullable
    AudioChunk of(AudioChunk chunk) {
        List<AudioPacket> packets = chunk.getPackets().stream()
                .filter(packet -> what.range().has(chunk, packet))
                .toList();
        boolean held = chunk.getHeldUntilUs() != null && !what.recorded();
        if (isEnded() || (packets.isEmpty() && !held && !chunk.getEndOfEpoch())) {
            return null;
        }
        AudioChunk copy = new Copy<>(chunk, new AudioChunk())
                .with("streamId", streamId)
                .with("epoch", what.epoch())
                .with("sequence", sequence++)
                .with("packets", packets)
                .with("heldUntilUs", what.recorded() ? null : chunk.getHeldUntilUs())
                .done();
        last = copy;
        return copy;
    }

    /** A chunk that says that nothing more comes, or that there is no audio; null: that is said already. */
    @Nullable
    AudioChunk end(long epochStartUs) {
        AudioChunk before = last;
        if (before == null) {
            last = AudioChunker.none(streamId, what.epoch(), epochStartUs);
            return last;
        }
        if (before.getEndOfEpoch()) {
            return null;
        }
        AudioChunk end = new Copy<>(before, new AudioChunk())
                .with("sequence", sequence++)
                .with("packets", List.of())
                .with("heldUntilUs", null)
                .with("endOfEpoch", true)
                .done();
        last = end;
        return end;
    }
}
