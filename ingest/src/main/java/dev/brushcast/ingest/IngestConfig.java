package dev.brushcast.ingest;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.kit.UserError;
import dev.brushcast.media.ffmpeg.fit.Fit;
import dev.brushcast.media.ffmpeg.picture.JpegOptions;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import org.jspecify.annotations.Nullable;

/**
 * What one ingest takes in, and how.
 *
 * @param streamId key of all its records, see {@link StreamAddress}
 * @param source where it comes from
 * @param slot its partition, 0 or above
 * @param geometry which size the frames get
 * @param fit how pictures of other proportions are put into it
 * @param maxFrameRate frames per second that are kept at most, dropped evenly; null: all. Never raises the rate
 * @param chunkFrames frames in a chunk, 1 to 64
 * @param pacing how fast a recording is read
 * @param format what the bytes of a frame are, of a source that has pictures: JPEG or RGB24
 * @param jpeg how they are compressed, if they are JPEG
 * @param maxUnacknowledgedBytes how much may be on its way to the brokers before reading waits, at least 1 MiB
 * @param readAhead how far a recording may be ahead of the workers
 * @param input time limits of sources on the network
 * @param reconnect what happens when one breaks off
 */
public record IngestConfig(
        String streamId,
        MediaSource source,
        int slot,
        Geometry geometry,
        Fit fit,
        @Nullable Double maxFrameRate,
        int chunkFrames,
        Pacing pacing,
        PayloadFormat format,
        JpegOptions jpeg,
        long maxUnacknowledgedBytes,
        ReadAhead readAhead,
        InputOptions input,
        Reconnect reconnect) {

    private static final long MIB = 1L << 20;

    public IngestConfig {
        StreamAddress _ = new StreamAddress(streamId, slot); // refuses what is none
        if (maxFrameRate != null && !(maxFrameRate > 0 && maxFrameRate <= 1000)) {
            throw new UserError("A highest frame rate of " + maxFrameRate + " cannot be had: give 0.001 to 1000");
        }
        if (chunkFrames < 1 || chunkFrames > 64) {
            throw new UserError("Chunks of " + chunkFrames + " frames cannot be had: give 1 to 64");
        }
        if (format != PayloadFormat.JPEG && format != PayloadFormat.RGB24) {
            throw new UserError("Pictures cannot be sent as " + format + ": give JPEG or RGB24");
        }
        if (maxUnacknowledgedBytes < MIB) {
            throw new UserError(
                    "At least " + MIB + " bytes must be allowed on their way to Kafka, not " + maxUnacknowledgedBytes);
        }
    }

    /** Where everything about the stream goes. */
    public StreamAddress address() {
        return new StreamAddress(streamId, slot);
    }

    /** A source with everything else at its default: stream {@code main} in slot 0, JPEG chunks of 4 frames. */
    public static IngestConfig of(MediaSource source) {
        return new IngestConfig(
                "main",
                source,
                0,
                Geometry.defaultFor(source),
                Fit.CROP,
                null,
                4,
                Pacing.defaultFor(source),
                PayloadFormat.JPEG,
                JpegOptions.HIGH_QUALITY,
                32 * MIB,
                ReadAhead.DEFAULT,
                InputOptions.DEFAULT,
                Reconnect.DEFAULT);
    }
}
