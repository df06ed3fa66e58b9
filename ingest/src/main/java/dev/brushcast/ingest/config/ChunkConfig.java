package dev.brushcast.ingest.config;

import dev.brushcast.kit.UserError;
import org.jspecify.annotations.Nullable;

/**
 * How a stream is put into records.
 *
 * @param frames in a chunk, 1 to 64
 * @param readAhead how far a recording may be ahead of the workers
 * @param maxUnacknowledgedBytes how much may be on its way to the brokers before reading waits, at least 1 MiB
 */
public record ChunkConfig(int frames, ReadAhead readAhead, long maxUnacknowledgedBytes) {

    private static final long MIB = 1L << 20;

    public static final ChunkConfig DEFAULT = new ChunkConfig(4, ReadAhead.DEFAULT, 32 * MIB);

    public ChunkConfig {
        if (frames < 1 || frames > 64) {
            throw new UserError("A chunk has 1 to 64 frames, not " + frames);
        }
        if (maxUnacknowledgedBytes < MIB) {
            throw new UserError(
                    "At least 1 MiB must be allowed on its way to Kafka, not " + maxUnacknowledgedBytes + " bytes");
        }
    }

    public ChunkConfig withFrames(int newFrames) {
        return new ChunkConfig(newFrames, readAhead, maxUnacknowledgedBytes);
    }

    public ChunkConfig withReadAhead(ReadAhead newReadAhead) {
        return new ChunkConfig(frames, newReadAhead, maxUnacknowledgedBytes);
    }

    /** The section of a file; what is left out is null. */
    record Section(
            @Nullable Integer frames,
            @Nullable String readAhead,
            @Nullable String maxUnacknowledged) {

        ChunkConfig over(ChunkConfig defaults) {
            return new ChunkConfig(
                    frames == null ? defaults.frames() : frames,
                    readAhead == null ? defaults.readAhead() : ReadAhead.parse(readAhead),
                    maxUnacknowledged == null ? defaults.maxUnacknowledgedBytes() : ByteSize.parse(maxUnacknowledged));
        }
    }
}
