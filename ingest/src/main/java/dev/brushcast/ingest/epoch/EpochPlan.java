package dev.brushcast.ingest.epoch;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.ingest.chunk.EpochHeader;
import dev.brushcast.ingest.config.Geometry;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.config.Pacing;
import dev.brushcast.ingest.config.PictureConfig;
import dev.brushcast.kit.UserError;
import dev.brushcast.media.Rational;
import dev.brushcast.media.source.PromptSource;
import dev.brushcast.media.source.SourceInfo;
import org.jspecify.annotations.Nullable;

/**
 * What follows for an epoch from the settings and from what the source says about itself.
 *
 * @param header what its chunks say alike
 * @param chunkFrames how many frames a full chunk has: fewer than asked for where a live source takes too long to send them
 * @param chunkSpanUs how long a chunk lasts, and may wait for its frames when live
 */
public record EpochPlan(EpochHeader header, int chunkFrames, long chunkSpanUs) {

    /** Frames a second of a live source below which a chunk is not waited for until it is full. */
    private static final double SLOW_RATE = 8;

    /** The most that the pictures of a chunk may have; the rest of a record is for what is said about them. */
    static final long MAX_CHUNK_BYTES = Topics.MAX_RECORD_BYTES - (64 << 10);

    private static final double UNKNOWN_RATE = 25;

    /**
     * Plans.
     *
     * @throws UserError if a single frame would not fit a record
     */
    public static EpochPlan of(IngestConfig config, SourceInfo info, long epoch, long epochStartUs) {
        PictureConfig pictures = config.pictures();
        Geometry.Size size = pictures.geometry().of(info.displayWidth(), info.displayHeight());
        long rawBytes = 3L * size.width() * size.height();
        if (pictures.format() == PayloadFormat.RGB24 && rawBytes > MAX_CHUNK_BYTES) {
            throw new UserError("Raw frames of " + size + " do not fit a record of " + Topics.MAX_RECORD_BYTES
                    + " bytes: use JPEG, or a smaller size");
        }
        Rational rate = cappedRate(info.frameRate(), pictures.maxFrameRate());
        boolean live = info.live() || config.pacing() == Pacing.REAL_TIME;
        double framesPerSecond = rate.num() == 0 ? UNKNOWN_RATE : rate.value();
        int most = config.chunks().frames();
        int frames = live ? Math.clamp((long) (most * framesPerSecond / SLOW_RATE), 1, most) : most;
        long spanUs = Math.round(frames * 1e6 / framesPerSecond);
        return new EpochPlan(
                new EpochHeader(
                        config.streamId(),
                        epoch,
                        epochStartUs,
                        size.width(),
                        size.height(),
                        rate,
                        live,
                        config.source() instanceof PromptSource ? PayloadFormat.NONE : pictures.format(),
                        config.fallback().policy().rule(),
                        config.askedModel()),
                frames,
                live ? Math.min(spanUs, Math.round(most * 1e6 / SLOW_RATE)) : spanUs);
    }

    private static Rational cappedRate(Rational source, @Nullable Double max) {
        if (max == null || (source.num() != 0 && source.value() <= max)) {
            return source;
        }
        return source.num() == 0 ? source : new Rational((int) Math.round(max * 1000), 1000);
    }

    EpochStart start(IngestConfig config, long nowUs) {
        EpochStart.Builder start = EpochStart.newBuilder()
                .setStreamId(config.streamId())
                .setSlot(config.slot())
                .setEpoch(header.epoch())
                .setSource(config.source().redacted())
                .setWidth(header.width())
                .setHeight(header.height())
                .setFit(config.pictures().fit().label())
                .setChunkFrames(config.chunks().frames())
                .setLive(header.live())
                .setStartedAtUs(nowUs);
        Double maxFrameRate = config.pictures().maxFrameRate();
        if (maxFrameRate != null) {
            start.setMaxFrameRate(maxFrameRate);
        }
        return start.build();
    }
}
