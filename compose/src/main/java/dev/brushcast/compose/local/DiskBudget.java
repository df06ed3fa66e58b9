package dev.brushcast.compose.local;

import dev.brushcast.contract.Topics;
import dev.brushcast.kit.UserError;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much disk the topics of a local run may take. What is older than fits is deleted: it has long been rendered and
 * written by then, since a source is held back before it is that far ahead.
 *
 * @param bytes at least {@link #LEAST}, or {@link Long#MAX_VALUE} for no limit
 */
public record DiskBudget(long bytes) {

    /** Pictures before and after, each in segments that hold the largest record. */
    public static final long LEAST = 256L << 20;

    /** Everything is kept, as long as the topics keep it. */
    public static final DiskBudget UNLIMITED = new DiskBudget(Long.MAX_VALUE);

    private static final String NO_LIMIT = "unlimited";
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(m|g)i?b?", Pattern.CASE_INSENSITIVE);
    private static final long USUAL = 2L << 30;
    private static final int SHARE_OF_FREE_DISK = 10;

    // Of 16 parts: seven for the pictures of the source, seven for the styled ones, two for all else.
    private static final int PARTS = 16;
    private static final int PARTS_OF_PICTURES = 7;

    private static final int SEGMENTS = 8;
    private static final long SMALLEST_SEGMENT = Topics.MAX_RECORD_BYTES + (1L << 20);

    public DiskBudget {
        if (bytes < LEAST) {
            throw new UserError("a run needs " + megabytes(LEAST) + " of disk for what is on its way, and may take "
                    + megabytes(bytes) + ": allow more with --disk, or choose a larger disk with --output");
        }
    }

    /**
     * Two gigabytes, or a tenth of the free disk where that is less.
     *
     * @param free bytes
     * @throws UserError if that is too little to run with
     */
    public static DiskBudget forDisk(long free) {
        return forDisk(free, 1);
    }

    /** The same for each of so many streams, or a tenth of the free disk for all of them. */
    public static DiskBudget forDisk(long free, int streams) {
        return new DiskBudget(Math.min(USUAL * streams, free / SHARE_OF_FREE_DISK));
    }

    /**
     * Reads {@code 512m}, {@code 2g} (MiB, GiB) or {@code unlimited}.
     *
     * @throws UserError if it is none of these, or too little
     */
    public static DiskBudget parse(String text) {
        if (text.equalsIgnoreCase(NO_LIMIT)) {
            return UNLIMITED;
        }
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw new UserError("'" + text + "' is not an amount of disk: give it as 512m or 2g, or unlimited");
        }
        int shift = size.group(2).toLowerCase(Locale.ROOT).equals("m") ? 20 : 30;
        return new DiskBudget(Long.parseLong(size.group(1)) << shift);
    }

    /**
     * Of each of so many streams.
     *
     * @throws UserError if that is too little to run with
     */
    public DiskBudget ofEach(int streams) {
        if (isLimited() && bytes / streams < LEAST) {
            throw new UserError(streams + " streams need " + megabytes(LEAST * streams)
                    + " of disk for what is on its way, and may take " + megabytes(bytes)
                    + ": allow more with --disk, choose a larger disk with --output, or have fewer with --slots");
        }
        return isLimited() ? new DiskBudget(bytes / streams) : this;
    }

    boolean isLimited() {
        return bytes != Long.MAX_VALUE;
    }

    /** How far a recording may be read ahead: half of what is kept of its pictures. */
    public long readAheadBytes() {
        return isLimited() ? pictures().keptBytes() / 2 : Long.MAX_VALUE;
    }

    /** For each of the two topics with pictures. */
    TopicLimit pictures() {
        return TopicLimit.of(bytes / PARTS * PARTS_OF_PICTURES);
    }

    /** For each of the other topics, which hold little. */
    TopicLimit others() {
        return TopicLimit.of(bytes / PARTS);
    }

    /**
     * What Kafka is told of one topic. It deletes whole segments, and looks every few seconds.
     *
     * @param keptBytes beyond which the oldest segment goes
     * @param segmentBytes how much is deleted at a time
     */
    record TopicLimit(long keptBytes, long segmentBytes) {

        /** The segment that is written to comes on top of what is kept, and the one that is deleted goes late. */
        static TopicLimit of(long bytes) {
            long segment = Math.max(SMALLEST_SEGMENT, bytes / SEGMENTS);
            return new TopicLimit(Math.max(1, bytes - 2 * segment), segment);
        }
    }

    /** For people. */
    @Override
    public String toString() {
        return isLimited() ? megabytes(bytes) : NO_LIMIT;
    }

    private static String megabytes(long bytes) {
        return bytes >= 1L << 30
                ? String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30))
                : (bytes >> 20) + " MiB";
    }
}
