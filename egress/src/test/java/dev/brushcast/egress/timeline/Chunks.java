package dev.brushcast.egress.timeline;

import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.media.Rational;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Chunks to feed a timeline with: 4 frames each, 40 ms apart. */
final class Chunks {

    static final int PER_CHUNK = 4;
    static final long FRAME_US = 40_000;

    private Chunks() {}

    static EpochInfo epoch(long number) {
        return new EpochInfo(number, 1_000_000 * number, 64, 48, new Rational(25, 1), false);
    }

    static Chunk styled(long epoch, long sequence) {
        return chunk(epoch, sequence, Outcome.STYLED, Outcome.STYLED, Outcome.STYLED, Outcome.STYLED);
    }

    static Chunk chunk(long epoch, long sequence, Outcome... outcomes) {
        return new Chunk(epoch(epoch), sequence, frames(sequence * PER_CHUNK, outcomes), List.of(), false);
    }

    static Chunk last(long epoch, long sequence) {
        return new Chunk(epoch(epoch), sequence, List.of(), List.of(), true);
    }

    static List<ChunkFrame> frames(long first, Outcome... outcomes) {
        List<ChunkFrame> frames = new ArrayList<>();
        for (int i = 0; i < outcomes.length; i++) {
            frames.add(frame(first + i, (first + i) * FRAME_US, outcomes[i]));
        }
        return frames;
    }

    static ChunkFrame frame(long number, long ptsUs, Outcome outcome) {
        EncodedPicture picture =
                outcome.hasPicture() ? new EncodedPicture(PayloadFormat.RGB24, ByteBuffer.allocate(0), 64, 48) : null;
        return new ChunkFrame(number, ptsUs, FRAME_US, outcome, picture, Journey.UNKNOWN);
    }
}
