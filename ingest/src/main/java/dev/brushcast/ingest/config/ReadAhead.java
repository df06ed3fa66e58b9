package dev.brushcast.ingest.config;

import dev.brushcast.kit.UserError;

/**
 * How far a recording may be read ahead of the workers that style it. What is further ahead than its topic keeps would be
 * deleted before it is styled. A live source is never held.
 *
 * @param bytes of pictures that are published and not yet styled; at least 1 MiB
 */
public record ReadAhead(long bytes) {

    /** Everything is published at once, to be styled later; the topic must keep it so long. */
    public static final ReadAhead UNBOUNDED = new ReadAhead(Long.MAX_VALUE);

    /** Minutes of video at the default size: workers never wait for ingest, and disks do not fill. */
    public static final ReadAhead DEFAULT = new ReadAhead(512L << 20);

    private static final String NO_BOUND = "unbounded";
    private static final long LEAST = 1L << 20;

    public ReadAhead {
        if (bytes < LEAST) {
            throw new UserError("Reading ahead by " + bytes + " bytes leaves workers waiting: allow at least 1 MiB");
        }
    }

    /**
     * Reads {@code 512m}, {@code 2g} (MiB, GiB) or {@code unbounded}.
     *
     * @throws UserError if it is none of these
     */
    public static ReadAhead parse(String text) {
        if (text.equalsIgnoreCase(NO_BOUND)) {
            return UNBOUNDED;
        }
        return new ReadAhead(ByteSize.parse(text));
    }

    /** False: everything is published at once. */
    public boolean isBounded() {
        return bytes != Long.MAX_VALUE;
    }

    /** As it is written on a command line. */
    @Override
    public String toString() {
        return isBounded() ? (bytes >> 20) + "m" : NO_BOUND;
    }
}
