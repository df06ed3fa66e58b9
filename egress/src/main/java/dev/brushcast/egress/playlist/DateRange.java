package dev.brushcast.egress.playlist;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a playlist says of a range of time (EXT-X-DATERANGE). What becomes known later is said by another one of the same id, with the
 * same start; no attribute of an id ever changes.
 *
 * @param id unique to the range
 * @param className whose attributes these are; null: those of the standard
 * @param start its first moment
 * @param plannedUs how long it is to last, microseconds; null: not known
 * @param durationUs how long it lasts, microseconds; null: not known
 * @param untilNext true: it lasts until the next of its class begins, and has no duration
 * @param attributes others, in the order in which they are written
 */
public record DateRange(
        String id,
        @Nullable String className,
        Instant start,
        @Nullable Long plannedUs,
        @Nullable Long durationUs,
        boolean untilNext,
        List<Attribute> attributes) {

    public DateRange {
        attributes = List.copyOf(attributes);
        if (untilNext && (className == null || durationUs != null)) {
            throw new IllegalArgumentException(
                    id + " lasts until the next of its class: it needs one, and no duration");
        }
    }

    /**
     * An attribute.
     *
     * @param value as it is written, with quotes where it needs them
     */
    public record Attribute(String name, String value) {

        /** A text, without what a quoted string cannot hold. */
        public static Attribute quoted(String name, String text) {
            return new Attribute(name, '"' + text.replaceAll("[\"\\r\\n]", "'") + '"');
        }

        /** Bytes, given in hexadecimal digits. */
        public static Attribute hex(String name, String digits) {
            return new Attribute(name, "0x" + digits);
        }
    }

    /** Whether all that it says is known once the other one has been said: the same, or what holds from later on. */
    boolean isNoNewsAfter(DateRange other) {
        boolean same = id.equals(other.id)
                && Objects.equals(plannedUs, other.plannedUs)
                && Objects.equals(durationUs, other.durationUs)
                && attributes.equals(other.attributes);
        return same
                || (untilNext
                        && other.untilNext
                        && Objects.equals(className, other.className)
                        && other.start.isAfter(start));
    }

    /** Where it ends as far as is known: where it begins, if nothing is. */
    Instant end() {
        Long length = durationUs == null ? plannedUs : durationUs;
        return length == null ? start : start.plus(length, ChronoUnit.MICROS);
    }
}
