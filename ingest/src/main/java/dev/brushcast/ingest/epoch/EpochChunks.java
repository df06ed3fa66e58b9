package dev.brushcast.ingest.epoch;

import dev.brushcast.contract.MediaTime;
import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.AudioPacket;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.SpliceCue;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.contract.payload.FramePayload;
import dev.brushcast.contract.payload.FramePayloads;
import dev.brushcast.ingest.capture.Captured;
import dev.brushcast.ingest.capture.GapCause;
import dev.brushcast.ingest.capture.IngestClock;
import dev.brushcast.ingest.capture.OpenSource;
import dev.brushcast.ingest.chunk.AudioChunker;
import dev.brushcast.ingest.chunk.Held;
import dev.brushcast.ingest.chunk.VideoChunker;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.publish.StreamOutput;
import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.RgbPicture;
import dev.brushcast.media.ffmpeg.input.InputItem;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is captured in one epoch, as chunks in the topics. Used by one thread. */
final class EpochChunks implements AutoCloseable {

    private static final byte[] NOTHING = {};
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final EpochPlan plan;
    private final StreamOutput publisher;
    private final IngestClock clock;
    private final Tally tally;
    private final @Nullable FramePayload payload;
    private final VideoChunker video;
    private final @Nullable AudioFormat audioFormat;
    private final @Nullable AudioChunker audio;
    private final @Nullable AirTime air;
    private final OnAir onAir;
    private final CueBook cues = new CueBook();

    EpochChunks(CaptureContext context, EpochPlan plan, OpenSource source) {
        this.plan = plan;
        this.audioFormat = source.info().audio();
        this.onAir = context.air();
        this.air = source.info().live() ? air(context, plan, source) : null;
        this.publisher = context.output();
        this.clock = context.clock();
        this.tally = context.tally();
        IngestConfig config = context.config();
        PayloadFormat format = plan.header().format();
        this.payload = format == PayloadFormat.NONE
                ? null
                : FramePayloads.of(format, config.pictures().jpeg());
        this.video = new VideoChunker(plan.header(), plan.chunkFrames(), EpochPlan.MAX_CHUNK_BYTES, plan.chunkSpanUs());
        this.audio = audioFormat == null ? null : new AudioChunker(plan.header(), audioFormat, plan.chunkSpanUs());
    }

    private static AirTime air(CaptureContext context, EpochPlan plan, OpenSource source) {
        Duration sending = source.sinceConnected();
        long aheadUs = plan.header().epochStartUs() - context.clock().wallUs() + sending.toNanos() / 1_000;
        return new AirTime(
                context.config().connection().hold(),
                plan.header(),
                source.info().isFetchedInPieces(),
                context.clock().monotonicNs() - sending.toNanos(),
                aheadUs);
    }

    /** A source without sound says so at once, so that nobody waits for it. */
    void begin() throws InterruptedException {
        if (audio == null) {
            publisher.publish(AudioChunker.none(plan.header()), 0);
        }
    }

    /** False: it comes too late, its time is held already. */
    boolean frame(Captured.Frame frame) throws InterruptedException {
        if (air != null && !air.frame(frame.ptsUs(), frame.durationUs(), clock.monotonicNs())) {
            missing(new Captured.Missing(frame.number(), 1, GapCause.HELD_OVER));
            return false;
        }
        ByteBuffer data = ByteBuffer.wrap(bytes(frame.picture()));
        ByteBuffer captions = frame.captions() == null ? null : ByteBuffer.wrap(frame.captions());
        for (VideoChunk chunk : video.add(
                new VideoFrame(frame.number(), frame.ptsUs(), frame.durationUs(), frame.capturedAtUs(), data, captions),
                clock.wallUs())) {
            send(chunk);
        }
        tally.published(frame.ptsUs(), frame.durationUs());
        return true;
    }

    private byte[] bytes(@Nullable RgbPicture picture) {
        return payload == null || picture == null ? NOTHING : payload.encode(picture);
    }

    void missing(Captured.Missing frames) {
        if (air != null && frames.cause() == GapCause.FRAME_RATE) {
            air.heard(clock.monotonicNs());
        }
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
        if (audio != null && isOnTime(captured.packet())) {
            AudioPacket packet = new AudioPacket(
                    captured.packet().pts(),
                    captured.packet().duration(),
                    ByteBuffer.wrap(captured.packet().data()));
            send(audio.add(packet, clock.wallUs()));
            tally.audio();
        }
    }

    private boolean isOnTime(InputItem.Audio packet) {
        AudioFormat format = audioFormat;
        return air == null
                || format == null
                || air.audio(us(packet.pts(), format), us(packet.duration(), format), clock.monotonicNs());
    }

    private static long us(long ticks, AudioFormat format) {
        return MediaTime.ticksToUs(
                ticks, format.timeBase().num(), format.timeBase().den());
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

    /** Nothing was read for so long: what came meanwhile is waiting. */
    void busy(long ns) {
        if (air != null) {
            air.busy(ns);
        }
    }

    /** The source has broken off, and is held until it is back. */
    void lost() {
        if (air != null) {
            air.lost();
        }
    }

    /** How long until {@link #hold} has something to do; 0: now. */
    Duration untilHold() {
        return air == null ? FOR_EVER : air.untilDue(clock.monotonicNs());
    }

    /**
     * Tells that the last picture is held, if it is time.
     *
     * @return what is shown from now on: {@code HOLD} or {@code SLATE}; empty where nothing was told
     */
    Optional<StreamEventType> hold() throws InterruptedException {
        if (air == null || !untilHold().isZero()) {
            return Optional.empty();
        }
        long fromUs = reachedUs();
        long nowNs = clock.monotonicNs();
        Held held = air.hold(nowNs);
        if (held == null) {
            return Optional.empty();
        }
        send(video.flush(clock.wallUs()), fromUs);
        send(video.hold(held, clock.wallUs()), fromUs);
        Long silentUntilUs = audio == null ? null : air.silence(nowNs);
        if (audio != null && silentUntilUs != null) {
            send(audio.flush());
            publisher.publish(audio.hold(silentUntilUs), fromUs);
        }
        onAir.reaches(MediaTime.of(plan.header().epochStartUs(), reachedUs()));
        return Optional.of(held.slateFromUs() == null ? StreamEventType.HOLD : StreamEventType.SLATE);
    }

    /** Where what has come and what is held end, presentation time. */
    long reachedUs() {
        return air == null ? tally.epochEndUs() : Math.max(tally.epochEndUs(), air.endUs());
    }

    /** True once something was held. */
    boolean isHeld() {
        return air != null && air.isHeld();
    }

    /**
     * Sends what is left, and that nothing more comes.
     *
     * @param untilUs the last picture is held until then, presentation time; null: it is not
     */
    void end(@Nullable Long untilUs) throws InterruptedException {
        long fromUs = reachedUs();
        Held held = untilUs == null || air == null ? null : air.heldToEnd(untilUs);
        send(video.end(held, clock.wallUs()), fromUs);
        if (audio != null) {
            publisher.publish(audio.end(held == null ? null : held.untilUs()), fromUs);
        }
        onAir.reaches(MediaTime.of(plan.header().epochStartUs(), reachedUs()));
    }

    private void send(VideoChunk chunk) throws InterruptedException {
        send(chunk, tally.epochEndUs());
    }

    private void send(VideoChunk chunk, long endPtsUs) throws InterruptedException {
        publisher.publish(chunk, endPtsUs);
    }

    private void send(Optional<VideoChunk> chunk, long endPtsUs) throws InterruptedException {
        if (chunk.isPresent()) {
            send(chunk.get(), endPtsUs);
        }
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
