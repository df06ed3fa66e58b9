package dev.brushcast.egress.app;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.SpliceCue;
import dev.brushcast.contract.avro.StageTimings;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.contract.payload.FramePayload;
import dev.brushcast.contract.payload.FramePayloads;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.testing.FrameBarcode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** Stands in for ingest and worker: pictures that show their frame's number, at 25 frames per second, 4 in a chunk. */
final class StreamProducer implements AutoCloseable {

    static final int WIDTH = 128;
    static final int HEIGHT = 96;
    static final int FRAME_US = 40_000;
    static final int CHUNK = 4;
    /** Lately: what is older than the topics keep is gone with the broker's next look. */
    static final long START_US = (System.currentTimeMillis() / 1000 - 600) * 1_000_000;

    private final PayloadFormat format;
    private final FramePayload payload;
    private final AvroSerdes serdes;
    private final Producer<String, VideoChunk> video;
    private final Producer<String, StyledChunk> styled;
    private final AudioProducer audio;
    private ProducedCapture capture;
    private boolean live;
    private long holds;
    private long nextSequence;
    private long shiftUs;
    private List<SpliceCue> cues = List.of();

    StreamProducer(KafkaConnection connection, String streamId, int slot, PayloadFormat format) {
        this.capture = new ProducedCapture(streamId, slot, 1, START_US);
        this.format = format;
        this.payload = FramePayloads.of(format);
        this.serdes = connection.openSerdes();
        KafkaClients clients = new KafkaClients(connection, serdes);
        this.video = clients.producer("video", VideoChunk.class, Map.of());
        this.styled = clients.producer("styled", StyledChunk.class, Map.of());
        this.audio = new AudioProducer(clients.producer("audio", AudioChunk.class, Map.of()));
    }

    StreamProducer epoch(long number, long startUs) {
        capture = new ProducedCapture(capture.streamId(), capture.slot(), number, startUs);
        holds = 0;
        nextSequence = 0;
        audio.begin();
        shiftUs = 0;
        return this;
    }

    StreamProducer live() {
        live = true;
        return this;
    }

    /** What the chunks from here on announce. */
    StreamProducer cues(List<SpliceCue> newCues) {
        cues = newCues;
        return this;
    }

    /** The whole of a stream: every outcome of the list, a chunk at a time, in both video topics. */
    void video(List<FrameOutcome> outcomes) {
        for (int first = 0; first < outcomes.size(); first += CHUNK) {
            chunk(
                    first,
                    outcomes.subList(first, Math.min(outcomes.size(), first + CHUNK)),
                    List.of(),
                    first + CHUNK >= outcomes.size());
        }
    }

    /** One chunk, in both video topics. */
    void chunk(int firstFrame, List<FrameOutcome> outcomes, List<FrameGap> gaps, boolean end) {
        source(firstFrame, outcomes.size(), gaps, end);
        styled(firstFrame, outcomes, gaps, end);
    }

    void source(int firstFrame, int count, List<FrameGap> gaps, boolean end) {
        List<VideoFrame> frames = new ArrayList<>();
        for (int i = firstFrame; i < firstFrame + count; i++) {
            frames.add(new VideoFrame((long) i, pts(i), (long) FRAME_US, nowUs(), picture(i), null));
        }
        VideoChunk chunk = new VideoChunk(
                capture.streamId(),
                capture.epoch(),
                sequence(firstFrame),
                capture.startUs(),
                nowUs(),
                WIDTH,
                HEIGHT,
                25,
                1,
                live,
                format,
                frames,
                gaps,
                end,
                null,
                null,
                cues,
                null,
                false,
                null);
        nextSequence = sequence(firstFrame) + 1;
        capture.send(video, Topics.UNPREFIXED.sourceVideo(), pts(firstFrame), chunk);
    }

