package dev.brushcast.egress.app;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.payload.FramePayload;
import dev.brushcast.contract.payload.FramePayloads;
import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.egress.playlist.PlaylistNumbers;
import dev.brushcast.egress.rendition.Encoding;
import dev.brushcast.egress.rendition.FrameObserver;
import dev.brushcast.egress.rendition.Onlooker;
import dev.brushcast.egress.rendition.Outputs;
import dev.brushcast.egress.rendition.PacketSink;
import dev.brushcast.egress.rendition.PictureSlate;
import dev.brushcast.egress.rendition.Rendition;
import dev.brushcast.egress.rendition.Sinks;
import dev.brushcast.egress.timeline.Chunk;
import dev.brushcast.egress.timeline.ChunkFrame;
import dev.brushcast.egress.timeline.EncodedPicture;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.egress.timeline.Journey;
import dev.brushcast.egress.timeline.Outcome;
import dev.brushcast.egress.timeline.StreamTimeline;
import dev.brushcast.media.Rational;
import dev.brushcast.media.RgbPicture;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Reads what a stream can be told, and puts out a few grey pictures, nowhere. What is loaded and opened for the first time, FFmpeg
 * above all, takes a second or so: a host has that behind it before it shares streams with others, so that viewers of one that is
 * taken over need not wait for it.
 */
final class WarmUp {

    private static final int SIDE = 64;
    private static final int FRAMES = 250;
    private static final long FRAME_US = 40_000;
    private static final Duration SEGMENT = Duration.ofSeconds(1);
    private static final Duration PART = Duration.ofMillis(500);

    private WarmUp() {}

    /**
     * Returns how many frames were put out, once they are.
     *
     * @throws dev.brushcast.media.MediaException if pictures cannot be decoded or encoded here
     */
    static long run() {
        EgressConfig _ = EgressConfig.of(
                new DesiredStream("warm-up", 0, 1L, true, "{}", "{}", 0L, 0L), new Topics("warm-up-"), Path.of(""));
        Counted counted = new Counted();
        Ladder ladder = new Ladder(0, List.of());
        Segmentation segmentation = new Segmentation(SEGMENT, PART, SEGMENT, PlaylistNumbers.FIRST);
        Sinks nowhere = new Sinks(List.of());
        try (FramePayload jpeg = FramePayloads.of(PayloadFormat.JPEG);
                Rendition rendition = new Rendition(
                        new StreamTimeline(1),
                        new Encoding(
                                segmentation::grid, epoch -> List.of(ladder.whole(epoch)), PictureSlate.open(null)),
                        new Outputs(List.of(nowhere), nowhere, nowhere, nowhere),
                        PacketSink.NONE,
                        counted,
                        Onlooker.NONE)) {
            ByteBuffer grey = ByteBuffer.wrap(jpeg.encode(new RgbPicture(SIDE, SIDE, new byte[SIDE * SIDE * 3])));
            for (int frame = 0; frame < FRAMES; frame++) {
                rendition.pictures(chunk(frame, grey));
                rendition.goOnWithoutAudio();
            }
            rendition.end();
        }
        return counted.frames;
    }

    private static Chunk chunk(int number, ByteBuffer picture) {
        ChunkFrame frame = new ChunkFrame(
                number,
                number * FRAME_US,
                FRAME_US,
                Outcome.STYLED,
                new EncodedPicture(PayloadFormat.JPEG, picture, SIDE, SIDE),
                Journey.UNKNOWN);
        EpochInfo epoch = new EpochInfo(1, 0, SIDE, SIDE, new Rational(25, 1), true);
        return new Chunk(epoch, number, List.of(frame), List.of(), number == FRAMES - 1);
    }

    private static final class Counted implements FrameObserver {
        private long frames;

        @Override
        public void shown(long ptsUs, Outcome outcome, Journey journey) {
            frames++;
        }
    }
}
