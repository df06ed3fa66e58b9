package dev.brushcast.contract.validation;

import java.time.Duration;
import java.time.Instant;

/**
 * The values that a record may have. Wide enough for whatever a source can be, narrow enough that sums and differences
 * fit 64 bits and that nothing is done that takes as long as a number says.
 */
public final class Bounds {

    /** No record is of or after this time, ms since 1970: the start of the year 2100. */
    public static final long MAX_TIMESTAMP_MS =
            Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

    /** The same in µs. */
    static final long MAX_WALL_US = MAX_TIMESTAMP_MS * 1_000;

    /** Captures of a stream: one each second for 30,000 years. */
    public static final long MAX_EPOCH = 1L << 40;

    /** Chunks and frames of an epoch: 1,000 a second for 30 years. */
    public static final long MAX_NUMBER = 1L << 40;

    /** Frames that may be missing between two that are there: at 60 a second, nearly two days. */
    public static final long MAX_MISSING_FRAMES = 10_000_000;

    /** How long an epoch may be, and how far before its start a presentation time. */
    static final long MAX_EPOCH_US = Duration.ofDays(400).toNanos() / 1_000;

    /** How long one frame or packet may last, or one piece of work on it take. */
    static final long MAX_DURATION_US = Duration.ofDays(1).toNanos() / 1_000;

    /** A fade between styles. */
    static final long MAX_TRANSITION_US = Duration.ofDays(1).toNanos() / 1_000;

    /** Pixels of a side. */
    static final int MAX_SIDE = 16_384;

    /** Pixels of a picture: twice those of 8K. */
    static final long MAX_PICTURE_PIXELS = 1L << 26;

    /** Pixels of a chunk's pictures together, decoded 768 MiB. A chunk of 64 pictures, the most, may be of 2048x2048. */
    static final long MAX_CHUNK_PIXELS = 1L << 28;

    /** Pictures of a chunk; ingest makes at most 64. */
    static final int MAX_FRAMES = 256;

    /** Gaps of a chunk. */
    static final int MAX_GAPS = 4_096;

    /** Cues of a chunk; ingest keeps no more than {@code 64} in mind. */
    static final int MAX_CUES = 256;

    /** A section has 12 bits for its length. */
    static final int MAX_SECTION_BYTES = 4_098;

    /** 32 bits. */
    static final long MAX_EVENT_ID = 0xFFFF_FFFFL;

    /** Captions of a frame and of those before it that were left out: one user data message has at most 31 triplets. */
    static final int MAX_CAPTION_BYTES = 65_535;

    /** Pictures a second. */
    static final long MAX_FRAME_RATE = 1_000;

    /** Packets of an audio chunk. */
    static final int MAX_PACKETS = 16_384;

    /** Samples a second. */
    static final int MAX_SAMPLE_RATE = 768_000;

    /** Audio channels. */
    static final int MAX_CHANNELS = 64;

    /** Samples in a packet, or before the first. */
    static final int MAX_SAMPLES = 1 << 20;

    /** Bytes of a block of audio. */
    static final int MAX_BLOCK_BYTES = 1 << 20;

    /** Bits of audio per second: 64 channels of 64 bits at the highest rate are three times as many. */
    static final long MAX_BIT_RATE = 1_000_000_000;

    /** Bits of a coded sample. */
    static final int MAX_SAMPLE_BITS = 64;

    /** Characters of a name or a cause. */
    static final int MAX_NAME_CHARS = 200;

    /** Prompts, seeds or steps of a style. */
    static final int MAX_BLENDED = 100;

    /** Length of a denoising schedule. */
    static final int MAX_INFERENCE_STEPS = 10_000;

    /** Settings of a stream, as text. */
    public static final int MAX_SETTINGS_CHARS = 64 << 10;

    /** Revisions of a stream, and of its style. */
    static final long MAX_REVISION = 1L << 53;

    private Bounds() {}
}