    /** The source is away: as ingest and worker tell it, every half second and at the end. */
    void hold(long untilUs, @Nullable Long slateFromUs, @Nullable AudioFormat silent, boolean end) {
        VideoChunk source = VideoChunk.newBuilder()
                .setStreamId(capture.streamId())
                .setEpoch(capture.epoch())
                .setSequence(nextSequence)
                .setEpochStartUs(capture.startUs())
                .setPublishedAtUs(nowUs())
                .setWidth(WIDTH)
                .setHeight(HEIGHT)
                .setFrameRateNum(25)
                .setLive(live)
                .setFormat(format)
                .setFrames(List.of())
                .setEndOfEpoch(end)
                .setHeldUntilUs(untilUs)
                .setSlateFromUs(slateFromUs)
                .build();
        StyledChunk after = StyledChunk.newBuilder()
                .setStreamId(capture.streamId())
                .setEpoch(capture.epoch())
                .setSequence(nextSequence)
                .setEpochStartUs(capture.startUs())
                .setWidth(WIDTH)
                .setHeight(HEIGHT)
                .setFrameRateNum(25)
                .setLive(live)
                .setFormat(format)
                .setFrames(List.of())
                .setEndOfEpoch(end)
                .setModel("builtin")
                .setDevice("cpu")
                .setWorker("worker-1")
                .setPublishedAtUs(nowUs())
                .setReceivedAtUs(nowUs())
                .setFinishedAtUs(nowUs())
                .setHeldUntilUs(untilUs)
                .setSlateFromUs(slateFromUs)
                .build();
        holds++;
        nextSequence++;
        long fromUs = untilUs - 500_000;
        if (silent != null) {
            audio.held(capture, silent, fromUs, end ? untilUs : untilUs + 100_000, end);
        }
        capture.send(video, Topics.UNPREFIXED.sourceVideo(), fromUs, source);
        capture.send(styled, Topics.UNPREFIXED.styledVideo(), fromUs, after);
    }

    /** Frames that follow are so much later. */
    void shift(long us) {
        shiftUs = us;
    }

    void styled(int firstFrame, List<FrameOutcome> outcomes, List<FrameGap> gaps, boolean end) {
        List<StyledFrame> frames = new ArrayList<>();
        for (int k = 0; k < outcomes.size(); k++) {
            FrameOutcome outcome = outcomes.get(k);
            int i = firstFrame + k;
            boolean picture = outcome == FrameOutcome.STYLED || outcome == FrameOutcome.PASSTHROUGH;
            String reason = outcome == FrameOutcome.HELD_ERROR ? "deadline" : null;
            frames.add(new StyledFrame(
                    (long) i,
                    pts(i),
                    (long) FRAME_US,
                    nowUs() - 5_000,
                    outcome,
                    reason,
                    3L,
                    new StageTimings(100L, 200L, 300L, 400L),
                    picture ? picture(i) : null,
                    null));
        }
        StyledChunk chunk = new StyledChunk(
                capture.streamId(),
                capture.epoch(),
                sequence(firstFrame),
                capture.startUs(),
                WIDTH,
                HEIGHT,
                25,
                1,
                live,
                format,
                frames,
                gaps,
                end,
                "builtin",
                "cpu",
                "worker-1",
                nowUs() - 4_000,
                nowUs() - 3_000,
                nowUs() - 1_000,
                50L,
                60L,
                null,
                null,
                cues,
                "",
                false);
        capture.send(styled, Topics.UNPREFIXED.styledVideo(), pts(firstFrame), chunk);
    }

    /** All the sound of the epoch. */
    void audio(AudioFormat format, List<MediaPacket> packets) {
        audio(format, packets, false);
    }

    /** @param open true: more follows */
    void audio(AudioFormat format, List<MediaPacket> packets, boolean open) {
        audio.packets(capture, format, packets, open);
    }

    /** What ingest says of a source without sound. */
    void silence() {
        audio.none(capture);
    }

    private ByteBuffer picture(int number) {
        return ByteBuffer.wrap(payload.encode(FrameBarcode.draw(number, WIDTH, HEIGHT)));
    }

    private long sequence(int firstFrame) {
        return firstFrame / CHUNK + holds;
    }

    private long pts(int frame) {
        return (long) frame * FRAME_US + shiftUs;
    }

    private static long nowUs() {
        return System.currentTimeMillis() * 1000;
    }

    @Override
    public void close() {
        video.close();
        styled.close();
        audio.close();
        serdes.close();
        payload.close();
    }
}
