package dev.brushcast.ingest.epoch;

import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.AudioPacket;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.SpliceCue;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.contract.payload.FramePayload;
import dev.brushcast.contract.payload.FramePayloads;
import dev.brushcast.ingest.capture.Captured;
import dev.brushcast.ingest.capture.IngestClock;
import dev.brushcast.ingest.chunk.AudioChunker;
import dev.brushcast.ingest.chunk.VideoChunker;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.publish.StreamOutput;
import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.RgbPicture;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is captured in one epoch, as chunks in the topics. Used by one thread. */
final class EpochChunks implements AutoCloseable {

    private static final byte[] NOTHING = {};

    private final EpochPlan plan;
    private final StreamOutput publisher;
    private final IngestClock clock;
    private final Tally tally;
    private final @Nullable FramePayload payload;
    private final VideoChunker video;
    private final @Nullable AudioChunker audio;
    private final CueBook cues = new CueBook();

    EpochChunks(CaptureContext context, EpochPlan plan, @Nullable AudioFormat audio) {
        this.plan = plan;
        this.publisher = context.output();
        this.clock = context.clock();
        this.tally = context.tally();
        IngestConfig config = context.config();
        PayloadFormat format = plan.header().format();
        this.payload = format == PayloadFormat.NONE
                ? null
                : FramePayloads.of(format, config.pictures().jpeg());
        this.video = new VideoChunker(plan.header(), plan.chunkFrames(), EpochPlan.MAX_CHUNK_BYTES, plan.chunkSpanUs());
        this.audio = audio == null ? null : new AudioChunker(plan.header(), audio, plan.chunkSpanUs());
    }

    /** A source without sound says so at once, so that nobody waits for it. */
    void begin() throws InterruptedException {
        if (audio == null) {
            publisher.publish(AudioChunker.none(plan.header()), 0);
        }
    }

    void frame(Captured.Frame frame) throws InterruptedException {
        ByteBuffer data = ByteBuffer.wrap(bytes(frame.picture()));
        ByteBuffer captions = frame.captions() == null ? null : ByteBuffer.wrap(frame.captions());
        for (VideoChunk chunk : video.add(
                new VideoFrame(frame.number(), frame.ptsUs(), frame.durationUs(), frame.capturedAtUs(), data, captions),
                clock.wallUs())) {
            send(chunk);
        }
        tally.published(frame.ptsUs(), frame.durationUs());
    }

    private byte[] bytes(@Nullable RgbPicture picture) {
        return payload == null || picture == null ? NOTHING : payload.encode(picture);
    }

    void missing(Captured.Missing frames) {
        String cause = frames.cause().label();
        video.skip(frames.firstNumber(), frames.count(), cause);
        tally.dropped(cause, frames.count());
    }

    /** Takes what the source announces; returns what is new in it. */
    List<SpliceCue> splice(Captured.Splice captured) {
        List<SpliceCue> added = cues.read(captured.splice(), video.earliestCueUs(), clock.wallUs());
        added.forEach(video::announce);
        tally.cues(added.size());
        if (captured.splice().trouble() != null) {
            tally.unreadableCue();
        }
        return added;
    }

    void audio(Captured.Audio captured) throws InterruptedException {
        if (audio != null) {
            AudioPacket packet = new AudioPacket(
                    captured.packet().pts(),
                    captured.packet().duration(),
                    ByteBuffer.wrap(captured.packet().data()));
            send(audio.add(packet, clock.wallUs()));
            tally.audio();
        }
    }

    /** When the next chunk is due that is not full, wall clock; {@link VideoChunker#NEVER}: none is begun. */
    long dueAtUs() {
        return Math.min(video.dueAtUs(), audio == null ? VideoChunker.NEVER : audio.dueAtUs());
    }

    /** Sends the chunks that are due by now. */
    void flushDue() throws InterruptedException {
        long now = clock.wallUs();
        Optional<VideoChunk> picture = video.dueAtUs() <= now ? video.flush(now) : Optional.empty();
        if (picture.isPresent()) {
            send(picture.get());
        }
        if (audio != null && audio.dueAtUs() <= now) {
            send(audio.flush());
        }
    }

    /** Sends what is left, and that nothing more comes. */
    void end() throws InterruptedException {
        send(video.end(clock.wallUs()));
        if (audio != null) {
            publisher.publish(audio.end(), tally.epochEndUs());
        }
    }

    private void send(VideoChunk chunk) throws InterruptedException {
        publisher.publish(chunk, tally.epochEndUs());
    }

    private void send(Optional<AudioChunk> chunk) throws InterruptedException {
        if (chunk.isPresent()) {
            publisher.publish(chunk.get(), tally.epochEndUs());
        }
    }

    @Override
    public void close() {
        if (payload != null) {
            payload.close();
        }
    }
}
