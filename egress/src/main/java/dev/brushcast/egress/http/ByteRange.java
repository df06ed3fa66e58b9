package dev.brushcast.egress.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Part of a file.
 *
 * @param first its first byte, from 0
 * @param last its last byte, not before the first
 */
record ByteRange(long first, long last) {

    private static final Pattern ONE_RANGE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    /** What a Range header asks of a file. */
    sealed interface Answer {
        /** The whole file: there is no such header, or none that this server must understand. */
        record Whole() implements Answer {}

        /** A part. */
        record Part(ByteRange range) implements Answer {}

        /** A part that the file does not have. */
        record Unsatisfiable() implements Answer {}
    }

    /**
     * Reads a Range header (RFC 9110). Several ranges at once are answered with the whole file, as the RFC allows.
     *
     * @param size of the file, bytes
     */
    static Answer of(Optional<String> header, long size) {
        Matcher matcher = ONE_RANGE.matcher(header.orElse("").strip());
        if (!matcher.matches()
                || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
            return new Answer.Whole();
        }
        if (matcher.group(1).isEmpty()) {
            long length = Math.min(size, Long.parseLong(matcher.group(2)));
            return length == 0 ? new Answer.Unsatisfiable() : new Answer.Part(new ByteRange(size - length, size - 1));
        }
        long first = Long.parseLong(matcher.group(1));
        long last = matcher.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(matcher.group(2)));
        if (first >= size) {
            return new Answer.Unsatisfiable();
        }
        return last < first ? new Answer.Whole() : new Answer.Part(new ByteRange(first, last));
    }

    long length() {
        return last - first + 1;
    }

    /** As the Content-Range header has it. */
    String contentRange(long size) {
        return "bytes " + first + "-" + last + "/" + size;
    }
}
