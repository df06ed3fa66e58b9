package dev.brushcast.egress.rendition;

import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.egress.timeline.Chunk;
import dev.brushcast.egress.timeline.ChunkFrame;
import dev.brushcast.egress.timeline.EncodedPicture;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.egress.timeline.Journey;
import dev.brushcast.egress.timeline.Outcome;
import dev.brushcast.media.RateLimit;
import dev.brushcast.media.Rational;
import dev.brushcast.media.testing.FrameBarcode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Chunks of pictures that show their frame's number, 25 a second, five in a chunk. */
public final class Film {

    static final int WIDTH = 96;
    static final int HEIGHT = 64;
    static final long FRAME_US = 40_000;
    static final int PER_CHUNK = 5;

    private Film() {}

    static EpochInfo epoch(long number) {
        return new EpochInfo(number, 1_700_000_000_000_000L * number, WIDTH, HEIGHT, new Rational(25, 1), false);
    }

    /** The pictures in their own size and no other. */
    public static List<PictureTrack> whole(EpochInfo epoch) {
        return List.of(new PictureTrack(epoch.width(), epoch.height(), RateLimit.of(2_000_000)));
    }

    /** Whole chunks of an epoch, from frame 0 on, the last one its end. */
    public static List<Chunk> styled(long epoch, int frames) {
        List<Chunk> chunks = new ArrayList<>();
        for (int first = 0; first < frames; first += PER_CHUNK) {
            Outcome[] outcomes = new Outcome[Math.min(PER_CHUNK, frames - first)];
            Arrays.fill(outcomes, Outcome.STYLED);
            chunks.add(chunk(epoch, first / PER_CHUNK, first + PER_CHUNK >= frames, outcomes));
        }
        return chunks;
    }

    static Chunk chunk(long epoch, long sequence, boolean last, Outcome... outcomes) {
        List<ChunkFrame> frames = new ArrayList<>();
        for (int i = 0; i < outcomes.length; i++) {
            long number = sequence * PER_CHUNK + i;
            EncodedPicture picture = outcomes[i].hasPicture() ? picture((int) number, WIDTH, HEIGHT) : null;
            frames.add(new ChunkFrame(number, number * FRAME_US, FRAME_US, outcomes[i], picture, Journey.UNKNOWN));
        }
        return new Chunk(epoch(epoch), sequence, frames, List.of(), last);
    }

    /** Each frame with the captions of its number, as long as there are any. */
    static Chunk captioned(Chunk chunk, List<byte[]> captions) {
        List<ChunkFrame> frames = new ArrayList<>();
        for (ChunkFrame frame : chunk.frames()) {
            int number = (int) frame.number();
            frames.add(new ChunkFrame(
                    number,
                    frame.ptsUs(),
                    frame.durationUs(),
                    frame.outcome(),
                    frame.picture(),
                    frame.journey(),
                    number < captions.size() ? ByteBuffer.wrap(captions.get(number)) : null,
                    false));
        }
        return new Chunk(chunk.epoch(), chunk.sequence(), frames, chunk.gaps(), chunk.endOfEpoch());
    }

    static EncodedPicture picture(int number, int width, int height) {
        byte[] rgb = FrameBarcode.draw(number, width, height).rgb();
        return new EncodedPicture(PayloadFormat.RGB24, ByteBuffer.wrap(rgb), width, height);
    }
}
